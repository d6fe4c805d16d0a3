//! 0x05CA: matching match ready, from the server.

use crate::enums::MatchType;
use protocol_derive::Message;

/// A match was found; accept or decline.
///
/// Server to client, opcode 0x05CA. Layout: proven against the client's own codec. Sequence:
/// flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05CA, from = Server, standing = Proven)]
pub struct ServerMatchingMatchReady {
    #[wire(bits = 5)]
    pub match_type: MatchType,
    pub pending_allies: u32,
    pub pending_enemies: u32,
}
