//! 0x04F5: housing community donate, from the client.

use crate::structs::DecorInfo;
use protocol_derive::Message;

/// Gives decor to a community.
///
/// Client to server, opcode 0x04F5. Layout: proven against the client's own codec. Sequence:
/// flows.md section 16.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x04F5, from = Client, standing = Proven)]
pub struct ClientHousingCommunityDonate {
    #[wire(count = 32)]
    pub decor: Vec<DecorInfo>,
}
