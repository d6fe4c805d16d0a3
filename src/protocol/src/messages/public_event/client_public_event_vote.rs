//! 0x06EE: public event vote, from the client.

use protocol_derive::Message;

/// Votes in a public event.
///
/// Client to server, opcode 0x06EE. Layout: proven against the client's own codec. Sequence:
/// flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06EE, from = Client, standing = Proven)]
pub struct ClientPublicEventVote {
    #[wire(bits = 14)]
    pub event_id: u16,
    #[wire(bits = 14)]
    pub vote_id: u16,
    #[wire(bits = 14)]
    pub team_id: u16,
    pub choice: u32,
}
