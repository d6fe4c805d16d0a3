//! Ways over the ground: around what cannot be walked, on the height of the terrain, and in bounded
//! time per step.

use bezgelor_core::Vec3;
use bezgelor_core::limits::{PATH_SEARCHES_PER_STEP_MAX, WAY_POINTS_MAX};
use game::wander::{OFF_GROUND_MAX, STEP};
use tables::nav::{Found, PathFinder, WAYPOINTS_MAX};

use crate::maps::lands::Ground;

/// Ground that rises or falls less than this between two points of a way is told as straight.
const FLAT: f32 = 0.2;
/// Squares of the grid that a creature needs around it.
const CLEARANCE: u8 = 1;

/// What became of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// It leads there.
    Whole,
    /// It leads as near as one comes.
    Part,
    /// One is there already, or cannot come nearer.
    Nowhere,
    /// Too many were looked for in this step; ask again.
    Later,
}

/// Memory to find ways with, and what was found.
#[derive(Debug, Default)]
pub(crate) struct Ways {
    /// Made when the first way around something is looked for.
    finder: Option<Box<PathFinder>>,
    corners: Vec<[f32; 2]>,
    /// Slopes that a line may have which goes on from the last point but one.
    slopes: (f32, f32),
    /// Searches that may still be made in this step.
    left: u32,
    /// The last way, its start first; means nothing unless one was found.
    pub(crate) points: Vec<Vec3>,
}

impl Ways {
    /// A new step.
    pub(crate) fn renew(&mut self) {
        self.left = PATH_SEARCHES_PER_STEP_MAX;
    }

    /// Lays a way from one point to another, ending `short` world units before it.
    pub(crate) fn find(
        &mut self,
        ground: Option<&dyn Ground>,
        from: Vec3,
        to: Vec3,
        short: f32,
    ) -> Way {
        let on_ground = ground.filter(|ground| stands(*ground, from) && stands(*ground, to));
        let Some(ground) = on_ground else {
            // On a floor no map knows of, or in a world without one, straight is all there is.
            return self.straight(ground, from, to, short);
        };
        let leads = match self.search(ground, from, to) {
            Found::Whole => true,
            Found::Part => false,
            Found::Nothing if self.left == 0 => return Way::Later,
            Found::Nothing => return Way::Nowhere,
        };
        let is_whole = self.lay(ground, from) && leads;
        self.shorten(if is_whole { short } else { 0.0 }, is_whole)
    }

    /// A straight way, whatever lies in it: on the ground when both ends are, and never below it.
    pub(crate) fn straight(
        &mut self,
        ground: Option<&dyn Ground>,
        from: Vec3,
        to: Vec3,
        short: f32,
    ) -> Way {
        self.points.clear();
        self.points.push(from);
        let on_ground = ground.is_some_and(|ground| stands(ground, from) && stands(ground, to));
        let distance = from.distance_squared_xz(to).sqrt();
        let steps = (distance / STEP)
            .ceil()
            .clamp(1.0, WAY_POINTS_MAX as f32 - 1.0);
        for i in 1..=steps as u32 {
            let part = i as f32 / steps;
            let between = |a: f32, b: f32| a + (b - a) * part;
            let (x, z) = (between(from.x, to.x), between(from.z, to.z));
            let level = between(from.y, to.y);
            let is_end = part >= 1.0;
            let y = match ground.and_then(|ground| ground.height(x, z)) {
                Some(height) if on_ground && !is_end => height,
                Some(height) => height.max(level),
                None if is_end => level,
                // A hole is crossed from edge to edge: between two hills, its level is far below
                // them.
                None => continue,
            };
            self.add(Vec3::new(x, y, z), false);
        }
        self.shorten(short, true)
    }

    /// Fills `corners`. `Nothing` with searches left means that there is no way at all.
    fn search(&mut self, ground: &dyn Ground, from: Vec3, to: Vec3) -> Found {
        let (a, b) = ([from.x, from.z], [to.x, to.z]);
        self.corners.clear();
        let Some(map) = ground.map() else {
            self.corners.push(b);
            return Found::Whole;
        };
        if map.is_clear(a, b, CLEARANCE) {
            self.corners.push(b);
            return Found::Whole;
        }
        if self.left == 0 {
            return Found::Nothing;
        }
        self.left -= 1;
        self.corners.reserve(WAYPOINTS_MAX);
        let finder = self.finder.get_or_insert_with(Box::default);
        let found = finder.find(map, a, b, CLEARANCE, &mut self.corners);
        // A way that was looked for and is none is not to be looked for again at once.
        if found == Found::Nothing {
            self.left = self.left.max(1);
        }
        found
    }

