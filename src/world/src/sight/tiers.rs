//! Who is told of whose steps at once, and who now and then: the nearest movers of each viewer.
//!
//! Sight is not changed by this: a far mover is seen, appears, vanishes, speaks and fights like a
//! near one; only its steps come at a lower rate, newest state each time. So a crowd costs each
//! client what its nearest neighbours cost, and a step is late by a bounded time, never lost.
//!
//! Every viewer is ranked once a second, in turn. A mover that is near is counted as nearer than it
//! is, so that two who stand equally far do not change places at every ranking. A ranking looks no
//! farther than it must: as far as the last one had to, and a little more. So in a crowd it costs
//! what the nearest cost, whoever else is in sight.

use bezgelor_core::Vec3;
use bezgelor_core::bits::BitSet;

use crate::entity::slots::Row;
use crate::player::players::Seat;
use crate::sight::grid::CellGrid;
use crate::sight::vision::nearness;

/// Milliseconds between two rankings of one viewer.
pub(crate) const RANK_INTERVAL_MS: u64 = 1_000;
/// Distances of near movers count this much of themselves: a far one must come nearer by a tenth
/// to take a place.
const NEAR_PART: f32 = 0.9;
/// The same for squared distances.
const NEAR_BONUS: f32 = NEAR_PART * NEAR_PART;
/// A ranking looks this much farther than the last one had to.
const REACH_SLACK: f32 = 1.1;
/// And at least so many units.
const REACH_MIN: f32 = 1.0;
/// No viewers.
pub(crate) static NOBODY: BitSet = BitSet::new();

/// The system. Knows every pair of viewer and mover that vision linked, both by their seats.
#[derive(Debug)]
pub(crate) struct Tiers {
    /// Near movers of one viewer at most; 0 for no limit.
    movers_max: usize,
    /// Who sees this mover from near and from afar.
    viewers: Vec<Pairs>,
    /// Whom this viewer sees from near and from afar: the same pairs.
    views: Vec<Pairs>,
    /// How far the nearest reached in the last ranking of this viewer.
    reach: Vec<f32>,
    /// Became near in the last ranking, sorted by row.
    pub(crate) promoted: Vec<(Row, Seat)>,
    candidates: Vec<Rank>,
    chosen: BitSet,
}

/// Those on the other side of one player, itself not among them. Nobody is in both.
#[derive(Clone, Debug, Default)]
struct Pairs {
    near: BitSet,
    far: BitSet,
}

/// Where players stand, as vision last saw them: all that are linked are within its range.
#[derive(Clone, Copy)]
pub(crate) struct Standing<'a> {
    /// By seat.
    pub(crate) eyes: &'a [Vec3],
    /// Seats by place.
    pub(crate) watchers: &'a CellGrid,
    pub(crate) range: f32,
}

