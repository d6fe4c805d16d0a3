//! 0x00E9: duel decline, from the client.

use protocol_derive::Message;

/// Declines a duel.
///
/// Client to server, opcode 0x00E9. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00E9, from = Client, standing = Empty)]
pub struct ClientDuelDecline;
