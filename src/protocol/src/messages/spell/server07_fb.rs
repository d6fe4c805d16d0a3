//! 0x07FB: 07 fb, from the server.

use protocol_derive::{Message, Wire};

/// Something about a spell under way and its targets; unknown.
///
/// Server to client, opcode 0x07FB. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07FB, from = Server, standing = Proven)]
pub struct Server07FB {
    pub casting_id: u32,
    #[wire(count = 32)]
    pub unknown_structure0: Vec<Server07FBUnknownStructure0>,
}

/// What `unknown_structure0` of [`Server07FB`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Server07FBUnknownStructure0 {
    pub caster_id: u32,
    #[wire(bits = 4)]
    pub unknown4: u8,
    /// Client: u32; a peer writes u8.
    pub unknown5: u32,
}
