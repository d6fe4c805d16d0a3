//! 0x0805: spell interaction result, from the client.

use protocol_derive::Message;

/// How the player's interaction went.
///
/// Client to server, opcode 0x0805. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0805, from = Client, standing = Proven)]
pub struct ClientSpellInteractionResult {
    pub casting_id: u32,
    #[wire(bits = 3)]
    pub result: u8,
    pub validation: u32,
}
