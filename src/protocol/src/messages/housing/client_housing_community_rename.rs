//! 0x0788: housing community rename, from the client.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// Renames the community.
///
/// Client to server, opcode 0x0788. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0788, from = Client, standing = Proven)]
pub struct ClientHousingCommunityRename {
    pub target_guild: Identity,
    pub name: WString,
    pub alternative_currency: bool,
}
