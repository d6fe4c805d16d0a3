//! 0x07FA: 07 fa, from the server.

use protocol_derive::Message;

/// Something about a spell under way; unknown.
///
/// Server to client, opcode 0x07FA. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07FA, from = Server, standing = Proven)]
pub struct Server07FA {
    pub casting_id: u32,
    #[wire(bits = 9)]
    pub unknown5: u16,
    pub caster_id: u32,
}
