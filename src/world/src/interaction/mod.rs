//! What players do with things and with one another: talk, open, sit, look.

pub(crate) mod activation;
pub(crate) mod chair;
pub(crate) mod door;
pub(crate) mod mailbox;
pub(crate) mod reach;
pub(crate) mod reading;
pub(crate) mod spent;
pub(crate) mod touch;
pub(crate) mod uses;
pub mod who;
