//! 0x00EC: duel initate, from the client.

use protocol_derive::Message;

/// Challenges the target to a duel.
///
/// Client to server, opcode 0x00EC. Layout: empty, as the client expects. Sequence: flows.md
/// section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00EC, from = Client, standing = Empty)]
pub struct ClientDuelInitate;
