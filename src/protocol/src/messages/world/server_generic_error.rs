//! 0x0106: generic error, from the server.

use crate::enums::GenericError;
use protocol_derive::Message;

/// Something failed; the number is the text shown.
///
/// Server to client, opcode 0x0106. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 5, 11, 12.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0106, from = Server, standing = Short)]
pub struct ServerGenericError {
    #[wire(bits = 8)]
    pub error: GenericError,
}
