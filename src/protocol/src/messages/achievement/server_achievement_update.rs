//! 0x00AF: achievement update, from the server.

use crate::structs::Achievement;
use protocol_derive::Message;

/// Achievements that made progress or were taken away.
///
/// Server to client, opcode 0x00AF. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00AF, from = Server, standing = Proven)]
pub struct ServerAchievementUpdate {
    pub deleted: bool,
    #[wire(count = 32)]
    pub achievements: Vec<Achievement>,
}
