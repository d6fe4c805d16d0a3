//! 0x0538: housing community privacy level, from the client.

use crate::enums::CommunityPrivacyLevel;
use crate::structs::TargetResidence;
use protocol_derive::Message;

/// Who may visit the community.
///
/// Client to server, opcode 0x0538. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0538, from = Client, standing = Proven)]
pub struct ClientHousingCommunityPrivacyLevel {
    pub target_residence: TargetResidence,
    #[wire(bits = 1)]
    pub privacy_level: CommunityPrivacyLevel,
}
