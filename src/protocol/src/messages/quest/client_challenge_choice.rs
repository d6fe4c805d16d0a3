//! 0x00C5: challenge choice, from the client.

use crate::enums::ChallengeChoice;
use protocol_derive::Message;

/// Starts, leaves or takes the reward of a challenge.
///
/// Client to server, opcode 0x00C5. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00C5, from = Client, standing = Proven)]
pub struct ClientChallengeChoice {
    #[wire(bits = 14)]
    pub challenge_id: u16,
    #[wire(bits = 5)]
    pub choice: ChallengeChoice,
    pub unused: u32,
}
