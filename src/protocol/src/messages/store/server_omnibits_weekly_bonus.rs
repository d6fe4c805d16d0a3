//! 0x096F: omnibits weekly bonus, from the server.

use protocol_derive::Message;

/// Omnibits earned of this week's bonus.
///
/// Server to client, opcode 0x096F. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x096F, from = Server, standing = Short)]
pub struct ServerOmnibitsWeeklyBonus {
    pub omnibits_weekly_bonus_earned: u32,
}
