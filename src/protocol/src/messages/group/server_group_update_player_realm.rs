//! 0x0467: group update player realm, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// Where a member is: realm, zone, map, phase.
///
/// Server to client, opcode 0x0467. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0467, from = Server, standing = Proven)]
pub struct ServerGroupUpdatePlayerRealm {
    pub group_id: u64,
    pub target_player_identity: Identity,
    #[wire(bits = 14)]
    pub realm_id: u16,
    #[wire(bits = 15)]
    pub zone_id: u16,
    pub map_id: u32,
    pub phase_id: u32,
    pub is_syncd_to_group: bool,
}
