//! 0x07CA: reward rotations, from the server.

use crate::enums::RewardRotationRewardType;
use protocol_derive::{Message, Wire};

/// The rewards that rotate over the content: what, where, until when.
///
/// Server to client, opcode 0x07CA. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x07CA, from = Server, standing = Proven)]
pub struct ServerRewardRotations {
    #[wire(count = 32)]
    pub reward_rotations: Vec<ServerRewardRotationsRewardRotations>,
}

/// What `reward_rotations` of [`ServerRewardRotations`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerRewardRotationsRewardRotations {
    pub rotation_id: u32,
    #[wire(bits = 14)]
    pub reward_rotation_content_id: u16,
    pub expiration_time: f32,
    #[wire(bits = 8)]
    pub reward_type: RewardRotationRewardType,
    pub reward_id: u32,
}
