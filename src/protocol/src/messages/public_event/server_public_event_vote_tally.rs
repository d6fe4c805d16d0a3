//! 0x06FF: public event vote tally, from the server.

use protocol_derive::Message;

/// Somebody voted in a public event.
///
/// Server to client, opcode 0x06FF. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06FF, from = Server, standing = Proven)]
pub struct ServerPublicEventVoteTally {
    #[wire(bits = 14)]
    pub event_id: u16,
    #[wire(bits = 14)]
    pub vote_id: u16,
    pub choice: u32,
}
