//! 0x0255: costume save, from the client.

use protocol_derive::{Message, Wire};

/// Stores a costume.
///
/// Client to server, opcode 0x0255. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0255, from = Client, standing = Proven)]
pub struct ClientCostumeSave {
    pub index: i32,
    #[wire(bits = 2)]
    pub mannequin_index: u8,
    pub residence_id: u64,
    pub items: [ClientCostumeSaveItems; 7],
    pub mask: u32,
    pub token: bool,
}

/// What `items` of [`ClientCostumeSave`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ClientCostumeSaveItems {
    #[wire(bits = 18)]
    pub item_id: u32,
    pub dyes: [u32; 3],
}
