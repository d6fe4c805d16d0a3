//! 0x0813: spell buff remove, from the server.

use protocol_derive::Message;

/// An effect of a cast ended.
///
/// Server to client, opcode 0x0813. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0813, from = Server, standing = Short)]
pub struct ServerSpellBuffRemove {
    pub casting_id: u32,
    pub caster_id: u32,
}
