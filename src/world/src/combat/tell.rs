//! What clients are told of fights (`flows.md` section 9): who is in combat, whom a creature turns
//! on, and its five most hated to those who look at it.

use bezgelor_core::ids::UnitId;
use bezgelor_core::limits::THREAT_SHOWN_MAX;
use protocol::messages::{
    ServerEntityAggroSwitch, ServerEntityTargetUnit, ServerEntityThreatListUpdate,
    ServerUnitEnteredCombat,
};

use crate::entity::slots::Row;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::script::{self, Happening};
use crate::zone::Zone;

/// Tells what changed in this step, each unit once.
pub(crate) fn tell(zone: &mut Zone, out: &mut Outputs) {
    if zone.fights.changed.is_empty() {
        return;
    }
    let mut changed = std::mem::take(&mut zone.fights.changed);
    changed.sort_unstable();
    for row in changed.drain(..) {
        tell_unit(zone, out, row);
    }
    zone.fights.changed = changed;
}

fn tell_unit(zone: &mut Zone, out: &mut Outputs, row: Row) {
    let Some(fight) = zone.fights.of.get_mut(row) else {
        return;
    };
    fight.is_noted = false;
    debug_assert!(
        is_mutual(zone, row),
        "unit {row} has a foe who knows nothing of it"
    );
    let Some(fight) = zone.fights.of.get_mut(row) else {
        return;
    };
    let in_combat = !fight.table.is_empty();
    let combat_changed = std::mem::replace(&mut fight.told, in_combat) != in_combat;
    // Whom a player looks at is its own choice.
    let is_player = zone.units.seat[row as usize].is_some();
    let target = fight.table.top().filter(|_| !is_player);
    let target_changed = std::mem::replace(&mut fight.told_target, target) != target;
    if combat_changed {
        let entered = combat_state(zone, row, in_combat);
        zone.broadcast(out, row, None, &entered);
        sheathe(zone, row, !in_combat);
        tell_scripts(zone, out, row, target);
    }
    if target_changed {
        turn_on(zone, out, row, target);
    }
    tell_watchers(zone, out, row);
    if !in_combat {
        zone.fights.of.give_back(row);
    }
}

/// Whether each foe of a unit has it for a foe.
fn is_mutual(zone: &Zone, row: Row) -> bool {
    let fight = zone.fights.of.get(row);
    let mut foes = fight.iter().flat_map(|fight| fight.table.foes());
    foes.all(|foe| zone.fights.fights(foe.who, row))
}

/// A creature began to fight, or is done with it.
fn tell_scripts(zone: &Zone, out: &mut Outputs, row: Row, target: Option<Row>) {
    let foe = target.map_or(UnitId(0), |target| zone.units.id(target));
    let kind = match target {
        Some(_) => script::Kind::CombatBegan,
        None => script::Kind::CombatEnded,
    };
    script::tell_of(zone, out, (kind, row), |unit, creature| Happening::Fight {
        unit,
        creature,
        foe,
    });
}

fn combat_state(zone: &Zone, row: Row, in_combat: bool) -> ServerUnitEnteredCombat {
    ServerUnitEnteredCombat {
        unit_id: zone.units.id(row).0,
        in_combat,
    }
}

/// Weapons are drawn in combat and put away after it, as every peer does it.
fn sheathe(zone: &mut Zone, row: Row, sheathed: bool) {
    if zone.units.body[row as usize].sheathed != Some(sheathed) {
        show_weapons(zone, row, sheathed);
    }
}

/// Draws or puts away the weapons of a unit before all who see it. Who comes later sees it in the
/// unit's stats.
pub(crate) fn show_weapons(zone: &mut Zone, row: Row, sheathed: bool) {
    zone.units.body[row as usize].sheathed = Some(sheathed);
    zone.changes.weapons(row);
}

fn turn_on(zone: &mut Zone, out: &mut Outputs, row: Row, target: Option<Row>) {
    let id = target.map_or(UnitId(0), |target| zone.units.id(target));
    zone.units.target[row as usize] = id;
    if target.is_some() {
        let switch = aggro_switch(zone, row);
        return zone.broadcast(out, row, None, &switch);
    }
    let nobody = ServerEntityTargetUnit {
        unit_id: zone.units.id(row).0,
        new_target_id: 0,
        threat_level: 0,
    };
    zone.broadcast(out, row, None, &nobody);
}

fn aggro_switch(zone: &Zone, row: Row) -> ServerEntityAggroSwitch {
    ServerEntityAggroSwitch {
        unit_id: zone.units.id(row).0,
        target_id: zone.units.target[row as usize].0,
    }
}

/// 0x0909 to all who look at the unit.
fn tell_watchers(zone: &Zone, out: &mut Outputs, row: Row) {
    let id = zone.units.id(row);
    let looks = |seat: &&Seat| zone.units.target[zone.row(**seat) as usize] == id;
    let viewers = &zone.units.viewers[row as usize];
    if !viewers.iter().any(|seat| looks(&seat)) {
        return;
    }
    let list = threat_list(zone, row);
    let message = out.encode(&list);
    out.deliver_each(message, |watchers| {
        let looking = viewers.iter().filter(looks);
        watchers.extend(looking.map(|&seat| zone.players.connection[seat as usize]));
    });
}

/// 0x0909 to somebody who begins to look at a unit; nothing when that fights nobody.
pub(crate) fn tell_onlooker(zone: &Zone, out: &mut Outputs, seat: Seat, row: Row) {
    if zone.fights.is_fighting(row) {
        zone.send(out, seat, &threat_list(zone, row));
    }
}

fn threat_list(zone: &Zone, row: Row) -> ServerEntityThreatListUpdate {
    let mut list = ServerEntityThreatListUpdate {
        src_unit_id: zone.units.id(row).0,
        threat_unit_ids: [0; THREAT_SHOWN_MAX],
        threat_levels: [0; THREAT_SHOWN_MAX],
    };
    let Some(fight) = zone.fights.of.get(row) else {
        return list;
    };
    let (highest, _) = fight.table.highest();
    for (at, foe) in highest.iter().flatten().enumerate() {
        list.threat_unit_ids[at] = zone.units.id(foe.who).0;
        list.threat_levels[at] = foe.threat;
    }
    list
}

/// Tells those who came to see a unit that it is in combat, and whom it fights.
pub(crate) fn tell_newcomers(zone: &Zone, out: &mut Outputs, row: Row, group: &[(Row, Seat)]) {
    let Some(fight) = zone.fights.of.get(row).filter(|fight| fight.told) else {
        return;
    };
    let to = |&(_, seat): &(Row, Seat)| zone.players.connection[seat as usize];
    let entered = out.encode(&combat_state(zone, row, true));
    out.deliver(entered, group.iter().map(to));
    if fight.told_target.is_some() {
        let switch = out.encode(&aggro_switch(zone, row));
        out.deliver(switch, group.iter().map(to));
    }
}
