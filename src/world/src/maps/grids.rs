//! Which parts of a world stand in its zone: grids of 512 units, there while somebody is near.
//!
//! A spawn of a grid that nobody is near is a line of the world database and nothing else: no row
//! of the columns, no entry on any agenda. A player keeps the grids around it awake, far enough
//! ahead that everything stands before it comes into sight; a grid that nobody kept awake for a
//! while is put to sleep. What of a sleeping spawn cannot be told from its line is remembered: how
//! long it is dead or away, and what a door was left as. A patrol is a function of time, so who
//! travels belongs to every grid its course leads through and is where it would have been.
//!
//! Who comes and goes with events, hours or its group is decided with the others of its kind, and
//! so always has its row; in a copy of a world that belongs to somebody, everybody has.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::ids::{CreatureId, SpawnId};
use bezgelor_core::lacks::Lack;
use bezgelor_core::limits::{GRID_AHEAD, GRID_SIZE, GRIDS_PER_EDGE, INSTANCE_GRID_RANGE};
use bezgelor_core::model::{Patrol, Portal, Spawn, SpawnTerm};
use bezgelor_core::time::Millis;
use bezgelor_core::travel::Spot;
use game::motion::Course;

use crate::creature::{errand, life, mind};
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::entity::{spawn, unmake};
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::script;
use crate::zone::Zone;

/// Milliseconds between two looks for a grid to put to sleep; one at a time goes.
const LOOK_MS: u64 = 1_000;
/// Of a spawn without a unit.
const NONE: Row = Row::MAX;
/// World units of a course between two looks at the grid it leads through.
const COURSE_APART: f32 = 32.0;
/// World units beside its course that somebody in a formation may be.
const FORMATION_MAX: f32 = 256.0;

/// Number of a grid: column and row in one.
type Grid = u16;
/// Index of a spawn in the list the zone was made with.
type Place = u32;

/// A rectangle of grids, its borders included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    x: (u8, u8),
    z: (u8, u8),
}

impl Span {
    fn around(at: Vec3, range: f32) -> Self {
        Self {
            x: (column(at.x - range), column(at.x + range)),
            z: (column(at.z - range), column(at.z + range)),
        }
    }

    fn contains(self, grid: Grid) -> bool {
        let [x, z] = grid.to_le_bytes();
        (self.x.0..=self.x.1).contains(&x) && (self.z.0..=self.z.1).contains(&z)
    }

    fn grids(self) -> impl Iterator<Item = Grid> {
        let rows = self.z.0..=self.z.1;
        rows.flat_map(move |z| (self.x.0..=self.x.1).map(move |x| Grid::from_le_bytes([x, z])))
    }
}

/// Grid column or row of a coordinate; what lies outside the world counts to its border.
fn column(coordinate: f32) -> u8 {
    let column = (coordinate / GRID_SIZE).floor() as i32 + GRIDS_PER_EDGE as i32 / 2;
    column.clamp(0, GRIDS_PER_EDGE as i32 - 1) as u8
}

/// A grid that is awake.
#[derive(Clone, Copy, Debug)]
struct Awake {
    /// Players who keep it awake.
    viewers: u32,
    /// Since when nobody does.
    vacant_since: Millis,
}

/// What is remembered of a spawn that sleeps, beyond what its line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leftover {
    /// It is dead or away, until then or until it is called.
    Away(Option<Millis>),
    /// It was left in this stand state.
    Stands(u8),
}

/// The system.
#[derive(Debug)]
pub(crate) struct Grids {
    spawns: Arc<[Spawn]>,
    /// Ascending; of two with one id the first counts.
    by_id: Vec<(SpawnId, Place)>,
    /// Who belongs to which grid, ascending.
    members: Vec<(Grid, Place)>,
    /// Ascending by spawn.
    patrols: Vec<(Place, Patrol)>,
    terms: Vec<(Place, SpawnTerm)>,
    /// Where those lead that lead anywhere.
    portals: BTreeMap<Place, Spot>,
    /// Who always has its row.
    stays: BTreeSet<Place>,
    /// By spawn.
    rows: Vec<Row>,
    leftovers: BTreeMap<Place, Leftover>,
    awake: BTreeMap<Grid, Awake>,
    /// By seat: what it keeps awake.
    views: Vec<Option<Span>>,
    look_at: Millis,
    has_begun: bool,
    /// Memory for who is to wake up.
    called: Vec<Place>,
}

