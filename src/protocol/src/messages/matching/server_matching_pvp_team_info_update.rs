//! 0x05EE: matching pvp team info update, from the server.

use crate::wire::WString;
use protocol_derive::Message;

/// Names and ratings of both teams.
///
/// Server to client, opcode 0x05EE. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05EE, from = Server, standing = Proven)]
pub struct ServerMatchingPvpTeamInfoUpdate {
    pub team1_name: WString,
    pub team2_name: WString,
    pub team1_rating: u32,
    pub team2_rating: u32,
}
