//! A zone as a deterministic state machine.
