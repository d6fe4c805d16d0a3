//! 0x012B: options, from the client.

use crate::enums::OptionType;
use protocol_derive::Message;

/// An option changed that the server has to know.
///
/// Client to server, opcode 0x012B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x012B, from = Client, standing = Proven)]
pub struct ClientOptions {
    #[wire(bits = 32)]
    pub type_: OptionType,
    pub new_value: u32,
}
