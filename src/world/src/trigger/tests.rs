//! Volumes against a walk over all of them.

use proptest::prelude::*;

use super::*;

fn location() -> impl Strategy<Value = Location> {
    let place = -300.0_f32..300.0;
    (
        0_u32..40,
        place.clone(),
        place,
        0.1_f32..120.0,
        0.0_f32..40.0,
        0_u16..2,
    )
        .prop_map(|(id, x, z, radius, reach, world)| Location {
            id,
            world_id: WorldId(world),
            volume: Volume {
                center: Vec3::new(x, 0.0, z),
                radius,
                reach: (reach - 20.0).max(0.0),
            },
        })
}

fn point() -> impl Strategy<Value = Vec3> {
    let place = -400.0_f32..400.0;
    (place.clone(), -30.0_f32..30.0, place).prop_map(|(x, y, z)| Vec3::new(x, y, z))
}

proptest! {
    #[test]
    fn who_is_where_is_what_a_walk_over_all_finds_and_crossings_add_up(
        mut all in proptest::collection::vec(location(), 0..30),
        way in proptest::collection::vec(point(), 1..40),
    ) {
        all.sort_by_key(|location| location.id);
        all.dedup_by_key(|location| location.id);
        let triggers = Triggers::new(WorldId(1), &all);
        let (mut before, mut now) = (Vec::new(), Vec::new());
        let mut open = std::collections::BTreeSet::new();
        for at in way {
            triggers.around(at, &mut now);
            let inside = |l: &&Location| l.world_id == WorldId(1) && l.volume.contains(at);
            let expected: Vec<u32> = all.iter().filter(inside).map(|l| l.id).collect();
            prop_assert_eq!(&now, &expected);
            for (location, came) in crossings(&before, &now) {
                // Nobody comes in twice, or goes out of where it is not.
                let is_new = open.insert(location);
                prop_assert_eq!(is_new, came, "in twice, or out of where nobody was");
                if !came {
                    open.remove(&location);
                }
            }
            prop_assert!(open.iter().eq(&now));
            std::mem::swap(&mut before, &mut now);
        }
    }
}
