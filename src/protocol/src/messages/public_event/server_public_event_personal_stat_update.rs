//! 0x013B: public event personal stat update, from the server.

use crate::enums::PublicEventStat;
use protocol_derive::Message;

/// One of the player's own stats in a public event.
///
/// Server to client, opcode 0x013B. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x013B, from = Server, standing = Proven)]
pub struct ServerPublicEventPersonalStatUpdate {
    #[wire(bits = 14)]
    pub event_id: u16,
    #[wire(bits = 32)]
    pub stat_type: PublicEventStat,
    pub value: i32,
}
