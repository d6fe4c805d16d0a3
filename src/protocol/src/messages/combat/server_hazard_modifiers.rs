//! 0x010B: hazard modifiers, from the server.

use crate::structs::HazardModifier;
use protocol_derive::Message;

/// What changes the effect of hazards on the player.
///
/// Server to client, opcode 0x010B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x010B, from = Server, standing = Proven)]
pub struct ServerHazardModifiers {
    #[wire(count = 32)]
    pub hazard_id_modifiers: Vec<HazardModifier>,
    #[wire(count = 32)]
    pub hazard_type_modifiers: Vec<HazardModifier>,
}
