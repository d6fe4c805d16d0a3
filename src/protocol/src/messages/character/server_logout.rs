//! 0x0594: logout, from the server.

use crate::enums::LogoutReason;
use protocol_derive::Message;

/// The character has left the world; says why when it was not asked for.
///
/// Server to client, opcode 0x0594. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 6.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0594, from = Server, standing = Short)]
pub struct ServerLogout {
    pub requested: bool,
    #[wire(bits = 5)]
    pub reason: LogoutReason,
}
