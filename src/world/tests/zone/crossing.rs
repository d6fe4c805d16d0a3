//! Places that notice who comes in and goes out.

use std::sync::Arc;

use ::world::trigger::Location;
use ::world::{Event, WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::{ConnectionId, WorldId};
use game::volume::Volume;

use crate::bench::{Bench, WORLD, config};

fn location(id: u32, world_id: WorldId, x: f32, radius: f32) -> Location {
    let center = Vec3::new(x, 0.0, 0.0);
    let reach = 5.0;
    Location {
        id,
        world_id,
        volume: Volume {
            center,
            radius,
            reach,
        },
    }
}

fn crossed(bench: &Bench) -> Vec<(u32, bool)> {
    let own = |event: &Event| match *event {
        Event::Crossed {
            connection,
            location,
            came,
        } => {
            assert_eq!(connection, ConnectionId(1));
            Some((location, came))
        }
        _ => None,
    };
    bench.events.iter().filter_map(own).collect()
}

#[test]
fn coming_and_going_is_said_once_each_and_out_before_in() {
    let places = vec![
        location(7, WORLD, 0.0, 4.0),
        location(8, WORLD, 10.0, 6.0),
        location(9, WorldId(1), 0.0, 400.0),
    ];
    let data = Arc::new(WorldData::default().with_locations(places));
    let mut bench = Bench::of(Zone::new(config(), data, &[]));
    let at = |x, y| Vec3::new(x, y, 0.0);
    bench.join(1, at(0.0, 0.0));
    bench.step();
    assert!(crossed(&bench).is_empty(), "its client loads");
    bench.say(1, &protocol::messages::ClientEnteredWorld::default());
    bench.step();
    assert_eq!(crossed(&bench), [(7, true)]);
    let walk = [
        (at(3.9, 0.0), vec![]),
        (at(4.0, 0.0), vec![(8, true)]),
        (at(4.1, 0.0), vec![(7, false)]),
        (at(4.2, 5.1), vec![(8, false)]),
        (at(4.0, 4.9), vec![(7, true), (8, true)]),
        (at(9.9, 4.9), vec![(7, false)]),
    ];
    for (to, expected) in walk {
        bench.walk(1, to);
        bench.step_after(1000);
        assert_eq!(crossed(&bench), expected, "{to:?}");
    }
}
