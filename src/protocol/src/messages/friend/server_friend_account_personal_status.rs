//! 0x03A6: friend account personal status, from the server.

use crate::enums::AccountPresenceState;
use crate::wire::WString;
use protocol_derive::Message;

/// One's own name, status and presence as account friends see them.
///
/// Server to client, opcode 0x03A6. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03A6, from = Server, standing = Proven)]
pub struct ServerFriendAccountPersonalStatus {
    pub account_public_status: WString,
    pub account_nickname: WString,
    #[wire(bits = 3)]
    pub presence: AccountPresenceState,
    pub block_stranger_requests: bool,
}
