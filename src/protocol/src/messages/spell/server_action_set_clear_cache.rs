//! 0x00B2: action set clear cache, from the server.

use protocol_derive::Message;

/// Makes the client send its action set.
///
/// Server to client, opcode 0x00B2. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00B2, from = Server, standing = Short)]
pub struct ServerActionSetClearCache {
    pub generate_chat_log_message: bool,
}
