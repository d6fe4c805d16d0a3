//! 0x024D: housing community rename, from the server.

use crate::enums::HousingResult;
use crate::structs::Identity;
use protocol_derive::Message;

/// How renaming a community ended.
///
/// Server to client, opcode 0x024D. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x024D, from = Server, standing = Proven)]
pub struct ServerHousingCommunityRename {
    pub target_guild: Identity,
    #[wire(bits = 7)]
    pub result: HousingResult,
}
