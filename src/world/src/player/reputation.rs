//! What factions think of a player, and what that makes it to their people (`features.md` sections
//! 8 and 19).

use game::faction::{Disposition, level_of_reputation};
use protocol::enums::Faction;
use protocol::messages::{
    ServerPlayerCreateFactionDataFactionReputations as Line, ServerReputationUpdate,
};

use crate::entity::slots::Row;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// Nobody is liked or hated more than this.
const AMOUNT_MAX: f32 = 1_000_000.0;

/// Changes what a faction thinks of a player; `None` when there is no such faction. The client is
/// told the whole, not the change: it keeps what it hears.
pub(crate) fn change(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    faction: u16,
    by: f32,
) -> Option<f32> {
    if !by.is_finite() || !zone.data.lands().factions().knows(faction) {
        return None;
    }
    let reputations = &mut zone.players.at_mut(seat).entry.sheet.reputations;
    let before = reputations.of(faction).unwrap_or(0.0);
    let amount = (before + by).clamp(-AMOUNT_MAX, AMOUNT_MAX);
    if !reputations.set(faction, amount) {
        return None;
    }
    zone.save(out, seat);
    let update = ServerReputationUpdate {
        faction_id: wire(faction),
        value: amount,
    };
    zone.send(out, seat, &update);
    Some(amount)
}

/// As [`change`], in the words of a game master.
pub(crate) fn ordered(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    faction: u16,
    by: f32,
) -> Result<Vec<String>, String> {
    let amount = change(zone, out, seat, faction, by);
    let said = amount.map(|amount| vec![format!("Reputation {amount} with faction {faction}.")]);
    said.ok_or_else(|| format!("There is no faction {faction}."))
}

/// All of a player's as 0x025E tells them.
pub(crate) fn lines(held: &[(u16, f32)]) -> Vec<Line> {
    let line = |&(faction, value): &(u16, f32)| Line {
        faction_id: wire(faction),
        value,
    };
    held.iter().map(line).collect()
}

fn wire(faction: u16) -> Faction {
    Faction(u32::from(faction & 0x3FFF))
}

/// What a player is to a unit that is no player's, when that unit's faction or one it belongs to
/// has made up its mind; the nearest of them decides.
pub(crate) fn disposition(zone: &Zone, one: Row, other: Row) -> Option<Disposition> {
    let (player, other) = match [one, other].map(|row| zone.units.seat[row as usize]) {
        [Some(seat), None] => (seat, other),
        [None, Some(seat)] => (seat, one),
        _ => return None,
    };
    let reputations = &zone.players.at(player).entry.sheet.reputations;
    if reputations.all().is_empty() {
        return None;
    }
    let faction = zone.units.faction[other as usize].0;
    let factions = zone.data.lands().factions();
    let amount = factions.nearest(faction, |faction| reputations.of(faction))?;
    Some(Disposition::of_level(level_of_reputation(amount)))
}
