//! What a game master does to creatures: the one its character looks at, or all around it.

use bezgelor_core::ids::UnitId;
use bezgelor_core::limits::SURVEY_UNITS_MAX;
use command::ZoneCommand;

use super::Said;
use crate::combat::{health, threat};
use crate::creature::{follow, home, life};
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// A creature sent running runs so long.
const FLIGHT_MS: u64 = 6_000;

/// Does one of the commands about creatures; `None` when it is about something else.
pub(super) fn run(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    command: &ZoneCommand,
) -> Option<Said> {
    let own = zone.row(seat);
    if let ZoneCommand::EntityRespawn {} = command {
        return Some(respawn(zone, out, own));
    }
    let act: fn(&mut Zone, &mut Outputs, Row, Row) -> Said = match command {
        ZoneCommand::EntityKill {} => kill,
        ZoneCommand::EntityRemove {} => remove,
        ZoneCommand::EntityFollow {} => |zone, out, row, own| {
            walks(zone, row)?;
            follow::follow(zone, out, row, own);
            said("It follows you.")
        },
        ZoneCommand::EntityFlee {} => |zone, out, row, own| {
            walks(zone, row)?;
            follow::flee(zone, out, row, own, FLIGHT_MS);
            said("It runs.")
        },
        ZoneCommand::EntityHome {} => |zone, out, row, _| {
            home::turn_back(zone, out, row);
            said("It goes home.")
        },
        ZoneCommand::EntityThreatList {} => |zone, _, row, _| Ok(list(zone, row)),
        ZoneCommand::EntityThreatClear {} => |zone, out, row, _| {
            threat::clear(zone, out, row);
            said("It has forgotten all its foes.")
        },
        ZoneCommand::EntityThreatRemove { unit: None } => |zone, out, row, own| {
            threat::part(zone, out, row, own);
            said("It has forgotten you.")
        },
        ZoneCommand::EntityThreatRemove { unit: Some(foe) } => {
            return Some(subject(zone, own).and_then(|row| forget(zone, out, row, *foe)));
        }
        ZoneCommand::EntityThreatAdjust { amount } => {
            return Some(subject(zone, own).and_then(|row| adjust(zone, out, row, own, *amount)));
        }
        _ => return None,
    };
    Some(subject(zone, own).and_then(|row| act(zone, out, row, own)))
}

fn said(line: &str) -> Said {
    Ok(vec![line.into()])
}

fn walks(zone: &Zone, row: Row) -> Result<(), String> {
    let walks = zone.units.kind[row as usize] == Kind::CREATURE;
    walks.then_some(()).ok_or_else(|| "It cannot walk.".into())
}

/// The living creature, turret or whole thing that a character looks at.
fn subject(zone: &Zone, own: Row) -> Result<Row, String> {
    let target = zone.units.target[own as usize];
    let row = zone.units.row(target).filter(|&row| {
        let i = row as usize;
        zone.units.kind[i].can_be_hurt() && zone.units.body[i].health > 0.0
    });
    let row = row.filter(|_| target != UnitId(0));
    row.ok_or_else(|| "Look at a living creature first.".into())
}

fn kill(zone: &mut Zone, out: &mut Outputs, row: Row, own: Row) -> Said {
    let all = zone.units.body[row as usize].health;
    if health::hurt(zone, out, row, own, all) {
        said("It is dead.")
    } else {
        Err("Nothing can touch it on its way home.".into())
    }
}

fn remove(zone: &mut Zone, out: &mut Outputs, row: Row, _: Row) -> Said {
    life::withdraw(zone, out, row, None);
    said("It is gone until `entity respawn`.")
}

fn respawn(zone: &mut Zone, out: &mut Outputs, own: Row) -> Said {
    let (at, range) = (zone.units.position[own as usize], zone.config.vision_range);
    let gone = zone.units.alive().filter(|&row| {
        let near = zone.units.position[row as usize].distance_squared_xz(at) <= range * range;
        near && life::is_gone(zone, row)
    });
    let gone: Vec<Row> = gone.take(SURVEY_UNITS_MAX).collect();
    let back = gone.iter().filter(|&&row| life::call_back(zone, out, row));
    Ok(vec![format!("{} creatures stand again.", back.count())])
}

fn forget(zone: &mut Zone, out: &mut Outputs, row: Row, foe: u32) -> Said {
    let found = zone.units.row(UnitId(foe));
    let found = found.filter(|&found| zone.fights.fights(row, found));
    let found = found.ok_or_else(|| format!("It hates no unit {foe}."))?;
    threat::part(zone, out, row, found);
    Ok(vec![format!("It has forgotten unit {foe}.")])
}

fn adjust(zone: &mut Zone, out: &mut Outputs, row: Row, own: Row, amount: i64) -> Said {
    if threat::change(zone, out, row, own, amount) {
        Ok(list(zone, row))
    } else {
        Err("It cannot fight you.".into())
    }
}

fn list(zone: &Zone, row: Row) -> Vec<String> {
    let mut lines = vec![format!("Foes of unit {}:", zone.units.id(row).0)];
    if let Some(fight) = zone.fights.of.get(row) {
        let foes = fight.table.foes().iter();
        lines.extend(foes.map(|foe| format!("  {}: {}", zone.units.id(foe.who).0, foe.threat)));
    }
    lines
}
