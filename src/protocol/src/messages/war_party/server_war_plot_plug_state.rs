//! 0x0958: war plot plug state, from the server.

use crate::structs::WarPlotPlug;
use protocol_derive::Message;

/// The plugs of the warplot and their health.
///
/// Server to client, opcode 0x0958. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0958, from = Server, standing = Proven)]
pub struct ServerWarPlotPlugState {
    pub crated_decor_count: u32,
    pub unknown1: u16,
    pub placed_decor_count: u16,
    #[wire(count = 8)]
    pub plugs: Vec<WarPlotPlug>,
}
