//! 0x03AA: friend account presence update, from the server.

use crate::enums::AccountPresenceState;
use protocol_derive::Message;

/// An account friend is available, away or busy.
///
/// Server to client, opcode 0x03AA. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03AA, from = Server, standing = Short)]
pub struct ServerFriendAccountPresenceUpdate {
    pub account_id: u32,
    #[wire(bits = 3)]
    pub presence: AccountPresenceState,
}
