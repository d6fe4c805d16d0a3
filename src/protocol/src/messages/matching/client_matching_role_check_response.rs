//! 0x05B2: matching role check response, from the client.

use crate::enums::{MatchType, Role};
use protocol_derive::Message;

/// The roles one offers to the party's queue; none declines.
///
/// Client to server, opcode 0x05B2. Layout: proven against the client's own codec. Sequence:
/// flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05B2, from = Client, standing = Proven)]
pub struct ClientMatchingRoleCheckResponse {
    #[wire(bits = 5)]
    pub type_: MatchType,
    /// A peer omits the width and writes 64 bits; client: 32.
    #[wire(bits = 32)]
    pub roles: Role,
    pub response: bool,
}
