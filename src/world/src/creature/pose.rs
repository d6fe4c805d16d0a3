//! Poses that units were given: which way they look, how large they are. Most have none, and look
//! where they go.

use bezgelor_core::Vec3;
use bezgelor_core::ids::UnitId;
use game::motion::turn::Facing;
use game::motion::{Angles, Bearing, Course, Group, Turn};
use protocol::enums::{ModeType, StateFlags};
use protocol::unions::IEntityCommandModel as Command;

use crate::entity::slots::Row;
use crate::entity::sparse::Sparse;
use crate::zone::Zone;

/// The column.
pub(crate) type Bearings = Sparse<Bearing>;

/// Changes the pose of a unit; who sees it is told at the end of the step.
pub(crate) fn change(zone: &mut Zone, row: Row, change: impl FnOnce(&mut Bearing)) {
    hold(zone, row);
    let bearings = &mut zone.minds.bearings;
    if bearings.get(row).is_none() {
        *bearings.take(row) = Bearing::default();
    }
    change(bearings.take(row));
    zone.minds.courses.changed.push(row);
}

/// The unit is as usual again.
pub(crate) fn drop(zone: &mut Zone, row: Row) {
    hold(zone, row);
    zone.minds.bearings.give_back(row);
    zone.minds.courses.changed.push(row);
}

/// The unit has something to do: it looks where that makes it look. Its size stays.
pub(crate) fn relax(zone: &mut Zone, row: Row) {
    hold(zone, row);
    if let Some(bearing) = zone.minds.bearings.get_mut(row) {
        bearing.turn = Turn::Travel;
    }
}

/// Brings the rotation of a unit up to where its pose has turned it.
pub(crate) fn hold(zone: &mut Zone, row: Row) {
    let Some(bearing) = zone.minds.bearings.get(row) else {
        return;
    };
    let facing = Facing {
        position: zone.position_now(row),
        travels: None,
        before: zone.units.rotation[row as usize],
    };
    let place = |unit: UnitId| zone.units.row(unit).map(|row| zone.position_now(row));
    let rotation = bearing.turn.at(zone.now.mono, facing, place);
    zone.units.rotation[row as usize] = rotation;
}

/// Adds the commands of a unit with a pose, on its course or standing; false when it has none.
/// `points` is memory, and empty.
pub(crate) fn write(
    zone: &Zone,
    row: Row,
    (course, faces): (Option<&Course>, UnitId),
    points: &mut Vec<Vec3>,
    add: &mut impl FnMut(Command),
) -> bool {
    let Some(bearing) = zone.minds.bearings.get(row) else {
        return false;
    };
    let (clock, mut bearing) = (zone.entity_clock(), bearing.clone());
    match course {
        Some(course) => {
            add(course.command(clock, points));
            bearing.state = Group::Fixed(StateFlags::Move);
            bearing.mode = Group::Fixed(ModeType::Walk);
        }
        None => {
            let i = row as usize;
            let position = zone.units.position[i];
            let blend = true;
            add(Command::SetPosition { position, blend });
            if matches!(bearing.turn, Turn::Travel) {
                bearing.turn = match faces {
                    UnitId(0) => Turn::Set(Group::Fixed(Angles(zone.units.rotation[i]))),
                    faces => Turn::Unit(faces),
                };
            }
        }
    }
    bearing.write_commands(clock, add);
    true
}
