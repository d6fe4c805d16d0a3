//! 0x095A: who response, from the server.

use crate::enums::{Class, Faction, Path, Race, Sex, WhoResult};
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// The players that were searched for.
///
/// Server to client, opcode 0x095A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x095A, from = Server, standing = Proven)]
pub struct ServerWhoResponse {
    #[wire(count = 32)]
    pub players: Vec<ServerWhoResponsePlayers>,
    #[wire(bits = 2)]
    pub result: WhoResult,
}

/// What `players` of [`ServerWhoResponse`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerWhoResponsePlayers {
    pub name: WString,
    pub realm: WString,
    pub level: u32,
    #[wire(bits = 5)]
    pub race: Race,
    #[wire(bits = 5)]
    pub class: Class,
    #[wire(bits = 2)]
    pub sex: Sex,
    #[wire(bits = 14)]
    pub faction: Faction,
    #[wire(bits = 3)]
    pub path: Path,
    #[wire(bits = 15)]
    pub zone: u16,
}
