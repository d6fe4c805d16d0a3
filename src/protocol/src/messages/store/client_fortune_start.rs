//! 0x03D4: fortune start, from the client.

use protocol_derive::Message;

/// Starts the game of fortune.
///
/// Client to server, opcode 0x03D4. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03D4, from = Client, standing = Empty)]
pub struct ClientFortuneStart;
