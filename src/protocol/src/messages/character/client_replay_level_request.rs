//! 0x07A5: replay level request, from the client.

use protocol_derive::Message;

/// Shows the celebration of a level once more.
///
/// Client to server, opcode 0x07A5. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07A5, from = Client, standing = Proven)]
pub struct ClientReplayLevelRequest {
    pub level: u32,
}
