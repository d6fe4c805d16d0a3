//! One step of a zone in which creatures hunt: 10,000 of them, a hundred after players who run.

use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::ids::{ConnectionId, ZoneInstanceId};
use bezgelor_core::model::Spawn;
use game::faction::Factions;
use protocol::messages::{ClientEntityCommand, ClientEntityCommandItems};
use protocol::unions::IEntityCommandModel;
use world::maps::lands::Lands;
use world::{Inputs, WorldData, Zone, ZoneConfig};

use crate::report::{Bound, Figure};
use crate::zone::{STEP_MS, WORLD, entry, place, say, spawn, step_figures, step_times};

const CREATURES: u64 = 10_000;
/// One in so many hates the players, who stand among them.
const HOSTILE_ONE_IN: u64 = 100;
const PLAYERS: u64 = 100;
const FOES: u16 = 500;
const EDGE: f32 = 1_000.0;
const STEPS_BEFORE: u64 = 60;
const STEPS: u64 = 200;

/// Milliseconds of a step, in the middle and at worst.
pub(crate) fn run() -> Vec<Figure> {
    let bounds = [Bound::Most(5.0), Bound::Most(15.0)];
    step_figures(
        [
            "zone: step with 100 hunts, p50",
            "zone: step with 100 hunts, p99",
        ],
        measure(),
        bounds,
    )
    .into()
}

/// Where a hunter stands, and a player a little beside it.
fn camp(number: u64) -> Vec3 {
    place(number * HOSTILE_ONE_IN, EDGE)
}

fn measure() -> Vec<f64> {
    let people = entry(0, Vec3::default()).sheet.character.faction;
    let spawns: Vec<Spawn> = (0..CREATURES)
        .map(|number| {
            let hostile = number.is_multiple_of(HOSTILE_ONE_IN);
            let faction = if hostile { FOES } else { 219 };
            Spawn {
                faction1: faction,
                faction2: faction,
                ..spawn(number, place(number, EDGE))
            }
        })
        .collect();
    let factions = Factions::new(Vec::new(), vec![(people, FOES, 0)]);
    let lands = Lands::new(factions, Vec::new(), Vec::new());
    let data = Arc::new(WorldData::default().with_lands(lands));
    let mut zone = Zone::new(ZoneConfig::new(ZoneInstanceId(1), WORLD, 1), data, &spawns);
    let mut inputs = Inputs::new();
    for number in 0..PLAYERS {
        // Bounded far above a hundred.
        let _ = inputs.join(entry(number, camp(number)));
    }
    let counted = STEPS_BEFORE..STEPS_BEFORE + STEPS;
    step_times(&mut zone, &mut inputs, PLAYERS, counted, run_around)
}

/// In a circle of twenty units around the camp, faster than anybody follows.
fn run_around(inputs: &mut Inputs, number: u64, step: u64) {
    let middle = camp(number);
    let (sin, cos) = (step as f32 * 0.05).sin_cos();
    let radius = (step as f32 * 0.4).min(20.0);
    let position = Vec3::new(middle.x + cos * radius, 0.0, middle.z + sin * radius);
    let model = IEntityCommandModel::SetPosition {
        position,
        blend: true,
    };
    let items = vec![ClientEntityCommandItems { model }];
    let time = (step * STEP_MS) as u32;
    say(
        inputs,
        ConnectionId(number),
        &ClientEntityCommand { time, items },
    );
}
