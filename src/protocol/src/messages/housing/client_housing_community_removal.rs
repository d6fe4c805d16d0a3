//! 0x04EA: housing community removal, from the client.

use crate::structs::TargetResidence;
use protocol_derive::Message;

/// Takes a residence out of a community.
///
/// Client to server, opcode 0x04EA. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04EA, from = Client, standing = Proven)]
pub struct ClientHousingCommunityRemoval {
    pub target_residence: TargetResidence,
}
