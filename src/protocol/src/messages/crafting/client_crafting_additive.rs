//! 0x084A: crafting additive, from the client.

use protocol_derive::Message;

/// Adds an additive to the craft under way.
///
/// Client to server, opcode 0x084A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x084A, from = Client, standing = Proven)]
pub struct ClientCraftingAdditive {
    pub crafting_station_unit_id: u32,
    #[wire(bits = 18)]
    pub additive_item2_id: u32,
    #[wire(bits = 18)]
    pub catalyst_item2_id: u32,
}
