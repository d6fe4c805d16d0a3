//! 0x085C: crafting rune slot reroll, from the client.

use crate::enums::RuneType;
use protocol_derive::Message;

/// Changes the element of a rune slot.
///
/// Client to server, opcode 0x085C. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x085C, from = Client, standing = Proven)]
pub struct ClientCraftingRuneSlotReroll {
    pub item_guid: u64,
    pub slot_index: u32,
    #[wire(bits = 5)]
    pub type_: RuneType,
}
