//! 0x0508: housing vendor list, from the server.

use protocol_derive::{Message, Wire};

/// What the housing vendor has for a plot.
///
/// Server to client, opcode 0x0508. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0508, from = Server, standing = Proven)]
pub struct ServerHousingVendorList {
    #[wire(count = 32)]
    pub plug_items: Vec<ServerHousingVendorListPlugItems>,
    #[wire(bits = 2)]
    pub list_type: u8,
}

/// What `plug_items` of [`ServerHousingVendorList`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerHousingVendorListPlugItems {
    pub source_id: u64,
    pub plug_item_id: u32,
    pub cost: u32,
    pub plug_item_flags: u32,
}
