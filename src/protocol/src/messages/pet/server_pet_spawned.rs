//! 0x0068: pet spawned, from the server.

use protocol_derive::Message;

/// A combat pet came: what summoned it, its stances.
///
/// Server to client, opcode 0x0068. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0068, from = Server, standing = Proven)]
pub struct ServerPetSpawned {
    pub pet_unit_id: u32,
    #[wire(bits = 18)]
    pub summoning_spell4_id: u32,
    #[wire(bits = 5)]
    pub valid_stances: u8,
    #[wire(bits = 5)]
    pub stance: u8,
}
