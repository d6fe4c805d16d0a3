//! Why bytes were refused, and where.

use std::fmt;

/// A body that is not the message it claims to be. Always the peer's fault, never ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// What was wrong.
    pub fault: Fault,
    /// Bit of the body at which it was noticed, counted from 0.
    pub at_bit: usize,
}

/// The ways in which a body can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A field needs more bits than are left.
    EndOfData,
    /// A list or string announces more elements than the remaining bits, or its bound, can hold.
    CountTooLarge(u32),
    /// A length smaller than what it must at least count.
    LengthTooSmall(u32),
    /// A selector without a case: what follows has no defined layout.
    UnknownCase(u32),
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at_bit;
        match self.fault {
            Fault::EndOfData => write!(f, "bit {at}: the body ends inside a field"),
            Fault::CountTooLarge(n) => write!(f, "bit {at}: {n} elements cannot fit"),
            Fault::LengthTooSmall(n) => write!(f, "bit {at}: length {n} is below its minimum"),
            Fault::UnknownCase(n) => write!(f, "bit {at}: selector {n} has no case"),
        }
    }
}

impl std::error::Error for DecodeError {}
