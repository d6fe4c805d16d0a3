//! The crate from outside: against the reference vectors where they are, and against itself.

mod documents;
mod frames;
mod inline;
mod primitives;
mod support;
mod vectors;
