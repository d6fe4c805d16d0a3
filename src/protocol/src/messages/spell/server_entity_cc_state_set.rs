//! 0x087F: entity cc state set, from the server.

use crate::enums::CCState;
use protocol_derive::Message;

/// An entity is stunned, rooted or the like.
///
/// Server to client, opcode 0x087F. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x087F, from = Server, standing = Proven)]
pub struct ServerEntityCCStateSet {
    pub guid: u32,
    #[wire(bits = 5)]
    pub cc_state: CCState,
    pub effect_unique_id: u32,
}
