//! 0x00E8: duel accept, from the client.

use protocol_derive::Message;

/// Accepts a duel.
///
/// Client to server, opcode 0x00E8. Layout: empty, as the client expects. Sequence: flows.md
/// section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00E8, from = Client, standing = Empty)]
pub struct ClientDuelAccept;
