//! 0x084E: tradeskill pick talent, from the client.

use crate::enums::TradeskillType;
use protocol_derive::Message;

/// Takes a talent of a tradeskill.
///
/// Client to server, opcode 0x084E. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x084E, from = Client, standing = Proven)]
pub struct ClientTradeskillPickTalent {
    #[wire(bits = 32)]
    pub tradeskill_id: TradeskillType,
    pub tier: u32,
    pub tradeskill_bonus_id: u32,
}
