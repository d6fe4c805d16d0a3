//! 0x00EA: duel forfeit, from the client.

use protocol_derive::Message;

/// Gives a duel up.
///
/// Client to server, opcode 0x00EA. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00EA, from = Client, standing = Empty)]
pub struct ClientDuelForfeit;
