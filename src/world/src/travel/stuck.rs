//! The way out for who is stuck (0x0831): back to where it is bound, or out of its life.
//!
//! The client has a window for it and three spells, whose cooldowns it shows by itself; which they
//! are and how long they take says the newest peer, and `Spell4.tbl` where it has them. The third
//! way leads to the player's house, which is for whoever brings houses; nobody has one yet, and the
//! client offers it to nobody else.

use bezgelor_core::time::UnixMillis;
use game::transport::wait_ms;
use protocol::enums::{CastResult, UnstickType, UpdateHealthMask};
use protocol::messages::{ClientStuck, ServerCooldown, ServerSpellCastResult};
use protocol::structs::Cooldown;
use tables::{TableSet, rows};

use crate::combat::recovery;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::travel::fare::{self, Busy};
use crate::travel::{bind, flight};
use crate::zone::Zone;

/// `Spell4.tbl` row of the way back to where one is bound.
const RECALL_SPELL: u32 = 49_881;
/// `Spell4.tbl` row of the way home.
const HOUSE_SPELL: u32 = 49_882;
/// `Spell4.tbl` row of the way out of life.
const DEATH_SPELL: u32 = 52_577;

/// How long each way is closed to who took it, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StuckCooldowns {
    /// Back to where it is bound.
    pub recall_ms: u64,
    /// Out of its life.
    pub death_ms: u64,
}

impl Default for StuckCooldowns {
    fn default() -> Self {
        Self {
            recall_ms: 1_800_000,
            death_ms: 600_000,
        }
    }
}

impl StuckCooldowns {
    /// What the tables say.
    pub(crate) fn from_tables(set: &TableSet) -> Self {
        let usual = Self::default();
        let of = |spell: u32, usual: u64| {
            let row = set.spell4().get(spell);
            row.map_or(usual, |row: rows::Spell4<'_>| {
                u64::from(row.spell_cool_down())
            })
        };
        Self {
            recall_ms: of(RECALL_SPELL, usual.recall_ms),
            death_ms: of(DEATH_SPELL, usual.death_ms),
        }
    }
}

/// A player is stuck.
pub(crate) fn free(zone: &mut Zone, out: &mut Outputs, seat: Seat, message: &ClientStuck) {
    let (spell4_id, judged) = match message.unsticking_type {
        UnstickType::RecallTransmat => (RECALL_SPELL, judge_recall(zone, seat)),
        UnstickType::FreeSuicide => (DEATH_SPELL, judge(zone, seat, ready_at(zone, seat).1)),
        UnstickType::RecallHouse => (HOUSE_SPELL, Err(CastResult::SpellPreRequisites)),
        _ => {
            zone.counters.senseless += 1;
            return;
        }
    };
    if let Err(cast_result) = judged {
        let refused = ServerSpellCastResult {
            unknown0: message.client_spell_cast_unique_id,
            spell4_id,
            cast_result,
        };
        return zone.send(out, seat, &refused);
    }
    let cooldowns = zone.data.stuck_cooldowns();
    let (unix, recalls) = (zone.now.unix, spell4_id == RECALL_SPELL);
    let ready_at = |ms: u64| UnixMillis(unix.0.saturating_add_unsigned(ms));
    let sheet = &mut zone.players.at_mut(seat).entry.sheet;
    let left_ms = if recalls {
        sheet.travel.recalled(ready_at(cooldowns.recall_ms));
        cooldowns.recall_ms
    } else {
        sheet.travel.gave_up(ready_at(cooldowns.death_ms));
        cooldowns.death_ms
    };
    let (character, travel) = (sheet.character.id, sheet.travel.clone());
    out.travel(character, travel);
    if let Some(cooldown) = fare::cooldown_of(spell4_id, left_ms) {
        zone.send(out, seat, &ServerCooldown { cooldown });
    }
    if recalls {
        bind::recall(zone, out, seat);
    } else {
        let all = zone.units.body[zone.row(seat) as usize].health;
        recovery::wound(zone, out, seat, all, UpdateHealthMask::None);
    }
}

/// Whether a player may be taken back to where it is bound, or why not.
fn judge_recall(zone: &Zone, seat: Seat) -> Result<(), CastResult> {
    let bind = zone.players.at(seat).entry.sheet.travel.bind;
    if bind.is_none() {
        return Err(CastResult::SpellPreRequisites);
    }
    judge(zone, seat, ready_at(zone, seat).0)
}

/// Whether a way is open to a player from `ready_at` on, or why not. Who fights is not stuck.
fn judge(zone: &Zone, seat: Seat, ready_at: UnixMillis) -> Result<(), CastResult> {
    if flight::is_aloft(zone, seat) {
        return Err(CastResult::CasterCannotBeTaxi);
    }
    match fare::busy(zone, seat) {
        Some(Busy::OnItsWay) => Err(CastResult::PendingSpellCast),
        Some(busy) => Err(busy.cast_result()),
        None if wait_ms(ready_at, zone.now.unix) > 0 => Err(CastResult::SpellCooldown),
        None => Ok(()),
    }
}

/// When recall and death are open again.
fn ready_at(zone: &Zone, seat: Seat) -> (UnixMillis, UnixMillis) {
    let travel = &zone.players.at(seat).entry.sheet.travel;
    (travel.recall_ready_at, travel.death_ready_at)
}

/// What is left of the cooldowns of both, where anything is.
pub(crate) fn cooldowns(zone: &Zone, seat: Seat) -> impl Iterator<Item = Cooldown> {
    let (recall, death) = ready_at(zone, seat);
    let unix = zone.now.unix;
    let both = [(RECALL_SPELL, recall), (DEATH_SPELL, death)].into_iter();
    both.filter_map(move |(spell, ready_at)| fare::cooldown_of(spell, wait_ms(ready_at, unix)))
}
