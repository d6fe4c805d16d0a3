//! Vehicles and mounts: seats, driving, being carried, getting off.

use ::world::Command;
use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{ConnectionId, CreatureId};
use bezgelor_core::model::Spawn;
use command::ZoneCommand;
use protocol::enums::{EntityCreateFlag, GenericError, ItemSlot, VehicleSeatType};
use protocol::messages::*;
use protocol::structs::VehiclePassenger;
use protocol::unions::IEntityCommandModel as Model;
use protocol::unions::IEntityModel;
use protocol::{Message, decode_message};

use crate::bench::{Bench, WORLD, spawn};
use crate::stable::{
    BOARD, CAR, CAT, HORSE, acknowledge, bench, drive, embark, lose, mount, order, place, spawns,
    told,
};

const PILOT: VehicleSeatType = VehicleSeatType::Pilot;
const PASSENGER: VehicleSeatType = VehicleSeatType::Passenger;
const CREATURE: u32 = 2;

/// Two players at a car and one who looks on.
fn three() -> Bench {
    let mut bench = bench(&spawns());
    bench.enter(1, Vec3::default());
    bench.enter(2, Vec3::new(0.0, 0.0, 3.0));
    bench.enter(3, Vec3::new(0.0, 0.0, 40.0));
    bench.hush();
    bench
}

fn own(bench: &Bench, number: u64) -> u32 {
    bench.client(number).own.expect("here")
}

#[test]
fn a_pilot_drives_and_takes_its_passenger_along() {
    let mut bench = three();
    embark(&mut bench, 1, CAR, PILOT);
    let rider = own(&bench, 1);
    let told_rider = bench.client(1).opcodes();
    let expected = [0x08B3, 0x0237, 0x089B, 0x086F, 0x0636, 0x0934, 0x0638];
    assert_eq!(told_rider, expected, "in the order of flows.md section 18");
    assert_eq!(bench.client(3).opcodes(), [0x086F, 0x0934, 0x0638]);
    assert_eq!(told(&bench, 3, rider), Some((CAR, Vec3::default())));
    embark(&mut bench, 2, CAR, PASSENGER);
    assert!(
        bench.client(2).all::<ServerMovementControl>().is_empty(),
        "it drives nothing"
    );

    assert_eq!(acknowledge(&mut bench, 1), CAR);
    bench.hush();
    for step in 1_u8..=40 {
        drive(
            &mut bench,
            1,
            Vec3::new(3.0 + f32::from(step) * 1.2, 0.0, 0.0),
        );
    }
    assert_eq!(bench.zone.counters().steps_refused, 0);
    let (_, at) = told(&bench, 3, CAR).expect("it drives by");
    assert!((at.x - 51.0).abs() < 1e-3, "{at:?}");
    assert!(
        told(&bench, 3, rider).is_none(),
        "who sits in it does not move"
    );
    assert!(told(&bench, 1, CAR).is_none(), "its driver knows");
    assert!(told(&bench, 2, CAR).is_some());
    for number in [1, 2] {
        let at = place(&mut bench, number);
        assert!(
            (at.x - 51.0).abs() < 1e-3,
            "{number} is taken along: {at:?}"
        );
    }
    // A passenger's client moves nobody.
    drive(&mut bench, 2, Vec3::new(52.0, 0.0, 0.0));
    assert!((place(&mut bench, 2).x - 51.0).abs() < 1e-3);
    assert_eq!(bench.zone.counters().senseless, 0);
}

