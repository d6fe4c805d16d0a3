//! The wire protocol: bits, frames, containers and every message.
