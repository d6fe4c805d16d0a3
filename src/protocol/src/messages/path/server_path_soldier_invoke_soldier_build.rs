//! 0x0676: path soldier invoke soldier build, from the server.

use protocol_derive::Message;

/// Opens what a soldier can build for a holdout.
///
/// Server to client, opcode 0x0676. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0676, from = Server, standing = Proven)]
pub struct ServerPathSoldierInvokeSoldierBuild {
    pub unit_id: u32,
    #[wire(bits = 14)]
    pub path_soldier_event_id: u16,
    #[wire(count = 32)]
    pub tower_defense_ids: Vec<u32>,
}
