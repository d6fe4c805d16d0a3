//! 0x071F: cinematic camera subject unit, from the client.

use protocol_derive::Message;

/// The unit the camera of a scene looks at.
///
/// Client to server, opcode 0x071F. Layout: from peers, unproven.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x071F, from = Client, standing = Unproven)]
pub struct ClientCinematicCameraSubjectUnit {
    pub unit_id: u32,
}
