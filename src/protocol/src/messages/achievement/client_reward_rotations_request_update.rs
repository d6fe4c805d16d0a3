//! 0x07CC: reward rotations request update, from the client.

use crate::enums::RewardRotationContentType;
use protocol_derive::Message;

/// Asks for the rotation of one kind of content.
///
/// Client to server, opcode 0x07CC. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07CC, from = Client, standing = Proven)]
pub struct ClientRewardRotationsRequestUpdate {
    #[wire(bits = 32)]
    pub content_type: RewardRotationContentType,
}
