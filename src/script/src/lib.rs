//! Scripts in Luau: what happens in zones goes in, commands to them come out.
//!
//! Start at [`Vm`]: the host hands it zones, what they tell ([`world::script::Happening`]) and the
//! time, lets it run for a bounded while, and takes the [`world::Command`]s that scripts gave. The
//! way of a script: its text is a [`Source`]; [`compile`] tries them all and makes a [`Program`],
//! which every shard's [`Vm`] runs; there each zone has a copy of its own.
//!
//! Invariants: no I/O; the one clock is handed in, for budgets alone; a script reaches nothing but
//! its own copy's variables and the functions of `api`; whatever a script does, it is stopped in
//! time and costs the others nothing but that time; a script that fails again and again is told
//! nothing more.

mod api;
mod budget;
mod context;
mod fault;
mod prelude;
mod program;
mod report;
mod stage;
pub mod starter;
mod timers;
mod vm;

pub use budget::Clock;
pub use fault::Fault;
pub use program::{Program, Source, compile};
pub use report::Report;
pub use stage::Event;
pub use vm::figures::{Figures, Note};
pub use vm::{Opening, Vm};
