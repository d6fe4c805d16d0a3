//! 0x044C: group send ready check, from the server.

use crate::structs::Identity;
use crate::wire::WString;
use protocol_derive::Message;

/// A member asks whether all are ready.
///
/// Server to client, opcode 0x044C. Layout: proven against the client's own codec. Sequence:
/// flows.md section 19.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x044C, from = Server, standing = Proven)]
pub struct ServerGroupSendReadyCheck {
    pub group_id: u64,
    pub invoker: Identity,
    pub message: WString,
}
