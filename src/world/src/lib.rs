//! A zone as a deterministic state machine.
//!
//! Start at [`Zone`]: `zone.step(now, inputs, outputs)`. The shard gathers [`Inputs`] between two
//! steps and carries out the [`Outputs`]; everything in between happens here, on columns of plain
//! data, in an order that depends on nothing but the inputs.
//!
//! Invariants: no I/O, no clock, no randomness but the seeded; a step cannot fail; whatever a
//! client sends, only its own share of a step's work is done for it; the same inputs give the same
//! bytes.

mod combat;
mod config;
mod counters;
mod creature;
pub mod data;
mod death;
mod entity;
mod handler;
mod inputs;
pub mod instance;
mod interaction;
pub mod maps;
mod movement;
mod order;
mod outputs;
mod pet;
mod player;
mod random;
pub mod replay;
pub mod script;
mod sight;
mod tables_view;
pub mod travel;
pub mod trigger;
pub mod valuables;
mod vehicle;
mod zone;

pub use config::ZoneConfig;
pub use counters::Counters;
pub use data::WorldData;
pub use handler::dispatch::is_handled;
pub use inputs::{Command, Input, Inputs, InputsFull, LeaveReason};
pub use interaction::who;
pub use order::{
    AccountChange, Answer, BreakPoint, ChatOrigin, Dot, Finding, Order, Question, Story,
    TokensTaken,
};
pub use outputs::{Disbelief, DisconnectReason, EnterFault, Event, Outputs};
pub use player::entry::{AccountView, Arrival, Permissions, PlayerEntry};
pub use player::introduction::CLIENT_UPDATE_INTERVAL_MS;
pub use sight::grid;
pub use sight::shed::Shedding;
pub use valuables::{Operation, OperationKind, Refused, Ticket};
pub use vehicle::seats::VehicleRow;
pub use zone::Zone;
