//! One step of a full zone: players and creatures, some in motion, with everything that is told.
//! All times are processor time of the thread, so that a busy machine measures nearly the same.
//!
//! Two crowds: spread over a square of 500 units, and all within 150 units of one another, where
//! units come into sight and go out of it all the time.

use std::ops::Range;
use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{AccountId, ConnectionId, CreatureId, SpawnId, WorldId, ZoneInstanceId};
use bezgelor_core::limits::{VISION_RANGE, ZONE_TICK_MS};
use bezgelor_core::model::{Character, CharacterSheet, Patrol, Spawn};
use bezgelor_core::testing::character;
use bezgelor_core::time::{Millis, Now, UnixMillis};
use game::faction::Factions;
use game::spline::{Curve, Node, Repeat, Spline};
use protocol::Message;
use protocol::messages::{ClientEnteredWorld, ClientEntityCommand, ClientEntityCommandItems};
use protocol::unions::IEntityCommandModel;
use world::grid::CellGrid;
use world::maps::lands::Lands;
use world::{Inputs, Outputs, PlayerEntry, WorldData, Zone, ZoneConfig};

use crate::measure::processor_ns;
use crate::report::{Bound, Figure};

pub(crate) const WORLD: WorldId = WorldId(22);
const PLAYERS: u64 = 1_000;
const CREATURES: u64 = 10_000;
/// Every tenth player moves in a step, and every tenth creature is under way.
const MOVES_ONE_IN: u64 = 10;
const SPLINE: u16 = 1;
/// Milliseconds of a step, the rate the figures are held to.
pub(crate) const STEP_MS: u64 = 100;
/// Until all have seen all there is to see.
const STEPS_BEFORE: u64 = 120;
const STEPS: u64 = 100;

/// Milliseconds of a step in both crowds.
pub(crate) fn run() -> Vec<Figure> {
    let bounds = [Bound::Most(5.0), Bound::Most(15.0)];
    let mut figures = Vec::new();
    figures.extend(step_figures(
        [
            "zone: step in 500 units, p50",
            "zone: step in 500 units, p99",
        ],
        measure(500.0),
        bounds,
    ));
    let none = [Bound::None, Bound::None];
    figures.extend(step_figures(
        [
            "zone: step in 150 units, p50",
            "zone: step in 150 units, p99",
        ],
        measure(150.0),
        none,
    ));
    figures.extend([
        Figure::new(
            "zone: who is near, of 1 us + 5 ns a hit",
            interest(),
            "",
            Bound::Most(1.0),
        ),
        Figure::new(
            "zone: 100 idle ones, of a core",
            idle(),
            "%",
            Bound::Most(1.0),
        ),
    ]);
    figures
}

/// The median time of a search among 11,000 in 500 units, as a part of what it may take.
fn interest() -> f64 {
    let mut grid = CellGrid::new();
    let count = PLAYERS + CREATURES;
    for number in 0..count {
        grid.put(number as u32, place(number, 500.0));
    }
    let mut parts: Vec<f64> = (0..1_000)
        .map(|number| {
            let center = place(number * 7, 500.0);
            let mut hits = 0_u64;
            let began = processor_ns();
            grid.for_each_within(center, VISION_RANGE, |row| hits += 1 + u64::from(row >> 31));
            let took_ns = processor_ns() - began;
            took_ns / (1_000.0 + 5.0 * hits as f64)
        })
        .collect();
    at(&mut parts, 50)
}

/// Percent of a core that 100 zones take whose creatures travel and stroll and nobody looks.
fn idle() -> f64 {
    const ZONES: u64 = 100;
    const SECONDS: u64 = 5;
    let spawns: Vec<Spawn> = (0..1_000).map(|n| spawn(n, place(n, 500.0))).collect();
    let patrols: Vec<Patrol> = (0..100).map(patrol).collect();
    let zone = |number: u64| {
        let config = ZoneConfig::new(ZoneInstanceId(number as u32), WORLD, number);
        let mut zone = Zone::new(config, data(500.0), &spawns);
        zone.assign_patrols(&patrols);
        zone
    };
    let mut zones: Vec<Zone> = (1..=ZONES).map(zone).collect();
    let (mut inputs, mut out) = (Inputs::new(), Outputs::new());
    let steps = SECONDS * 1000 / ZONE_TICK_MS;
    let began = processor_ns();
    for step in 0..steps {
        let now = now((step + 1) * ZONE_TICK_MS);
        for zone in &mut zones {
            zone.step(now, &mut inputs, &mut out);
        }
    }
    (processor_ns() - began) / 1e9 / SECONDS as f64 * 100.0
}

fn at(times: &mut [f64], percent: usize) -> f64 {
    times.sort_unstable_by(f64::total_cmp);
    times[(times.len() - 1) * percent / 100]
}

