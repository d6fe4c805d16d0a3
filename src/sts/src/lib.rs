//! The STS login conversation as a sans-I/O state machine.
