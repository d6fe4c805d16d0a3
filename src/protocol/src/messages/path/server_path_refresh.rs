//! 0x06B4: path refresh, from the server.

use protocol_derive::Message;

/// Make the path window read its missions again.
///
/// Server to client, opcode 0x06B4. Layout: empty, as the client expects.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06B4, from = Server, standing = Empty)]
pub struct ServerPathRefresh;
