//! 0x00D6: public event end, from the server.

use crate::enums::{
    PublicEventRemoveReason, PublicEventRewardTier, PublicEventRewardType, PublicEventStatus,
};
use crate::structs::{PublicEventParticipantStats, PublicEventStats, PublicEventTeamStats};
use protocol_derive::{Message, Wire};

/// A public event ended: result, stats and rewards.
///
/// Server to client, opcode 0x00D6. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00D6, from = Server, standing = Proven)]
pub struct ServerPublicEventEnd {
    #[wire(bits = 14)]
    pub public_event_id: u16,
    #[wire(bits = 32)]
    pub reason: PublicEventRemoveReason,
    pub elapsed_time_ms: u32,
    pub personal_stats: PublicEventStats,
    #[wire(count = 32)]
    pub team_stats: Vec<PublicEventTeamStats>,
    #[wire(count = 32)]
    pub participant_stats: Vec<PublicEventParticipantStats>,
    #[wire(count = 32)]
    pub objective_status: Vec<ServerPublicEventEndObjectiveStatus>,
    #[wire(bits = 32)]
    pub reward_tier: PublicEventRewardTier,
    #[wire(bits = 32)]
    pub reward_type: PublicEventRewardType,
    pub reward_threshold: [u32; 3],
}

/// What `objective_status` of [`ServerPublicEventEnd`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerPublicEventEndObjectiveStatus {
    #[wire(bits = 15)]
    pub objective_id: u16,
    #[wire(bits = 32)]
    pub status: PublicEventStatus,
}
