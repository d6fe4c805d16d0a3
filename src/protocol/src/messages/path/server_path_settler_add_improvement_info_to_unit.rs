//! 0x08B6: path settler add improvement info to unit, from the server.

use crate::wire::WString;
use protocol_derive::{Message, Wire};

/// What settlers built here, who, and how long it lasts.
///
/// Server to client, opcode 0x08B6. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x08B6, from = Server, standing = Proven)]
pub struct ServerPathSettlerAddImprovementInfoToUnit {
    pub unit_id: u32,
    #[wire(bits = 14)]
    pub path_settler_improvement_group_id: u16,
    pub remaining_time: u32,
    #[wire(count = 32)]
    pub owners: Vec<WString>,
    #[wire(count = 32)]
    pub improvements: Vec<ServerPathSettlerAddImprovementInfoToUnitImprovements>,
}

/// What `improvements` of [`ServerPathSettlerAddImprovementInfoToUnit`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerPathSettlerAddImprovementInfoToUnitImprovements {
    pub name: WString,
    pub tier: u32,
}
