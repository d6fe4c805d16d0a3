//! 0x05DC: matching match left, from the server.

use crate::enums::MatchType;
use protocol_derive::Message;

/// The player no longer belongs to the match.
///
/// Server to client, opcode 0x05DC. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 17.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x05DC, from = Server, standing = Short)]
pub struct ServerMatchingMatchLeft {
    #[wire(bits = 5)]
    pub type_: MatchType,
}
