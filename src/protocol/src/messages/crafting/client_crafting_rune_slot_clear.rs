//! 0x085A: crafting rune slot clear, from the client.

use protocol_derive::Message;

/// Takes a rune out of an item, saving or breaking it.
///
/// Client to server, opcode 0x085A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x085A, from = Client, standing = Proven)]
pub struct ClientCraftingRuneSlotClear {
    pub item_guid: u64,
    pub rune_slot_index: u32,
    pub recover_rune: bool,
    pub use_group_currency: bool,
}
