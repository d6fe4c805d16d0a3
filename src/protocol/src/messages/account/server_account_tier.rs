//! 0x097F: account tier, from the server.

use crate::enums::AccountTier;
use protocol_derive::Message;

/// Free or subscribed; part of the burst before the character list.
///
/// Server to client, opcode 0x097F. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md sections 2, 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x097F, from = Server, standing = Short)]
pub struct ServerAccountTier {
    #[wire(bits = 5)]
    pub tier: AccountTier,
}
