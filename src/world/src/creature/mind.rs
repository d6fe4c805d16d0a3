//! Idle creatures: strolls around home, rests, patrols.

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::UnitId;
use bezgelor_core::lacks::Lack;
use bezgelor_core::model::{Patrol, Spawn};
use bezgelor_core::time::Millis;
use game::hunt::RETURN_SPEED;
use game::motion::{Course, Track};
use game::spline::Repeat;
use game::wander;
use protocol::messages::{ServerEntityCommand, ServerEntityCommandCommands};
use protocol::unions::IEntityCommandModel as Command;

use crate::creature::agenda::Agenda;
use crate::creature::errand::{self, Errands};
use crate::creature::pose::{self, Bearings};
use crate::creature::speech::Voices;
use crate::creature::terms;
use crate::data::WorldData;
use crate::entity::slots::Row;
use crate::entity::units::{Kind, cut};
use crate::maps::lands::Ground;
use crate::movement::course::{self, Courses, write_standing};
use crate::movement::ride;
use crate::movement::way::Ways;
use crate::outputs::Outputs;
use crate::random::Random;
use crate::travel::flight;
use crate::zone::Zone;

/// Slowest and fastest patrol that is believed, in world units a second.
const PATROL_SPEED: std::ops::RangeInclusive<f32> = 0.01..=1_000.0;
/// Of the speed of a return, the part that a patrol may have.
const CAUGHT_UP_PART: f32 = 0.6;
/// Water deeper than this is not waded through.
const WADE_MAX: f32 = 0.5;

/// What a creature does when nothing happens.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Manner {
    /// Stands, or travels a spline.
    #[default]
    Still,
    /// Strolls around its home; every turn it takes is drawn from its own seed.
    Stroller { home: Vec3, seed: u64, turn: u32 },
}

/// The system's columns.
#[derive(Debug, Default)]
pub(crate) struct Minds {
    manner: Vec<Manner>,
    /// Where its spawn puts it.
    places: Vec<Placement>,
    pub(crate) agenda: Agenda,
    pub(crate) courses: Courses,
    pub(crate) errands: Errands,
    pub(crate) bearings: Bearings,
    /// Errands that will be over by themselves.
    pub(crate) afoot: usize,
    pub(crate) ways: Ways,
    pub(crate) voices: Voices,
    /// Memory for who stands around a player, and around who calls for help.
    pub(crate) near: Vec<Row>,
    /// See `near`.
    pub(crate) helpers: Vec<(f32, Row)>,
    /// Memory for those of a band.
    pub(crate) members: Vec<Row>,
    /// Anybody ever walked a patrol or fell in beside somebody.
    pub(crate) has_bands: bool,
    /// Memory for the points of a way that is told.
    points: Vec<Vec3>,
    /// Memory for the way of a stroll.
    way: Vec<Vec3>,
}

impl Minds {
    /// True when everybody is where it belongs, dead or not there.
    pub(crate) fn are_settled(&self) -> bool {
        self.afoot == 0
    }

    /// A unit that nobody sees and that has nothing to do is taken away.
    pub(crate) fn forget(&mut self, row: Row) {
        self.courses.forget(row);
        self.errands.give_back(row);
        self.bearings.give_back(row);
        self.agenda.forget(row);
        self.voices.forget(row);
        if let Some(manner) = self.manner.get_mut(row as usize) {
            *manner = Manner::Still;
        }
    }

    /// Forgets the rows from `rows` on.
    pub(crate) fn cut(&mut self, rows: usize) {
        cut(&mut self.manner, rows);
        cut(&mut self.places, rows);
        self.courses.cut(rows);
        self.errands.cut(rows);
        self.bearings.cut(rows);
        self.voices.cut(rows);
        self.agenda.tidy();
    }

    fn manner(&self, row: Row) -> Manner {
        self.manner.get(row as usize).copied().unwrap_or_default()
    }

    fn set_manner(&mut self, row: Row, manner: Manner) {
        let index = row as usize;
        if self.manner.len() <= index {
            self.manner.resize(index + 1, Manner::Still);
        }
        self.manner[index] = manner;
    }
}