#[test]
fn who_comes_late_sees_who_sits_where_and_who_gets_off_walks() {
    let mut bench = three();
    embark(&mut bench, 1, CAR, PILOT);
    embark(&mut bench, 2, CAR, PASSENGER);
    let rider = own(&bench, 1);
    bench.enter(4, Vec3::new(3.0, 0.0, 10.0));
    let created: Vec<ServerEntityCreate> = bench.client(4).all();
    let of = |guid| {
        created
            .iter()
            .find(|create| create.guid == guid)
            .expect("seen")
    };
    let IEntityModel::Vehicle { passengers, .. } = &of(CAR).entity_model else {
        panic!("no vehicle");
    };
    let sits = |kind, unit_id| VehiclePassenger {
        seat_type: kind,
        seat_position: 0,
        unit_id,
    };
    assert_eq!(
        passengers[..],
        [sits(PILOT, rider), sits(PASSENGER, own(&bench, 2))]
    );
    for number in [1, 2] {
        let commands = &of(own(&bench, number)).commands;
        assert_eq!(commands[0].model, Model::SetPlatform { unit_id: CAR });
    }

    // Off it: the passenger stands where the car is, and drives itself again.
    bench.hush();
    bench.say(2, &ClientVehicleDisembark);
    bench.step();
    assert_eq!(told(&bench, 3, own(&bench, 2)).map(|told| told.0), Some(0));
    assert_eq!(bench.client(3).opcodes(), [0x0638, 0x08C7]);
    assert_eq!(acknowledge(&mut bench, 2), own(&bench, 2));
    drive(&mut bench, 2, Vec3::new(3.0, 0.0, 1.0));
    assert!((place(&mut bench, 2).z - 1.0).abs() < 1e-3);
    assert_eq!(bench.zone.counters().senseless, 0);
}

#[test]
fn who_sees_a_rider_and_its_mount_at_once_hears_of_no_mount_that_is_not_there() {
    let mut bench = three();
    order(&mut bench, 1, mount(HORSE, None)).expect("it comes");
    let horse = acknowledge(&mut bench, 1);
    assert!(own(&bench, 1) < horse, "the rider is told of first");
    bench.enter(4, Vec3::new(3.0, 0.0, 10.0));
    let inbox = &bench.client(4).inbox;
    let first = inbox.iter().find(|(opcode, body)| match *opcode {
        ServerEntityCreate::OPCODE => {
            let create: ServerEntityCreate = decode_message(body).expect("decodes");
            create.guid == horse
        }
        ServerEntityCommand::OPCODE => {
            let told: ServerEntityCommand = decode_message(body).expect("decodes");
            told.guid == horse
        }
        _ => false,
    });
    let opcode = first.map(|(opcode, _)| *opcode);
    assert_eq!(opcode, Some(ServerEntityCreate::OPCODE));
}

#[test]
fn a_car_stays_where_its_pilot_left_it_and_waits_for_the_next() {
    let mut bench = three();
    embark(&mut bench, 1, CAR, PILOT);
    acknowledge(&mut bench, 1);
    drive(&mut bench, 1, Vec3::new(4.0, 0.0, 0.0));
    let faction = |bench: &Bench| {
        let told: Vec<ServerEntityFaction> = bench.client(3).all();
        told.last().expect("its people").faction.0
    };
    let pilots = faction(&bench);
    bench.say(1, &ClientVehicleDisembark);
    bench.say(1, &ClientVehicleDisembark);
    bench.step();
    assert_ne!(faction(&bench), pilots, "it is nobody's again");
    embark(&mut bench, 2, CAR, PILOT);
    assert_eq!(acknowledge(&mut bench, 2), CAR);
    drive(&mut bench, 2, Vec3::new(5.0, 0.0, 0.0));
    assert!((told(&bench, 3, CAR).expect("told").1.x - 5.0).abs() < 1e-3);
    assert_eq!(bench.zone.counters().senseless, 0);
    // Who leaves the zone leaves its seat.
    let link = ::world::LeaveReason::LinkLost;
    bench.inputs.leave(ConnectionId(2), link).expect("room");
    bench.step();
    embark(&mut bench, 1, CAR, PILOT);
    assert_eq!(acknowledge(&mut bench, 1), CAR);
}

