//! 0x0931: entity bone update, from the server.

use protocol_derive::Message;

/// The bone sliders of an entity changed.
///
/// Server to client, opcode 0x0931. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 7, 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0931, from = Server, standing = Proven)]
pub struct ServerEntityBoneUpdate {
    pub unit_id: u32,
    #[wire(count = 32)]
    pub bones: Vec<f32>,
}
