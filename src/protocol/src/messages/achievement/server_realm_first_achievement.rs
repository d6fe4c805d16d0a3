//! 0x075F: realm first achievement, from the server.

use crate::wire::WString;
use protocol_derive::Message;

/// Somebody on this realm was the first to earn an achievement.
///
/// Server to client, opcode 0x075F. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x075F, from = Server, standing = Proven)]
pub struct ServerRealmFirstAchievement {
    #[wire(bits = 15)]
    pub achievement_id: u16,
    pub is_guild_achievement: bool,
    pub name: WString,
}
