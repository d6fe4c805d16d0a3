//! 0x0247: combat log, from the server.

use crate::unions::ICombatLog;
use protocol_derive::Message;

/// A line of the combat log.
///
/// Server to client, opcode 0x0247. Layout: proven against the client's own codec. Sequence:
/// flows.md section 9.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0247, from = Server, standing = Proven)]
pub struct ServerCombatLog {
    #[wire(tag(type, 6))]
    pub combat_log: ICombatLog,
}
