//! How a thing is used: by one of up to four spells of its creature, the first whose prerequisite
//! the user meets (`features.md` section 36).

use bezgelor_core::ids::CreatureId;
use game::skill::{Trial, TrialKind};
use protocol::enums::CastResult;
use protocol::messages::ServerSpellCastResult;
use tables::{TableSet, rows};

use crate::entity::slots::Row;
use crate::outputs::Outputs;
use crate::player::judge;
use crate::player::players::Seat;
use crate::zone::Zone;

/// `CastMethod` of spells whose end the client decides.
const CLIENT_SIDE_INTERACTION: u32 = 5;
/// Spell ids have 18 bits.
const SPELL_MAX: u32 = 1 << 18;

/// A spell that using a creature casts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Use {
    /// Whose.
    pub creature: CreatureId,
    /// `Spell4.tbl` row.
    pub spell_id: u32,
    /// `Prerequisite.tbl` row of whom it is for, 0 for everybody.
    pub prerequisite: u32,
    /// Whether the client says how it ended, because it is a matter of skill.
    pub by_client: bool,
    /// Which trial that is, when a table says so.
    pub trial: Option<Trial>,
}

/// Those of all creatures.
pub(crate) fn from_tables(set: &TableSet) -> Vec<Use> {
    let mut uses = Vec::new();
    for row in set.creature2().iter() {
        let spells = row.spell4_id_activate_all();
        let prerequisites = row.prerequisite_id_activate_spell_all();
        let own = spells.iter().zip(prerequisites.iter());
        let own = own.filter(|&(spell, _)| spell != 0);
        uses.extend(own.map(|(spell, prerequisite)| of_spell(set, row.id(), spell, prerequisite)));
    }
    uses
}

fn of_spell(set: &TableSet, creature: CreatureId, spell_id: u32, prerequisite: u32) -> Use {
    let spell = set.spell4().get(spell_id);
    let base = spell.and_then(|spell| set.spell4_base().get(spell.spell4_base_id_base_spell()));
    let base = base.filter(|base| base.cast_method() == CLIENT_SIDE_INTERACTION);
    Use {
        creature,
        spell_id: if spell_id < SPELL_MAX { spell_id } else { 0 },
        prerequisite,
        by_client: base.is_some(),
        trial: base.and_then(|base| trial(set, base)),
    }
}

/// The trial of skill that a spell is whose end the client decides.
fn trial(set: &TableSet, base: rows::Spell4Base<'_>) -> Option<Trial> {
    let id = base.client_side_interaction_id();
    let row = set.client_side_interaction().get(id)?;
    let mut taps = row.tap_time_all().iter();
    Some(Trial {
        kind: *TrialKind::ALL.get(row.interaction_type() as usize)?,
        threshold: row.threshold(),
        duration_ms: row.duration(),
        increment: row.increment_value(),
        window_ms: row.window_size(),
        taps_ms: std::array::from_fn(|_| taps.next().unwrap_or(0)),
    })
}

/// Whether a use of a unit is a matter of skill, whoever uses it.
pub(crate) fn takes_skill(zone: &Zone, row: Row) -> bool {
    let creature = zone.units.look[row as usize].creature_id;
    zone.data.uses(creature).iter().any(|own| own.by_client)
}

/// How a player uses a unit; `None` when none of its spells is for that player, who is told so.
///
/// A client asks for what it has found its player to meet. So what cannot be told here is left to
/// it, behind what is met for certain.
pub(crate) fn of(zone: &Zone, out: &mut Outputs, seat: Seat, row: Row) -> Option<Use> {
    let uses = zone.data.uses(zone.units.look[row as usize].creature_id);
    let Some(first) = uses.first() else {
        return Some(Use::default());
    };
    let verdict = |own: &&Use| judge::meets(zone, seat, own.prerequisite);
    let met = uses.iter().find(|own| verdict(own) == Some(true));
    let found = met.or_else(|| uses.iter().find(|own| verdict(own).is_none()));
    if found.is_none() {
        let refused = ServerSpellCastResult {
            unknown0: 0,
            spell4_id: first.spell_id,
            cast_result: CastResult::NoValidActivateSpell,
        };
        zone.send(out, seat, &refused);
    }
    found.copied()
}
