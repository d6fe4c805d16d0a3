//! 0x0189: title set, from the server.

use protocol_derive::Message;

/// The title an entity shows; goes to all who see it.
///
/// Server to client, opcode 0x0189. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0189, from = Server, standing = Short)]
pub struct ServerTitleSet {
    pub guid: u32,
    #[wire(bits = 14)]
    pub title: u16,
}
