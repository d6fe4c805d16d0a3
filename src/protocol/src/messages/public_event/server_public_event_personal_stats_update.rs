//! 0x0137: public event personal stats update, from the server.

use crate::wire::BitSet;
use protocol_derive::Message;

/// The player's own stats in a public event.
///
/// Server to client, opcode 0x0137. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0137, from = Server, standing = Proven)]
pub struct ServerPublicEventPersonalStatsUpdate {
    /// Client; a peer omits it.
    #[wire(bits = 14)]
    pub public_event_id: u16,
    #[wire(bits = 32)]
    pub mask: BitSet,
    #[wire(count = 5)]
    pub values: Vec<u32>,
}
