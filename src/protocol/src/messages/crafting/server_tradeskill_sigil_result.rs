//! 0x085D: tradeskill sigil result, from the server.

use crate::enums::TradeskillResult;
use protocol_derive::Message;

/// How working with runes ended.
///
/// Server to client, opcode 0x085D. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x085D, from = Server, standing = Short)]
pub struct ServerTradeskillSigilResult {
    #[wire(bits = 32)]
    pub tradeskill_sigil_result: TradeskillResult,
}
