//! 0x0765: realm transfer result, from the server.

use crate::enums::CharacterModifyResult;
use protocol_derive::Message;

/// How moving a character to another realm ended.
///
/// Server to client, opcode 0x0765. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0765, from = Server, standing = Short)]
pub struct ServerRealmTransferResult {
    #[wire(bits = 6)]
    pub result: CharacterModifyResult,
}
