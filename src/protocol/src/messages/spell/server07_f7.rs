//! 0x07F7: 07 f7, from the server.

use protocol_derive::Message;

/// Something about a spell under way; unknown.
///
/// Server to client, opcode 0x07F7. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07F7, from = Server, standing = Proven)]
pub struct Server07F7 {
    pub casting_id: u32,
    pub caster_id: u32,
    pub unknown8: u32,
}
