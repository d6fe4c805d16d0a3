//! 0x0507: housing neighbors, from the server.

use crate::structs::Identity;
use protocol_derive::{Message, Wire};

/// The list of neighbours.
///
/// Server to client, opcode 0x0507. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0507, from = Server, standing = Proven)]
pub struct ServerHousingNeighbors {
    /// A peer always sends 0.
    #[wire(count = 32)]
    pub neighbors: Vec<ServerHousingNeighborsNeighbors>,
}

/// What `neighbors` of [`ServerHousingNeighbors`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerHousingNeighborsNeighbors {
    pub unknown0: u64,
    pub unknown1: u64,
    pub identity: Identity,
    pub unknown2: u32,
}
