//! 0x0672: path settler notify use, from the server.

use crate::wire::WString;
use protocol_derive::Message;

/// Somebody used a settler's improvement.
///
/// Server to client, opcode 0x0672. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0672, from = Server, standing = Short)]
pub struct ServerPathSettlerNotifyUse {
    #[wire(bits = 14)]
    pub path_settler_improvement_group_id: u16,
    pub name: WString,
}
