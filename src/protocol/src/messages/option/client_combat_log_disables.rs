//! 0x0249: combat log disables, from the client.

use crate::enums::CombatLogOptions;
use protocol_derive::Message;

/// Which combat log lines not to send.
///
/// Client to server, opcode 0x0249. Layout: proven against the client's own codec.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x0249, from = Client, standing = Proven)]
pub struct ClientCombatLogDisables {
    #[wire(bits = 32)]
    pub disable_flags: CombatLogOptions,
}
