//! 0x044A: group send ready check, from the client.

use crate::wire::WString;
use protocol_derive::Message;

/// Asks the members whether they are ready.
///
/// Client to server, opcode 0x044A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x044A, from = Client, standing = Proven)]
pub struct ClientGroupSendReadyCheck {
    pub group_id: u64,
    pub message: WString,
}
