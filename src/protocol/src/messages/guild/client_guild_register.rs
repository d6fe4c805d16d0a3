//! 0x0481: guild register, from the client.

use crate::enums::GuildType;
use crate::structs::GuildStandard;
use crate::wire::WString;
use protocol_derive::Message;

/// Founds a guild, circle, war party, arena team or community.
///
/// Client to server, opcode 0x0481. Layout: proven against the client's own codec. Sequence:
/// flows.md section 15.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0481, from = Client, standing = Proven)]
pub struct ClientGuildRegister {
    pub interaction_unit_id: u32,
    #[wire(bits = 4)]
    pub guild_type: GuildType,
    pub guild_name: WString,
    pub master_title: WString,
    pub council_title: WString,
    pub member_title: WString,
    pub guild_standard: GuildStandard,
    pub alternate_cost: bool,
}
