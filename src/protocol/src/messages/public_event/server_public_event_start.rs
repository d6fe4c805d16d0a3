//! 0x0112: public event start, from the server.

use crate::enums::{PublicEventRewardType, PublicEventTeam};
use crate::structs::PublicEventObjective;
use protocol_derive::Message;

/// The player takes part in a public event: objectives, places, rewards.
///
/// Server to client, opcode 0x0112. Layout: proven against the client's codec except for
/// conditional parts. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0112, from = Server, standing = Partial)]
pub struct ServerPublicEventStart {
    #[wire(bits = 14)]
    pub public_event_id: u16,
    #[wire(bits = 14)]
    pub public_event_team_id: PublicEventTeam,
    pub elapsed_time_ms: u32,
    pub busy: bool,
    #[wire(count = 32)]
    pub objectives: Vec<PublicEventObjective>,
    #[wire(count = 32)]
    pub locations: Vec<u32>,
    /// A peer writes 64 by omission; a peer and client: 32.
    #[wire(bits = 32)]
    pub reward_type: PublicEventRewardType,
    pub reward_threshold: [u32; 3],
    #[wire(bits = 14)]
    pub world_socket_id: u16,
}
