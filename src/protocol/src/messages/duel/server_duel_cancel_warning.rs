//! 0x00C1: duel cancel warning, from the server.

use protocol_derive::Message;

/// The duel ends soon if the player does not come back.
///
/// Server to client, opcode 0x00C1. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00C1, from = Server, standing = Empty)]
pub struct ServerDuelCancelWarning;
