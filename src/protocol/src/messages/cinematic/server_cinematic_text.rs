//! 0x022A: cinematic text, from the server.

use protocol_derive::Message;

/// A text is shown.
///
/// Server to client, opcode 0x022A. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x022A, from = Server, standing = Proven)]
pub struct ServerCinematicText {
    pub delay: u32,
    /// Client; a peer has the remark "21" but writes 32 bits.
    #[wire(bits = 21)]
    pub text_id: u32,
    pub unknown0: bool,
}
