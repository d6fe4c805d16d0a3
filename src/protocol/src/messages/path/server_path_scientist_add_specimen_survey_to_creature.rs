//! 0x08B4: path scientist add specimen survey to creature, from the server.

use protocol_derive::Message;

/// A creature belongs to a specimen survey.
///
/// Server to client, opcode 0x08B4. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08B4, from = Server, standing = Proven)]
pub struct ServerPathScientistAddSpecimenSurveyToCreature {
    pub unit_id: u32,
    #[wire(bits = 14)]
    pub path_scientist_specimen_survey_id: u16,
    pub objective_index: u32,
}
