//! 0x0971: account privilege restriction update, from the server.

use crate::enums::AccountPrivilegeRestriction;
use protocol_derive::Message;

/// Something the account may not do for some days: chat, invite, trade.
///
/// Server to client, opcode 0x0971. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0971, from = Server, standing = Short)]
pub struct ServerAccountPrivilegeRestrictionUpdate {
    #[wire(bits = 3)]
    pub restriction: AccountPrivilegeRestriction,
    pub penalty_days: f32,
}
