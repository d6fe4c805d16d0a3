//! 0x077F: pet despawned, from the server.

use protocol_derive::Message;

/// A combat pet is gone.
///
/// Server to client, opcode 0x077F. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x077F, from = Server, standing = Short)]
pub struct ServerPetDespawned {
    pub pet_unit_id: u32,
}
