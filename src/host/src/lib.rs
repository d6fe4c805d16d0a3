//! The realm on the runtime: what each shard of a Bezgelor process runs.
//!
//! [`lane`] drives the sans-I/O machines of the three listeners, [`zone`] carries a zone of the
//! game, [`premises`] opens and closes them, [`service`] holds what a realm has once, [`saves`]
//! writes behind, [`valuables`] carries operations to the store and back, [`capture`] records,
//! [`control`] lets those in who rule, [`scripts`] runs what the realm's own scripts say, [`lacks`]
//! finds what the data of the worlds lacks, [`files`] replaces files under their readers.
//! [`realm_host`] ties them to one shard.

pub mod answers;
pub mod capture;
pub mod common;
pub mod control;
pub mod files;
pub mod lacks;
pub mod lane;
pub mod message;
pub mod metrics;
pub mod premises;
pub mod realm_host;
pub mod saves;
pub mod scripts;
mod seats;
pub mod service;
pub mod trail;
pub mod travels;
pub mod unhandled;
pub mod valuables;
pub mod zone;
pub mod zone_log;
