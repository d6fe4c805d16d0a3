//! 0x00F1: instance settings, from the server.

use crate::enums::{ServerInstanceSettingsWorldSetting, WorldDifficulty};
use protocol_derive::Message;

/// Difficulty and rules of the world entered, and how often the client reports its movement. The
/// client answers 0x00D5 and 0x063B.
///
/// Server to client, opcode 0x00F1. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00F1, from = Server, standing = Proven)]
pub struct ServerInstanceSettings {
    #[wire(bits = 2)]
    pub difficulty: WorldDifficulty,
    pub prime_level: u32,
    #[wire(bits = 8)]
    pub flags: ServerInstanceSettingsWorldSetting,
    pub client_entity_send_update_interval: u32,
}
