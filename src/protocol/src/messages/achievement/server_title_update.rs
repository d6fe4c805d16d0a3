//! 0x018A: title update, from the server.

use protocol_derive::Message;

/// A title was earned or taken away.
///
/// Server to client, opcode 0x018A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x018A, from = Server, standing = Proven)]
pub struct ServerTitleUpdate {
    #[wire(bits = 14)]
    pub title_id: u16,
    pub alreadyowned: bool,
    pub revoked: bool,
}
