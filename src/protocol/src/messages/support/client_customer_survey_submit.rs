//! 0x033F: customer survey submit, from the client.

use crate::enums::SurveyType;
use crate::wire::WString;
use protocol_derive::Message;

/// The player's answers to a survey. The same four bytes for every kind of survey.
///
/// Client to server, opcode 0x033F. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x033F, from = Client, standing = Proven)]
pub struct ClientCustomerSurveySubmit {
    #[wire(bits = 14)]
    pub customer_survey_id: SurveyType,
    /// Quest, level or challenge id, depending on the survey.
    pub object_id: u32,
    /// Meaning per survey type: see CUSTOMER SURVEY ANSWERS; the client writes the same 4 bytes for
    /// every survey type.
    pub answers: [i8; 4],
    pub comment: WString,
}
