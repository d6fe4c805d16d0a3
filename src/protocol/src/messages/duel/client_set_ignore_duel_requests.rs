//! 0x0170: set ignore duel requests, from the client.

use protocol_derive::Message;

/// Whether to be asked for duels.
///
/// Client to server, opcode 0x0170. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0170, from = Client, standing = Proven)]
pub struct ClientSetIgnoreDuelRequests {
    pub ignore: bool,
}
