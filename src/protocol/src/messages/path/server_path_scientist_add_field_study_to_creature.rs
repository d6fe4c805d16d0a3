//! 0x08B5: path scientist add field study to creature, from the server.

use protocol_derive::Message;

/// A creature belongs to a field study.
///
/// Server to client, opcode 0x08B5. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08B5, from = Server, standing = Short)]
pub struct ServerPathScientistAddFieldStudyToCreature {
    pub unit_id: u32,
    #[wire(bits = 14)]
    pub path_scientist_field_study_id: u16,
}
