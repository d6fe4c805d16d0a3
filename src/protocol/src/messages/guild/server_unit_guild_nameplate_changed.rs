//! 0x04AE: unit guild nameplate changed, from the server.

use crate::enums::GuildType;
use crate::wire::WString;
use protocol_derive::Message;

/// Which guild an entity shows over its head.
///
/// Server to client, opcode 0x04AE. Layout: proven against the client's own codec. Sequence:
/// flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04AE, from = Server, standing = Proven)]
pub struct ServerUnitGuildNameplateChanged {
    pub unit_id: u32,
    pub guild_name: WString,
    #[wire(bits = 4)]
    pub guild_type: GuildType,
}
