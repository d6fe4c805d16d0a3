//! Units that somebody sent somewhere: they go, and stay where they arrive. What is attacked there
//! fights, and afterwards goes where it belongs.

use bezgelor_core::ids::UnitId;
use game::motion::Course;

use crate::creature::errand::{self, Phase};
use crate::creature::mind;
use crate::entity::slots::Row;
use crate::movement::course;
use crate::zone::Zone;

/// Sends a unit along a course, whatever it did.
pub(crate) fn send(zone: &mut Zone, row: Row, course: Course) {
    errand::begin(zone, row, Phase::Sent, UnitId(0));
    zone.minds.courses.start(row, course);
    look_again(zone, row);
}

/// A look at a unit that was sent.
pub(crate) fn turn(zone: &mut Zone, row: Row) {
    if !mind::bring_up(zone, row) {
        look_again(zone, row);
    }
}

/// Looks again when the grid has to know where it is, or when it arrives.
pub(crate) fn look_again(zone: &mut Zone, row: Row) {
    let now = zone.now.mono;
    if let Some(course) = zone.minds.courses.get(row) {
        let due_at = course::due_at(course, now, 1);
        zone.minds.agenda.put(row, due_at);
    }
}
