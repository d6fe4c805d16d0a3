//! 0x098C: store purchase result, from the server.

use crate::enums::StoreError;
use protocol_derive::Message;

/// How a purchase ended.
///
/// Server to client, opcode 0x098C. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x098C, from = Server, standing = Short)]
pub struct ServerStorePurchaseResult {
    pub success: bool,
    #[wire(bits = 5)]
    pub error_code: StoreError,
}
