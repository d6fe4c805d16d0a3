//! 0x0954: war party match results, from the server.

use protocol_derive::{Message, Wire};

/// How a warplot match ended for both teams.
///
/// Server to client, opcode 0x0954. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0954, from = Server, standing = Proven)]
pub struct ServerWarPartyMatchResults {
    pub teams: [ServerWarPartyMatchResultsTeams; 2],
}

/// What `teams` of [`ServerWarPartyMatchResults`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerWarPartyMatchResultsTeams {
    pub rating: u32,
    pub repair_cost: u32,
    pub destroyed_plugs: u32,
    pub war_coins_earned: u32,
}
