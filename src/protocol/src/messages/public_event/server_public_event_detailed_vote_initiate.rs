//! 0x06FE: public event detailed vote initiate, from the server.

use crate::enums::PublicEventTeam;
use protocol_derive::{Message, Wire};

/// A vote in a public event begins or runs already, with its tallies.
///
/// Server to client, opcode 0x06FE. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06FE, from = Server, standing = Proven)]
pub struct ServerPublicEventDetailedVoteInitiate {
    #[wire(bits = 14)]
    pub event_id: u16,
    #[wire(bits = 14)]
    pub vote_id: u16,
    #[wire(bits = 14)]
    pub team_id: PublicEventTeam,
    #[wire(count = 32)]
    pub tallies: Vec<ServerPublicEventDetailedVoteInitiateTallies>,
    pub can_player_vote: bool,
    pub elapsed_time_ms: u32,
}

/// What `tallies` of [`ServerPublicEventDetailedVoteInitiate`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerPublicEventDetailedVoteInitiateTallies {
    pub choice: u32,
    pub count: u32,
}
