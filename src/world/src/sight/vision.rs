//! Who sees whom. The one place where units begin and cease to be visible.
//!
//! Sight is a relation between players and units: every unit keeps its viewers, every player what
//! it sees, and both always agree. After a tick's movement the relation is brought up to date for
//! what moved, in work proportional to the neighbours: each moved unit asks which players are near,
//! each moved player asks which units are near. What came into or went out of sight is collected
//! and told once, at the end, so that nothing flickers within a tick.
//!
//! A player is shown at most [`APPEARANCES_PER_TICK_MAX`] units per tick, the nearest first, so
//! that entering a crowd does not fill the client's line in one stroke; the rest follows in the
//! next ticks. Going out of sight is never delayed.

use bezgelor_core::Vec3;
use bezgelor_core::limits::APPEARANCES_PER_TICK_MAX;

use crate::entity::slots::Row;
use crate::entity::units::Units;
use crate::player::players::{Players, Seat};
use crate::sight::grid::{CellGrid, within};
use crate::sight::tiers::{Standing, Tiers};

/// Numbers marked with the pass that last touched them: a set that is emptied by adding one.
#[derive(Debug, Default)]
struct Marks {
    marks: Vec<u64>,
    pass: u64,
}

impl Marks {
    fn begin(&mut self) {
        self.pass += 1;
    }

    fn mark(&mut self, number: u32) {
        let index = number as usize;
        if self.marks.len() <= index {
            self.marks.resize(index + 1, 0);
        }
        self.marks[index] = self.pass;
    }

    fn is_marked(&self, number: u32) -> bool {
        self.marks.get(number as usize) == Some(&self.pass)
    }
}

/// A rectangle in the plane: in a crowd, where everybody is.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    min: (f32, f32),
    max: (f32, f32),
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            min: (f32::INFINITY, f32::INFINITY),
            max: (f32::NEG_INFINITY, f32::NEG_INFINITY),
        }
    }
}

impl Bounds {
    fn include(&mut self, at: Vec3) {
        self.min = (self.min.0.min(at.x), self.min.1.min(at.z));
        self.max = (self.max.0.max(at.x), self.max.1.max(at.z));
    }

    /// Whether every point of it is in range of `at`.
    fn is_within(&self, at: Vec3, range: f32) -> bool {
        let dx = (at.x - self.min.0).max(self.max.0 - at.x);
        let dz = (at.z - self.min.1).max(self.max.1 - at.z);
        within(Vec3::new(dx, 0.0, dz), Vec3::default(), range)
    }
}

/// The system. Holds no truth of its own but the grids and what is still to be told.
#[derive(Debug)]
pub(crate) struct Vision {
    range: f32,
    /// Units by place.
    pub(crate) units: CellGrid,
    /// Where each seat's unit stands, beside one another for the many times it is asked.
    eyes: Vec<Vec3>,
    /// Where it stood in the last update.
    eyes_before: Vec<Vec3>,
    /// By seat: whether it sees exactly what is in range of its eye.
    is_settled: Vec<bool>,
    /// Seats by place of their unit.
    pub(crate) watchers: CellGrid,
    moved: Vec<Row>,
    is_moved: Vec<bool>,
    /// Players who are not shown everything yet.
    waiting: Vec<Seat>,
    is_waiting: Vec<bool>,
    /// Units each player was shown in this update.
    shown: Vec<u16>,
    /// Came into sight; sorted by unit when the update is over.
    pub(crate) appeared: Vec<(Row, Seat)>,
    /// Went out of sight; likewise.
    pub(crate) vanished: Vec<(Row, Seat)>,
    near: Vec<u32>,
    candidates: Vec<(f32, Row)>,
    /// Rows that one player's step put out of its sight.
    lost: Vec<Row>,
    marks: Marks,
    /// How much of what each player sees it is told at once.
    pub(crate) tiers: Tiers,
}

impl Vision {
    /// An empty zone in which a unit sees `range` world units far and is told every step of at
    /// most `movers_max` others (0: of all).
    pub(crate) fn new(range: f32, movers_max: usize) -> Self {
        Self {
            range,
            units: CellGrid::new(),
            eyes: Vec::new(),
            eyes_before: Vec::new(),
            is_settled: Vec::new(),
            watchers: CellGrid::new(),
            moved: Vec::new(),
            is_moved: Vec::new(),
            waiting: Vec::new(),
            is_waiting: Vec::new(),
            shown: Vec::new(),
            appeared: Vec::new(),
            vanished: Vec::new(),
            near: Vec::new(),
            candidates: Vec::new(),
            lost: Vec::new(),
            marks: Marks::default(),
            tiers: Tiers::new(movers_max),
        }
    }

