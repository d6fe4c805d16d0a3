//! 0x068B: pet customisation failed, from the server.

use crate::enums::{PetCustomizeResult, PetType};
use protocol_derive::Message;

/// Customising a pet failed, and why.
///
/// Server to client, opcode 0x068B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x068B, from = Server, standing = Proven)]
pub struct ServerPetCustomisationFailed {
    #[wire(bits = 4)]
    pub reason: PetCustomizeResult,
    #[wire(bits = 2)]
    pub type_: PetType,
    pub pet_unit_id: u32,
    pub flair_slot_index: u16,
    #[wire(bits = 14)]
    pub pet_flair_id: u16,
}
