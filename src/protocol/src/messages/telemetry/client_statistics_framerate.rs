//! 0x0240: statistics framerate, from the client.

use crate::structs::Position;
use protocol_derive::Message;

/// Frame times, and where they were worst.
///
/// Client to server, opcode 0x0240. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0240, from = Client, standing = Proven)]
pub struct ClientStatisticsFramerate {
    /// Bit 0 = flag, value >> 1 = value.
    pub recent_average_frame_time_and_flag: u32,
    /// Bit 0 = flag, value >> 1 = value.
    pub highest_frame_time_and_flag: u32,
    pub position_at_slowest_frame: Position,
    pub game_time_step_preeceding_slowest_frame: f32,
    /// Bit 0 = flag, value >> 1 = value.
    pub session_average_frame_time_and_flag: u32,
}
