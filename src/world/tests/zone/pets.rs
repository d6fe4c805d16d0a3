//! Vanity pets: they follow, go along and are dismissed.

use ::world::{Command, Event};
use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{ConnectionId, CreatureId, WorldId};
use command::ZoneCommand;
use game::hunt::{FOLLOW_DISTANCE, FOLLOW_SPEED};
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Model;
use protocol::unions::IEntityModel;

use crate::bench::{Bench, WORLD, entry};
use crate::stable::{CAT, HORSE, acknowledge, bench, drive, lose, mount, order, told};

fn summon(creature: u32) -> ZoneCommand {
    ZoneCommand::PetSummon {
        creature,
        player: None,
    }
}

/// Player 1 with a pet, player 2 beside it.
fn two() -> (Bench, u32) {
    let mut bench = bench(&[]);
    bench.enter(1, Vec3::default());
    bench.enter(2, Vec3::new(0.0, 0.0, 10.0));
    order(&mut bench, 1, summon(CAT)).expect("it comes");
    let pet = pet(&bench, 2);
    (bench, pet)
}

/// The last pet a client saw come, and whose it was.
fn pet(bench: &Bench, number: u64) -> u32 {
    let created: Vec<ServerEntityCreate> = bench.client(number).all();
    let found = created
        .iter()
        .rev()
        .find_map(|create| match create.entity_model {
            IEntityModel::Pet {
                creature_id,
                owner_id,
                ..
            } => {
                assert_eq!(creature_id, CAT);
                assert_eq!(Some(owner_id), bench.client(1).own);
                Some(create.guid)
            }
            _ => None,
        });
    found.expect("a pet")
}

#[test]
fn a_pet_follows_its_owner_and_stays_a_little_behind() {
    let (mut bench, pet) = two();
    for step in 1_u8..=20 {
        bench.walk(1, Vec3::new(f32::from(step) * -0.6, 0.0, 0.0));
        bench.step_after(100);
    }
    bench.step_after(1_000);
    let all: Vec<ServerEntityCommand> = bench.client(2).all();
    let runs = all.iter().any(|told| {
        told.guid == pet
            && told.commands.iter().any(|command| {
                matches!(command.model, Model::SetPositionPath { speed, .. }
                    if (speed - FOLLOW_SPEED).abs() < 1e-3)
            })
    });
    assert!(runs, "it runs after it");
    bench.step_after(3_000);
    bench.step_after(1_000);
    let (_, at) = told(&bench, 2, pet).expect("it stands");
    let behind = at.distance_squared(Vec3::new(-12.0, 0.0, 0.0)).sqrt();
    assert!((behind - FOLLOW_DISTANCE).abs() < 0.1, "{at:?}");
}

#[test]
fn a_pet_that_is_left_far_behind_comes_at_once() {
    let (mut bench, pet) = two();
    order(&mut bench, 1, mount(HORSE, None)).expect("it comes");
    acknowledge(&mut bench, 1);
    for step in 1_u8..=80 {
        drive(&mut bench, 1, Vec3::new(f32::from(step) * 1.3, 0.0, 0.0));
    }
    for _ in 0..8 {
        bench.step_after(1_000);
    }
    let (_, at) = told(&bench, 1, pet).expect("it is there");
    assert!((at.x - 104.0).abs() < 6.0, "{at:?}");
    assert!(bench.client(1).sees.contains(&pet));
    assert_eq!(bench.zone.counters().steps_refused, 0);
}

fn teleport(bench: &mut Bench, world_id: WorldId, x: f32) {
    let placement = Placement {
        position: Vec3::new(x, 0.0, 0.0),
        ..Placement::default()
    };
    let connection = ConnectionId(1);
    let command = Command::Teleport {
        connection,
        world_id,
        placement,
    };
    bench.inputs.command(command).expect("room");
    bench.step();
}

#[test]
fn a_pet_survives_teleports_and_goes_to_other_worlds() {
    let (mut bench, first) = two();
    teleport(&mut bench, WORLD, 2_000.0);
    assert!(
        !bench.client(2).sees.contains(&first),
        "it is not left behind"
    );
    bench.step();
    let second = pet(&bench, 1);
    assert!(second != first && bench.client(1).sees.contains(&second));
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    let units = bench.zone.unit_count();
    teleport(&mut bench, WorldId(51), 0.0);
    assert_eq!(bench.zone.unit_count(), units - 2, "both are gone");
    let gone = bench.events.iter().find_map(|event| match event {
        Event::Transfer { entry, .. } => Some(entry.clone()),
        _ => None,
    });
    let gone = gone.expect("on its way");
    assert_eq!(gone.sheet.condition.pet, Some(CreatureId(CAT)));
    // There it comes with its owner.
    let mut there = self::bench(&[]);
    let mut arriving = entry(1, Vec3::default());
    arriving.sheet = gone.sheet;
    arriving.sheet.character.world_id = WORLD;
    there.join_entry(arriving);
    there.step();
    there.step();
    pet(&there, 1);
}

#[test]
fn a_pet_comes_again_with_its_owner_at_the_next_login() {
    let (mut bench, first) = two();
    let again = lose(&mut bench, 1);
    assert!(!bench.client(2).sees.contains(&first));
    bench.join_entry(again);
    bench.step();
    bench.step();
    let second = pet(&bench, 1);
    assert!(second != first && bench.client(2).sees.contains(&second));
    let dismiss = ZoneCommand::PetDismiss { player: None };
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    order(&mut bench, 1, dismiss).expect("it goes");
    assert_eq!(lose(&mut bench, 1).sheet.condition.pet, None);
}

#[test]
fn a_pet_is_sent_away_and_one_takes_the_place_of_another() {
    let (mut bench, first) = two();
    let units = bench.zone.unit_count();
    order(&mut bench, 1, summon(CAT)).expect("another");
    assert_eq!(bench.zone.unit_count(), units);
    assert!(!bench.client(2).sees.contains(&first));
    assert!(order(&mut bench, 1, summon(999)).is_err());
    let dismiss = || ZoneCommand::PetDismiss { player: None };
    order(&mut bench, 1, dismiss()).expect("it goes");
    assert_eq!(bench.zone.unit_count(), units - 1);
    assert!(order(&mut bench, 1, dismiss()).is_err(), "it has none");
    teleport(&mut bench, WORLD, 2_000.0);
    bench.step();
    assert_eq!(bench.zone.unit_count(), units - 1, "and none comes again");
    // Nobody is left behind who keeps an empty zone awake.
    order(&mut bench, 2, summon(CAT)).expect("it comes");
    for number in [1, 2] {
        let link = ::world::LeaveReason::LinkLost;
        bench
            .inputs
            .leave(ConnectionId(number), link)
            .expect("room");
    }
    bench.step();
    assert!(bench.zone.is_idle() && bench.zone.unit_count() == 0);
}
