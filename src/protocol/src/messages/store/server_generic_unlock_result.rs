//! 0x0985: generic unlock result, from the server.

use crate::enums::GenericUnlockResult;
use protocol_derive::Message;

/// How unlocking ended.
///
/// Server to client, opcode 0x0985. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0985, from = Server, standing = Short)]
pub struct ServerGenericUnlockResult {
    #[wire(bits = 3)]
    pub result: GenericUnlockResult,
}
