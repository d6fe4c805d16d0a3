//! 0x06E8: ptr copy, from the client.

use protocol_derive::Message;

/// Asks for a copy of the character on the test realm.
///
/// Client to server, opcode 0x06E8. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06E8, from = Client, standing = Empty)]
pub struct ClientPtrCopy;
