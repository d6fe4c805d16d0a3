//! 0x015F: path scientist dismiss scanbot2, from the client.

use protocol_derive::Message;

/// Sends the scanbot away, in the second form the client knows.
///
/// Client to server, opcode 0x015F. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x015F, from = Client, standing = Empty)]
pub struct ClientPathScientistDismissScanbot2;
