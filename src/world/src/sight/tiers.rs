//! Who is told of whose steps at once, and who now and then: the nearest movers of each viewer.
//!
//! Sight is not changed by this: a far mover is seen, appears, vanishes, speaks and fights like a
//! near one; only its steps come at a lower rate, newest state each time. So a crowd costs each
//! client what its nearest neighbours cost, and a step is late by a bounded time, never lost.
//!
//! Every viewer is ranked once a second, in turn. A mover that is near is counted as nearer than it
//! is, so that two who stand equally far do not change places at every ranking.

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
    candidates: Vec<Rank>,
}

/// The viewers of one mover, itself not among them.
#[derive(Clone, Debug, Default)]
struct Viewers {
    near: BitSet,
    far: BitSet,
}

/// The movers one viewer sees.
#[derive(Clone, Debug, Default)]
struct View {
    near: u32,
    /// By row; the same pairs as in [`Viewers::far`], for ranking this viewer without touching the
    /// sets of all it sees.
    far: BitSet,
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
            view.far.insert(row);
            viewers.far.insert(seat);
        }
    }

    /// The mover `row` went out of the sight of `seat`.
    pub(crate) fn unlinked(&mut self, row: Row, seat: Seat) {
        let view = &mut self.views[seat as usize];
        let viewers = &mut self.viewers[row as usize];
        if viewers.far.remove(seat) {
            view.far.remove(row);
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

    /// Ranks the viewers whose turn it is: each has one in `turns` steps.
    pub(crate) fn rank(&mut self, step: u64, turns: u64, units: &Units, players: &Players) {
        self.promoted.clear();
        let turns = turns.max(1);
        let first = (step % turns) as usize;
        for seat in (first..self.views.len()).step_by(turns as usize) {
            let view = &self.views[seat];
            if !view.far.is_empty() || view.near as usize > self.limit() {
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
        let limit = self.limit();
        let view = &mut self.views[seat as usize];
        for &row in &players.visible[seat as usize] {
            if row != own && units.seat[row as usize].is_some() {
                let distance = nearness(eye, units.position[row as usize]);
                let is_far = view.far.contains(row);
                let counted = distance * if is_far { 1.0 } else { NEAR_BONUS };
                candidates.push(Rank::new(counted, row));
            }
        }
        let near = limit.min(candidates.len());
        if near < candidates.len() {
            candidates.select_nth_unstable(near);
        }
        for (place, row) in candidates.iter().map(|rank| rank.row()).enumerate() {
            let (was_far, is_far) = (view.far.contains(row), place >= near);
            if was_far == is_far {
                continue;
            }
            let viewers = &mut self.viewers[row as usize];
            if is_far {
                view.far.insert(row);
                viewers.near.remove(seat);
                viewers.far.insert(seat);
            } else {
                view.far.remove(row);
                viewers.far.remove(seat);
                viewers.near.insert(seat);
                self.promoted.push((row, seat));
            }
        }
        view.near = near as u32;
        self.candidates = candidates;
    }
}

/// A squared distance and whose it is, in one number that sorts by the first and then by the
/// second: the bits of floats that are not negative sort as they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank(u64);

impl Rank {
    fn new(distance: f32, row: Row) -> Self {
        Self(u64::from(distance.to_bits()) << 32 | u64::from(row))
    }

    fn row(self) -> Row {
        self.0 as Row
    }
}
