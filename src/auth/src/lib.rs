//! The auth server conversation as a sans-I/O state machine.
