//! Units the server moves: each on a course in closed form (`game::motion`), so that nothing has to
//! be done for it while nobody asks where it is.

use bezgelor_core::Vec3;
use bezgelor_core::ids::UnitId;
use bezgelor_core::time::Millis;
use game::motion::{Bearing, Course, EntityClock, Track};
use game::spline::{Repeat, Spline};
use protocol::unions::IEntityCommandModel as Command;

use crate::entity::slots::Row;
use crate::entity::units::cut;

/// A unit on a course is looked for by the grid where it was at most this many world units ago.
const RELOCATION_WAY: f32 = 4.0;
/// And at most this many milliseconds ago (`features.md` section 7).
const RELOCATION_MS_MAX: u64 = 1_000;
const NONE: u32 = u32::MAX;

/// When to look at a unit under way again: soon enough for the grid, or when it arrives.
pub(crate) fn due_at(course: &Course, now: Millis, seldom: u64) -> Millis {
    let way_ms = (RELOCATION_WAY / course.speed * 1000.0) as u64;
    let next = now.plus(way_ms.clamp(1, RELOCATION_MS_MAX) * seldom.max(1));
    let ends_at = course.ends_at();
    ends_at.map_or(next, |ends_at| next.min(ends_at.max(now.plus(1))))
}

/// The whole set of commands of a unit under way; `points` is memory, and empty.
pub(crate) fn write_travelling(
    course: &Course,
    clock: EntityClock,
    points: &mut Vec<Vec3>,
    mut add: impl FnMut(Command),
) {
    add(course.command(clock, points));
    Bearing::travelling().write_commands(clock, add);
}

/// The whole set of a unit that stands; it turns with `faces` when that is not nobody.
pub(crate) fn write_standing(
    position: Vec3,
    rotation: Vec3,
    faces: UnitId,
    mut add: impl FnMut(Command),
) {
    let blend = false;
    add(Command::SetPosition {
        position,
        blend: true,
    });
    add(if faces == UnitId(0) {
        Command::SetRotation { rotation, blend }
    } else {
        let unit_id = faces.0;
        Command::SetRotationFaceUnit { unit_id, blend }
    });
    add(Command::SetVelocityDefaults { blend });
    add(Command::SetMoveDefaults { blend });
    add(Command::SetStateDefault { strafe: false });
    add(Command::SetModeDefault { unused: false });
}

/// The courses of all rows; what is given back is used again.
#[derive(Debug, Default)]
pub(crate) struct Courses {
    /// By row.
    of: Vec<u32>,
    slots: Vec<Course>,
    free: Vec<u32>,
    /// Paths without a unit, kept for their memory.
    spare: Vec<Spline>,
    /// Units that set out or arrived in this step.
    pub(crate) changed: Vec<Row>,
}

impl Courses {
    /// The course of a unit under way.
    pub(crate) fn get(&self, row: Row) -> Option<&Course> {
        let slot = *self.of.get(row as usize)?;
        self.slots.get(slot as usize)
    }

    /// Whether a unit travels a course of the tables.
    pub(crate) fn is_on_table(&self, row: Row) -> bool {
        let course = self.get(row);
        course.is_some_and(|course| matches!(course.track, Track::Table { .. }))
    }

    /// Takes a unit off a course of the tables, which it may be put on again.
    pub(crate) fn lay_aside(&mut self, row: Row) -> Option<Course> {
        if !self.is_on_table(row) {
            return None;
        }
        let slot = std::mem::replace(&mut self.of[row as usize], NONE);
        self.free.push(slot);
        self.changed.push(row);
        let nothing = Course {
            track: Track::Path(Spline::default()),
            began_at: Millis(0),
            speed: 0.0,
            repeat: Repeat::OneShot,
        };
        Some(std::mem::replace(&mut self.slots[slot as usize], nothing))
    }

    /// Memory for a new path.
    pub(crate) fn spare_path(&mut self) -> Spline {
        self.spare.pop().unwrap_or_default()
    }

    /// Keeps the memory of a path that was not used.
    pub(crate) fn keep(&mut self, path: Spline) {
        self.spare.push(path);
    }

    /// Sends a unit on its way.
    pub(crate) fn start(&mut self, row: Row, course: Course) {
        self.stop(row);
        let index = row as usize;
        if self.of.len() <= index {
            self.of.resize(index + 1, NONE);
        }
        let slot = match self.free.pop() {
            Some(slot) => {
                self.slots[slot as usize] = course;
                slot
            }
            None => {
                self.slots.push(course);
                (self.slots.len() - 1) as u32
            }
        };
        self.of[index] = slot;
        self.changed.push(row);
    }

    /// A unit that nobody sees is taken away, with whatever course it was on.
    pub(crate) fn forget(&mut self, row: Row) {
        let told = self.changed.len();
        self.stop(row);
        self.changed.truncate(told);
        self.changed.retain(|&changed| changed != row);
    }

    /// Forgets the rows from `rows` on, which are under way nowhere, and memory for the ways of so
    /// many.
    pub(crate) fn cut(&mut self, rows: usize) {
        cut(&mut self.of, rows);
        if self.free.len() == self.slots.len() {
            (self.slots, self.free, self.spare) = Default::default();
        }
    }

    /// The unit is under way no more, if it was.
    pub(crate) fn stop(&mut self, row: Row) {
        let Some(slot) = self.of.get_mut(row as usize) else {
            return;
        };
        let slot = std::mem::replace(slot, NONE);
        let Some(course) = self.slots.get_mut(slot as usize) else {
            return;
        };
        if let Track::Path(path) = &mut course.track {
            self.spare.push(std::mem::take(path));
        }
        self.free.push(slot);
        self.changed.push(row);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(repeat: Repeat) -> Course {
        let mut path = Spline::default();
        let points = [Vec3::default(), Vec3::new(10.0, 0.0, 0.0)];
        path.set_path(&points).expect("a way");
        Course {
            track: Track::Path(path),
            began_at: Millis(1000),
            speed: 2.0,
            repeat,
        }
    }

    #[test]
    fn a_way_is_travelled_in_its_time_and_looked_at_until_then() {
        let course = course(Repeat::OneShot);
        let (half, over) = course.at(Millis(3500));
        assert!((half.position.x - 5.0).abs() < 1e-4 && !over);
        assert_eq!(due_at(&course, Millis(3500), 1), Millis(4500));
        assert_eq!(
            due_at(&course, Millis(3500), 4),
            Millis(6000),
            "its arrival"
        );
        let (end, over) = course.at(Millis(6000));
        assert!((end.position.x - 10.0).abs() < 1e-4 && over);
    }

    #[test]
    fn slots_are_used_again() {
        let mut courses = Courses::default();
        courses.start(3, course(Repeat::OneShot));
        courses.start(5, course(Repeat::OneShot));
        courses.stop(3);
        courses.stop(3);
        assert!(courses.get(3).is_none() && courses.get(5).is_some());
        courses.start(9, course(Repeat::OneShot));
        assert_eq!(courses.slots.len(), 2);
        assert_eq!(courses.spare.len(), 1);
        assert!(courses.get(4).is_none() && courses.get(900).is_none());
    }
}
