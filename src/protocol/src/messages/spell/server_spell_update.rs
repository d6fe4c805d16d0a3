//! 0x017B: spell update, from the server.

use protocol_derive::Message;

/// Tier and activation of a spell changed.
///
/// Server to client, opcode 0x017B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x017B, from = Server, standing = Proven)]
pub struct ServerSpellUpdate {
    #[wire(bits = 18)]
    pub spell4_base_id: u32,
    #[wire(bits = 4)]
    pub tier_index: u8,
    #[wire(bits = 3)]
    pub spec_index: u8,
    pub activated: bool,
}
