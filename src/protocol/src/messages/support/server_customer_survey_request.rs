//! 0x033E: customer survey request, from the server.

use crate::enums::SurveyType;
use protocol_derive::Message;

/// Asks the player to answer a survey.
///
/// Server to client, opcode 0x033E. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x033E, from = Server, standing = Short)]
pub struct ServerCustomerSurveyRequest {
    #[wire(bits = 14)]
    pub customer_survey_id: SurveyType,
    pub object_id: u32,
}
