//! Death of players: the body, the ghost, the ways back.

use bezgelor_core::Vec3;
use game::fall::DEADLY_DEPTH;
use protocol::enums::{ResurrectionType, StateFlags, VehicleSeatType};
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Model;
use protocol::unions::IEntityModel;

use crate::bench::{Bench, entry};
use crate::stable::{
    CAR, acknowledge, bench, drive, embark, lose, mount, order, place, spawns, told, with_crypt,
};

/// Falls to its death.
pub(crate) fn fall(bench: &mut Bench, number: u64) {
    let from = place(bench, number);
    for step in 0..=5_u8 {
        let height = from.y - DEADLY_DEPTH * 1.5 * f32::from(step) / 5.0;
        let falls = if step < 5 {
            StateFlags::Fall
        } else {
            StateFlags::None
        };
        let models = [
            Model::SetPosition {
                position: Vec3::new(from.x, height, from.z),
                blend: true,
            },
            Model::SetState { state: falls },
        ];
        let items = models
            .map(|model| ClientEntityCommandItems { model })
            .into();
        bench.say(number, &ClientEntityCommand { time: 1, items });
        bench.step_after(500);
    }
}

fn two() -> Bench {
    let mut bench = bench(&spawns());
    bench.enter(1, Vec3::default());
    bench.enter(2, Vec3::new(0.0, -DEADLY_DEPTH, 0.0));
    bench.hush();
    bench
}

fn shown(bench: &Bench) -> ServerResurrectionShow {
    let told: Vec<ServerResurrectionShow> = bench.client(1).all();
    told.last().expect("the ways back").clone()
}

fn accept(bench: &mut Bench, way: ResurrectionType) {
    bench.say(
        1,
        &ClientResurrectAccept {
            unit_id: 0,
            rez_type: way,
            option: 0,
        },
    );
    bench.step();
}

fn deaths(bench: &Bench, number: u64) -> Vec<bool> {
    let told: Vec<ServerEntityDeathState> = bench.client(number).all();
    told.iter().map(|told| told.dead).collect()
}

#[test]
fn who_falls_to_death_is_given_a_ghost_and_wakes_where_it_lies() {
    let mut bench = two();
    fall(&mut bench, 1);
    assert_eq!(
        (deaths(&bench, 1), deaths(&bench, 2)),
        (vec![true], vec![true])
    );
    let healths: Vec<ServerEntityHealthUpdate> = bench.client(2).all();
    assert_eq!(healths.last().map(|told| told.health), Some(0));
    let ghost = shown(&bench).ghost_id;
    assert_eq!(shown(&bench).show_rez_flags, ResurrectionType::WakeHere);
    let created: Vec<ServerEntityCreate> = bench.client(2).all();
    let is_ghost = |create: &ServerEntityCreate| {
        let IEntityModel::Ghost { ref name, .. } = create.entity_model else {
            return false;
        };
        create.guid == ghost && name.to_string().starts_with("Testa")
    };
    assert!(created.iter().any(is_ghost), "{created:?}");
    let opcodes = bench.client(1).opcodes();
    let at = |opcode| {
        opcodes
            .iter()
            .position(|&told| told == opcode)
            .expect("told")
    };
    assert!(at(0x0639) < at(0x0262) && at(0x0262) < at(0x0636) && at(0x0636) < at(0x01B3));

    assert_eq!(acknowledge(&mut bench, 1), ghost);
}

