//! 0x098A: store error, from the server.

use crate::enums::StoreError;
use protocol_derive::Message;

/// An operation in the store failed, and why.
///
/// Server to client, opcode 0x098A. Layout: equal to a codec of the client, too short for
/// certainty.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x098A, from = Server, standing = Short)]
pub struct ServerStoreError {
    #[wire(bits = 5)]
    pub error_code: StoreError,
}
