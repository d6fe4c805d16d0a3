//! The way from one place to another over open squares, by corners that see one another.
//!
//! It is searched for in a window around both, as A* does it, but a square is reached from the
//! farthest that it can be seen from on its way and not from its neighbour, and that is looked at
//! when its turn comes (Lazy Theta*). What is left of bends is pulled tight as a string is. No
//! funnel does better here: it finds the shortest way through a corridor that is given, and the
//! corridor of an ordinary search over squares leads along their eight directions.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::CLEARANCE_MAX;
use crate::map::{Map, STEP_SIZE};

/// Squares of two units along one edge of the window that is searched.
pub const SPAN: usize = 128;
/// Corners of one way; a longer one is given up to there.
pub const WAYPOINTS_MAX: usize = 32;
/// Squares looked at in one search: with them its time is bounded.
const VISITS_MAX: usize = 8192;
/// Squares waiting to be looked at. When there are more, the newest are left out.
const OPEN_MAX: usize = 16 * 1024;
/// Squares that lines of sight lead over in one search; behind that, squares are reached from
/// their neighbours. With them its time is bounded.
const SIGHT_MAX: u32 = 64 * 1024;
/// The same, for pulling a way tight.
const PULL_MAX: u32 = 16 * 1024;
/// Cost of the length of a square.
const UNIT: f32 = 64.0;
/// World units that make a shorter way worth another bend.
const SHORTER: f32 = 0.01;
/// The eight neighbours of a square, those along an edge first.
const STEPS: [(i32, i32); 8] = [
    (1, 0),
    (-1, 0),
    (0, 1),
    (0, -1),
    (1, 1),
    (-1, 1),
    (1, -1),
    (-1, -1),
];
/// Bit of a square of the window that has had its turn, beside the square it was reached from.
const DONE: u16 = 1 << 15;
/// Squares along one edge of the whole world, both ways from its middle.
const WORLD_STEPS: i32 = 16 * 1024;

/// How far a way leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// To the place asked for.
    Whole,
    /// To the nearest place that was found.
    Part,
    /// Nowhere.
    Nothing,
}

/// A square of the world by its place in squares of two units.
type Square = (i32, i32);

/// Room to find ways in, a quarter of a megabyte: one per zone, for one search after another.
#[derive(Debug)]
pub struct PathFinder {
    /// Per square of the window: the search that saw it last, what it costs to get there, and the
    /// square it was reached from.
    seen: Vec<u32>,
    cost: Vec<u32>,
    came_from: Vec<u16>,
    open: BinaryHeap<Reverse<(u32, u32)>>,
    corners: Vec<Square>,
    search: u32,
    origin: Square,
    /// Squares that lines of sight may yet lead over, and how many in each search.
    sight: u32,
    sight_max: u32,
}

impl Default for PathFinder {
    fn default() -> Self {
        Self::new()
    }
}

fn square(place: [f32; 2]) -> Option<Square> {
    let [x, z] = place.map(|v| (v / STEP_SIZE).floor());
    let within = |v: f32| (v.abs() < WORLD_STEPS as f32).then_some(v as i32);
    within(x).zip(within(z))
}

fn centre((x, z): Square) -> [f32; 2] {
    [x, z].map(|v| (v as f32 + 0.5) * STEP_SIZE)
}

/// The straight way, as cost.
fn distance(a: Square, b: Square) -> u32 {
    let (x, z) = (a.0.abs_diff(b.0) as f32, a.1.abs_diff(b.1) as f32);
    (x.hypot(z) * UNIT) as u32
}

/// Steps that are needed at least, in tenths of one along an edge: which of two squares one had
/// rather be on.
fn steps(a: Square, b: Square) -> u32 {
    let (x, z) = (a.0.abs_diff(b.0), a.1.abs_diff(b.1));
    14 * x.min(z) + 10 * (x.max(z) - x.min(z))
}

fn apart(a: [f32; 2], b: [f32; 2]) -> f32 {
    (b[0] - a[0]).hypot(b[1] - a[1])
}