    /// Puts a new unit on the map without telling anybody: for units made before players come.
    pub(crate) fn place(&mut self, row: Row, at: Vec3) {
        self.units.put(row, at);
    }

    /// Notes that a unit is new or moved; the next update looks at it.
    pub(crate) fn touch(&mut self, row: Row) {
        let index = row as usize;
        if self.is_moved.len() <= index {
            self.is_moved.resize(index + 1, false);
        }
        if !self.is_moved[index] {
            self.is_moved[index] = true;
            self.moved.push(row);
        }
    }

    /// True when nothing moved and nobody waits: the update would do nothing.
    pub(crate) fn is_idle(&self) -> bool {
        self.moved.is_empty() && self.waiting.is_empty()
    }

    /// True when this player is not shown everything in range yet.
    pub(crate) fn is_waiting(&self, seat: Seat) -> bool {
        self.is_waiting.get(seat as usize).copied().unwrap_or(false)
    }

    /// Takes a unit off the map; its former viewers are left in `viewers` for the farewell.
    pub(crate) fn forget_unit(
        &mut self,
        row: Row,
        units: &mut Units,
        players: &mut Players,
        viewers: &mut Vec<Seat>,
    ) {
        viewers.clear();
        viewers.append(&mut units.viewers[row as usize]);
        for &seat in viewers.iter() {
            drop_from(&mut players.visible[seat as usize], row);
            self.unlinked(row, seat, units, players);
        }
        self.units.take(row);
        if self.is_moved.get(row as usize).copied().unwrap_or(false) {
            self.is_moved[row as usize] = false;
            self.moved.retain(|&moved| moved != row);
        }
    }

    /// Takes a player's eyes away, without telling it anything.
    pub(crate) fn forget_player(&mut self, seat: Seat, units: &mut Units, players: &mut Players) {
        let mut visible = std::mem::take(&mut players.visible[seat as usize]);
        for row in visible.drain(..) {
            drop_from(&mut units.viewers[row as usize], seat);
            self.unlinked(row, seat, units, players);
        }
        players.visible[seat as usize] = visible;
        self.watchers.take(seat);
        if let Some(settled) = self.is_settled.get_mut(seat as usize) {
            *settled = false;
        }
        if self.is_waiting(seat) {
            self.is_waiting[seat as usize] = false;
            self.waiting.retain(|&waiting| waiting != seat);
        }
    }

    /// Brings the relation up to date and fills `appeared` and `vanished`.
    pub(crate) fn update(&mut self, units: &mut Units, players: &mut Players) {
        self.appeared.clear();
        self.vanished.clear();
        self.shown.clear();
        let moved = std::mem::take(&mut self.moved);
        let waiting = std::mem::take(&mut self.waiting);
        for &row in &moved {
            let at = units.position[row as usize];
            self.units.put(row, at);
            if let Some(seat) = units.seat[row as usize] {
                self.watchers.put(seat, at);
                self.put_eye(seat, at);
            }
        }
        for &seat in &waiting {
            self.is_waiting[seat as usize] = false;
        }
        // A player's own unit comes first: the client must know itself before the others.
        for &row in &moved {
            if let Some(seat) = units.seat[row as usize] {
                if self.is_settled[seat as usize] {
                    self.look_over(seat, units, players);
                } else {
                    self.look_around(seat, row, units, players);
                }
            }
        }
        let crowd = self.crowd(players);
        for &row in &moved {
            let at = units.position[row as usize];
            let seen_by_all = units.viewers[row as usize].len() == players.count();
            if !(seen_by_all && crowd.is_within(at, self.range)) {
                self.be_seen(row, units, players);
            }
        }
        for &seat in &waiting {
            let row = players.row[seat as usize];
            self.look_around(seat, row, units, players);
        }
        for &row in &moved {
            self.is_moved[row as usize] = false;
        }
        self.appeared.sort_unstable();
        self.vanished.sort_unstable();
        self.moved = reused(moved);
        let mut waiting = reused(waiting);
        waiting.append(&mut self.waiting);
        self.waiting = waiting;
    }

