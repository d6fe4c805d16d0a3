//! 0x085E: schematic remove learned, from the server.

use crate::enums::TradeskillType;
use protocol_derive::Message;

/// A schematic was forgotten.
///
/// Server to client, opcode 0x085E. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x085E, from = Server, standing = Short)]
pub struct ServerSchematicRemoveLearned {
    #[wire(bits = 32)]
    pub tradeskill_id: TradeskillType,
    pub tradeskill_schematic2_id: u32,
}
