//! 0x050D: housing remodel interior, from the client.

use crate::structs::DecorInfo;
use protocol_derive::Message;

/// Changes the inside of a residence: walls, floors, lights.
///
/// Client to server, opcode 0x050D. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x050D, from = Client, standing = Proven)]
pub struct ClientHousingRemodelInterior {
    pub unknown0: [u32; 6],
    pub decor: [DecorInfo; 6],
}