impl Map<'_> {
    /// Whether something can walk straight from one place to another, `[x, z]` each, with all
    /// squares on its way having the clearance given. Takes time by the distance, at most that of
    /// [`SPAN`] squares along each axis; farther is not looked.
    #[must_use]
    pub fn is_clear(self, from: [f32; 2], to: [f32; 2], clearance: u8) -> bool {
        let (Some(mut at), Some(end)) = (square(from), square(to)) else {
            return false;
        };
        let far = at.0.abs_diff(end.0).max(at.1.abs_diff(end.1)) as usize;
        if far > SPAN || !self.is_open(end, clearance) {
            return false;
        }
        let (dx, dz) = (to[0] - from[0], to[1] - from[1]);
        let step = |d: f32| if d < 0.0 { -1 } else { 1 };
        // Parts of the way to the next edge, and from one edge to the next.
        let first = |v: f32, d: f32, cell: i32| {
            let edge = (cell + i32::from(d >= 0.0)) as f32 * STEP_SIZE;
            if d == 0.0 {
                f32::INFINITY
            } else {
                (edge - v) / d
            }
        };
        let (mut next_x, mut next_z) = (first(from[0], dx, at.0), first(from[1], dz, at.1));
        let (each_x, each_z) = (STEP_SIZE / dx.abs(), STEP_SIZE / dz.abs());
        for _ in 0..2 * SPAN + 2 {
            if !self.is_open(at, clearance) {
                return false;
            }
            if at == end || next_x.min(next_z) > 1.0 {
                return true;
            }
            if next_x < next_z {
                at.0 += step(dx);
                next_x += each_x;
            } else {
                at.1 += step(dz);
                next_z += each_z;
            }
        }
        false
    }

    fn is_open(self, square: Square, clearance: u8) -> bool {
        let [x, z] = centre(square);
        self.clearance(x, z) >= clearance.clamp(1, CLEARANCE_MAX)
    }
}

impl PathFinder {
    /// Takes all memory it will ever use.
    #[must_use]
    pub fn new() -> Self {
        Self {
            seen: vec![0; SPAN * SPAN],
            cost: vec![0; SPAN * SPAN],
            came_from: vec![0; SPAN * SPAN],
            open: BinaryHeap::with_capacity(OPEN_MAX),
            corners: Vec::with_capacity(VISITS_MAX),
            search: 0,
            origin: (0, 0),
            sight: 0,
            sight_max: SIGHT_MAX,
        }
    }

    /// One whose searches look along so few squares that they often come to the end of it.
    #[cfg(test)]
    pub(super) fn short_sighted(sight_max: u32) -> Self {
        Self {
            sight_max,
            ..Self::new()
        }
    }

    /// Finds a way from one place to another, `[x, z]` each in world units, for something that
    /// needs `clearance` squares of two units around it (1 for what fits into a square). `way` is
    /// replaced by its corners without the start, at most [`WAYPOINTS_MAX`]; where the goal cannot
    /// be reached, or lies outside the window of [`SPAN`] squares, it leads as near as it gets.
    ///
    /// Equal questions have equal answers. Allocates nothing once `way` has its room.
    pub fn find(
        &mut self,
        map: Map<'_>,
        from: [f32; 2],
        to: [f32; 2],
        clearance: u8,
        way: &mut Vec<[f32; 2]>,
    ) -> Found {
        way.clear();
        let (Some(start), Some(goal)) = (square(from), square(to)) else {
            return Found::Nothing;
        };
        if map.is_clear(from, to, clearance) {
            way.push(to);
            return Found::Whole;
        }
        let reached = self.search(map, start, goal, clearance);
        if reached == start {
            return Found::Nothing;
        }
        self.walk_back(start, reached);
        let end = if reached == goal { to } else { centre(reached) };
        let complete = self.lay(map, from, end, clearance, way);
        self.sight = PULL_MAX;
        self.pull(map, from, clearance, way);
        if reached == goal && complete {
            Found::Whole
        } else {
            Found::Part
        }
    }

