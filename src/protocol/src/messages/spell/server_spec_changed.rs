//! 0x0175: spec changed, from the server.

use crate::enums::SpecError;
use protocol_derive::Message;

/// How changing the action set ended.
///
/// Server to client, opcode 0x0175. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0175, from = Server, standing = Short)]
pub struct ServerSpecChanged {
    #[wire(bits = 3)]
    pub action_set_index: u8,
    #[wire(bits = 32)]
    pub spec_error: SpecError,
}
