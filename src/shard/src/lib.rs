//! The runtime: one executor per core, connections, mailboxes, ticks and supervision.
//!
//! Generic over what it carries: the game's state per shard is a [`Host`], a conversation on a
//! connection is a [`Lane`], a world is a [`Zone`]. [`start`] runs shards; [`Shard`] is what their
//! own tasks see.
//!
//! Invariants: no lock and no shared memory between shards but the watchdog's heartbeat; every
//! task is started by [`guard`]; nothing outside `rt` names the executors; nobody waits for a full
//! inbox; no borrow lives across an await.

pub mod clock;
pub mod collect;
mod connection;
mod deliver;
mod driver;
mod executor;
mod frame;
mod gather;
pub mod guard;
mod handover;
mod histogram;
mod host;
mod lane;
mod listen;
mod local;
mod mail;
pub mod metrics;
mod notify;
mod options;
mod outbox;
mod premises;
mod revival;
pub mod rt;
mod signals;
mod strangers;
mod table;
mod tick;
mod wake;
mod watchdog;
pub mod worker;
mod zone;

pub use clock::Clock;
pub use collect::{Collector, Figures, Latest, Metrics};
pub use executor::{Running, StartError, start};
pub use histogram::Histogram;
pub use host::Host;
pub use lane::{BoxLane, Call, CloseReason, Lane, LaneCx, LaneOutput, OnDrain, Stage};
pub use listen::{Accept, Listen};
pub use local::Shard;
pub use mail::{Errand, Refused, ShardMessage};
pub use options::{Bounds, Options};
pub use rt::affinity::allowed_cores;
pub use rt::{Backend, Queue};
pub use signals::StopSignals;
pub use table::shard_of;
pub use watchdog::{Activity, Beat};
pub use zone::{Parcel, Zone};
