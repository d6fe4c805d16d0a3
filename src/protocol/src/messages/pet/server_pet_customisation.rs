//! 0x012F: pet customisation, from the server.

use crate::structs::PetCustomisation;
use protocol_derive::Message;

/// One pet customisation changed.
///
/// Server to client, opcode 0x012F. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x012F, from = Server, standing = Proven)]
pub struct ServerPetCustomisation {
    pub pet_customisation: PetCustomisation,
}
