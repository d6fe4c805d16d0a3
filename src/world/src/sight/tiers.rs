//! Who is told of whose steps at once, and who now and then: the nearest movers of each viewer.
//!
//! Sight is not changed by this: a far mover is seen, appears, vanishes, speaks and fights like a
//! near one; only its steps come at a lower rate, newest state each time. So a crowd costs each
//! client what its nearest neighbours cost, and a step is late by a bounded time, never lost.
//!
//! Every viewer is ranked once a second, in turn. A mover that is near is counted as nearer than it
//! is, so that two who stand equally far do not change places at every ranking.

use bezgelor_core::Vec3;
use bezgelor_core::bits::BitSet;

use crate::entity::slots::Row;
use crate::entity::units::Units;
use crate::player::players::{Players, Seat};
use crate::sight::vision::nearness;

/// Milliseconds between two rankings of one viewer.
pub(crate) const RANK_INTERVAL_MS: u64 = 1_000;
/// Squared distances of near movers count this much of themselves: a far one must come nearer by a
/// tenth to take a place.
const NEAR_BONUS: f32 = 0.81;
/// No viewers.
pub(crate) static NOBODY: BitSet = BitSet::new();

/// The system. Knows every pair of viewer and mover that vision linked.
#[derive(Debug)]
pub(crate) struct Tiers {
    /// Near movers of one viewer at most; 0 for no limit.
    movers_max: usize,
    /// By row: who sees this mover from near and from afar.
    viewers: Vec<Viewers>,
    /// By seat.
    views: Vec<View>,
    /// Became near in the last ranking, sorted by row.
    pub(crate) promoted: Vec<(Row, Seat)>,
    candidates: Vec<(f32, Row)>,
}

/// The viewers of one mover, itself not among them.
#[derive(Clone, Debug, Default)]
struct Viewers {
    near: BitSet,
    far: BitSet,
}

#[derive(Clone, Copy, Debug, Default)]
struct View {
    near: u32,
    far: u32,
}

impl Tiers {
    /// Nobody yet; at most `movers_max` are near to one viewer, any number when it is 0.
    pub(crate) fn new(movers_max: usize) -> Self {
        Self {
            movers_max,
            viewers: Vec::new(),
            views: Vec::new(),
            promoted: Vec::new(),
            candidates: Vec::new(),
        }
    }

    /// Changes the bound; viewers come to keep it as they are ranked.
    pub(crate) fn set_movers_max(&mut self, movers_max: usize) {
        self.movers_max = movers_max;
    }

    fn limit(&self) -> usize {
        match self.movers_max {
            0 => usize::MAX,
            limit => limit,
        }
    }

    /// The mover `row` came into the sight of `seat`.
    pub(crate) fn linked(&mut self, row: Row, seat: Seat) {
        if self.views.len() <= seat as usize {
            self.views.resize(seat as usize + 1, View::default());
        }
        if self.viewers.len() <= row as usize {
            self.viewers.resize(row as usize + 1, Viewers::default());
        }
        let limit = self.limit();
        let view = &mut self.views[seat as usize];
        let viewers = &mut self.viewers[row as usize];
        if (view.near as usize) < limit {
            view.near += 1;
            viewers.near.insert(seat);
        } else {
            view.far += 1;
            viewers.far.insert(seat);
        }
    }

    /// The mover `row` went out of the sight of `seat`.
    pub(crate) fn unlinked(&mut self, row: Row, seat: Seat) {
        let view = &mut self.views[seat as usize];
        let viewers = &mut self.viewers[row as usize];
        if viewers.far.remove(seat) {
            view.far -= 1;
        } else {
            let was_near = viewers.near.remove(seat);
            debug_assert!(was_near, "viewers and views agree");
            view.near -= 1;
        }
    }

    /// Viewers for whom this mover is near, by their seats.
    pub(crate) fn near_viewers(&self, row: Row) -> &BitSet {
        let viewers = self.viewers.get(row as usize);
        viewers.map_or(&NOBODY, |viewers| &viewers.near)
    }

    /// Viewers for whom this mover is far, by their seats.
    pub(crate) fn far_viewers(&self, row: Row) -> &BitSet {
        let viewers = self.viewers.get(row as usize);
        viewers.map_or(&NOBODY, |viewers| &viewers.far)
    }

    /// Whether this mover is far for this viewer.
    fn is_far(&self, row: Row, seat: Seat) -> bool {
        self.far_viewers(row).contains(seat)
    }

    /// Ranks the viewers whose turn it is: each has one in `turns` steps.
    pub(crate) fn rank(&mut self, step: u64, turns: u64, units: &Units, players: &Players) {
        self.promoted.clear();
        let turns = turns.max(1);
        let first = (step % turns) as usize;
        for seat in (first..self.views.len()).step_by(turns as usize) {
            let view = self.views[seat];
            if view.far > 0 || view.near as usize > self.limit() {
                self.rank_one(seat as Seat, units, players);
            }
        }
        self.promoted.sort_unstable();
    }

    fn rank_one(&mut self, seat: Seat, units: &Units, players: &Players) {
        let own = players.row[seat as usize];
        let eye = units.position[own as usize];
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.clear();
        for &row in &players.visible[seat as usize] {
            if row == own || units.seat[row as usize].is_none() {
                continue;
            }
            candidates.push((self.rank_of(eye, row, seat, units), row));
        }
        let near = self.limit().min(candidates.len());
        if near < candidates.len() {
            let nearer = |a: &(f32, Row), b: &(f32, Row)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
            candidates.select_nth_unstable_by(near, nearer);
        }
        for (place, &(_, row)) in candidates.iter().enumerate() {
            let (was_far, is_far) = (self.is_far(row, seat), place >= near);
            let viewers = &mut self.viewers[row as usize];
            if was_far && !is_far {
                viewers.far.remove(seat);
                viewers.near.insert(seat);
                self.promoted.push((row, seat));
            } else if is_far && !was_far {
                viewers.near.remove(seat);
                viewers.far.insert(seat);
            }
        }
        let far = candidates.len() - near;
        self.views[seat as usize] = View {
            near: near as u32,
            far: far as u32,
        };
        self.candidates = candidates;
    }

    fn rank_of(&self, eye: Vec3, row: Row, seat: Seat, units: &Units) -> f32 {
        let distance = nearness(eye, units.position[row as usize]);
        if self.is_far(row, seat) {
            distance
        } else {
            distance * NEAR_BONUS
        }
    }
}
