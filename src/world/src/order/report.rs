//! What a zone tells of itself and of what stands in it, for game masters.

use bezgelor_core::ids::{CharacterId, UnitId};
use bezgelor_core::limits::SURVEY_UNITS_MAX;
use protocol::enums::Stat;
use protocol::structs::StatValueInitialTypeSwitch;

use super::Dot;
use crate::creature::life;
use crate::entity::slots::Row;
use crate::player::players::Seat;
use crate::sight::appear;
use crate::zone::Zone;

/// The unit a command is about: what the character looks at when `by_target`, else itself.
pub(super) fn subject(zone: &Zone, seat: Seat, by_target: bool) -> Row {
    let own = zone.row(seat);
    let target = zone.units.target[own as usize];
    if !by_target || target == UnitId(0) {
        return own;
    }
    zone.units.row(target).unwrap_or(own)
}

/// The player that a character looks at.
pub(super) fn selected(zone: &Zone, seat: Seat) -> Option<CharacterId> {
    let target = zone.units.target[zone.row(seat) as usize];
    let row = zone.units.row(target).filter(|_| target != UnitId(0))?;
    let player = zone.units.seat[row as usize]?;
    Some(zone.players.at(player).entry.sheet.character.id)
}

/// What is known of a unit.
pub(super) fn unit(zone: &Zone, seat: Seat, by_target: bool) -> Vec<String> {
    let row = subject(zone, seat, by_target);
    let (units, i) = (&zone.units, row as usize);
    let (at, rotation, look) = (units.position[i], units.rotation[i], units.look[i]);
    let (faction1, faction2) = units.faction[i];
    let body = units.body[i];
    let mut lines = vec![
        format!("Unit {}, kind {}", units.id(row).0, units.kind[i].0),
        format!(
            "  at {:.2} {:.2} {:.2}, facing {:.3}",
            at.x, at.y, at.z, rotation.x
        ),
        format!(
            "  level {}, health {} of {}",
            body.level, body.health, body.health_max
        ),
        format!(
            "  factions {faction1} and {faction2}, seen by {}",
            units.viewers[i].len()
        ),
    ];
    match units.seat[i] {
        Some(player) => {
            let character = &zone.players.at(player).entry.sheet.character;
            lines.push(format!(
                "  character {} {}, account {}, race {}, class {}",
                character.id.0,
                character.name,
                character.account_id.0,
                character.race,
                character.class
            ));
        }
        None => {
            lines.push(format!(
                "  creature {}, display {}, outfit {}",
                look.creature_id.0, look.display_info, look.outfit_info
            ));
            let spawn = zone.grids.spawn_of(row);
            lines.extend(spawn.map(|spawn| format!("  spawn {}", spawn.0)));
        }
    }
    lines
}

/// The properties of a unit.
pub(super) fn properties(zone: &Zone, seat: Seat, by_target: bool) -> Vec<String> {
    let row = subject(zone, seat, by_target);
    let i = row as usize;
    let mut lines = vec![format!("Properties of unit {}:", zone.units.id(row).0)];
    match zone.units.seat[i] {
        Some(player) => {
            let character = &zone.players.at(player).entry.sheet.character;
            let base = game::property::player_base(character.class, character.level);
            lines.extend(base.iter().map(|property| {
                let name = protocol::enums::Property(u32::from(property.id));
                format!("  {} {name:?}: {}", property.id, property.value)
            }));
        }
        None => {
            let body = zone.units.body[i];
            lines.push(format!("  health {}", body.health_max));
            lines.push(format!("  shield {}", body.shield_max));
        }
    }
    lines
}

/// The vitals of a unit, as whoever comes to see it now would be told of them.
pub(super) fn vitals(zone: &Zone, seat: Seat, by_target: bool) -> Vec<String> {
    let row = subject(zone, seat, by_target);
    let i = row as usize;
    let (body, stand_state) = (&zone.units.body[i], zone.units.stand_state[i]);
    let mut lines = vec![format!("Vitals of unit {}:", zone.units.id(row).0)];
    let told = appear::stats(body, stand_state, zone.units.seat[i].is_some());
    lines.extend(told.iter().map(|stat| {
        let most = match stat.stat {
            Stat::Health => format!(" of {}", body.health_max),
            Stat::Shield => format!(" of {}", body.shield_max),
            _ => String::new(),
        };
        let value = match &stat.type_ {
            StatValueInitialTypeSwitch::Integer { value } => value.to_string(),
            StatValueInitialTypeSwitch::Float { value } => value.to_string(),
            StatValueInitialTypeSwitch::Data { .. } => "data".into(),
        };
        format!("  {:?} {value}{most}", stat.stat)
    }));
    lines
}

/// The currencies of a character.
pub(super) fn currencies(zone: &Zone, seat: Seat) -> Vec<String> {
    let sheet = &zone.players.at(seat).entry.sheet;
    let mut lines = vec![format!("Currencies of {}:", sheet.character.name)];
    let held = sheet.currencies.iter().filter(|held| held.amount > 0);
    lines.extend(held.map(|held| format!("  {}: {}", held.currency_id, held.amount)));
    lines
}

/// Who and what stands where, players first, and last what stands when somebody comes near.
pub(super) fn survey(zone: &Zone) -> Vec<Dot> {
    let units = &zone.units;
    let dot = |row: Row| {
        let i = row as usize;
        let player = units.seat[i].map(|seat| zone.players.at(seat));
        Dot {
            unit: units.id(row).0,
            character: player.map(|player| player.entry.sheet.character.id),
            creature: units.look[i].creature_id,
            position: zone.position_now(row),
        }
    };
    let players = zone.players.taken().map(|seat| zone.row(seat));
    let others = units
        .alive()
        .filter(|&row| units.seat[row as usize].is_none() && !life::is_absent(zone, row));
    let asleep = zone.grids.asleep().map(|spawn| Dot {
        unit: 0,
        character: None,
        creature: spawn.creature_id,
        position: spawn.placement.position,
    });
    let there = players.chain(others).map(dot);
    there.chain(asleep).take(SURVEY_UNITS_MAX).collect()
}

/// The zone itself.
pub(super) fn zone(zone: &Zone, seat: Seat) -> Vec<String> {
    let counters = zone.counters();
    let at = zone.placement(seat).position;
    let area = zone.players.at(seat).entry.sheet.character.world_zone_id;
    let names = zone.data.atlas().line(area).map(|area| area.name.as_str());
    let names = names.collect::<Vec<_>>().join(", ");
    let inside = &zone.players.at(seat).inside;
    vec![
        format!(
            "World {}, instance {}",
            zone.config.world_id.0, zone.config.instance.0
        ),
        format!(
            "  here {:.2} {:.2} {:.2}, area {} {names}",
            at.x, at.y, at.z, area.0
        ),
        format!("  in locations {inside:?}"),
        format!(
            "  {} players, {} units of {} spawns in {} grids",
            zone.player_count(),
            zone.unit_count(),
            zone.spawn_count(),
            zone.grid_count()
        ),
        format!(
            "  a step every {} ms, {}",
            zone.tick_ms(),
            zone.shedding().name()
        ),
        format!(
            "  messages handled {}, out of state {}, over budget {}, malformed {}",
            counters.handled, counters.out_of_state, counters.over_budget, counters.malformed
        ),
    ]
}
