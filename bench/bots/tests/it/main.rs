//! The bots against fakes: the real STS and auth sessions over loopback sockets, and a world small
//! enough to be made wrong on purpose. A bot that does not notice is worth nothing.

mod fake;
mod login;
mod walk;
