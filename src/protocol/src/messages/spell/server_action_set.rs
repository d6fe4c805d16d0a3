//! 0x019D: action set, from the server.

use crate::enums::{LimitedActionSetResult, ShortcutType};
use crate::structs::ItemLocation;
use protocol_derive::{Message, Wire};

/// An action set: what each slot of the bar holds.
///
/// Server to client, opcode 0x019D. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 8.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x019D, from = Server, standing = Proven)]
pub struct ServerActionSet {
    #[wire(bits = 3)]
    pub spec_index: u8,
    #[wire(bits = 2)]
    pub unlocked: u8,
    #[wire(bits = 6)]
    pub result: LimitedActionSetResult,
    #[wire(count = 6)]
    pub actions: Vec<ServerActionSetActions>,
}

/// What `actions` of [`ServerActionSet`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerActionSetActions {
    #[wire(bits = 4)]
    pub shortcut_type: ShortcutType,
    pub location: ItemLocation,
    pub object_id: u32,
}
