//! The way from one place to another over open squares: A* in a window around both, then the
//! corners that can be seen from one another.

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
/// Cost of a step along an edge and over a corner.
const STRAIGHT: u32 = 10;
const DIAGONAL: u32 = 14;
/// The eight neighbours of a square, those along an edge first.
const STEPS: [(i32, i32, u32); 8] = [
    (1, 0, STRAIGHT),
    (-1, 0, STRAIGHT),
    (0, 1, STRAIGHT),
    (0, -1, STRAIGHT),
    (1, 1, DIAGONAL),
    (-1, 1, DIAGONAL),
    (1, -1, DIAGONAL),
    (-1, -1, DIAGONAL),
];
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
    /// step it was reached by.
    seen: Vec<u32>,
    cost: Vec<u32>,
    came_by: Vec<u8>,
    open: BinaryHeap<Reverse<(u32, u32)>>,
    corners: Vec<Square>,
    search: u32,
    origin: Square,
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

/// Steps that are needed at least, as cost.
fn distance(a: Square, b: Square) -> u32 {
    let (x, z) = (a.0.abs_diff(b.0), a.1.abs_diff(b.1));
    DIAGONAL * x.min(z) + STRAIGHT * (x.max(z) - x.min(z))
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
            came_by: vec![0; SPAN * SPAN],
            open: BinaryHeap::with_capacity(OPEN_MAX),
            corners: Vec::with_capacity(VISITS_MAX),
            search: 0,
            origin: (0, 0),
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
        let whole = reached == goal;
        let complete = self.pull(map, from, clearance, way);
        if whole && complete {
            if let Some(last) = way.last_mut() {
                *last = to;
            }
            return Found::Whole;
        }
        Found::Part
    }

    /// The square reached: the goal, or the one nearest to it.
    fn search(&mut self, map: Map<'_>, start: Square, goal: Square, clearance: u8) -> Square {
        self.begin(start, goal);
        let mut nearest = (distance(start, goal), start);
        self.reach(start, 0, 0, goal);
        for _ in 0..VISITS_MAX {
            let Some(Reverse((expected, index))) = self.open.pop() else {
                break;
            };
            let at = self.square_of(index as usize);
            let cost = self.cost[index as usize];
            // A square reached by a better way since has been looked at already.
            if expected > cost + distance(at, goal) {
                continue;
            }
            if at == goal {
                return goal;
            }
            nearest = nearest.min((distance(at, goal), at));
            for (direction, (x, z, step)) in STEPS.iter().enumerate() {
                let next = (at.0 + x, at.1 + z);
                let beside = [(at.0 + x, at.1), (at.0, at.1 + z)];
                let passable = map.is_open(next, clearance)
                    && (*step == STRAIGHT
                        || beside.iter().all(|square| map.is_open(*square, clearance)));
                if passable {
                    self.reach(next, cost + step, direction as u8, goal);
                }
            }
        }
        nearest.1
    }

    /// Puts the window between start and goal, the start well inside.
    fn begin(&mut self, start: Square, goal: Square) {
        self.open.clear();
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

    /// Notes a better way to a square of the window.
    fn reach(&mut self, square: Square, cost: u32, direction: u8, goal: Square) {
        let Some(index) = self.index_of(square) else {
            return;
        };
        if self.seen[index] == self.search && self.cost[index] <= cost {
            return;
        }
        if self.open.len() == OPEN_MAX {
            return;
        }
        self.seen[index] = self.search;
        self.cost[index] = cost;
        self.came_by[index] = direction;
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
        let (mut at, mut last) = (end, usize::MAX);
        // No way is longer than the squares that were looked at.
        for _ in 0..VISITS_MAX {
            let Some(index) = self.index_of(at).filter(|_| at != start) else {
                break;
            };
            let direction = usize::from(self.came_by[index]) % STEPS.len();
            if direction != last {
                self.corners.push(at);
                last = direction;
            }
            let (x, z, _) = STEPS[direction];
            at = (at.0 - x, at.1 - z);
        }
    }

    /// Leaves out every corner that the one before does not need; whether all fit.
    fn pull(&self, map: Map<'_>, from: [f32; 2], clearance: u8, way: &mut Vec<[f32; 2]>) -> bool {
        let mut anchor = from;
        let mut corners = self
            .corners
            .iter()
            .rev()
            .map(|corner| centre(*corner))
            .peekable();
        while let Some(corner) = corners.next() {
            let passed = corners
                .peek()
                .is_some_and(|next| map.is_clear(anchor, *next, clearance));
            if passed {
                continue;
            }
            if way.len() == WAYPOINTS_MAX {
                return false;
            }
            way.push(corner);
            anchor = corner;
        }
        true
    }
}
