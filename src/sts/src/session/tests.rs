//! The session against a small driver of its own, the reference's transcripts, and every message
//! in every state.

mod harness;
mod hostile;
mod login;
mod matrix;
mod transcripts;
