//! 0x00F0: path scientist dismiss scanbot1, from the client.

use protocol_derive::Message;

/// Sends the scanbot away.
///
/// Client to server, opcode 0x00F0. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00F0, from = Client, standing = Empty)]
pub struct ClientPathScientistDismissScanbot1;
