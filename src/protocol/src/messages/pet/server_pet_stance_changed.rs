//! 0x068F: pet stance changed, from the server.

use crate::enums::PetStance;
use protocol_derive::Message;

/// The stance of a combat pet changed.
///
/// Server to client, opcode 0x068F. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x068F, from = Server, standing = Short)]
pub struct ServerPetStanceChanged {
    pub pet_unit_id: u32,
    #[wire(bits = 5)]
    pub stance: PetStance,
}
