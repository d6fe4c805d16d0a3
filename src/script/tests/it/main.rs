//! Scripts from outside: texts, happenings and time in; commands, lines and faults out.

mod bench;
mod bounds;
mod events;
mod loading;
mod sandbox;
mod timers;
