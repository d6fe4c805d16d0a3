//! 0x0469: group position update, from the server.

use crate::structs::{Identity, Position};
use protocol_derive::Message;

/// Positions of the members for the map; periodic.
///
/// Server to client, opcode 0x0469. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0469, from = Server, standing = Proven)]
pub struct ServerGroupPositionUpdate {
    pub group_id: u64,
    #[wire(bits = 15)]
    pub world_id: u16,
    #[wire(count = 32)]
    pub identities: Vec<Identity>,
    #[wire(same_as = identities)]
    pub positions: Vec<Position>,
    #[wire(same_as = identities)]
    pub world_zone_ids: Vec<u32>,
    #[wire(same_as = identities)]
    pub flags: Vec<u32>,
}
