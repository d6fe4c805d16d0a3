//! 0x0973: account entitlement, from the server.

use crate::enums::EntitlementType;
use protocol_derive::Message;

/// One entitlement of the account changed.
///
/// Server to client, opcode 0x0973. Layout: equal to a codec of the client, too short for
/// certainty. Sequence: flows.md section 18.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0973, from = Server, standing = Short)]
pub struct ServerAccountEntitlement {
    #[wire(bits = 32)]
    pub entitlement: EntitlementType,
    pub count: u32,
}
