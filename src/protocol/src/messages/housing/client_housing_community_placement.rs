//! 0x052B: housing community placement, from the client.

use crate::structs::TargetResidence;
use protocol_derive::Message;

/// Places the residence in a community.
///
/// Client to server, opcode 0x052B. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x052B, from = Client, standing = Proven)]
pub struct ClientHousingCommunityPlacement {
    pub target_residence: TargetResidence,
    pub property_index: u32,
}
