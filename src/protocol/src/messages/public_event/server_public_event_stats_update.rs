//! 0x0130: public event stats update, from the server.

use crate::structs::{PublicEventParticipantStats, PublicEventTeamStats};
use protocol_derive::Message;

/// Stats of teams and participants of a public event.
///
/// Server to client, opcode 0x0130. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0130, from = Server, standing = Proven)]
pub struct ServerPublicEventStatsUpdate {
    #[wire(bits = 14)]
    pub public_event_id: u16,
    #[wire(count = 32)]
    pub team_stats: Vec<PublicEventTeamStats>,
    #[wire(count = 32)]
    pub participant_stats: Vec<PublicEventParticipantStats>,
}
