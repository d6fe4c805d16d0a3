//! 0x06FA: public event request scoreboard, from the client.

use protocol_derive::Message;

/// Wants, or no longer wants, the stats of a public event.
///
/// Client to server, opcode 0x06FA. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x06FA, from = Client, standing = Proven)]
pub struct ClientPublicEventRequestScoreboard {
    #[wire(bits = 14)]
    pub event_id: u16,
    pub subscribe: bool,
}
