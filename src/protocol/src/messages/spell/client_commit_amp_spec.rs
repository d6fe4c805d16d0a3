//! 0x01A2: commit amp spec, from the client.

use protocol_derive::Message;

/// Stores the chosen AMPs.
///
/// Client to server, opcode 0x01A2. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01A2, from = Client, standing = Proven)]
pub struct ClientCommitAmpSpec {
    #[wire(count = 7)]
    pub amps: Vec<u16>,
}
