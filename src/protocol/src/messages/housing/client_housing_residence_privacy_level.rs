//! 0x00C9: housing residence privacy level, from the client.

use crate::enums::ResidencePrivacyLevel;
use protocol_derive::Message;

/// Who may visit the residence.
///
/// Client to server, opcode 0x00C9. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00C9, from = Client, standing = Proven)]
pub struct ClientHousingResidencePrivacyLevel {
    #[wire(bits = 32)]
    pub privacy_level: ResidencePrivacyLevel,
}
