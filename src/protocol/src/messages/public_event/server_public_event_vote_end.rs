//! 0x06FD: public event vote end, from the server.

use protocol_derive::Message;

/// A vote in a public event ended.
///
/// Server to client, opcode 0x06FD. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06FD, from = Server, standing = Proven)]
pub struct ServerPublicEventVoteEnd {
    #[wire(bits = 14)]
    pub event_id: u16,
    #[wire(bits = 14)]
    pub vote_id: u16,
    pub winner: u32,
}