    /// The square reached: the goal, or the one nearest to it.
    fn search(&mut self, map: Map<'_>, start: Square, goal: Square, clearance: u8) -> Square {
        self.begin(start, goal);
        let mut nearest = (steps(start, goal), start);
        self.reach(start, start, 0, goal);
        for _ in 0..VISITS_MAX {
            let Some(Reverse((expected, index))) = self.open.pop() else {
                break;
            };
            let (at, index) = (self.square_of(index as usize), index as usize);
            // A square reached by a better way since has had its turn, or will.
            if self.came_from[index] & DONE != 0 || expected > self.cost[index] + distance(at, goal)
            {
                continue;
            }
            let from = self.settle(map, at, clearance);
            if at == goal {
                return goal;
            }
            nearest = nearest.min((steps(at, goal), at));
            let so_far = self.index_of(from).map_or(0, |from| self.cost[from]);
            for (x, z) in STEPS {
                let next = (at.0 + x, at.1 + z);
                if passes(map, at, next, clearance) {
                    self.reach(next, from, so_far + distance(from, next), goal);
                }
            }
        }
        nearest.1
    }

    /// A square has its turn: whether it can be seen from where it was reached from is known only
    /// now. If not, it is reached from the best of its neighbours. Where what lies beyond it is
    /// reached from, as long as that can be seen.
    fn settle(&mut self, map: Map<'_>, at: Square, clearance: u8) -> Square {
        let Some(index) = self.index_of(at) else {
            return at;
        };
        let mut from = self.square_of(usize::from(self.came_from[index]));
        if from != at && !self.sees(map, centre(from), centre(at), clearance) {
            let had_turn = |next: Square| {
                let next_index = self.index_of(next)?;
                let is_done = self.seen[next_index] == self.search
                    && self.came_from[next_index] & DONE != 0
                    && passes(map, next, at, clearance);
                is_done.then(|| (self.cost[next_index] + distance(next, at), next))
            };
            let around = STEPS.map(|(x, z)| had_turn((at.0 + x, at.1 + z)));
            if let Some((cost, next)) = around.into_iter().flatten().min() {
                self.cost[index] = cost;
                from = next;
            }
        }
        let from_index = self.index_of(from).unwrap_or(index);
        self.came_from[index] = from_index as u16 | DONE;
        if self.sight > 0 { from } else { at }
    }

    /// Whether one can walk straight from one place to another; nobody can when enough was looked
    /// at.
    fn sees(&mut self, map: Map<'_>, from: [f32; 2], to: [f32; 2], clearance: u8) -> bool {
        let far = (to[0] - from[0]).abs() + (to[1] - from[1]).abs();
        let squares = (far / STEP_SIZE) as u32 + 1;
        if self.sight < squares {
            self.sight = 0;
            return false;
        }
        self.sight -= squares;
        map.is_clear(from, to, clearance)
    }

    /// Puts the window between start and goal, the start well inside.
    fn begin(&mut self, start: Square, goal: Square) {
        self.open.clear();
        self.sight = self.sight_max;
        self.search = self.search.wrapping_add(1);
        if self.search == 0 {
            self.seen.fill(0);
            self.search = 1;
        }
        let span = SPAN as i32;
        let origin = |start: i32, goal: i32| {
            let middle = start + (goal - start) / 2 - span / 2;
            middle.clamp(start - span * 7 / 8, start - span / 8)
        };
        self.origin = (origin(start.0, goal.0), origin(start.1, goal.1));
    }

    /// Notes a better way to a square of the window, unless it has had its turn.
    fn reach(&mut self, square: Square, from: Square, cost: u32, goal: Square) {
        let (Some(index), Some(from)) = (self.index_of(square), self.index_of(from)) else {
            return;
        };
        let is_known = self.seen[index] == self.search;
        if is_known && (self.cost[index] <= cost || self.came_from[index] & DONE != 0) {
            return;
        }
        if self.open.len() == OPEN_MAX {
            return;
        }
        self.seen[index] = self.search;
        self.cost[index] = cost;
        self.came_from[index] = from as u16;
        let expected = cost + distance(square, goal);
        self.open.push(Reverse((expected, index as u32)));
    }

