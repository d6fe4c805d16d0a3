//! Beginning, heating and ending fights. What adds threat or damage calls here.

use game::faction::Disposition;
use game::threat::THREAT_OF_NOTICE;
use protocol::messages::ServerEntityThreatUpdate;

use crate::creature::{band, errand};
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::outputs::Outputs;
use crate::player::reputation;
use crate::travel::flight;
use crate::zone::Zone;

/// What one unit is to another. The one place that decides it: by what the one's faction thinks of
/// the other, a player, else by what their factions think of one another.
pub(crate) fn disposition(zone: &mut Zone, one: Row, other: Row) -> Disposition {
    if let Some(disposition) = reputation::disposition(zone, one, other) {
        return disposition;
    }
    let (one, other) = (one as usize, other as usize);
    let pair = (zone.units.faction[one].0, zone.units.faction[other].0);
    zone.fights.disposition(zone.data.lands().factions(), pair)
}

/// Whether a unit can be fought at all: alive, a player or what fights of its own, not on its way
/// home and not in a taxi.
pub(crate) fn is_target(zone: &Zone, row: Row) -> bool {
    let i = row as usize;
    let kind = zone.units.kind[i];
    (kind == Kind::PLAYER || kind.fights())
        && zone.units.body[i].health > 0.0
        && !errand::is_out_of_reach(zone, row)
        && flight::course(zone, row).is_none()
}

/// Whether one may attack the other (`features.md` section 8).
pub(crate) fn can_attack(zone: &mut Zone, one: Row, other: Row) -> bool {
    let seats = [one, other].map(|row| zone.units.seat[row as usize].is_some());
    one != other
        && seats != [true, true]
        && is_target(zone, one)
        && is_target(zone, other)
        && disposition(zone, one, other) != Disposition::Friendly
}

/// Changes how much `owner` hates `foe`. Who is new is entered on both sides; who would be hated
/// less than nothing is forgotten on both. False when nothing came of it: they cannot fight, or a
/// table is full.
pub(crate) fn change(zone: &mut Zone, out: &mut Outputs, owner: Row, foe: Row, by: i64) -> bool {
    if !zone.fights.fights(owner, foe) {
        let is_new = by > 0 && enter(zone, owner, foe, by);
        if is_new {
            band::join(zone, owner, foe);
            band::join(zone, foe, owner);
        }
        return is_new;
    }
    let fight = zone.fights.of.take(owner);
    if fight.table.change(foe, by).is_none() {
        // The table has forgotten it already; the rest is as for any parting.
        tell_end(zone, out, owner, foe);
        end_side(zone, out, foe, owner);
    }
    zone.fights.note(owner);
    true
}

/// The two become foes, and nobody else. False when they cannot fight, are foes already, or a table
/// is full.
pub(crate) fn enter(zone: &mut Zone, owner: Row, foe: Row, by: i64) -> bool {
    if zone.fights.fights(owner, foe) || !can_attack(zone, owner, foe) {
        return false;
    }
    let notice = i64::from(THREAT_OF_NOTICE);
    let has_room = [owner, foe].iter().all(|&row| {
        let fight = zone.fights.of.get(row);
        fight.is_none_or(|fight| !fight.table.is_full())
    });
    if !has_room {
        return false;
    }
    for (row, other, threat) in [(owner, foe, by), (foe, owner, notice)] {
        zone.fights.of.take(row).table.change(other, threat);
        zone.fights.note(row);
    }
    errand::take_up_arms(zone, owner);
    errand::take_up_arms(zone, foe);
    true
}

/// The two forget one another.
pub(crate) fn part(zone: &mut Zone, out: &mut Outputs, one: Row, other: Row) {
    end_side(zone, out, one, other);
    end_side(zone, out, other, one);
}

/// A unit forgets all its foes, and they forget it.
pub(crate) fn clear(zone: &mut Zone, out: &mut Outputs, row: Row) {
    while let Some(foe) = zone
        .fights
        .of
        .get_mut(row)
        .and_then(|fight| fight.table.pop())
    {
        tell_end(zone, out, row, foe);
        zone.fights.note(row);
        end_side(zone, out, foe, row);
    }
}

/// A unit is gone: nothing of its fights is left, and its row may be somebody else's.
pub(crate) fn forget(zone: &mut Zone, out: &mut Outputs, row: Row) {
    clear(zone, out, row);
    if let Some(fight) = zone.fights.of.get_mut(row) {
        (fight.told, fight.told_target, fight.is_noted) = (false, None, false);
        zone.fights.of.give_back(row);
        zone.fights.changed.retain(|&changed| changed != row);
    }
}

/// Who lost sight of one another in this step has parted (`features.md` section 8).
pub(crate) fn part_unseen(zone: &mut Zone, out: &mut Outputs) {
    for i in 0..zone.vision.vanished.len() {
        let (row, seat) = zone.vision.vanished[i];
        let player = zone.row(seat);
        if zone.fights.fights(row, player) {
            part(zone, out, row, player);
        }
    }
}

fn end_side(zone: &mut Zone, out: &mut Outputs, owner: Row, foe: Row) {
    let Some(fight) = zone.fights.of.get_mut(owner) else {
        return;
    };
    if fight.table.remove(foe) {
        zone.fights.note(owner);
        tell_end(zone, out, owner, foe);
    }
}

/// 0x090A: an entry is gone; the client is told of no other change by it (`flows.md` section 9).
fn tell_end(zone: &Zone, out: &mut Outputs, owner: Row, foe: Row) {
    let gone = ServerEntityThreatUpdate {
        unit_id: zone.units.id(owner).0,
        target_id: zone.units.id(foe).0,
        threat_level: 0,
    };
    zone.broadcast(out, owner, None, &gone);
}
