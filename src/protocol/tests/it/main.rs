//! The crate from outside: against the reference vectors where they are, and against itself.

mod frames;
mod primitives;
mod support;
mod vectors;
