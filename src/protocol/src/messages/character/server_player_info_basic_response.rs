//! 0x0598: player info basic response, from the server.

use crate::enums::Faction;
use crate::structs::TargetPlayerIdentity;
use crate::wire::WString;
use protocol_derive::Message;

/// Name and faction of an identity, or that it is unknown.
///
/// Server to client, opcode 0x0598. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0598, from = Server, standing = Proven)]
pub struct ServerPlayerInfoBasicResponse {
    #[wire(bits = 3)]
    pub result_code: u8,
    pub identity: TargetPlayerIdentity,
    #[wire(terminated)]
    pub name: WString,
    #[wire(bits = 14)]
    pub faction: Faction,
}
