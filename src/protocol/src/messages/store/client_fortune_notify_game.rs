//! 0x0793: fortune notify game, from the client.

use protocol_derive::Message;

/// The game of fortune was opened in the world.
///
/// Client to server, opcode 0x0793. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0793, from = Client, standing = Empty)]
pub struct ClientFortuneNotifyGame;