impl Grids {
    /// Those of `world_id` among all. What makes no sense is told to `lacks`.
    pub(crate) fn new(
        spawns: Arc<[Spawn]>,
        is_own: impl Fn(&Spawn) -> bool,
        mut lacks: impl FnMut(Lack),
    ) -> Self {
        let (mut by_id, mut members) = (Vec::new(), Vec::new());
        for (spawn, place) in spawns.iter().zip(0..).filter(|(spawn, _)| is_own(spawn)) {
            match spawn::check(spawn) {
                Ok(()) => {
                    by_id.push((spawn.id, place));
                    let at = spawn.placement.position;
                    members.extend(Span::around(at, 0.0).grids().map(|grid| (grid, place)));
                }
                Err(lack) => lacks(lack),
            }
        }
        by_id.sort_unstable();
        members.sort_unstable();
        Self {
            by_id,
            members,
            patrols: Vec::new(),
            terms: Vec::new(),
            portals: BTreeMap::new(),
            stays: BTreeSet::new(),
            rows: vec![NONE; spawns.len()],
            leftovers: BTreeMap::new(),
            awake: BTreeMap::new(),
            views: Vec::new(),
            look_at: Millis(0),
            has_begun: false,
            called: Vec::new(),
            spawns,
        }
    }

    fn find(&self, spawn: SpawnId) -> Option<Place> {
        let at = self.by_id.partition_point(|&(id, _)| id < spawn);
        let found = self.by_id.get(at).filter(|(id, _)| *id == spawn);
        found.map(|&(_, place)| place)
    }

    /// The spawn a row stands for; looked for, for who asks.
    pub(crate) fn spawn_of(&self, row: Row) -> Option<SpawnId> {
        let place = self.rows.iter().position(|&own| own == row)?;
        Some(self.spawns[place].id)
    }

    /// Spawns of this world, asleep or not.
    pub(crate) fn spawn_count(&self) -> usize {
        self.by_id.len()
    }

    /// Grids that are awake.
    pub(crate) fn awake_count(&self) -> usize {
        self.awake.len()
    }

    /// Spawns that sleep and would stand if they did not.
    pub(crate) fn asleep(&self) -> impl Iterator<Item = &Spawn> {
        let places = self.by_id.iter().map(|&(_, place)| place);
        let asleep = places.filter(|&place| self.is_asleep(place));
        asleep.map(|place| &self.spawns[place as usize])
    }

    fn is_asleep(&self, place: Place) -> bool {
        let away = || matches!(self.leftovers.get(&place), Some(Leftover::Away(_)));
        self.rows[place as usize] == NONE && !away()
    }

    /// Where those of a creature would stand that sleep.
    pub(crate) fn asleep_of(&self, creature: CreatureId) -> impl Iterator<Item = Vec3> {
        let places = self.by_id.iter().map(|&(_, place)| place);
        let own = places.filter(move |&place| {
            self.spawns[place as usize].creature_id == creature && self.is_asleep(place)
        });
        own.map(|place| self.spawns[place as usize].placement.position)
    }

