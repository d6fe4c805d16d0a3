//! The places of the client's tables that something may lead to: rows of `WorldLocation2.tbl`.

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::travel::Spot;
use game::movement::in_world;
use game::spline;
use tables::{TableSet, rows};

use crate::data::{by_id, find};

/// All of them, ascending by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places(Vec<(u32, Spot)>);

impl Places {
    /// Takes them in any order.
    #[must_use]
    pub fn new(places: Vec<(u32, Spot)>) -> Self {
        Self(by_id(places, |&(id, _)| id))
    }

    /// Those of the tables that are in a world.
    #[must_use]
    pub fn from_tables(set: &TableSet) -> Self {
        let rows = set.world_location2().iter();
        let places = rows.filter_map(|row| Some((row.id(), spot(row)?)));
        Self::new(places.collect())
    }

    /// A place.
    #[must_use]
    pub fn get(&self, id: u32) -> Option<Spot> {
        find(&self.0, id, |&(id, _)| id).map(|&(_, spot)| spot)
    }
}

/// The place of a row; `None` for one at no point of a world.
pub(crate) fn spot(row: rows::WorldLocation2<'_>) -> Option<Spot> {
    let mut at = row.position_all().iter();
    let mut next = || at.next().unwrap_or(f32::NAN);
    let position = Vec3::new(next(), next(), next());
    let mut turn = row.facing_all().iter();
    let facing: [f32; 4] = std::array::from_fn(|_| turn.next().unwrap_or(0.0));
    in_world(position).then(|| Spot {
        world_id: row.world_id(),
        placement: Placement {
            position,
            rotation: Vec3::new(yaw(facing), 0.0, 0.0),
        },
    })
}

/// The yaw of a turn given as a quaternion: of where it makes one look who looked north.
fn yaw([x, y, z, w]: [f32; 4]) -> f32 {
    let ahead = Vec3::new(-2.0 * (x * z + w * y), 0.0, -1.0 + 2.0 * (x * x + y * y));
    spline::yaw(ahead).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_the_yaw_it_makes() {
        for yaw_of in [-3.0_f32, -1.5, 0.0, 0.4, 3.0] {
            let (sin, cos) = (yaw_of / 2.0).sin_cos();
            assert!((yaw([0.0, sin, 0.0, cos]) - yaw_of).abs() < 1e-4);
        }
        assert!(yaw([0.0; 4]).abs() < 1e-6, "no turn at all");
    }

    #[test]
    fn the_built_in_tables_have_places() {
        let set = tables::starter::embedded().expect("the built-in set compiles");
        let places = Places::from_tables(&set);
        for row in set.world_location2().iter() {
            let spot = places.get(row.id()).expect("a place");
            assert_eq!(spot.world_id, row.world_id());
        }
        assert!(!places.0.is_empty() && places.get(u32::MAX).is_none());
    }
}
