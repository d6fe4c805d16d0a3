//! 0x01B3: resurrection show, from the server.

use crate::enums::ResurrectionType;
use protocol_derive::Message;

/// The player died: the ways to be raised, their cost and when they open.
///
/// Server to client, opcode 0x01B3. Layout: proven against the client's own codec. Sequence:
/// flows.md section 9.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x01B3, from = Server, standing = Proven)]
pub struct ServerResurrectionShow {
    pub ghost_id: u32,
    pub rez_cost: u32,
    pub time_until_rez_ms: u32,
    pub dead: bool,
    #[wire(bits = 8)]
    pub show_rez_flags: ResurrectionType,
    pub has_caster_rez_request: bool,
    pub time_until_wake_here_ms: u32,
    pub time_until_force_rez_ms: u32,
}
