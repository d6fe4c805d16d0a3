//! 0x0968: account entitlements, from the server.

use crate::enums::EntitlementType;
use protocol_derive::{Message, Wire};

/// All entitlements of the account; part of the burst before the character list.
///
/// Server to client, opcode 0x0968. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 2, 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0968, from = Server, standing = Proven)]
pub struct ServerAccountEntitlements {
    #[wire(count = 32)]
    pub entitlements: Vec<ServerAccountEntitlementsEntitlements>,
}

/// What `entitlements` of [`ServerAccountEntitlements`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerAccountEntitlementsEntitlements {
    #[wire(bits = 32)]
    pub entitlement: EntitlementType,
    pub count: u32,
}
