//! 0x0547: ic comm channel join result, from the server.

use crate::enums::{ICCommChannelType, ICCommJoinResult};
use crate::wire::WString;
use protocol_derive::Message;

/// How an add-on's joining ended.
///
/// Server to client, opcode 0x0547. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0547, from = Server, standing = Proven)]
pub struct ServerICCommChannelJoinResult {
    #[wire(bits = 3)]
    pub type_: ICCommChannelType,
    #[wire(bits = 4)]
    pub result: ICCommJoinResult,
    pub channel_name: WString,
}