#[test]
fn a_ghost_stays_near_its_body_and_everybody_sees_both() {
    let mut bench = two();
    fall(&mut bench, 1);
    let ghost = shown(&bench).ghost_id;
    assert_eq!(acknowledge(&mut bench, 1), ghost);
    let body = place(&mut bench, 1);
    drive(&mut bench, 1, Vec3::new(1.0, body.y, 0.0));
    assert!((told(&bench, 2, ghost).expect("it goes").1.x - 1.0).abs() < 1e-3);
    assert_eq!(place(&mut bench, 1), body);
    bench.step_after(10_000);
    drive(&mut bench, 1, Vec3::new(60.0, body.y, 0.0));
    assert!((told(&bench, 1, ghost).expect("put back").1.x - 1.0).abs() < 1e-3);
    // Nothing heals the dead, who come to nothing.
    assert!(bench.client(1).all::<ServerPlayerHealthUpdate>().len() <= 1);
    embark(&mut bench, 1, CAR, VehicleSeatType::Pilot);
    assert!(order(&mut bench, 1, mount(70, None)).is_err());

    // A latecomer sees a body that is dead, and a ghost.
    bench.enter(3, Vec3::new(0.0, body.y, 5.0));
    assert_eq!(deaths(&bench, 3), [true]);
    assert!(bench.client(3).sees.contains(&ghost));
}

#[test]
fn only_what_was_offered_brings_back_and_half_of_all_health_comes_along() {
    let mut bench = two();
    let own = bench.client(1).own.expect("here");
    fall(&mut bench, 1);
    let (ghost, body) = (shown(&bench).ghost_id, place(&mut bench, 1));
    for nonsense in [
        ResurrectionType::None,
        ResurrectionType::Holocrypt,
        ResurrectionType::OpenWorld,
    ] {
        accept(&mut bench, nonsense);
    }
    assert_eq!(deaths(&bench, 2), [true], "not that way");
    bench.hush();
    accept(&mut bench, ResurrectionType::WakeHere);
    assert_eq!(deaths(&bench, 2), [false]);
    let healths: Vec<ServerPlayerHealthUpdate> = bench.client(1).all();
    let whole = healths[0].health * 2;
    assert!(!bench.client(2).sees.contains(&ghost));
    assert_eq!(acknowledge(&mut bench, 1), own);
    drive(&mut bench, 1, Vec3::new(0.5, body.y, 0.0));
    assert!((place(&mut bench, 1).x - 0.5).abs() < 1e-3);
    for _ in 0..60 {
        bench.step_after(1_000);
    }
    let healths: Vec<ServerPlayerHealthUpdate> = bench.client(1).all();
    assert_eq!(healths.last().map(|told| told.health), Some(whole));
    accept(&mut bench, ResurrectionType::WakeHere);
    assert_eq!(deaths(&bench, 2), [false], "the living are not raised");
}

/// Somebody falls to death in a world with a holocrypt, is offered it, and wakes at it.
fn wakes_at(crypt: Vec3) -> Bench {
    let mut bench = bench(&with_crypt(crypt));
    bench.enter(1, Vec3::default());
    fall(&mut bench, 1);
    let ways = ResurrectionType::WakeHere | ResurrectionType::Holocrypt;
    assert_eq!(shown(&bench).show_rez_flags, ways);
    accept(&mut bench, ResurrectionType::Holocrypt);
    let told: Vec<ServerChangeWorld> = bench.client(1).all();
    let there = told.last().expect("a loading screen").position.vector_2;
    assert!((there - crypt.z).abs() < 5.0);
    bench
}

#[test]
fn where_a_holocrypt_stands_one_may_wake_at_it() {
    wakes_at(Vec3::new(0.0, -100.0, 500.0));
}

#[test]
fn a_holocrypt_that_nobody_was_near_was_not_offered() {
    let bench = wakes_at(Vec3::new(0.0, -100.0, 5_000.0));
    assert_eq!(bench.client(1).sees.len(), 2, "itself and where it wakes");
}

#[test]
fn who_leaves_dead_leaves_nothing_behind() {
    let mut bench = two();
    let units = bench.zone.unit_count();
    fall(&mut bench, 1);
    assert_eq!(bench.zone.unit_count(), units + 1, "the ghost");
    let link = ::world::LeaveReason::LinkLost;
    let connection = bezgelor_core::ids::ConnectionId(1);
    bench.inputs.leave(connection, link).expect("room");
    bench.step();
    assert_eq!(bench.zone.unit_count(), units - 1);
    // And who dies while it rides lies where it fell, without its mount.
    bench.enter(4, Vec3::new(0.0, 0.0, 3.0));
    order(&mut bench, 4, mount(70, None)).expect("it comes");
    acknowledge(&mut bench, 4);
    fall(&mut bench, 4);
    let own = bench.client(4).own.expect("here");
    assert_eq!(told(&bench, 2, own).map(|told| told.0), Some(0), "off it");
    assert_eq!(bench.zone.unit_count(), units + 1, "its ghost alone");
}

