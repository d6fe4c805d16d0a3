//! 0x0845: time of day, from the server.

use protocol_derive::Message;

/// Time of day in the world, and how long a day lasts.
///
/// Server to client, opcode 0x0845. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0845, from = Server, standing = Proven)]
pub struct ServerTimeOfDay {
    pub time_of_day: u32,
    pub season: u32,
    pub length_of_day: u32,
}
