//! 0x0679: path soldier hold out next wave, from the server.

use protocol_derive::Message;

/// The next wave of a holdout.
///
/// Server to client, opcode 0x0679. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0679, from = Server, standing = Proven)]
pub struct ServerPathSoldierHoldOutNextWave {
    #[wire(bits = 14)]
    pub path_soldier_event_id: u16,
    pub wave_index: u32,
    pub is_boss: bool,
}
