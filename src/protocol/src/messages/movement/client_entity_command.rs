//! 0x0637: entity command, from the client.

use crate::unions::IEntityCommandModel;
use protocol_derive::{Message, Wire};

/// How the entity the player controls moves: commands since the last report.
///
/// Client to server, opcode 0x0637. Layout: proven against the client's own codec. Sequence:
/// flows.md section 7.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0637, from = Client, standing = Proven, reuse)]
pub struct ClientEntityCommand {
    pub time: u32,
    #[wire(count = 32, max = 32)]
    pub items: Vec<ClientEntityCommandItems>,
}

/// What `items` of [`ClientEntityCommand`] holds.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct ClientEntityCommandItems {
    #[wire(tag(command, 5))]
    pub model: IEntityCommandModel,
}