    /// Lays the corners over the ground; false when it ends where no foot can be set.
    fn lay(&mut self, ground: &dyn Ground, from: Vec3) -> bool {
        self.points.clear();
        self.points.push(from);
        let (mut x, mut z) = (from.x, from.z);
        for at in 0..self.corners.len() {
            let [to_x, to_z] = self.corners[at];
            let (dx, dz) = (to_x - x, to_z - z);
            let steps = (dx.hypot(dz) / STEP).ceil().max(1.0);
            for i in 1..=steps as u32 {
                let part = i as f32 / steps;
                let (px, pz) = (x + dx * part, z + dz * part);
                // With a map the corners know what can be walked; without one the ground does.
                let is_open = ground.map().is_some() || ground.is_walkable(px, pz);
                let height = ground.height(px, pz).filter(|_| is_open);
                let Some(y) = height else {
                    return false;
                };
                if !self.add(Vec3::new(px, y, pz), i == 1) {
                    return false;
                }
            }
            (x, z) = (to_x, to_z);
        }
        true
    }

    /// Adds a point. While a straight line from the one before the last passes closely enough to
    /// all that lies between, it takes the last one's place. False when the way is full.
    fn add(&mut self, point: Vec3, begins_leg: bool) -> bool {
        if let [.., a, last] = &mut self.points[..]
            && !begins_leg
        {
            let distance = a.distance_squared_xz(point).sqrt();
            let slope = (point.y - a.y) / distance;
            if (self.slopes.0..=self.slopes.1).contains(&slope) {
                let (low, high) = slopes(*a, point);
                self.slopes = (self.slopes.0.max(low), self.slopes.1.min(high));
                *last = point;
                return true;
            }
        }
        if self.points.len() == WAY_POINTS_MAX {
            return false;
        }
        if let Some(&last) = self.points.last() {
            self.slopes = slopes(last, point);
        }
        self.points.push(point);
        true
    }

    /// Takes so many world units off the end.
    fn shorten(&mut self, short: f32, is_whole: bool) -> Way {
        let mut left = short;
        while let [.., a, b] = self.points[..] {
            let length = a.distance_squared(b).sqrt();
            self.points.pop();
            if length > left + 0.01 {
                let part = (length - left) / length;
                let at = |a: f32, b: f32| a + (b - a) * part;
                self.points
                    .push(Vec3::new(at(a.x, b.x), at(a.y, b.y), at(a.z, b.z)));
                return if is_whole { Way::Whole } else { Way::Part };
            }
            left -= length;
        }
        Way::Nowhere
    }
}

/// The slopes of lines from one point that pass another closely enough.
fn slopes(from: Vec3, past: Vec3) -> (f32, f32) {
    let distance = from.distance_squared_xz(past).sqrt();
    let rise = past.y - from.y;
    ((rise - FLAT) / distance, (rise + FLAT) / distance)
}

