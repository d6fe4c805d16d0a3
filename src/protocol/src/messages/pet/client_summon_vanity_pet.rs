//! 0x082F: summon vanity pet, from the client.

use protocol_derive::Message;

/// Calls a vanity pet.
///
/// Client to server, opcode 0x082F. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x082F, from = Client, standing = Proven)]
pub struct ClientSummonVanityPet {
    #[wire(bits = 18)]
    pub spell4_base_id: u32,
}
