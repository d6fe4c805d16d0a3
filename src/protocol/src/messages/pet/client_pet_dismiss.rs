//! 0x068A: pet dismiss, from the client.

use protocol_derive::Message;

/// Sends a pet away.
///
/// Client to server, opcode 0x068A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x068A, from = Client, standing = Proven)]
pub struct ClientPetDismiss {
    pub unknown0: u32,
    pub unknown1: u32,
}
