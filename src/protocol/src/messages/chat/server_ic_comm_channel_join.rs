//! 0x0548: ic comm channel join, from the server.

use crate::enums::ICCommChannelType;
use crate::wire::WString;
use protocol_derive::Message;

/// An add-on has joined a channel.
///
/// Server to client, opcode 0x0548. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0548, from = Server, standing = Proven)]
pub struct ServerICCommChannelJoin {
    #[wire(bits = 3)]
    pub type_: ICCommChannelType,
    pub iccom_id: u64,
    pub channel_name: WString,
}