/// Where a stroller's home is.
pub(crate) fn stroller_home(zone: &Zone, row: Row) -> Option<Vec3> {
    match zone.minds.manner(row) {
        Manner::Stroller { home, .. } => Some(home),
        Manner::Still => None,
    }
}

/// Where the spawn of a unit puts it.
pub(crate) fn spawn_place(zone: &Zone, row: Row) -> Option<Placement> {
    zone.minds.places.get(row as usize).copied()
}

/// A unit is gone whatever it was about, and its row may be somebody else's.
pub(crate) fn forget(zone: &mut Zone, row: Row) {
    errand::forget(zone, row);
    zone.minds.forget(row);
    zone.minds.courses.changed.retain(|&changed| changed != row);
}

/// Whether a creature leaves what it does for a foe: not when it is part of a placed prop, and not
/// when it travels faster than it could catch up with afterwards.
pub(crate) fn can_hunt(zone: &Zone, row: Row) -> bool {
    let is_prop = zone.units.look[row as usize].active_prop_id != 0;
    let course = zone.minds.courses.get(row);
    !is_prop && course.is_none_or(|course| course.speed <= RETURN_SPEED * CAUGHT_UP_PART)
}

/// Decides what the unit of a spawn does with nothing to do: wild creatures that stand on open
/// ground stroll.
pub(crate) fn settle(zone: &mut Zone, row: Row, spawn: &Spawn) {
    let roams = zone
        .data
        .creature(spawn.creature_id)
        .is_some_and(|creature| creature.roams);
    let home = spawn.placement.position;
    let places = &mut zone.minds.places;
    if places.len() <= row as usize {
        places.resize(row as usize + 1, Placement::default());
    }
    places[row as usize] = spawn.placement;
    give_voice(zone, row, spawn);
    let stands = zone.units.stand_state[row as usize] == 0 && spawn.active_prop_id == 0;
    if zone.units.kind[row as usize] != Kind::CREATURE || !roams || !stands {
        return;
    }
    let height = footing(zone.ground.as_deref(), home.x, home.z);
    if height.is_some_and(|height| (height - home.y).abs() <= wander::OFF_GROUND_MAX) {
        let seed = zone.config.seed ^ Random::new(spawn.id.0).next();
        let turn = 0;
        zone.minds
            .set_manner(row, Manner::Stroller { home, seed, turn });
    }
}

/// Gives a creature that has something to say its voice.
fn give_voice(zone: &mut Zone, row: Row, spawn: &Spawn) {
    let creature = zone.data.creature(spawn.creature_id);
    let place = creature
        .filter(|creature| creature.gossip_set != 0)
        .and_then(|creature| {
            let gossip = zone.data.gossip();
            let found = gossip.binary_search_by_key(&creature.gossip_set, |gossip| gossip.id);
            found.ok()
        });
    zone.minds.voices.give(row, place);
}

/// Height of the ground where a creature can stand on it.
fn footing(ground: Option<&dyn Ground>, x: f32, z: f32) -> Option<f32> {
    let ground = ground?;
    let height = ground.height(x, z)?;
    let drowned = ground
        .liquid(x, z)
        .is_some_and(|surface| surface > height + WADE_MAX);
    (!drowned && ground.is_walkable(x, z)).then_some(height)
}

/// The course of a patrol that set out at a time, or what is wrong with it.
pub(crate) fn patrol_course(
    data: &WorldData,
    patrol: &Patrol,
    began_at: Millis,
) -> Result<Course, Lack> {
    let id = u32::from(patrol.spline_id);
    let speed = patrol.speed.abs();
    let spline = data.lands().spline(id).ok_or(Lack::PatrolSpline)?;
    let repeat = Repeat::of_patrol(patrol.mode, spline.meets()).ok_or(Lack::PatrolMode)?;
    if !PATROL_SPEED.contains(&speed) || !patrol.formation.is_finite() {
        return Err(Lack::PatrolSpeed);
    }
    let track = Track::Table {
        id,
        spline: spline.clone(),
        formation: patrol.formation,
    };
    Ok(Course {
        track,
        began_at,
        speed,
        repeat: if patrol.speed < 0.0 {
            repeat.reversed()
        } else {
            repeat
        },
    })
}

