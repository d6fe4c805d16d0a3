//! 0x0599: player info full response, from the server.

use crate::enums::{Class, Faction, Path};
use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// Name, class, path, level and last login of an identity.
///
/// Server to client, opcode 0x0599. Layout: proven against the client's own codec. Sequence:
/// flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0599, from = Server, standing = Proven)]
pub struct ServerPlayerInfoFullResponse {
    pub base_data: ServerPlayerInfoFullResponseBaseData,
    pub is_class_path_set: bool,
    #[wire(bits = 3)]
    pub path: Path,
    #[wire(bits = 14)]
    pub class: Class,
    pub level: u32,
    pub is_last_logged_on_in_days_set: bool,
    pub last_logged_in_days: f32,
}

/// What `base_data` of [`ServerPlayerInfoFullResponse`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerPlayerInfoFullResponseBaseData {
    #[wire(bits = 3)]
    pub result_code: u8,
    pub identity: Identity,
    #[wire(terminated)]
    pub name: WString,
    #[wire(bits = 14)]
    pub faction: Faction,
}
