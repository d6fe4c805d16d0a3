//! 0x0546: ic comm channel join, from the client.

use crate::enums::ICCommChannelType;
use crate::wire::WString;
use protocol_derive::Message;

/// An add-on joins a channel of add-ons.
///
/// Client to server, opcode 0x0546. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0546, from = Client, standing = Proven)]
pub struct ClientICCommChannelJoin {
    #[wire(bits = 3)]
    pub type_: ICCommChannelType,
    pub guild_id: u64,
    pub name: WString,
}
