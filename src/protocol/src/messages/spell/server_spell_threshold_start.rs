//! 0x0816: spell threshold start, from the server.

use protocol_derive::Message;

/// A spell with stages begins.
///
/// Server to client, opcode 0x0816. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0816, from = Server, standing = Proven)]
pub struct ServerSpellThresholdStart {
    #[wire(bits = 18)]
    pub spell4_id: u32,
    #[wire(bits = 18)]
    pub root_spell4_id: u32,
    #[wire(bits = 18)]
    pub parent_spell4_id: u32,
    pub casting_id: u32,
}
