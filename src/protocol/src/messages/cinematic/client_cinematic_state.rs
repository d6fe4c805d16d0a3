//! 0x0720: cinematic state, from the client.

use crate::enums::CinematicState;
use protocol_derive::Message;

/// The player started, skipped or finished a scene.
///
/// Client to server, opcode 0x0720. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0720, from = Client, standing = Proven)]
pub struct ClientCinematicState {
    #[wire(bits = 8)]
    pub state: CinematicState,
    pub unknown0: bool,
}
