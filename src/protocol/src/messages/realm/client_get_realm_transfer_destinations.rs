//! 0x03EE: get realm transfer destinations, from the client.

use protocol_derive::Message;

/// Asks where a character can be moved.
///
/// Client to server, opcode 0x03EE. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03EE, from = Client, standing = Proven)]
pub struct ClientGetRealmTransferDestinations {
    /// Client; a peer reads nothing.
    pub unknown0: bool,
}
