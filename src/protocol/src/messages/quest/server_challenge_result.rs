//! 0x00C6: challenge result, from the server.

use crate::enums::ChallengeResult;
use protocol_derive::Message;

/// A challenge advanced, failed or ended.
///
/// Server to client, opcode 0x00C6. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00C6, from = Server, standing = Proven)]
pub struct ServerChallengeResult {
    #[wire(bits = 14)]
    pub challenge_id: u16,
    /// Client; a peer omits the width and writes 64 bits.
    #[wire(bits = 5)]
    pub result: ChallengeResult,
    pub data: i32,
}
