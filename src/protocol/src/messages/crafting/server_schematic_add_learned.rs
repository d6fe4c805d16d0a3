//! 0x085F: schematic add learned, from the server.

use crate::enums::TradeskillType;
use protocol_derive::Message;

/// A schematic was learned or discovered.
///
/// Server to client, opcode 0x085F. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x085F, from = Server, standing = Proven)]
pub struct ServerSchematicAddLearned {
    #[wire(bits = 32)]
    pub tradeskill_id: TradeskillType,
    pub tradeskill_schematic2_id: u32,
    pub discovery_coordinates_x: f32,
    pub discovery_coordinates_y: f32,
}
