//! 0x08BD: unit pvp state change, from the server.

use crate::enums::PvPFlag;
use protocol_derive::Message;

/// An entity can or cannot be fought by players.
///
/// Server to client, opcode 0x08BD. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08BD, from = Server, standing = Short)]
pub struct ServerUnitPvpStateChange {
    pub unit_id: u32,
    #[wire(bits = 3)]
    pub state: PvPFlag,
}