    /// Finds anew who is near to the viewers whose turn it is: see [`Tiers::rank`].
    pub(crate) fn rank(&mut self, step: u64, turns: u64, players: &Players) {
        let standing = Standing {
            eyes: &self.eyes,
            watchers: &self.watchers,
            range: self.range,
        };
        self.tiers.rank(step, turns, standing, &players.row);
    }

    /// Where all the players are.
    fn crowd(&self, players: &Players) -> Bounds {
        let mut bounds = Bounds::default();
        let mut seat = 0;
        while let Some(next) = players.next_taken(seat) {
            if let Some(eye) = self.eyes.get(next as usize) {
                bounds.include(*eye);
            }
            seat = next + 1;
        }
        bounds
    }

    /// Corrects the viewers of a unit that moved.
    fn be_seen(&mut self, row: Row, units: &mut Units, players: &mut Players) {
        let at = units.position[row as usize];
        let mut i = 0;
        while let Some(&seat) = units.viewers[row as usize].get(i) {
            if within(at, self.eyes[seat as usize], self.range) {
                i += 1;
            } else {
                units.viewers[row as usize].swap_remove(i);
                drop_from(&mut players.visible[seat as usize], row);
                self.unlinked(row, seat, units, players);
                self.vanished.push((row, seat));
            }
        }
        // All that stayed are in range: if there are no more in range than those, nobody is new.
        if self.watchers.count_within(at, self.range) == i {
            return;
        }
        self.marks.begin();
        for &seat in &units.viewers[row as usize] {
            self.marks.mark(seat);
        }
        let mut near = std::mem::take(&mut self.near);
        near.clear();
        self.watchers
            .for_each_within(at, self.range, |seat| near.push(seat));
        for &seat in &near {
            if self.marks.is_marked(seat) {
                continue;
            }
            if self.may_show(seat) {
                self.link(row, seat, units, players);
            } else {
                self.wait(seat);
            }
        }
        self.near = near;
    }

    /// Corrects what a player sees who made a step: what did not move itself came or went only
    /// where the circle around the eye came or went. What moved is looked at by `be_seen`.
    fn look_over(&mut self, seat: Seat, units: &mut Units, players: &mut Players) {
        let (before, now) = (self.eyes_before[seat as usize], self.eyes[seat as usize]);
        let mut candidates = std::mem::take(&mut self.candidates);
        let mut lost = std::mem::take(&mut self.lost);
        candidates.clear();
        let is_moved = &self.is_moved;
        let moved = |row: Row| is_moved.get(row as usize).copied().unwrap_or(false);
        self.units
            .for_each_between(before, now, self.range, |row, at, is_near| {
                if moved(row) {
                } else if is_near {
                    candidates.push((nearness(now, at), row));
                } else {
                    lost.push(row);
                }
            });
        for row in lost.drain(..) {
            drop_from(&mut players.visible[seat as usize], row);
            drop_from(&mut units.viewers[row as usize], seat);
            self.unlinked(row, seat, units, players);
            self.vanished.push((row, seat));
        }
        self.lost = lost;
        self.show(seat, candidates, units, players);
    }

    /// Corrects what a player sees who is new, stands elsewhere, or waits to be shown more.
    fn look_around(&mut self, seat: Seat, own: Row, units: &mut Units, players: &mut Players) {
        let eye = units.position[own as usize];
        self.is_settled[seat as usize] = true;
        let mut i = 0;
        while let Some(&row) = players.visible[seat as usize].get(i) {
            if within(units.position[row as usize], eye, self.range) {
                i += 1;
            } else {
                players.visible[seat as usize].swap_remove(i);
                drop_from(&mut units.viewers[row as usize], seat);
                self.unlinked(row, seat, units, players);
                self.vanished.push((row, seat));
            }
        }
        if self.units.count_within(eye, self.range) == i {
            return;
        }
        self.marks.begin();
        for &row in &players.visible[seat as usize] {
            self.marks.mark(row);
        }
        if !self.marks.is_marked(own) {
            self.link(own, seat, units, players);
            self.marks.mark(own);
        }
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.clear();
        let (positions, marks) = (&units.position, &self.marks);
        self.units.for_each_within(eye, self.range, |row| {
            if !marks.is_marked(row) {
                candidates.push((nearness(eye, positions[row as usize]), row));
            }
        });
        self.show(seat, candidates, units, players);
    }