impl Tiers {
    /// Nobody yet; at most `movers_max` are near to one viewer, any number when it is 0.
    pub(crate) fn new(movers_max: usize) -> Self {
        Self {
            movers_max,
            viewers: Vec::new(),
            views: Vec::new(),
            reach: Vec::new(),
            promoted: Vec::new(),
            candidates: Vec::new(),
            chosen: BitSet::new(),
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

    /// The mover in seat `mover` came into the sight of `seat`.
    pub(crate) fn linked(&mut self, mover: Seat, seat: Seat) {
        let players = mover.max(seat) as usize + 1;
        if self.views.len() < players {
            self.views.resize(players, Pairs::default());
            self.viewers.resize(players, Pairs::default());
            self.reach.resize(players, f32::INFINITY);
        }
        let limit = self.limit();
        let view = &mut self.views[seat as usize];
        let viewers = &mut self.viewers[mover as usize];
        if view.near.len() < limit {
            view.near.insert(mover);
            viewers.near.insert(seat);
        } else {
            view.far.insert(mover);
            viewers.far.insert(seat);
        }
    }

    /// The mover in seat `mover` went out of the sight of `seat`.
    pub(crate) fn unlinked(&mut self, mover: Seat, seat: Seat) {
        let view = &mut self.views[seat as usize];
        let viewers = &mut self.viewers[mover as usize];
        let was_near = view.near.remove(mover);
        let was_far = view.far.remove(mover);
        debug_assert!(was_near != was_far, "it was linked");
        viewers.near.remove(seat);
        viewers.far.remove(seat);
    }

    /// Viewers for whom this mover is near, by their seats.
    pub(crate) fn near_viewers(&self, mover: Seat) -> &BitSet {
        let viewers = self.viewers.get(mover as usize);
        viewers.map_or(&NOBODY, |viewers| &viewers.near)
    }

    /// Viewers for whom this mover is far, by their seats.
    pub(crate) fn far_viewers(&self, mover: Seat) -> &BitSet {
        let viewers = self.viewers.get(mover as usize);
        viewers.map_or(&NOBODY, |viewers| &viewers.far)
    }

    /// Ranks the viewers whose turn it is: each has one in `turns` steps. `rows` are the units of
    /// players by their seats.
    pub(crate) fn rank(&mut self, step: u64, turns: u64, standing: Standing<'_>, rows: &[Row]) {
        self.promoted.clear();
        let turns = turns.max(1);
        let first = (step % turns) as usize;
        for seat in (first..self.views.len()).step_by(turns as usize) {
            let view = &self.views[seat];
            if !view.far.is_empty() || view.near.len() > self.limit() {
                self.choose(seat, standing);
                self.rearrange(seat as Seat, rows);
            }
        }
        self.promoted.sort_unstable();
    }

    /// Fills `chosen` with the movers that are nearest to this viewer.
    fn choose(&mut self, seat: usize, standing: Standing<'_>) {
        let limit = self.limit();
        let (view, chosen) = (&self.views[seat], &mut self.chosen);
        chosen.clear();
        if view.near.len() + view.far.len() <= limit {
            for mover in view.near.iter().chain(view.far.iter()) {
                chosen.insert(mover);
            }
            return;
        }
        let reach = &mut self.reach[seat];
        let candidates = &mut self.candidates;
        let eye = standing.eyes[seat];
        while !look_within(view, eye, *reach, standing, limit, candidates) {
            *reach *= 2.0;
        }
        if limit < candidates.len() {
            let (_, next, _) = candidates.select_nth_unstable(limit);
            *reach = (next.distance().sqrt() * REACH_SLACK).max(REACH_MIN);
            candidates.truncate(limit);
        }
        for rank in candidates {
            chosen.insert(rank.seat());
        }
    }

    /// Makes those in `chosen` near to this viewer and all others far.
    fn rearrange(&mut self, seat: Seat, rows: &[Row]) {
        let view = &mut self.views[seat as usize];
        for mover in view.near.without(&self.chosen) {
            view.far.insert(mover);
            let viewers = &mut self.viewers[mover as usize];
            viewers.near.remove(seat);
            viewers.far.insert(seat);
        }
        for mover in self.chosen.without(&view.near) {
            view.far.remove(mover);
            let viewers = &mut self.viewers[mover as usize];
            viewers.far.remove(seat);
            viewers.near.insert(seat);
            self.promoted.push((rows[mover as usize], seat));
        }
        std::mem::swap(&mut view.near, &mut self.chosen);
    }
}

/// Collects all movers of a view that count as no farther than `reach`; false when they are fewer
/// than wanted and there are more.
fn look_within(
    view: &Pairs,
    eye: Vec3,
    reach: f32,
    standing: Standing<'_>,
    wanted: usize,
    candidates: &mut Vec<Rank>,
) -> bool {
    candidates.clear();
    let is_all = reach >= standing.range;
    let (radius, counted_max) = if is_all {
        (standing.range, f32::INFINITY)
    } else {
        // A near mover counts as nearer than it is.
        (reach / NEAR_PART, reach * reach)
    };
    standing.watchers.for_each_within(eye, radius, |mover| {
        let is_near = view.near.contains(mover);
        if is_near || view.far.contains(mover) {
            let distance = nearness(eye, standing.eyes[mover as usize]);
            let counted = distance * if is_near { NEAR_BONUS } else { 1.0 };
            if counted <= counted_max {
                candidates.push(Rank::new(counted, mover));
            }
        }
    });
    is_all || candidates.len() > wanted
}

/// A squared distance and whose it is, in one number that sorts by the first and then by the
/// second: the bits of floats that are not negative sort as they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Rank(u64);

impl Rank {
    fn new(distance: f32, seat: Seat) -> Self {
        Self(u64::from(distance.to_bits()) << 32 | u64::from(seat))
    }

    fn distance(self) -> f32 {
        f32::from_bits((self.0 >> 32) as u32)
    }

    fn seat(self) -> Seat {
        self.0 as Seat
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RANGE: f32 = 128.0;

    /// The nearest by counting all.
    fn nearest(eyes: &[Vec3], seat: usize, near: &BitSet, limit: usize) -> Vec<Seat> {
        let others = (0..eyes.len() as Seat).filter(|mover| *mover as usize != seat);
        let mut ranks: Vec<Rank> = others
            .map(|mover| {
                let distance = nearness(eyes[seat], eyes[mover as usize]);
                let counted = distance
                    * if near.contains(mover) {
                        NEAR_BONUS
                    } else {
                        1.0
                    };
                Rank::new(counted, mover)
            })
            .collect();
        ranks.sort_unstable();
        let mut seats: Vec<Seat> = ranks.iter().take(limit).map(|rank| rank.seat()).collect();
        seats.sort_unstable();
        seats
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// However they move and whatever the limit becomes, those near are the nearest, both
        /// sides agree, and who became near is told.
        #[test]
        fn the_near_are_the_nearest(
            places in proptest::collection::vec((0.0_f32..60.0, 0.0_f32..60.0), 2..90),
            rounds in proptest::collection::vec((1_usize..60, 0.0_f32..8.0, 0.1_f32..1.3), 1..8),
        ) {
            let mut eyes: Vec<Vec3> =
                places.iter().map(|(x, z)| Vec3::new(*x, 0.0, *z)).collect();
            let rows: Vec<Row> = (0..eyes.len() as Row).map(|seat| seat + 1_000).collect();
            let mut tiers = Tiers::new(rounds[0].0);
            for (mover, seat) in pairs(eyes.len()) {
                tiers.linked(mover, seat);
            }
            for (limit, stray, spread) in rounds {
                tiers.set_movers_max(limit);
                let mut watchers = CellGrid::new();
                for (seat, eye) in (0..).zip(&mut eyes) {
                    // To and fro, apart and together.
                    eye.x = (eye.x + stray * if seat % 2 == 0 { 1.0 } else { -1.0 }) * spread;
                    eye.x = eye.x.clamp(0.0, 60.0);
                    watchers.put(seat, *eye);
                }
                let standing = Standing { eyes: &eyes, watchers: &watchers, range: RANGE };
                let before = tiers.views.clone();
                tiers.rank(0, 1, standing, &rows);
                let mut promoted = Vec::new();
                for (seat, old) in before.iter().enumerate() {
                    let near: Vec<Seat> = tiers.views[seat].near.iter().collect();
                    prop_assert_eq!(&near, &nearest(&eyes, seat, &old.near, limit));
                    let new = near.iter().filter(|mover| !old.near.contains(**mover));
                    promoted.extend(new.map(|mover| (rows[*mover as usize], seat as Seat)));
                }
                promoted.sort_unstable();
                prop_assert_eq!(&tiers.promoted, &promoted);
                for (mover, seat) in pairs(eyes.len()) {
                    let view = &tiers.views[seat as usize];
                    let is_near = view.near.contains(mover);
                    prop_assert!(view.far.contains(mover) != is_near);
                    prop_assert_eq!(tiers.near_viewers(mover).contains(seat), is_near);
                    prop_assert_eq!(tiers.far_viewers(mover).contains(seat), !is_near);
                }
            }
            for (mover, seat) in pairs(eyes.len()) {
                tiers.unlinked(mover, seat);
            }
            prop_assert!(tiers.views.iter().all(|view| view.near.is_empty()));
            prop_assert!(tiers.viewers.iter().all(|of| of.near.is_empty() && of.far.is_empty()));
        }
    }

    fn pairs(players: usize) -> impl Iterator<Item = (Seat, Seat)> {
        let all = 0..players as Seat;
        all.clone()
            .flat_map(move |mover| all.clone().map(move |seat| (mover, seat)))
            .filter(|(mover, seat)| mover != seat)
    }
}
