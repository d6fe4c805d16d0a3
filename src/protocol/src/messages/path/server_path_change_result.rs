//! 0x06B3: path change result, from the server.

use crate::enums::GenericError;
use protocol_derive::Message;

/// How changing the path ended.
///
/// Server to client, opcode 0x06B3. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06B3, from = Server, standing = Short)]
pub struct ServerPathChangeResult {
    #[wire(bits = 8)]
    pub result: GenericError,
}
