//! 0x0859: crafting rune slot add, from the client.

use crate::enums::RuneType;
use protocol_derive::Message;

/// Opens another rune slot of an item.
///
/// Client to server, opcode 0x0859. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0859, from = Client, standing = Proven)]
pub struct ClientCraftingRuneSlotAdd {
    pub item_guid: u64,
    pub is_not_fusion: bool,
    #[wire(bits = 5)]
    pub type_: RuneType,
}
