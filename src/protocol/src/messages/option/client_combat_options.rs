//! 0x00D5: combat options, from the client.

use crate::enums::{CastingOptionFlags, CombatLogOptions};
use protocol_derive::Message;

/// How the player casts and what of the combat log it wants.
///
/// Client to server, opcode 0x00D5. Layout: proven against the client's own codec. Sequence:
/// flows.md section 4.
#[derive(Clone, Debug, Default, PartialEq, Message)]
#[wire(opcode = 0x00D5, from = Client, standing = Proven)]
pub struct ClientCombatOptions {
    #[wire(bits = 4)]
    pub casting_options: CastingOptionFlags,
    pub disable_other_players_logging: bool,
    #[wire(bits = 14)]
    pub combat_log_disable_flags: CombatLogOptions,
}
