//! 0x0138: public event map region update, from the server.

use crate::enums::PublicEventOperationType;
use crate::structs::MapRegion;
use protocol_derive::Message;

/// A region of the map was marked for an objective, or no longer.
///
/// Server to client, opcode 0x0138. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0138, from = Server, standing = Unproven)]
pub struct ServerPublicEventMapRegionUpdate {
    pub objective_id: u32,
    #[wire(bits = 3)]
    pub operation: PublicEventOperationType,
    pub map_region: MapRegion,
}
