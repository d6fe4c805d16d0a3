//! 0x010A: hazard list, from the server.

use crate::structs::Hazard;
use protocol_derive::Message;

/// All hazards that work on the player.
///
/// Server to client, opcode 0x010A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x010A, from = Server, standing = Proven)]
pub struct ServerHazardList {
    #[wire(count = 32)]
    pub hazards: Vec<Hazard>,
}
