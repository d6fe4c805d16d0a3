//! 0x0638: entity command, from the server.

use crate::unions::IEntityCommandModel;
use protocol_derive::{Message, Wire};

/// How an entity moves: what changed of its groups of commands. `server_controlled` takes authority
/// over the position away from the client.
///
/// Server to client, opcode 0x0638. Layout: proven against the client's own codec. Sequence:
/// flows.md sections 4, 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0638, from = Server, standing = Proven)]
pub struct ServerEntityCommand {
    pub guid: u32,
    pub time: u32,
    pub time_reset: bool,
    pub server_controlled: bool,
    #[wire(count = 5)]
    pub commands: Vec<ServerEntityCommandCommands>,
}

/// What `commands` of [`ServerEntityCommand`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ServerEntityCommandCommands {
    #[wire(tag(command, 5))]
    pub model: IEntityCommandModel,
}