/// Sends a spawn's unit on its patrol: it is where it would be had it never been away since.
pub(crate) fn set_out(zone: &mut Zone, row: Row, course: Course) {
    zone.minds.courses.start(row, course);
    zone.minds.has_bands = true;
    zone.minds.set_manner(row, Manner::Still);
    if !bring_up(zone, row) {
        zone.minds.agenda.put(row, zone.now.mono);
    }
}

/// Everything creatures do in this step. Work for those whose time has come, and no others.
pub(crate) fn live(zone: &mut Zone, out: &mut Outputs) {
    let now = zone.now.mono;
    terms::pass_time(zone, out);
    zone.minds.ways.renew();
    while let Some(row) = zone.minds.agenda.pop_due(now) {
        if zone.minds.errands.get(row).is_some() {
            errand::turn(zone, out, row);
        } else if zone.minds.courses.get(row).is_some() {
            advance(zone, row);
        } else {
            think(zone, row);
        }
    }
    tell_changes(zone, out);
}

/// Brings a unit under way to where it is now; true when it is under way no more.
pub(crate) fn bring_up(zone: &mut Zone, row: Row) -> bool {
    let Some(course) = zone.minds.courses.get(row) else {
        return true;
    };
    let (sample, has_arrived) = course.at(zone.now.mono);
    zone.units.position[row as usize] = sample.position;
    if let Some(yaw) = sample.yaw() {
        zone.units.rotation[row as usize] = Vec3::new(yaw, 0.0, 0.0);
    }
    pose::hold(zone, row);
    zone.vision.touch(row);
    ride::follow(zone, row);
    if has_arrived {
        zone.minds.courses.stop(row);
    }
    has_arrived
}

/// A look at a unit under way that has nothing else to do.
fn advance(zone: &mut Zone, row: Row) {
    let now = zone.now.mono;
    let seldom = if zone.units.viewers[row as usize].is_empty() {
        zone.shedding().idle_creature_turns()
    } else {
        1
    };
    let course = zone.minds.courses.get(row);
    let due_at = course.map_or(now, |course| course::due_at(course, now, seldom));
    if !bring_up(zone, row) {
        zone.minds.agenda.put(row, due_at);
        return;
    }
    if let Manner::Stroller { .. } = zone.minds.manner(row) {
        rest(zone, row);
    }
}

/// The chance of a stroller's turn; each has its own sequence, whatever the others do.
fn draw(zone: &mut Zone, row: Row) -> u64 {
    let Manner::Stroller { home, seed, turn } = zone.minds.manner(row) else {
        return 0;
    };
    let turn = turn.wrapping_add(1);
    zone.minds
        .set_manner(row, Manner::Stroller { home, seed, turn });
    Random::new(seed ^ u64::from(turn) << 32).next()
}

/// A stroller stands for a while; others stand anyway.
pub(crate) fn rest(zone: &mut Zone, row: Row) {
    if zone.minds.manner(row) == Manner::Still {
        return;
    }
    let rest_ms = wander::rest_ms(draw(zone, row));
    zone.minds.agenda.put(row, zone.now.mono.plus(rest_ms));
}

/// A stroller's rest is over: it goes somewhere, or sleeps when nobody sees it.
fn think(zone: &mut Zone, row: Row) {
    let Manner::Stroller { home, .. } = zone.minds.manner(row) else {
        return;
    };
    if zone.units.viewers[row as usize].is_empty() {
        return;
    }
    let aim = wander::aim(home, draw(zone, row));
    let from = zone.units.position[row as usize];
    let mut way = std::mem::take(&mut zone.minds.way);
    let ground = zone.ground.as_deref();
    let can_go = wander::lay(from, aim, &mut way, |x, z| footing(ground, x, z));
    let mut path = zone.minds.courses.spare_path();
    if can_go && path.set_path(&way).is_ok() {
        let course = Course {
            track: Track::Path(path),
            began_at: zone.now.mono,
            speed: wander::WANDER_SPEED,
            repeat: Repeat::OneShot,
        };
        let due_at = course::due_at(&course, zone.now.mono, 1);
        zone.minds.agenda.put(row, due_at);
        zone.minds.courses.start(row, course);
    } else {
        zone.minds.courses.keep(path);
        rest(zone, row);
    }
    zone.minds.way = way;
}

