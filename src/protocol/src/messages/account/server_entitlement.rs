//! 0x0918: entitlement, from the server.

use crate::enums::EntitlementType;
use protocol_derive::Message;

/// One entitlement of the character changed.
///
/// Server to client, opcode 0x0918. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0918, from = Server, standing = Short)]
pub struct ServerEntitlement {
    #[wire(bits = 14)]
    pub entitlement: EntitlementType,
    pub count: u32,
}
