//! 0x0092: logout update, from the server.

use protocol_derive::{Message, Wire};

/// Camping begins or was broken off; the time left and what the subscription earned meanwhile.
///
/// Server to client, opcode 0x0092. Layout: proven against the client's own codec. Sequence:
/// flows.md section 6.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0092, from = Server, standing = Proven)]
pub struct ServerLogoutUpdate {
    pub time_till_logout: u32,
    pub cancel_camp: bool,
    pub signature_bonus_data: ServerLogoutUpdateSignatureBonusData,
}

/// What `signature_bonus_data` of [`ServerLogoutUpdate`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerLogoutUpdateSignatureBonusData {
    pub xp: u32,
    pub elder_points: u32,
    pub currencies: [u64; 15],
    pub account_currencies: [u64; 19],
}
