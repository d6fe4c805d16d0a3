//! 0x012E: pet customisation list, from the server.

use crate::structs::PetCustomisation;
use crate::wire::BitSet;
use protocol_derive::Message;

/// All pet customisations and unlocked flair; on entering the world.
///
/// Server to client, opcode 0x012E. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x012E, from = Server, standing = Proven)]
pub struct ServerPetCustomisationList {
    #[wire(bits = 512, msb_first)]
    pub unlocked_flair: BitSet,
    #[wire(count = 32)]
    pub pet_customisations: Vec<PetCustomisation>,
}
