//! 0x068E: pet set stance, from the client.

use crate::enums::PetStance;
use protocol_derive::Message;

/// Sets the stance of a combat pet.
///
/// Client to server, opcode 0x068E. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x068E, from = Client, standing = Proven)]
pub struct ClientPetSetStance {
    pub pet_unit_id: u32,
    /// Client writes 5 bits; a peer reads 8.
    #[wire(bits = 5)]
    pub stance: PetStance,
}
