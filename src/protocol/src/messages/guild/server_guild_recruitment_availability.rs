//! 0x049F: guild recruitment availability, from the server.

use crate::structs::Identity;
use protocol_derive::Message;

/// A member can or cannot be asked about joining.
///
/// Server to client, opcode 0x049F. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x049F, from = Server, standing = Proven)]
pub struct ServerGuildRecruitmentAvailability {
    pub guild_identity1: Identity,
    pub guild_identity2: Identity,
    pub recruitment_availability: u32,
}
