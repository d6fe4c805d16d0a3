//! 0x00AE: achievement init, from the server.

use crate::structs::Achievement;
use protocol_derive::Message;

/// All achievements with progress; sent on entering the world.
///
/// Server to client, opcode 0x00AE. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00AE, from = Server, standing = Proven)]
pub struct ServerAchievementInit {
    #[wire(count = 32)]
    pub achievements: Vec<Achievement>,
}
