//! Players in a zone: what they bring, how they come and go.

pub(crate) mod camp;
pub(crate) mod enter;
pub(crate) mod entry;
pub(crate) mod introduction;
pub(crate) mod judge;
pub(crate) mod keep;
pub(crate) mod players;
pub(crate) mod reputation;
mod salvage;
