//! 0x04DA: healthy gaming update, from the server.

use crate::enums::HealthyGamingStatus;
use protocol_derive::Message;

/// Time played today where the law limits it.
///
/// Server to client, opcode 0x04DA. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04DA, from = Server, standing = Proven)]
pub struct ServerHealthyGamingUpdate {
    pub enabled: bool,
    #[wire(bits = 2)]
    pub status: HealthyGamingStatus,
    pub gaming_start_time: u64,
    pub accumulated_online_time: u32,
    pub unknown: u32,
}