    /// Who travels, its courses made to see which grids they lead through. Before the first step.
    pub(crate) fn set_patrols(
        &mut self,
        patrols: &[Patrol],
        course: impl Fn(&Patrol) -> Result<Course, Lack>,
        mut lacks: impl FnMut(Lack),
    ) {
        let mut covers = Vec::new();
        for patrol in patrols {
            let found = self.find(patrol.spawn_id).ok_or(Lack::SpawnUnknown);
            match found.and_then(|place| Ok((place, course(patrol)?))) {
                Ok((place, course)) => {
                    self.patrols.push((place, *patrol));
                    let beside = patrol.formation.x.hypot(patrol.formation.z);
                    let beside = beside.min(FORMATION_MAX);
                    let spans = course.spline().map(|spline| spline.places(COURSE_APART));
                    let spans = spans.into_iter().flatten();
                    let grids = spans.flat_map(|at| Span::around(at, beside).grids());
                    covers.extend(grids.map(|grid| (grid, place)));
                    covers.dedup();
                }
                Err(lack) => lacks(lack),
            }
        }
        self.patrols.sort_by_key(|&(place, _)| place);
        let patrols = &self.patrols;
        let travels = |place: Place| patrols.binary_search_by_key(&place, |&(at, _)| at).is_ok();
        self.members.retain(|&(_, place)| !travels(place));
        self.members.append(&mut covers);
        self.members.sort_unstable();
        self.members.dedup();
    }

    /// When spawns are there; before the first step.
    pub(crate) fn set_terms(&mut self, terms: &[SpawnTerm], mut lacks: impl FnMut(Lack)) {
        for term in terms {
            let place = self.find(term.spawn_id).ok_or(Lack::SpawnUnknown);
            match place.and_then(|place| check_term(term).map(|()| place)) {
                Ok(place) => {
                    self.terms.push((place, *term));
                    self.stays.insert(place);
                }
                Err(lack) => lacks(lack),
            }
        }
    }

    /// Where spawns lead; before the first step. Instance portals that lead nowhere are told to
    /// `lacks` too.
    pub(crate) fn set_portals(
        &mut self,
        portals: &[Portal],
        goal: impl Fn(&Portal) -> Result<Spot, Lack>,
        mut lacks: impl FnMut(Lack),
    ) {
        for portal in portals {
            let place = self.find(portal.spawn_id).ok_or(Lack::SpawnUnknown);
            match place.and_then(|place| Ok((place, goal(portal)?))) {
                Ok((place, spot)) => {
                    self.portals.insert(place, spot);
                }
                Err(lack) => lacks(lack),
            }
        }
        for (_, place) in &self.by_id {
            let kind = Kind(self.spawns[*place as usize].entity_type);
            if kind == Kind::INSTANCE_PORTAL && !self.portals.contains_key(place) {
                lacks(Lack::PortalNowhere);
            }
        }
    }

    fn patrol(&self, place: Place) -> Option<&Patrol> {
        // Of several of one spawn, the last was said last.
        let end = self.patrols.partition_point(|&(at, _)| at <= place);
        let last = self.patrols[..end].last();
        last.filter(|(at, _)| *at == place)
            .map(|(_, patrol)| patrol)
    }

    fn members_of(&self, grid: Grid) -> impl Iterator<Item = Place> {
        let from = self.members.partition_point(|&(at, _)| at < grid);
        let own = self.members[from..].iter();
        own.take_while(move |(at, _)| *at == grid)
            .map(|&(_, place)| place)
    }

    /// Whether something else than `grid` keeps a spawn awake.
    fn is_kept(&self, place: Place, grid: Grid) -> bool {
        let mut others = self.awake.keys().filter(|&&other| other != grid);
        self.stays.contains(&place)
            || self.patrol(place).is_some()
                && others.any(|&other| self.members.binary_search(&(other, place)).is_ok())
    }
}

/// Whether a term makes sense; what it is about is always there when it does not.
fn check_term(term: &SpawnTerm) -> Result<(), Lack> {
    if !term.hours.is_valid() {
        Err(Lack::TermHours)
    } else if term.group != 0 && term.alive_max == 0 {
        Err(Lack::TermGroup)
    } else {
        Ok(())
    }
}

/// The first step: whoever always has its row gets it.
pub(crate) fn begin(zone: &mut Zone, out: &mut Outputs) {
    if std::mem::replace(&mut zone.grids.has_begun, true) {
        return;
    }
    if zone.config.holder.is_private() {
        let all = zone.grids.by_id.iter().map(|&(_, place)| place);
        zone.grids.stays = all.collect();
    }
    zone.grids.called = zone.grids.stays.iter().copied().collect();
    wake_called(zone, out);
    for (place, term) in std::mem::take(&mut zone.grids.terms) {
        let row = zone.grids.rows[place as usize];
        if row != NONE {
            zone.terms.add(row, &term);
        }
    }
}

