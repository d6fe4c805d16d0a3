//! 0x0164: show instance game mode dialog, from the server.

use crate::enums::{InstanceParameters, WorldDifficulty};
use protocol_derive::Message;

/// Lets the player choose the difficulty of an instance.
///
/// Server to client, opcode 0x0164. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0164, from = Server, standing = Proven)]
pub struct ServerShowInstanceGameModeDialog {
    pub instance_portal_unit_id: u32,
    #[wire(bits = 2)]
    pub difficulty: WorldDifficulty,
    #[wire(bits = 11)]
    pub parameters: InstanceParameters,
    #[wire(bits = 2)]
    pub existing_difficulty: WorldDifficulty,
    pub max_prime_level_world: u8,
    pub max_prime_level_group: u8,
    pub scaling_level: u8,
    pub existing_scaling: bool,
    pub existing_prime_level: u8,
    pub is_raid: bool,
    pub prime_allowed: bool,
}
