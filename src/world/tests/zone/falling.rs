//! Falls of players: measured by the server, told as the client expects.

use ::world::Zone;
use bezgelor_core::Vec3;
use game::fall::{DEADLY_DEPTH, HARMLESS_DEPTH};
use protocol::enums::{ModeType, StateFlags, UpdateHealthMask};
use protocol::messages::*;
use protocol::unions::{ICombatLog, IEntityCommandModel as Command};

use crate::bench::{Bench, config, data};

fn bench() -> Bench {
    let mut bench = Bench::of(Zone::new(config(), data(), &[]));
    bench.enter(1, Vec3::default());
    bench.enter(2, Vec3::default());
    bench.hush();
    bench
}

fn moves(bench: &mut Bench, state: StateFlags, mode: ModeType, height: f32) {
    let position = Vec3::new(0.0, height, 0.0);
    let commands = [
        Command::SetPosition {
            position,
            blend: true,
        },
        Command::SetState { state },
        Command::SetMode { mode },
    ];
    let items = commands.map(|model| ClientEntityCommandItems { model });
    let (time, items) = (1, items.to_vec());
    bench.say(1, &ClientEntityCommand { time, items });
    bench.step_after(500);
}

/// Falls so deep and lands.
fn fall(bench: &mut Bench, depth: f32, lands: ModeType) {
    let steps = (depth / 20.0).ceil();
    moves(bench, StateFlags::Fall, ModeType::Walk, 0.0);
    for step in 1..=steps as u16 {
        let height = -depth * f32::from(step) / steps;
        moves(bench, StateFlags::Fall, ModeType::Walk, height);
    }
    moves(bench, StateFlags::None, lands, -depth);
}

/// What a client was told of its health, and why.
fn told(bench: &Bench, number: u64) -> Vec<(u32, UpdateHealthMask)> {
    let told = bench.client(number).all::<ServerPlayerHealthUpdate>();
    told.iter().map(|told| (told.health, told.mask)).collect()
}

#[test]
fn a_deep_fall_costs_its_share_and_all_who_see_it_are_told() {
    let mut bench = bench();
    fall(
        &mut bench,
        (HARMLESS_DEPTH + DEADLY_DEPTH) / 2.0,
        ModeType::Walk,
    );
    let (health, mask) = told(&bench, 1)[0];
    assert_eq!(mask, UpdateHealthMask::FallDamage);
    let logs = bench.client(1).all::<ServerCombatLog>();
    let own = bench.client(1).own.expect("itself");
    let ICombatLog::FallingDamage { caster_id, damage } = logs[0].combat_log else {
        panic!("{logs:?}");
    };
    assert_eq!((caster_id, damage), (own, health), "half of it");
    let seen = bench.client(2).all::<ServerEntityHealthUpdate>();
    assert_eq!((seen[0].unit_id, seen[0].health), (own, health));
    assert!(told(&bench, 2).is_empty() && bench.client(2).all::<ServerCombatLog>().is_empty());
    // It comes back within the minute, and then nothing is told any more.
    for _ in 0..60 {
        bench.step_after(1000);
    }
    assert_eq!(told(&bench, 1).last().map(|told| told.0), Some(health * 2));
    bench.hush();
    bench.step_after(5000);
    assert!(told(&bench, 1).is_empty());
}

#[test]
fn a_fall_can_be_deadly_and_water_is_soft() {
    let mut bench = bench();
    fall(&mut bench, DEADLY_DEPTH * 3.0, ModeType::Swim);
    assert!(told(&bench, 1).is_empty(), "into water");
    let mut bench = self::bench();
    fall(&mut bench, DEADLY_DEPTH * 3.0, ModeType::Walk);
    assert_eq!(told(&bench, 1)[0].0, 0);
}

#[test]
fn what_a_client_claims_of_a_fall_is_not_taken() {
    let mut bench = bench();
    let claim = |health_percent| ClientFallingDamage { health_percent };
    for nonsense in [0.5, 1e9, f32::NAN, -3.0] {
        bench.say(1, &claim(nonsense));
    }
    bench.step();
    assert!(told(&bench, 1).is_empty(), "it did not fall");
    moves(&mut bench, StateFlags::Fall, ModeType::Walk, 0.0);
    for height in [-20.0, -40.0] {
        moves(&mut bench, StateFlags::Fall, ModeType::Walk, height);
    }
    // The claim ends the fall, and only once.
    for _ in 0..3 {
        bench.say(1, &claim(0.0));
    }
    bench.step();
    let falls = told(&bench, 1);
    let falls = falls
        .iter()
        .filter(|told| told.1 == UpdateHealthMask::FallDamage);
    assert_eq!(falls.count(), 1);
}
