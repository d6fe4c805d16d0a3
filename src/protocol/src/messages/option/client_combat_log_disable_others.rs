//! 0x0248: combat log disable others, from the client.

use protocol_derive::Message;

/// Whether to send other players' combat log lines.
///
/// Client to server, opcode 0x0248. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0248, from = Client, standing = Proven)]
pub struct ClientCombatLogDisableOthers {
    pub disable_other_players: u32,
}