/// Somebody is about to stand at a point: all it will see is there before.
pub(crate) fn prepare(zone: &mut Zone, out: &mut Outputs, at: Vec3) {
    for grid in Span::around(at, reach(zone)).grids() {
        call(zone, grid);
    }
    wake_called(zone, out);
}

/// World units around a player in which everything stands.
fn reach(zone: &Zone) -> f32 {
    zone.config.vision_range.min(INSTANCE_GRID_RANGE) + GRID_AHEAD
}

/// Once a step, behind everything that players did: grids somebody came near wake up, and now and
/// then one that nobody is near falls asleep.
pub(crate) fn follow_all(zone: &mut Zone, out: &mut Outputs) {
    if zone.players.count() > 0 || !zone.grids.views.is_empty() {
        watch(zone);
        wake_called(zone, out);
    }
    let now = zone.now.mono;
    if now >= zone.grids.look_at {
        zone.grids.look_at = now.plus(LOOK_MS);
        let idle_ms = zone.config.grid_idle_ms;
        if idle_ms > 0 && !zone.config.holder.is_private() {
            put_to_sleep(zone, out, idle_ms);
        }
    }
}

/// Brings up to date who keeps what awake.
fn watch(zone: &mut Zone) {
    let reach = reach(zone);
    let mut seat = 0;
    while let Some(next) = zone.players.next_taken(seat) {
        for gone in seat..next {
            look(zone, gone, None);
        }
        let at = zone.units.position[zone.row(next) as usize];
        look(zone, next, Some(Span::around(at, reach)));
        seat = next + 1;
    }
    for gone in seat..zone.grids.views.len() as Seat {
        look(zone, gone, None);
    }
    zone.grids.views.truncate(seat as usize);
}

/// What a seat keeps awake from now on.
fn look(zone: &mut Zone, seat: Seat, span: Option<Span>) {
    let views = &mut zone.grids.views;
    let index = seat as usize;
    if views.len() <= index {
        views.resize(index + 1, None);
    }
    let before = std::mem::replace(&mut views[index], span);
    if before == span {
        return;
    }
    let now = zone.now.mono;
    for grid in span.into_iter().flat_map(Span::grids) {
        if before.is_none_or(|before| !before.contains(grid)) {
            call(zone, grid);
            if let Some(awake) = zone.grids.awake.get_mut(&grid) {
                awake.viewers += 1;
            }
        }
    }
    for grid in before.into_iter().flat_map(Span::grids) {
        if span.is_none_or(|span| !span.contains(grid))
            && let Some(awake) = zone.grids.awake.get_mut(&grid)
        {
            awake.viewers -= 1;
            awake.vacant_since = now;
        }
    }
}

/// Notes who is to wake up with a grid, if it sleeps.
fn call(zone: &mut Zone, grid: Grid) {
    let vacant_since = zone.now.mono;
    let grids = &mut zone.grids;
    if grids.awake.contains_key(&grid) {
        return;
    }
    let awake = Awake {
        viewers: 0,
        vacant_since,
    };
    grids.awake.insert(grid, awake);
    let mut called = std::mem::take(&mut grids.called);
    called.extend(grids.members_of(grid));
    grids.called = called;
}

/// Wakes whoever was called, in the order of the data.
fn wake_called(zone: &mut Zone, out: &mut Outputs) {
    let mut called = std::mem::take(&mut zone.grids.called);
    called.sort_unstable();
    called.dedup();
    for place in called.drain(..) {
        if zone.grids.rows[place as usize] == NONE {
            wake(zone, out, place);
        }
    }
    zone.grids.called = called;
}

