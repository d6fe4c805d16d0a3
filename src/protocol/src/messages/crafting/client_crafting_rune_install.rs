//! 0x085B: crafting rune install, from the client.

use protocol_derive::Message;

/// Puts runes into an item.
///
/// Client to server, opcode 0x085B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x085B, from = Client, standing = Proven)]
pub struct ClientCraftingRuneInstall {
    pub item_guid: u64,
    #[wire(count = 32)]
    pub rune_slot_item2_id: Vec<u32>,
}
