//! 0x00B1: request action set changes, from the client.

use protocol_derive::{Message, Wire};

/// Stores an action set: spells, tiers and AMPs.
///
/// Client to server, opcode 0x00B1. Layout: proven against the client's own codec. Sequence:
/// flows.md section 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00B1, from = Client, standing = Proven)]
pub struct ClientRequestActionSetChanges {
    #[wire(count = 4)]
    pub actions: Vec<u32>,
    #[wire(bits = 3)]
    pub action_set_index: u8,
    #[wire(count = 5)]
    pub action_tier: Vec<ClientRequestActionSetChangesActionTier>,
    #[wire(count = 7)]
    pub amps: Vec<u16>,
}

/// What `action_tier` of [`ClientRequestActionSetChanges`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ClientRequestActionSetChangesActionTier {
    #[wire(bits = 18)]
    pub action: u32,
    pub tier: u8,
}
