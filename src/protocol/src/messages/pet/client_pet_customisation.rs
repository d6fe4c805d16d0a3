//! 0x07ED: pet customisation, from the client.

use crate::enums::PetType;
use protocol_derive::Message;

/// Puts a flair on a pet or mount.
///
/// Client to server, opcode 0x07ED. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07ED, from = Client, standing = Proven)]
pub struct ClientPetCustomisation {
    #[wire(bits = 2)]
    pub pet_type: PetType,
    pub pet_object_id: u32,
    pub flair_slot_index: u16,
    #[wire(bits = 14)]
    pub flair_id: u16,
}
