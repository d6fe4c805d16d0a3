//! 0x05C4: matching match in progress ready, from the server.

use crate::enums::MatchType;
use protocol_derive::Message;

/// A place in a running match is free; accept or decline.
///
/// Server to client, opcode 0x05C4. Layout: proven against the client's own codec. Sequence:
/// flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05C4, from = Server, standing = Proven)]
pub struct ServerMatchingMatchInProgressReady {
    #[wire(bits = 5)]
    pub match_type: MatchType,
    pub pending_allies: u32,
    pub current_allies: u32,
}