fn wake(zone: &mut Zone, out: &mut Outputs, place: Place) {
    let spawns = Arc::clone(&zone.grids.spawns);
    let spawn = &spawns[place as usize];
    let seed = spawn::seed(spawn, &zone.data);
    let Some(row) = zone.units.insert(&seed) else {
        zone.counters.spawns_refused += 1;
        zone.counters.lacks.add(Lack::SpawnRoom);
        return;
    };
    zone.grids.rows[place as usize] = row;
    if let Some(&spot) = zone.grids.portals.get(&place) {
        *zone.portals.take(row) = spot;
    }
    mind::settle(zone, row, spawn);
    let began_at = zone.started_at();
    let course = zone.grids.patrol(place).map(|patrol| {
        // That it can be travelled was seen when it was assigned.
        mind::patrol_course(&zone.data, patrol, began_at)
    });
    if let Some(Ok(course)) = course {
        mind::set_out(zone, row, course);
    }
    match zone.grids.leftovers.remove(&place) {
        Some(Leftover::Away(until)) if until.is_none_or(|until| until > zone.now.mono) => {
            return life::stay_away(zone, out, row, until);
        }
        Some(Leftover::Stands(state)) => zone.units.stand_state[row as usize] = state,
        _ => {}
    }
    zone.vision.place(row, zone.units.position[row as usize]);
    zone.vision.touch(row);
    script::stands(zone, out, row);
}

/// Puts one grid to sleep that nobody has kept awake for long enough and in which nobody has
/// anything under way.
fn put_to_sleep(zone: &mut Zone, out: &mut Outputs, idle_ms: u64) {
    let now = zone.now.mono;
    let is_due = |awake: &Awake| awake.viewers == 0 && now.since(awake.vacant_since) >= idle_ms;
    let mut leaving = std::mem::take(&mut zone.grids.called);
    let due = zone.grids.awake.iter().filter(|(_, awake)| is_due(awake));
    let found = due.map(|(&grid, _)| grid).find(|&grid| {
        leaving.clear();
        let own = zone.grids.members_of(grid);
        leaving.extend(own.filter(|&place| {
            zone.grids.rows[place as usize] != NONE && !zone.grids.is_kept(place, grid)
        }));
        let rows = leaving.iter().map(|&place| zone.grids.rows[place as usize]);
        { rows }.all(|row| is_at_rest(zone, row))
    });
    if let Some(grid) = found {
        for &place in &leaving {
            leave(zone, out, place);
        }
        zone.grids.awake.remove(&grid);
        let [x, z] = grid.to_le_bytes();
        let cells = &mut zone.vision.units;
        cells.forget_grid(usize::from(x), usize::from(z));
        unmake::shrink(zone);
    }
    leaving.clear();
    zone.grids.called = leaving;
}

/// Whether a unit may be taken away without anybody missing it.
fn is_at_rest(zone: &Zone, row: Row) -> bool {
    zone.units.viewers[row as usize].is_empty()
        && !zone.fights.is_fighting(row)
        && !errand::is_afoot(zone, row)
}

fn leave(zone: &mut Zone, out: &mut Outputs, place: Place) {
    let row = std::mem::replace(&mut zone.grids.rows[place as usize], NONE);
    let i = row as usize;
    let stands = zone.units.stand_state[i];
    let leftover = match life::absence(zone, row) {
        Some(until) => Some(Leftover::Away(until)),
        None if stands != zone.units.body[i].stand_state => Some(Leftover::Stands(stands)),
        None => None,
    };
    if let Some(leftover) = leftover {
        zone.grids.leftovers.insert(place, leftover);
    }
    unmake::unmake(zone, out, row);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_holds_the_grids_a_circle_reaches_into() {
        let span = Span::around(Vec3::new(-10.0, 0.0, 500.0), 20.0);
        assert_eq!((span.x, span.z), ((63, 64), (64, 65)));
        let grids: Vec<Grid> = span.grids().collect();
        assert_eq!(grids.len(), 4);
        assert!(grids.iter().all(|&grid| span.contains(grid)));
        assert!(!span.contains(Grid::from_le_bytes([65, 64])));
        let far = Span::around(Vec3::new(1e9, 0.0, -1e9), 5.0);
        assert_eq!((far.x, far.z), ((127, 127), (0, 0)));
    }
}
