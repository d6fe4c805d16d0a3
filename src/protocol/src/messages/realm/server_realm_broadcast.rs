//! 0x03E1: realm broadcast, from the server.

use crate::enums::BroadcastTier;
use crate::wire::WString;
use protocol_derive::Message;

/// An announcement to everybody.
///
/// Server to client, opcode 0x03E1. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 13.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x03E1, from = Server, standing = Short)]
pub struct ServerRealmBroadcast {
    #[wire(bits = 2)]
    pub tier: BroadcastTier,
    pub message: WString,
}
