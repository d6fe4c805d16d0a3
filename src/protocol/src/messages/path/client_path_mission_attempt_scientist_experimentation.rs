//! 0x066A: path mission attempt scientist experimentation, from the client.

use protocol_derive::Message;

/// A scientist tries a pattern.
///
/// Client to server, opcode 0x066A. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x066A, from = Client, standing = Proven)]
pub struct ClientPathMissionAttemptScientistExperimentation {
    pub choices: [u32; 4],
}
