//! What a client or the realm asks of a zone.

pub(crate) mod ask;
pub(crate) mod command;
pub(crate) mod dispatch;
pub(crate) mod gesture;
pub(crate) mod talk;
