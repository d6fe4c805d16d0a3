//! 0x0506: 0506, from the server.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// A list of neighbours with names; the client reads it, how it is used is unknown.
///
/// Server to client, opcode 0x0506. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0506, from = Server, standing = Proven)]
pub struct Server0506 {
    #[wire(bits = 14)]
    pub realm_id: u16,
    #[wire(count = 32)]
    pub entries: Vec<Server0506Entries>,
}

/// What `entries` of [`Server0506`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct Server0506Entries {
    pub unknown0: u64,
    #[wire(bits = 14)]
    pub unknown1: u16,
    pub identity: Identity,
    pub name: WString,
    pub unknown2: u32,
    pub unknown3: u32,
    pub unknown4: u32,
}
