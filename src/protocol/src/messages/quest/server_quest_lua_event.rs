//! 0x0359: quest lua event, from the server.

use crate::unions::ILuaEventData;
use protocol_derive::{Message, Wire};

/// Calls a quest event of the user interface with arguments.
///
/// Server to client, opcode 0x0359. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0359, from = Server, standing = Proven)]
pub struct ServerQuestLuaEvent {
    /// Client: u14; a peer writes u16.
    #[wire(bits = 14)]
    pub lua_event_id: u16,
    #[wire(count = 32)]
    pub lua_events: Vec<ServerQuestLuaEventLuaEvents>,
}

/// What `lua_events` of [`ServerQuestLuaEvent`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerQuestLuaEventLuaEvents {
    #[wire(tag(type, 32))]
    pub lua_event: ILuaEventData,
}
