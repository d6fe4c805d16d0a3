//! 0x06F1: public event vote initate, from the server.

use protocol_derive::Message;

/// A vote begins in a public event.
///
/// Server to client, opcode 0x06F1. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06F1, from = Server, standing = Proven)]
pub struct ServerPublicEventVoteInitate {
    #[wire(bits = 14)]
    pub event_id: u16,
    #[wire(bits = 14)]
    pub vote_id: u16,
    #[wire(bits = 14)]
    pub team_id: u16,
}
