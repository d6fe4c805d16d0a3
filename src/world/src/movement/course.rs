//! Units the server moves: each on a course in closed form, so that nothing has to be done for it
//! while nobody asks where it is.

use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::ids::UnitId;
use bezgelor_core::time::Millis;
use game::spline::{Along, Repeat, Sample, Spline};
use protocol::enums::{ModeType, SplineMode, SplineType, StateFlags};
use protocol::unions::IEntityCommandModel as Command;

use crate::entity::slots::Row;
use crate::entity::units::cut;

/// A unit on a course is looked for by the grid where it was at most this many world units ago.
const RELOCATION_WAY: f32 = 4.0;
/// And at most this many milliseconds ago (`features.md` section 7).
const RELOCATION_MS_MAX: u64 = 1_000;
const NONE: u32 = u32::MAX;

/// What is travelled.
#[derive(Debug)]
pub(crate) enum Track {
    /// Points told to the client.
    Path(Spline),
    /// A row of the client's `Spline2.tbl`.
    Table {
        id: u32,
        spline: Arc<Spline>,
        formation: Vec3,
    },
}

/// One unit's course.
#[derive(Debug)]
pub(crate) struct Course {
    pub(crate) track: Track,
    pub(crate) began_at: Millis,
    /// World units a second, more than 0.
    pub(crate) speed: f32,
    pub(crate) repeat: Repeat,
}

impl Course {
    fn spline(&self) -> &Spline {
        match &self.track {
            Track::Path(spline) => spline,
            Track::Table { spline, .. } => spline,
        }
    }

    /// Places along it, without its formation, at most so many world units apart.
    pub(crate) fn places(&self, apart: f32) -> impl Iterator<Item = Vec3> {
        self.spline().places(apart)
    }

    /// How often the whole was travelled.
    fn turns(&self, now: Millis) -> f64 {
        let whole_ms = self.spline().duration_s(self.speed) * 1000.0;
        now.since(self.began_at) as f64 / whole_ms
    }

    fn along(&self, now: Millis) -> Along {
        self.repeat.fold(self.turns(now))
    }

    /// Where the unit is, where it heads, and whether it has arrived.
    pub(crate) fn at(&self, now: Millis) -> (Sample, bool) {
        let along = self.along(now);
        let mut sample = self.spline().sample(self.speed, along);
        if let Track::Table { formation, .. } = &self.track {
            sample.position = beside(sample.position, sample.heading, *formation);
        }
        (sample, along.is_over)
    }

    /// When to look again: soon enough for the grid, or when it arrives.
    pub(crate) fn due_at(&self, now: Millis, seldom: u64) -> Millis {
        let way_ms = (RELOCATION_WAY / self.speed * 1000.0) as u64;
        let next = now.plus(way_ms.clamp(1, RELOCATION_MS_MAX) * seldom.max(1));
        if !self.repeat.ends() {
            return next;
        }
        let whole_ms = (self.spline().duration_s(self.speed) * 1000.0).ceil() as u64;
        next.min(self.began_at.plus(whole_ms).max(now.plus(1)))
    }

    /// The command that makes a client travel along from here (`flows.md` section 7). A path takes
    /// the memory of `points` for its own.
    fn position_command(&self, now: Millis, points: &mut Vec<Vec3>) -> Command {
        let mode = SplineMode(u32::from(self.repeat.number()));
        match &self.track {
            Track::Path(spline) => Command::SetPositionPath {
                positions: {
                    points.extend(spline.points());
                    std::mem::take(points)
                },
                speed: self.speed,
                type_: SplineType::Linear,
                mode,
                offset: now.since(self.began_at) as u32,
                blend: false,
            },
            Track::Table { id, formation, .. } => Command::SetPositionSpline {
                spline_id: *id,
                speed: self.speed,
                position: self.told_turns(now),
                formation_data: *formation,
                mode,
                offset: 0,
                blend: false,
                is_continuing: false,
                adjust_speed_to_length: true,
            },
        }
    }

    /// Turns as the client counts them, without those that change nothing.
    fn told_turns(&self, now: Millis) -> f32 {
        let turns = self.turns(now);
        let told = match self.repeat {
            Repeat::OneShot | Repeat::OneShotReverse => turns.min(1.0),
            Repeat::Cyclic | Repeat::CyclicReverse => turns.fract(),
            Repeat::BackAndForth | Repeat::BackAndForthReverse => turns % 2.0,
        };
        told as f32
    }

    /// The whole set of commands of a unit under way; `points` is memory, and empty.
    pub(crate) fn write_commands(
        &self,
        now: Millis,
        points: &mut Vec<Vec3>,
        mut add: impl FnMut(Command),
    ) {
        let blend = false;
        add(self.position_command(now, points));
        add(Command::SetVelocityDefaults { blend });
        add(Command::SetMoveDefaults { blend });
        add(Command::SetRotationDefaults { blend });
        add(Command::SetState {
            state: StateFlags::Move,
        });
        add(Command::SetMode {
            mode: ModeType::Walk,
        });
    }
}

/// A place beside a course: to the right, up and ahead of who travels it.
fn beside(at: Vec3, heading: Vec3, formation: Vec3) -> Vec3 {
    let length = heading.x.hypot(heading.z);
    if length <= f32::EPSILON {
        return at;
    }
    let (ahead_x, ahead_z) = (heading.x / length, heading.z / length);
    let (right_x, right_z) = (-ahead_z, ahead_x);
    Vec3::new(
        at.x + right_x * formation.x + ahead_x * formation.z,
        at.y + formation.y,
        at.z + right_z * formation.x + ahead_z * formation.z,
    )
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
        assert_eq!(course.due_at(Millis(3500), 1), Millis(4500));
        assert_eq!(course.due_at(Millis(3500), 4), Millis(6000), "its arrival");
        let (end, over) = course.at(Millis(6000));
        assert!((end.position.x - 10.0).abs() < 1e-4 && over);
    }

    #[test]
    fn who_comes_late_is_told_how_far_it_is() {
        let course = course(Repeat::BackAndForth);
        let command = course.position_command(Millis(3500), &mut Vec::new());
        assert!(matches!(
            command,
            Command::SetPositionPath { offset: 2500, .. }
        ));
        assert!((course.told_turns(Millis(1000 + 5000 * 7)) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn a_formation_is_kept_whatever_way_the_course_turns() {
        let formation = Vec3::new(2.0, 1.0, 3.0);
        let (north, east) = (Vec3::new(0.0, 0.0, -5.0), Vec3::new(0.5, 9.0, 0.0));
        let at = Vec3::new(100.0, 10.0, 100.0);
        assert_eq!(beside(at, north, formation), Vec3::new(102.0, 11.0, 97.0));
        assert_eq!(beside(at, east, formation), Vec3::new(103.0, 11.0, 102.0));
        assert_eq!(beside(at, Vec3::default(), formation), at);
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
