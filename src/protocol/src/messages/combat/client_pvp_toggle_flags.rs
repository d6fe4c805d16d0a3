//! 0x0173: pvp toggle flags, from the client.

use protocol_derive::Message;

/// Turns the willingness to fight players on or off.
///
/// Client to server, opcode 0x0173. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0173, from = Client, standing = Proven)]
pub struct ClientPvpToggleFlags {
    pub value: bool,
}
