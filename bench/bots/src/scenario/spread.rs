//! Bots all over the maps: each is taken to a place of its own by an operator's command before the
//! play begins, as far from the others that it sees a bounded number of them however many come.
//!
//! The places of a world are a square lattice around where its bots come in, filled from the middle
//! outwards. All are at the same height: this is for tables without ground, as the starter set is.

use std::collections::HashMap;
use std::time::Duration;

use anyhow::bail;
use bezgelor_core::Vec3;

use super::Run;
use super::entrance::within;
use crate::client::WorldClient;
use crate::look;

/// World units between two places. A circle as wide as sight (128) holds some sixteen of them, and
/// a bot strays by less than half of it.
const APART: f32 = 56.0;

/// Until a client that is taken elsewhere has loaded it.
const TAKEN_WITHIN: Duration = Duration::from_secs(60);

/// Which places are taken.
#[derive(Debug, Default)]
pub(super) struct Places {
    worlds: HashMap<u16, World>,
}

/// The places of one world.
#[derive(Debug)]
struct World {
    middle: Vec3,
    taken: u32,
}

impl Places {
    /// The next free place of a world; the first who comes says where its middle is.
    fn next(&mut self, world_id: u16, at: Vec3) -> Vec3 {
        let world = self.worlds.entry(world_id).or_insert(World {
            middle: at,
            taken: 0,
        });
        let (column, row) = lattice(world.taken);
        world.taken += 1;
        Vec3 {
            x: (column as f32).mul_add(APART, world.middle.x),
            y: world.middle.y,
            z: (row as f32).mul_add(APART, world.middle.z),
        }
    }
}

/// Takes bot `number` to the next free place of the world it has come into.
///
/// # Errors
/// When the command is not done, or the client is not taken along.
pub(super) async fn take_place(
    run: &Run,
    number: u32,
    client: &mut WorldClient,
) -> anyhow::Result<()> {
    let Some(operator) = &run.operator else {
        bail!("bots are spread by an operator's commands: `--http-port` and `--token` are missing");
    };
    let world = client.view.entrance.world_id;
    let at = run.places.lock().next(world, client.position());
    let name = look::name(number);
    let line = format!(
        "teleport coordinates {} {} {} {world} \"{name}\"",
        at.x, at.y, at.z
    );
    // Those who see it come know that it was put there.
    run.sightings.lock().put(world, client.guid(), at);
    operator.run(&line).await?;
    within(TAKEN_WITHIN, "being taken to a place", client.follow()).await
}

/// The place with this number in columns and rows from the middle: 0 in the middle, then square
/// rings around it.
fn lattice(number: u32) -> (i32, i32) {
    let Some(beyond) = number.checked_sub(1) else {
        return (0, 0);
    };
    // Ring r has 8r places and begins behind the (2r - 1)^2 within it.
    let mut ring = 1;
    let mut along = beyond as i32;
    while along >= 8 * ring {
        along -= 8 * ring;
        ring += 1;
    }
    let (side, step) = (along / (2 * ring), along % (2 * ring));
    match side {
        0 => (ring, step - ring),
        1 => (ring - step, ring),
        2 => (-ring, ring - step),
        _ => (step - ring, -ring),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use bezgelor_core::limits::VISION_RANGE;

    use super::*;

    #[test]
    fn no_place_is_given_twice_and_they_fill_a_square() {
        let places: HashSet<(i32, i32)> = (0..51 * 51).map(lattice).collect();
        assert_eq!(places.len(), 51 * 51);
        assert!(places.iter().all(|(x, z)| x.abs() <= 25 && z.abs() <= 25));
    }

    #[test]
    fn however_many_come_each_sees_a_bounded_number() {
        let mut places = Places::default();
        let middle = Vec3::new(-771.0, -904.0, -2269.0);
        let taken: Vec<Vec3> = (0..1_000).map(|_| places.next(990, middle)).collect();
        let sees = |from: &Vec3| {
            let near = |to: &&Vec3| from.distance_squared_xz(**to) <= VISION_RANGE * VISION_RANGE;
            taken.iter().filter(near).count() - 1
        };
        let mut seen: Vec<usize> = taken.iter().map(sees).collect();
        seen.sort_unstable();
        assert!(seen[0] >= 4, "in a corner: {}", seen[0]);
        assert!((10..=30).contains(&seen[500]), "{}", seen[500]);
        assert!(seen[999] <= 30, "{}", seen[999]);
        let elsewhere = places.next(870, middle);
        assert_eq!(elsewhere, middle, "every world is filled from its middle");
    }
}
