//! 0x0979: account items pending, from the server.

use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// All items that wait to be claimed.
///
/// Server to client, opcode 0x0979. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0979, from = Server, standing = Proven)]
pub struct ServerAccountItemsPending {
    #[wire(count = 32)]
    pub unknown_structure_list: Vec<ServerAccountItemsPendingUnknownStructureList>,
}

/// What `unknown_structure_list` of [`ServerAccountItemsPending`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerAccountItemsPendingUnknownStructureList {
    pub unknown0: u64,
    pub unknown1: u32,
    pub unknown2: u64,
    pub unknown3: WString,
    pub unknown4: u32,
    #[wire(bits = 14)]
    pub unknown5: u16,
    pub unknown6: u64,
    pub unknown7: u64,
    #[wire(bits = 5)]
    pub unknown8: u8,
    pub unknown9: u64,
    /// Client: u14; a peer writes u16.
    #[wire(bits = 14)]
    pub unknown10: u16,
    pub unknown11: u64,
}
