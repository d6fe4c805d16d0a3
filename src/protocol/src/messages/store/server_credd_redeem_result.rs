//! 0x097B: credd redeem result, from the server.

use crate::enums::CharacterModifyResult;
use protocol_derive::Message;

/// How redeeming CREDD ended.
///
/// Server to client, opcode 0x097B. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x097B, from = Server, standing = Short)]
pub struct ServerCreddRedeemResult {
    #[wire(bits = 6)]
    pub result: CharacterModifyResult,
}
