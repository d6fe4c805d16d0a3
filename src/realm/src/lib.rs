//! From the world hello to the enter-world request as a sans-I/O state machine.