#[test]
fn each_refusal_has_its_name() {
    let mut bench = three();
    bench.enter(4, Vec3::new(60.0, 0.0, 0.0));
    let refused = |bench: &mut Bench, number, unit, kind, position| {
        bench.hush();
        let embark = ClientVehicleEmbark {
            vehicle_unit_id: unit,
            seat_type: kind,
            seat_position: position,
        };
        bench.say(number, &embark);
        bench.step();
        let told: Vec<ServerGenericError> = bench.client(number).all();
        assert_eq!(told.len(), 1, "one word");
        told[0].error
    };
    let of = |bench: &mut Bench, number, unit| refused(bench, number, unit, PILOT, 0);
    let invalid = GenericError::EmbarkInvalidVehicleUnit;
    for unit in [CREATURE, 77, u32::MAX, own(&bench, 2)] {
        assert_eq!(of(&mut bench, 1, unit), invalid);
    }
    assert_eq!(of(&mut bench, 4, CAR), GenericError::EmbarkNotInRange);
    for (kind, position) in [
        (PILOT, 1),
        (VehicleSeatType::Gunner, 0),
        (VehicleSeatType(3), 0),
    ] {
        let error = refused(&mut bench, 1, CAR, kind, position);
        assert_eq!(error, GenericError::EmbarkInvalidSeat);
    }
    embark(&mut bench, 1, CAR, PILOT);
    assert_eq!(of(&mut bench, 2, CAR), GenericError::EmbarkSeatTaken);
    let again = refused(&mut bench, 1, CAR, PASSENGER, 0);
    assert_eq!(again, GenericError::EmbarkPlayerAlreadyInSeat);
    // Nobody rides away on another's mount.
    order(&mut bench, 2, mount(HORSE, None)).expect("it comes");
    let horse = acknowledge(&mut bench, 2);
    bench.say(1, &ClientVehicleDisembark);
    bench.step();
    assert_eq!(of(&mut bench, 1, horse), GenericError::EmbarkSeatTaken);
}

#[test]
fn nobody_drives_a_taxi_or_what_no_table_has_seats_for() {
    let taxi = Spawn {
        entity_type: 9,
        ..spawn(1, Vec3::default())
    };
    let seatless = Spawn {
        entity_type: 3,
        creature_id: CreatureId(CAT),
        ..spawn(2, Vec3::default())
    };
    let mut bench = bench(&[taxi, seatless]);
    bench.enter(1, Vec3::default());
    for unit in [1, 2] {
        embark(&mut bench, 1, unit, PILOT);
    }
    let told: Vec<ServerGenericError> = bench.client(1).all();
    let errors: Vec<GenericError> = told.iter().map(|told| told.error).collect();
    let (unit, place) = (
        GenericError::EmbarkInvalidVehicleUnit,
        GenericError::EmbarkInvalidSeat,
    );
    assert_eq!(errors, [unit, place]);
}

#[test]
fn a_mount_comes_under_its_rider_runs_faster_and_goes() {
    let mut bench = three();
    let units = bench.zone.unit_count();
    order(&mut bench, 1, mount(BOARD, Some(4711))).expect("it comes");
    let rider = own(&bench, 1);
    let created: Vec<ServerEntityCreate> = bench.client(3).all();
    let horse = created.last().expect("it shows");
    assert_eq!(horse.create_flags, EntityCreateFlag::SpawnAnimation);
    let IEntityModel::Mount {
        unit_vehicle_id,
        owner_id,
        ref passengers,
        ..
    } = horse.entity_model
    else {
        panic!("{horse:?}");
    };
    assert_eq!((unit_vehicle_id, owner_id), (411, rider));
    assert!(passengers.is_empty(), "its rider sits down afterwards");
    let added: Vec<ServerVehiclePassengerAdd> = bench.client(3).all();
    assert_eq!((added[0].self_, added[0].unit_id), (horse.guid, rider));
    let looks: Vec<ServerEntityVisualUpdate> = bench.client(3).all();
    let shows = |update: &ServerEntityVisualUpdate, id: u16| {
        let mut visuals = update.item_visuals.iter();
        update.unit_id == rider
            && visuals.any(|visual| (visual.slot, visual.display_id) == (ItemSlot::Mount, id))
    };
    assert!(shows(&looks[0], 4711), "{looks:?}");

    // Faster than anybody on foot, for longer than is saved up.
    assert_eq!(acknowledge(&mut bench, 1), horse.guid);
    for step in 1_u8..=120 {
        drive(&mut bench, 1, Vec3::new(0.0, 0.0, f32::from(step) * 1.3));
    }
    assert_eq!(bench.zone.counters().steps_refused, 0);
    bench.enter(4, Vec3::new(0.0, 0.0, 150.0));
    let late: Vec<ServerEntityCreate> = bench.client(4).all();
    let late = late.iter().find(|create| create.guid == horse.guid);
    let late = late.expect("it is there");
    assert_eq!(late.create_flags, EntityCreateFlag::NoSpawnAnimation);

    bench.hush();
    bench.say(1, &ClientVehicleDisembark);
    bench.step();
    assert!(!bench.client(1).sees.contains(&horse.guid) && bench.client(1).sees.contains(&rider));
    let looks: Vec<ServerEntityVisualUpdate> = bench.client(4).all();
    assert!(shows(&looks[0], 0), "its hands are bare again");
    assert_eq!(bench.zone.unit_count(), units + 1, "the newcomer");
    acknowledge(&mut bench, 1);
    for step in 1_u8..=120 {
        drive(
            &mut bench,
            1,
            Vec3::new(0.0, 0.0, 156.0 - f32::from(step) * 1.3),
        );
    }
    assert!(
        bench.zone.counters().steps_refused > 0,
        "on foot it is too fast"
    );
}

