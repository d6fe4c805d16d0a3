//! 0x05C8: matching match ready response, from the client.

use protocol_derive::Message;

/// Accepts or declines a match.
///
/// Client to server, opcode 0x05C8. Layout: proven against the client's own codec. Sequence:
/// flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05C8, from = Client, standing = Proven)]
pub struct ClientMatchingMatchReadyResponse {
    pub response: bool,
}
