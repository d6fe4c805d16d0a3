//! Followers that keep a place beside their leader.

use bezgelor_core::Vec3;
use bezgelor_core::ids::UnitId;
use game::formation::{self, LOOK_MS, SLACK};

use crate::creature::errand::{self, Phase};
use crate::creature::{home, mind};
use crate::entity::slots::Row;
use crate::movement::way::Way;
use crate::outputs::Outputs;
use crate::sight::grid::within;
use crate::zone::Zone;

/// A creature keeps its place beside somebody from now on.
pub(crate) fn fall_in(zone: &mut Zone, out: &mut Outputs, row: Row, (whom, offset): (Row, Vec3)) {
    let whom = zone.units.id(whom);
    zone.minds.has_bands = true;
    take_place(zone, out, row, (whom, offset));
}

/// Goes to its place, and keeps it.
pub(crate) fn take_place(
    zone: &mut Zone,
    out: &mut Outputs,
    row: Row,
    (whom, offset): (UnitId, Vec3),
) {
    errand::begin(zone, row, Phase::Formation { whom, offset }, UnitId(0));
    keep_up(zone, out, row, (whom, offset));
}

/// Where a leader will be at the next look, and which way it will look.
fn ahead(zone: &Zone, leader: Row) -> (Vec3, f32) {
    let i = leader as usize;
    let yaw = zone.units.rotation[i].x;
    match zone.minds.courses.get(leader) {
        Some(course) => {
            let (sample, _) = course.at(zone.now.mono.plus(LOOK_MS));
            (sample.position, sample.yaw().unwrap_or(yaw))
        }
        None => (zone.units.position[i], yaw),
    }
}

/// A look at a creature in formation.
pub(crate) fn keep_up(
    zone: &mut Zone,
    out: &mut Outputs,
    row: Row,
    (whom, offset): (UnitId, Vec3),
) {
    mind::bring_up(zone, row);
    let at = zone.units.position[row as usize];
    let range = zone.config.vision_range;
    let leader = zone.units.row(whom);
    let Some(leader) = leader.filter(|&leader| within(zone.position_now(leader), at, range)) else {
        return home::turn_back(zone, out, row);
    };
    let (lead, yaw) = ahead(zone, leader);
    let place = formation::place(lead, yaw, offset);
    let way = at.distance_squared_xz(place).sqrt();
    if way > SLACK {
        let found = errand::go(zone, row, place, formation::pace(way), 0.0);
        if found == Way::Later {
            return zone.minds.agenda.put(row, zone.now.mono.plus(1));
        }
    } else if zone.minds.courses.get(row).is_none() {
        align(zone, row, yaw);
    }
    errand::look_again(zone, row, LOOK_MS);
}

/// Who stands in its place looks where its leader looks.
fn align(zone: &mut Zone, row: Row, yaw: f32) {
    let rotation = &mut zone.units.rotation[row as usize];
    if (rotation.x - yaw).abs() > f32::EPSILON {
        *rotation = Vec3::new(yaw, 0.0, 0.0);
        zone.minds.courses.changed.push(row);
    }
}