#[test]
fn a_rider_gets_off_for_whatever_takes_it_elsewhere() {
    let mut bench = three();
    let units = bench.zone.unit_count();
    let placement = |x| Placement {
        position: Vec3::new(x, 0.0, 0.0),
        ..Placement::default()
    };
    let teleport = |x| Command::Teleport {
        connection: ConnectionId(1),
        world_id: WORLD,
        placement: placement(x),
    };
    let leaves: [&dyn Fn(&mut Bench); 5] = [
        // Near, and then far.
        &|bench| bench.inputs.command(teleport(20.0)).expect("room"),
        &|bench| {
            let activate_unit_id = CREATURE;
            let client_unique_id = 1;
            bench.say(
                1,
                &ClientActivateUnitCast {
                    client_unique_id,
                    activate_unit_id,
                },
            );
        },
        &|bench| {
            let order_off = order(bench, 1, ZoneCommand::VehicleLeave { player: None });
            order_off.expect("off");
        },
        // Another mount instead, and off that.
        &|bench| {
            order(bench, 1, mount(BOARD, None)).expect("it comes");
            bench.say(1, &ClientVehicleDisembark);
        },
        &|bench| bench.inputs.command(teleport(900.0)).expect("room"),
    ];
    for leave in leaves {
        order(&mut bench, 1, mount(HORSE, None)).expect("it comes");
        assert_eq!(bench.zone.unit_count(), units + 1);
        leave(&mut bench);
        bench.step();
        assert_eq!(bench.zone.unit_count(), units, "the mount is gone");
    }
    let off = order(&mut bench, 1, ZoneCommand::VehicleLeave { player: None });
    assert!(off.is_err(), "it sits in nothing");
    assert!(order(&mut bench, 1, mount(999, None)).is_err());
}

#[test]
fn who_goes_away_on_its_mount_takes_it_along_and_comes_back_on_foot() {
    let mut bench = three();
    let units = bench.zone.unit_count();
    order(&mut bench, 1, mount(BOARD, Some(4711))).expect("it comes");
    let again = lose(&mut bench, 1);
    assert_eq!(bench.zone.unit_count(), units - 1, "neither is there");
    bench.hush();
    bench.join_entry(again);
    bench.step();
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    assert_eq!(bench.zone.unit_count(), units, "a player and no mount");
    let rider = own(&bench, 1);
    let shown: Vec<ServerEntityCreate> = bench.client(3).all();
    let shown = shown.iter().find(|create| create.guid == rider);
    let visuals = &shown.expect("it is seen").visible_items;
    assert!(
        visuals.iter().all(|visual| visual.slot != ItemSlot::Mount),
        "{visuals:?}"
    );
    let off = order(&mut bench, 1, ZoneCommand::VehicleLeave { player: None });
    assert!(off.is_err(), "it sits on nothing");
}
