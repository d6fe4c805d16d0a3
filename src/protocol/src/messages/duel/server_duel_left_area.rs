//! 0x0114: duel left area, from the server.

use protocol_derive::Message;

/// The player left the place of the duel.
///
/// Server to client, opcode 0x0114. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0114, from = Server, standing = Empty)]
pub struct ServerDuelLeftArea;