    /// Shows a player of what came into its sight as much as it may be shown, the nearest first.
    fn show(
        &mut self,
        seat: Seat,
        mut candidates: Vec<(f32, Row)>,
        units: &mut Units,
        players: &mut Players,
    ) {
        let room = APPEARANCES_PER_TICK_MAX - usize::from(self.shown(seat));
        if candidates.len() > room {
            let nearer = |a: &(f32, Row), b: &(f32, Row)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
            candidates.select_nth_unstable_by(room, nearer);
            candidates.truncate(room);
            self.wait(seat);
        }
        for &(_, row) in &candidates {
            if self.may_show(seat) {
                self.link(row, seat, units, players);
            }
        }
        self.candidates = candidates;
    }

    fn put_eye(&mut self, seat: Seat, at: Vec3) {
        let index = seat as usize;
        if self.eyes.len() <= index {
            self.eyes.resize(index + 1, at);
            self.eyes_before.resize(index + 1, at);
            self.is_settled.resize(index + 1, false);
        }
        self.eyes_before[index] = std::mem::replace(&mut self.eyes[index], at);
    }

    fn link(&mut self, row: Row, seat: Seat, units: &mut Units, players: &mut Players) {
        units.viewers[row as usize].push(seat);
        players.visible[seat as usize].push(row);
        if let Some(mover) = mover(row, seat, units, players) {
            self.tiers.linked(mover, seat);
        }
        self.appeared.push((row, seat));
    }

    fn unlinked(&mut self, row: Row, seat: Seat, units: &Units, players: &Players) {
        if let Some(mover) = mover(row, seat, units, players) {
            self.tiers.unlinked(mover, seat);
        }
    }

    fn shown(&self, seat: Seat) -> u16 {
        self.shown.get(seat as usize).copied().unwrap_or(0)
    }

    /// Counts one more unit shown to a player; false when it was shown enough.
    fn may_show(&mut self, seat: Seat) -> bool {
        let index = seat as usize;
        if self.shown.len() <= index {
            self.shown.resize(index + 1, 0);
        }
        if usize::from(self.shown[index]) >= APPEARANCES_PER_TICK_MAX {
            return false;
        }
        self.shown[index] += 1;
        true
    }

    fn wait(&mut self, seat: Seat) {
        let index = seat as usize;
        if self.is_waiting.len() <= index {
            self.is_waiting.resize(index + 1, false);
        }
        self.is_settled[index] = false;
        if !self.is_waiting[index] {
            self.is_waiting[index] = true;
            self.waiting.push(seat);
        }
    }
}

/// Whose unit it is when this player is told its steps: another player's.
fn mover(row: Row, seat: Seat, units: &Units, players: &Players) -> Option<Seat> {
    units.seat[row as usize].filter(|_| players.row[seat as usize] != row)
}

/// Squared distance in the plane: what decides who is shown first.
pub(crate) fn nearness(a: Vec3, b: Vec3) -> f32 {
    let (dx, dz) = (a.x - b.x, a.z - b.z);
    dx * dx + dz * dz
}

/// The same memory with nothing in it.
fn reused(mut list: Vec<u32>) -> Vec<u32> {
    list.clear();
    list
}

/// Takes one value out of a list without order.
fn drop_from(list: &mut Vec<u32>, value: u32) {
    let at = find(list, value).expect("viewers and views agree");
    list.swap_remove(at);
}

/// Where a value stands in a list. Lists of a crowd are long: whole blocks are compared without a
/// branch in between, which the compiler does several at a time.
fn find(list: &[u32], value: u32) -> Option<usize> {
    const BLOCK: usize = 64;
    let holds = |block: &[u32]| block.iter().fold(false, |any, &x| any | (x == value));
    let (blocks, rest) = list.as_chunks::<BLOCK>();
    let (first, block) = match blocks.iter().position(|block| holds(block)) {
        Some(at) => (at * BLOCK, &blocks[at][..]),
        None => (blocks.len() * BLOCK, rest),
    };
    let at = block.iter().position(|&entry| entry == value)?;
    Some(first + at)
}