/// Milliseconds of every step in a square with this edge.
fn measure(edge: f32) -> Vec<f64> {
    let spawns: Vec<Spawn> = (0..CREATURES)
        .map(|n| spawn(n, place(n + PLAYERS, edge)))
        .collect();
    let config = ZoneConfig::new(ZoneInstanceId(1), WORLD, 1);
    let mut zone = Zone::new(config, data(edge), &spawns);
    let patrols: Vec<Patrol> = (0..CREATURES / MOVES_ONE_IN).map(patrol).collect();
    zone.assign_patrols(&patrols);
    let mut inputs = Inputs::new();
    for number in 0..PLAYERS {
        // Bounded far above a thousand.
        let _ = inputs.join(entry(number, place(number, edge)));
    }
    step_times(
        &mut zone,
        &mut inputs,
        PLAYERS,
        STEPS_BEFORE..STEPS_BEFORE + STEPS,
        |inputs, number, step| {
            if (step + number).is_multiple_of(MOVES_ONE_IN) {
                walk(inputs, number, step, place(number, edge));
            }
        },
    )
}

/// Milliseconds of the steps of a zone numbered so, those before them not counted: its players
/// (they have joined) enter, then do in each step what they will.
pub(crate) fn step_times(
    zone: &mut Zone,
    inputs: &mut Inputs,
    players: u64,
    counted: Range<u64>,
    mut act: impl FnMut(&mut Inputs, u64, u64),
) -> Vec<f64> {
    let mut out = Outputs::new();
    let mut times = Vec::new();
    for step in 0..counted.end {
        for number in 0..players {
            match step {
                0 => {}
                1 => say(inputs, ConnectionId(number), &ClientEnteredWorld::default()),
                _ => act(inputs, number, step),
            }
        }
        let now = now((step + 1) * STEP_MS);
        let began = processor_ns();
        zone.step(now, inputs, &mut out);
        if counted.contains(&step) {
            times.push((processor_ns() - began) / 1e6);
        }
    }
    times
}

/// Such times in the middle and at worst.
pub(crate) fn step_figures(
    [middle, worst]: [&'static str; 2],
    mut times: Vec<f64>,
    [most, worst_most]: [Bound; 2],
) -> [Figure; 2] {
    [
        Figure::new(middle, at(&mut times, 50), "ms", most),
        Figure::new(worst, at(&mut times, 99), "ms", worst_most),
    ]
}

fn now(ms: u64) -> Now {
    Now {
        mono: Millis(ms),
        unix: UnixMillis(ms as i64),
    }
}

/// One course around the middle of the square.
fn data(edge: f32) -> Arc<WorldData> {
    let half = edge / 2.0;
    let node = |i: i16| {
        let (sin, cos) = (f32::from(i) * std::f32::consts::TAU / 16.0).sin_cos();
        Node {
            position: Vec3::new(half + cos * half * 0.9, 0.0, half + sin * half * 0.9),
            ..Node::default()
        }
    };
    let nodes: Vec<Node> = (-1..=17).map(node).collect();
    let splines = Spline::new(Curve::CatmullRom, &nodes)
        .map(|spline| vec![(u32::from(SPLINE), Arc::new(spline))]);
    let lands = Lands::new(Factions::default(), splines.unwrap_or_default(), Vec::new());
    Arc::new(WorldData::default().with_lands(lands))
}

/// Each at a speed of its own, so that they spread over the course.
fn patrol(number: u64) -> Patrol {
    Patrol {
        spawn_id: SpawnId(number),
        spline_id: SPLINE,
        mode: Repeat::Cyclic.number(),
        speed: 1.0 + number as f32 * 0.01,
        formation: Vec3::default(),
    }
}

/// A point of the square, the same for the same number (a low-discrepancy sequence).
pub(crate) fn place(number: u64, edge: f32) -> Vec3 {
    let along = |step: u64| (number.wrapping_mul(step) >> 40) as f32 / (1_u64 << 24) as f32;
    let x = along(0xC13F_A9A9_02A6_328F) * edge;
    let z = along(0x91E1_0DA5_C79E_7B1D) * edge;
    Vec3::new(x, 0.0, z)
}

fn walk(inputs: &mut Inputs, number: u64, step: u64, home: Vec3) {
    // To and fro over four units.
    let turn = (step / MOVES_ONE_IN % 8) as f32;
    let position = Vec3::new(home.x + (turn - 4.0).abs(), home.y, home.z);
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

pub(crate) fn say<M: Message>(inputs: &mut Inputs, connection: ConnectionId, message: &M) {
    let mut bytes = Vec::new();
    protocol::encode_message(message, &mut bytes);
    // One message a step is within everybody's share.
    let _ = inputs.message(connection, M::OPCODE, &bytes[2..]);
}

fn standing(at: Vec3) -> Placement {
    Placement {
        position: at,
        rotation: Vec3::default(),
    }
}

pub(crate) fn spawn(number: u64, at: Vec3) -> Spawn {
    Spawn {
        creature_id: CreatureId(50),
        world_id: WORLD,
        placement: standing(at),
        display_info_id: 9,
        faction1: 219,
        faction2: 219,
        stats: vec![(0, 500.0), (10, 4.0)],
        ..bezgelor_core::testing::spawn(number)
    }
}

pub(crate) fn entry(number: u64, at: Vec3) -> Box<PlayerEntry> {
    let character = Character {
        account_id: AccountId(number as u32 + 1),
        name: format!("Walker Number{number}"),
        world_id: WORLD,
        placement: standing(at),
        ..character(number + 1)
    };
    Box::new(PlayerEntry::new(
        ConnectionId(number),
        CharacterSheet::new(character, Vec::new(), Vec::new()),
    ))
}
