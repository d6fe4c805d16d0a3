//! Structures that several messages about combat share.

use crate::enums::CombatResult;
use protocol_derive::Wire;

/// Who cast what on whom, for a line of the combat log.
#[derive(Clone, Debug, Default, PartialEq, Wire)]
pub struct CombatLogCastData {
    pub caster_id: u32,
    pub target_id: u32,
    #[wire(bits = 18)]
    pub spell_id: u32,
    #[wire(bits = 4)]
    pub combat_result: CombatResult,
}
