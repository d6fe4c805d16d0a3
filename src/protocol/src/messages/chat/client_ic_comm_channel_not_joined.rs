//! 0x0549: ic comm channel not joined, from the client.

use protocol_derive::Message;

/// An add-on does not know the channel it was told of.
///
/// Client to server, opcode 0x0549. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0549, from = Client, standing = Proven)]
pub struct ClientICCommChannelNotJoined {
    pub iccom_id: u64,
}