    fn index_of(&self, square: Square) -> Option<usize> {
        let x = usize::try_from(square.0 - self.origin.0).ok()?;
        let z = usize::try_from(square.1 - self.origin.1).ok()?;
        (x < SPAN && z < SPAN).then_some(z * SPAN + x)
    }

    fn square_of(&self, index: usize) -> Square {
        let (x, z) = ((index % SPAN) as i32, (index / SPAN) as i32);
        (self.origin.0 + x, self.origin.1 + z)
    }

    /// The squares where the way turns, from its end back to the start.
    fn walk_back(&mut self, start: Square, end: Square) {
        self.corners.clear();
        let mut at = end;
        // No way is longer than the squares that were looked at.
        for _ in 0..VISITS_MAX {
            let Some(index) = self.index_of(at).filter(|_| at != start) else {
                break;
            };
            let from = self.square_of(usize::from(self.came_from[index] & !DONE));
            let bends = self.corners.last().is_none_or(|&last| {
                let (x, z) = (last.0 - at.0, last.1 - at.1);
                x * (at.1 - from.1) != z * (at.0 - from.0)
            });
            if bends {
                self.corners.push(at);
            }
            at = from;
        }
    }

    /// Lays the way over the corners, without those that the one before does not need; whether all
    /// fit.
    fn lay(
        &mut self,
        map: Map<'_>,
        from: [f32; 2],
        end: [f32; 2],
        clearance: u8,
        way: &mut Vec<[f32; 2]>,
    ) -> bool {
        let mut anchor = from;
        let mut corners = self.corners.iter().rev().enumerate().peekable();
        let last = self.corners.len().saturating_sub(1);
        let place = |(at, &corner): (usize, &Square)| if at == last { end } else { centre(corner) };
        while let Some(corner) = corners.next() {
            let next = corners.peek().map(|&next| place(next));
            if next.is_some_and(|next| map.is_clear(anchor, next, clearance)) {
                continue;
            }
            if way.len() == WAYPOINTS_MAX {
                return false;
            }
            anchor = place(corner);
            way.push(anchor);
        }
        true
    }

    /// Pulls a way tight: what a corner's neighbours do not need is left out, and what can be
    /// nearer to the straight way between them is put there.
    fn pull(&mut self, map: Map<'_>, from: [f32; 2], clearance: u8, way: &mut Vec<[f32; 2]>) {
        let mut at = 0;
        let mut moved = false;
        while self.sight > 0 && at + 1 < way.len() {
            let before = if at == 0 { from } else { way[at - 1] };
            let after = way[at + 1];
            if self.sees(map, before, after, clearance) {
                way.remove(at);
                at = at.saturating_sub(1);
                continue;
            }
            while let Some(better) = self.tighter(map, (before, way[at], after), clearance) {
                way[at] = better;
                moved = true;
            }
            at += 1;
            if at + 1 >= way.len() && std::mem::take(&mut moved) {
                // Who moved may let its neighbours move.
                at = 0;
            }
        }
    }

    /// The square beside a corner over which the way is shortest, when that is shorter.
    fn tighter(
        &mut self,
        map: Map<'_>,
        (before, corner, after): ([f32; 2], [f32; 2], [f32; 2]),
        clearance: u8,
    ) -> Option<[f32; 2]> {
        let middle = square(corner)?;
        let mut best = apart(before, corner) + apart(corner, after) - SHORTER;
        let mut found = None;
        for (x, z) in STEPS {
            let place = centre((middle.0 + x, middle.1 + z));
            let long = apart(before, place) + apart(place, after);
            let goes = |finder: &mut Self| {
                finder.sees(map, before, place, clearance)
                    && finder.sees(map, place, after, clearance)
            };
            if long < best && goes(self) {
                best = long;
                found = Some(place);
            }
        }
        found
    }
}

/// Whether one can step from a square to its neighbour: over a corner only when both squares beside
/// it are open.
fn passes(map: Map<'_>, from: Square, to: Square, clearance: u8) -> bool {
    let is_open = |square| map.is_open(square, clearance);
    let is_straight = from.0 == to.0 || from.1 == to.1;
    is_open(to) && (is_straight || is_open((from.0, to.1)) && is_open((to.0, from.1)))
}
