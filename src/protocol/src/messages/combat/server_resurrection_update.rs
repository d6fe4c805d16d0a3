//! 0x01AB: resurrection update, from the server.

use crate::enums::ResurrectionType;
use protocol_derive::Message;

/// The ways to be raised changed.
///
/// Server to client, opcode 0x01AB. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 9.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01AB, from = Server, standing = Short)]
pub struct ServerResurrectionUpdate {
    #[wire(bits = 8)]
    pub show_rez_flags: ResurrectionType,
    pub has_caster_rez_request: bool,
}
