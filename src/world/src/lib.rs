//! A zone as a deterministic state machine.
//!
//! Start at [`Zone`]: `zone.step(now, inputs, outputs)`. The shard gathers [`Inputs`] between two
//! steps and carries out the [`Outputs`]; everything in between happens here, on columns of plain
//! data, in an order that depends on nothing but the inputs.
//!
//! Invariants: no I/O, no clock, no randomness but the seeded; a step cannot fail; whatever a
//! client sends, only its own share of a step's work is done for it; the same inputs give the same
//! bytes.

mod appear;
mod ask;
mod camp;
mod command;
mod config;
mod counters;
pub mod data;
mod dispatch;
mod enter;
mod entry;
mod gesture;
pub mod grid;
mod inputs;
mod introduction;
mod kind_model;
mod motion;
mod outputs;
mod players;
mod random;
pub mod replay;
mod shed;
mod slots;
mod spawn;
mod tables_view;
mod talk;
mod tiers;
mod units;
mod vision;
mod walk;
mod zone;

pub use config::ZoneConfig;
pub use counters::Counters;
pub use data::WorldData;
pub use dispatch::is_handled;
pub use entry::{AccountView, Arrival, Permissions, PlayerEntry};
pub use inputs::{Command, Input, Inputs, InputsFull, LeaveReason};
pub use introduction::CLIENT_UPDATE_INTERVAL_MS;
pub use outputs::{DisconnectReason, EnterFault, Event, Outputs};
pub use shed::Shedding;
pub use zone::Zone;
