//! 0x0357: dialog start, from the server.

use protocol_derive::Message;

/// Opens the dialogue with an entity.
///
/// Server to client, opcode 0x0357. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0357, from = Server, standing = Short)]
pub struct ServerDialogStart {
    pub dialog_unit_id: u32,
    pub unused: bool,
}