#[test]
fn who_leaves_dead_comes_back_dead_and_lives_again_as_ever() {
    let mut bench = two();
    fall(&mut bench, 1);
    let body = place(&mut bench, 1);
    let again = lose(&mut bench, 1);
    assert!(again.sheet.condition.is_dead);
    bench.hush();
    bench.join_entry(again);
    bench.step();
    assert_eq!(deaths(&bench, 2), [true], "a body, seen as one");
    assert!(bench.client(1).all::<ServerResurrectionShow>().is_empty());
    let units = bench.zone.unit_count();
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    let ghost = shown(&bench).ghost_id;
    assert_eq!(bench.zone.unit_count(), units + 1);
    assert!(bench.client(1).sees.contains(&ghost) && bench.client(2).sees.contains(&ghost));
    assert_eq!(shown(&bench).show_rez_flags, ResurrectionType::WakeHere);
    assert_eq!(acknowledge(&mut bench, 1), ghost);
    drive(&mut bench, 1, Vec3::new(1.0, body.y, 0.0));
    assert_eq!(place(&mut bench, 1), body, "its body lies where it lay");
    // Out again before its client shows the world: no ghost, and dead all the same.
    let again = lose(&mut bench, 1);
    bench.join_entry(again);
    bench.step();
    let again = lose(&mut bench, 1);
    assert!(again.sheet.condition.is_dead);
    bench.join_entry(again);
    bench.step();
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    bench.hush();
    accept(&mut bench, ResurrectionType::WakeHere);
    assert_eq!(deaths(&bench, 2), [false]);
    let own = bench.client(1).own.expect("here");
    assert_eq!(acknowledge(&mut bench, 1), own);
    let alive = lose(&mut bench, 1).sheet.condition;
    assert!(!alive.is_dead && alive.wounds > 0, "{alive:?}");
}

#[test]
fn who_leaves_hurt_comes_back_as_hurt_and_heals() {
    let mut bench = two();
    let mut hurt = entry(4, Vec3::default());
    hurt.sheet.condition.wounds = 100;
    bench.join_entry(hurt);
    bench.step();
    let again = lose(&mut bench, 4);
    let wounds = again.sheet.condition.wounds;
    assert!((90..=100).contains(&wounds), "{wounds}");
    bench.join_entry(again);
    bench.step();
    bench.say(4, &ClientEnteredWorld { world_zone_id: 0 });
    for _ in 0..60 {
        bench.step_after(1_000);
    }
    assert_eq!(lose(&mut bench, 4).sheet.condition.wounds, 0);
    // However many it is said to lack, who is not dead lives.
    let mut hurt = entry(5, Vec3::default());
    hurt.sheet.condition.wounds = u32::MAX;
    bench.join_entry(hurt);
    bench.step();
    assert!(!lose(&mut bench, 5).sheet.condition.is_dead);
}

#[test]
fn who_is_taken_elsewhere_lives_there_and_is_as_hurt_as_it_was() {
    let mut bench = two();
    fall(&mut bench, 1);
    let placement = bezgelor_core::geometry::Placement::default();
    let command = ::world::Command::Teleport {
        connection: bezgelor_core::ids::ConnectionId(1),
        world_id: bezgelor_core::ids::WorldId(51),
        placement,
    };
    bench.inputs.command(command).expect("room");
    bench.step();
    let gone = bench.events.iter().find_map(|event| match event {
        ::world::Event::Transfer { entry, .. } => Some(entry.sheet.condition),
        _ => None,
    });
    let gone = gone.expect("on its way");
    assert!(!gone.is_dead && gone.wounds > 0, "{gone:?}");
}