/// Whether somebody at a point stands on the ground and not on something the map does not know.
fn stands(ground: &dyn Ground, at: Vec3) -> bool {
    let height = ground.height(at.x, at.z);
    height.is_some_and(|height| (height - at.y).abs() <= 2.0 * OFF_GROUND_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bezgelor_core::ids::WorldZoneId;

    /// Ground whose height depends on x alone.
    #[derive(Debug)]
    struct Profile(fn(f32) -> Option<f32>);

    impl Ground for Profile {
        fn height(&self, x: f32, _: f32) -> Option<f32> {
            (self.0)(x)
        }

        fn liquid(&self, _: f32, _: f32) -> Option<f32> {
            None
        }

        fn is_walkable(&self, _: f32, _: f32) -> bool {
            true
        }

        fn zone_at(&self, _: f32, _: f32) -> Option<WorldZoneId> {
            None
        }
    }

    /// Rises to the east by a tenth, with a brink at x = 40.
    const SLOPE: Profile = Profile(|x| (x < 40.0).then_some(x * 0.1));
    /// Every step is steeper than the one before.
    const BOWL: Profile = Profile(|x| Some(x * x * 0.004));

    #[test]
    fn an_even_slope_is_two_points_and_ends_short() {
        let mut ways = Ways::default();
        ways.renew();
        let to = Vec3::new(30.0, 3.0, 0.0);
        let found = ways.find(Some(&SLOPE), Vec3::default(), to, 2.5);
        assert_eq!((found, ways.points.len()), (Way::Whole, 2));
        let end = ways.points[1];
        assert!(
            (end.distance_squared(to).sqrt() - 2.5).abs() < 1e-3,
            "{end:?}"
        );
        assert!((end.y - end.x * 0.1).abs() < 1e-3);
        let near = Vec3::new(29.0, 2.9, 0.0);
        assert_eq!(ways.find(Some(&SLOPE), near, to, 2.5), Way::Nowhere);
    }

    #[test]
    fn a_way_that_bends_slowly_never_leaves_the_ground() {
        let mut ways = Ways::default();
        ways.renew();
        let (from, to) = (Vec3::new(-60.0, 14.4, 0.0), Vec3::new(60.0, 14.4, 0.0));
        assert_eq!(ways.find(Some(&BOWL), from, to, 0.0), Way::Whole);
        assert!(
            ways.points.len() > 6 && ways.points.len() < 40,
            "{}",
            ways.points.len()
        );
        for pair in ways.points.windows(2) {
            for part in [0.25, 0.5, 0.75] {
                let at = |a: f32, b: f32| a + (b - a) * part;
                let (x, y) = (at(pair[0].x, pair[1].x), at(pair[0].y, pair[1].y));
                assert!((y - x * x * 0.004).abs() < 2.0 * FLAT, "{pair:?}");
            }
        }
    }

    #[test]
    fn a_hole_in_a_hill_is_crossed_from_edge_to_edge() {
        /// A ridge with a gap on its top.
        const RIDGE: Profile = Profile(|x| (!(20.0..24.0).contains(&x)).then(|| ridge(x)));
        /// The same as a valley.
        const VALLEY: Profile = Profile(|x| (!(20.0..24.0).contains(&x)).then(|| -ridge(x)));
        fn ridge(x: f32) -> f32 {
            8.0 - (x - 22.0).abs() * 8.0 / 22.0
        }
        let mut ways = Ways::default();
        for (land, sign) in [(RIDGE, 1.0), (VALLEY, -1.0)] {
            let (from, to) = (Vec3::default(), Vec3::new(44.0, 0.0, 0.0));
            assert_eq!(ways.straight(Some(&land), from, to, 0.0), Way::Whole);
            for pair in ways.points.windows(2) {
                for part in [0.0, 0.25, 0.5, 0.75, 1.0] {
                    let at = |a: f32, b: f32| a + (b - a) * part;
                    let (x, y) = (at(pair[0].x, pair[1].x), at(pair[0].y, pair[1].y));
                    let off = y - sign * ridge(x);
                    // Over the gap itself the way is as straight as it is between its edges.
                    assert!(off.abs() <= 1.0, "{off} at {x}: {:?}", ways.points);
                }
            }
        }
    }

    #[test]
    fn a_brink_ends_the_way_and_floors_of_no_map_do_not() {
        let mut ways = Ways::default();
        ways.renew();
        let from = Vec3::new(30.0, 3.0, 0.0);
        // Beyond the brink nothing is known, so the way there is straight, on its own height.
        let found = ways.find(Some(&SLOPE), from, Vec3::new(60.0, 3.0, 0.0), 0.0);
        assert_eq!(found, Way::Whole);
        // On a bridge high above the slope one stays high, and never below the ground.
        let bridge = [Vec3::new(0.0, 20.0, 0.0), Vec3::new(30.0, 0.0, 0.0)];
        assert_eq!(
            ways.find(Some(&SLOPE), bridge[0], bridge[1], 0.0),
            Way::Whole
        );
        assert!(ways.points.iter().all(|at| at.y >= at.x * 0.1 - 1e-3));
        assert_eq!(ways.find(None, from, bridge[0], 1.0), Way::Whole);
    }
}