/// Whoever came into sight in this step and sleeps wakes up, after a while of its own.
pub(crate) fn wake(zone: &mut Zone) {
    let appeared = std::mem::take(&mut zone.vision.appeared);
    for group in appeared.chunk_by(|a, b| a.0 == b.0) {
        let row = group[0].0;
        let strolls = matches!(zone.minds.manner(row), Manner::Stroller { .. });
        if strolls && !zone.minds.agenda.holds(row) {
            rest(zone, row);
        }
    }
    zone.vision.appeared = appeared;
}

/// Tells those who see them of all who set out or arrived.
fn tell_changes(zone: &mut Zone, out: &mut Outputs) {
    let mut changed = std::mem::take(&mut zone.minds.courses.changed);
    let mut message = std::mem::take(&mut zone.motion_message);
    let mut points = std::mem::take(&mut zone.minds.points);
    changed.sort_unstable();
    changed.dedup();
    for row in changed.drain(..) {
        if !zone.units.viewers[row as usize].is_empty() {
            fill(zone, row, &mut message, &mut points);
            zone.broadcast(out, row, None, &message);
        }
    }
    reclaim(&mut message, &mut points);
    zone.motion_message = message;
    zone.minds.points = points;
    zone.minds.courses.changed = changed;
}

/// 0x0638 of a creature as it is now, for who comes late; `None` for one that stands.
pub(crate) fn entity_command(zone: &Zone, row: Row) -> Option<ServerEntityCommand> {
    if !is_in_motion(zone, row) {
        return None;
    }
    let mut message = ServerEntityCommand::default();
    fill(zone, row, &mut message, &mut Vec::new());
    Some(message)
}

/// Whether a unit is under way, or turns with somebody: clients that load are told of it when they
/// have loaded.
pub(crate) fn is_in_motion(zone: &Zone, row: Row) -> bool {
    let is_under_way = zone.minds.courses.get(row).is_some();
    is_under_way
        || faces(zone, row) != UnitId(0)
        || zone.minds.bearings.get(row).is_some()
        || flight::course(zone, row).is_some()
}

fn faces(zone: &Zone, row: Row) -> UnitId {
    let errand = zone.minds.errands.get(row);
    errand.map_or(UnitId(0), |errand| errand.faces)
}

/// Takes the memory of a way back out of a message that is told.
fn reclaim(message: &mut ServerEntityCommand, points: &mut Vec<Vec3>) {
    for command in message.commands.drain(..) {
        if let Command::SetPositionPath { positions, .. } = command.model
            && positions.capacity() > points.capacity()
        {
            *points = positions;
        }
    }
    points.clear();
}

fn fill(zone: &Zone, row: Row, message: &mut ServerEntityCommand, points: &mut Vec<Vec3>) {
    reclaim(message, points);
    message.guid = zone.units.id(row).0;
    message.time = zone.clock_ms();
    message.time_reset = false;
    message.server_controlled = true;
    write_motion(zone, row, points, |model| {
        message.commands.push(ServerEntityCommandCommands { model });
    });
}

/// The commands of a creature as it is now; `points` is memory, and empty.
pub(crate) fn write_motion(
    zone: &Zone,
    row: Row,
    points: &mut Vec<Vec3>,
    mut add: impl FnMut(Command),
) {
    let course = zone.minds.courses.get(row);
    let course = course.or_else(|| flight::course(zone, row));
    if pose::write(zone, row, (course, faces(zone, row)), points, &mut add) {
        return;
    }
    match course {
        Some(course) => course::write_travelling(course, zone.entity_clock(), points, add),
        None => {
            let i = row as usize;
            let (position, rotation) = (zone.units.position[i], zone.units.rotation[i]);
            write_standing(position, rotation, faces(zone, row), add);
        }
    }
}

#[cfg(test)]
mod tests;
