//! Coming into the world: the order of `flows.md` section 4, message by message.

use crate::bench::{Bench, WORLD, entry, spawn};
use ::world::{Arrival, Command, EnterFault, Event};
use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{ConnectionId, WorldId};
use protocol::messages::*;
use protocol::unions::IEntityModel;
use protocol::{Message, decode_message};

const ORIGIN: Vec3 = Vec3::new(10.0, -900.0, 20.0);

/// Every message of the entry has to decode with its own layout and leave nothing behind.
fn check_decodes(opcode: u16, body: &[u8]) {
    macro_rules! check {
        ($($message:ty),* $(,)?) => {
            match opcode {
                $(<$message>::OPCODE => {
                    let decoded: $message = decode_message(body).expect("decodes");
                    let mut again = Vec::new();
                    protocol::encode_message(&decoded, &mut again);
                    assert_eq!(&again[2..], body, "{} changes", <$message>::NAME);
                })*
                other => panic!("nobody expected {other:#06x}"),
            }
        };
    }
    check!(
        ServerChangeWorld,
        ServerCharacterFlagsUpdated,
        ServerEntityCreate,
        ServerSetUnitPathType,
        ServerPlayerChanged,
        ServerTimeOfDay,
        ServerPathInitialise,
        ServerBuybackItems,
        ServerHousingBasics,
        ServerHousingNeighbors,
        ServerInstanceSettings,
        ServerMovementControl,
        ServerCostumeList,
        ServerCostumeItemList,
        ServerPlayerCreate,
        ServerTitles,
        ServerFlightPathUpdate,
        ServerItemAdd,
        ServerAbilityBook,
        ServerAbilityPoints,
        ServerActionSet,
        ServerAmpList,
        ServerCooldownList,
        ServerPetCustomisationList,
        ServerDatacubeUpdateList,
        ServerMailAvailable,
        ServerAccountCurrencyGrant,
        ServerQuestInit,
        ServerAchievementInit,
        ServerRewardPropertySet,
        ServerResurrectionState,
        ServerStanceChanged,
        ServerPhaseVisibilityWorldLocation,
        ServerChat,
        ServerEntityCommand,
        ServerPlayerEnteredWorld,
    );
}

#[test]
fn everything_comes_in_the_order_the_client_needs() {
    let mut bench = Bench::new(&[spawn(1, ORIGIN), spawn(2, Vec3::new(9000.0, 0.0, 0.0))]);
    bench.join(1, ORIGIN);
    bench.step();
    let client = bench.client(1);
    let expected = [
        0x00AD, 0x00FE, // 1, 2
        0x0262, // 3: the creature
        0x0262, 0x08B8, 0x019B, // 3: itself
        0x0845, 0x06BC, 0x00BC, 0x010E, 0x0507, // 5 to 9
        0x00F1, 0x0636, 0x00D9, 0x025A, 0x025E, 0x018B, // 10 to 15
        0x0188, 0x0111, 0x01A0, 0x0169, // 16, behind the taxis it knows
        0x019D, 0x019D, 0x019D, 0x019D, 0x01A3, 0x01A3, 0x01A3, 0x01A3, 0x091B, //
        0x012E, 0x00E0, 0x05A3, 0x0967, 0x0967, 0x035F, 0x00AE, 0x092C, 0x0100, // 17
        0x019F, 0x0171, // 18
        0x01C8, // 19
    ];
    assert_eq!(client.opcodes(), expected);
    for (opcode, body) in &client.inbox {
        check_decodes(*opcode, body);
    }
    bench.hush();
    bench.say(1, &ClientEnteredWorld { world_zone_id: 12 });
    bench.step();
    let told = bench.client(1).opcodes();
    assert_eq!(told, [0x0061, 0x01DA], "20: nobody else moves; its zone");
}

#[test]
fn the_client_learns_who_and_where_it_is() {
    let mut bench = Bench::new(&[]);
    bench.join(1, ORIGIN);
    bench.step();
    let client = bench.client(1);
    let world = &client.all::<ServerChangeWorld>()[0];
    assert_eq!(world.world_id, WORLD.0);
    assert_eq!(world.position.vector_1.to_bits(), ORIGIN.y.to_bits());
    let create = &client.all::<ServerEntityCreate>()[0];
    assert_eq!(Some(create.guid), client.own);
    let IEntityModel::Player {
        id,
        ref name,
        ref bones,
        ..
    } = create.entity_model
    else {
        panic!("not a player: {create:?}");
    };
    assert_eq!(
        (id, name.to_string_lossy().as_str()),
        (1001, "Testa Nummer1")
    );
    assert_eq!(bones.len(), 4);
    // The worn item covers the body's own look in its slot.
    let shown: Vec<_> = create
        .visible_items
        .iter()
        .map(|v| (v.slot.0, v.display_id))
        .collect();
    assert_eq!(shown, [(1, 4242), (25, 200)]);
    let inventory = &client.all::<ServerPlayerCreate>()[0];
    assert_eq!(inventory.money[0], 77);
    assert_eq!(
        inventory.inventory.len(),
        2,
        "the ability bag is told on its own"
    );
    let control = &client.all::<ServerMovementControl>()[0];
    assert_eq!(
        control,
        &ServerMovementControl {
            ticket: 1,
            immediate: true,
            unit_id: create.guid,
        }
    );
    assert_eq!(
        client.all::<ServerInstanceSettings>()[0].client_entity_send_update_interval,
        125
    );
    assert_eq!(client.all::<ServerChat>()[0].text, "Hello");
}

#[test]
fn both_players_see_one_another_and_the_late_one_catches_up() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.hush();
    bench.join(2, ORIGIN);
    bench.step();
    assert_eq!(bench.client(1).opcodes(), [0x0262, 0x08B8]);
    assert_eq!(bench.client(2).sees, bench.client(1).sees);
    bench.hush();
    bench.walk(1, Vec3::new(11.0, -900.0, 20.0));
    bench.step();
    bench.say(2, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    assert_eq!(bench.client(2).opcodes(), [0x0638, 0x0638, 0x0061]);
}

#[test]
fn a_traveller_is_not_made_anew() {
    let mut bench = Bench::new(&[]);
    let mut traveller = entry(1, ORIGIN);
    traveller.arrival = Arrival::Transfer;
    bench.join_entry(traveller);
    bench.step();
    let opcodes = bench.client(1).opcodes();
    assert!(!opcodes.contains(&ServerPlayerCreate::OPCODE));
    assert!(
        !opcodes.contains(&ServerChat::OPCODE),
        "the message of the day is for logins"
    );
    assert!(opcodes.contains(&ServerMovementControl::OPCODE));
}

#[test]
fn who_cannot_come_in_is_told_apart() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    let failed = |bench: &Bench| match bench.events.as_slice() {
        [Event::EnterFailed { reason, .. }] => *reason,
        other => panic!("{other:?}"),
    };
    bench.inputs.join(entry(1, ORIGIN)).expect("room");
    bench.step();
    assert_eq!(failed(&bench), EnterFault::AlreadyHere);
    let mut twin = entry(1, ORIGIN);
    twin.connection = ConnectionId(9);
    bench.inputs.join(twin).expect("room");
    bench.step();
    assert_eq!(failed(&bench), EnterFault::AlreadyHere);
    bench
        .inputs
        .join(entry(2, Vec3::new(f32::NAN, 0.0, 0.0)))
        .expect("room");
    bench.step();
    assert_eq!(failed(&bench), EnterFault::NoPlace);
    let mut stray = entry(3, ORIGIN);
    stray.sheet.character.world_id = WorldId(1);
    bench.inputs.join(stray).expect("room");
    bench.step();
    assert_eq!(failed(&bench), EnterFault::OtherWorld);
    assert_eq!(bench.zone.player_count(), 1);
}

#[test]
fn a_teleport_inside_the_world_goes_through_the_door_again() {
    let mut bench = Bench::new(&[spawn(1, Vec3::new(2000.0, 0.0, 0.0))]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    let old = bench.client(1).own.expect("known");
    bench.hush();
    let placement = Placement {
        position: Vec3::new(2000.0, 0.0, 1.0),
        ..Placement::default()
    };
    let connection = ConnectionId(1);
    let command = Command::Teleport {
        connection,
        world_id: WORLD,
        placement,
    };
    bench.inputs.command(command).expect("room");
    bench.step();
    assert_eq!(bench.client(2).opcodes(), [0x0355]);
    let client = bench.client(1);
    assert_eq!(client.opcodes()[..3], [0x00AD, 0x00FE, 0x0262]);
    assert_eq!(client.sees.len(), 2, "itself and the creature there");
    assert_ne!(
        client.own,
        Some(old),
        "a new name, so that stale messages find nobody"
    );
    assert!(client.all::<ServerPlayerCreate>().is_empty());
    bench.hush();
    bench.walk(1, Vec3::new(2001.0, 0.0, 1.0));
    bench.step();
    assert_eq!(
        bench.zone.counters().out_of_state,
        1,
        "loading clients do not walk"
    );
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    assert_eq!(bench.client(1).opcodes(), [0x0061]);
}

#[test]
fn a_journey_to_another_world_hands_the_player_on() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    let there = Placement {
        position: Vec3::new(5.0, 5.0, 5.0),
        ..Placement::default()
    };
    let (connection, world_id) = (ConnectionId(1), WorldId(22));
    let command = Command::Teleport {
        connection,
        world_id,
        placement: there,
    };
    bench.inputs.command(command).expect("room");
    bench.step();
    let [
        Event::Transfer {
            entry, world_id, ..
        },
    ] = bench.events.as_slice()
    else {
        panic!("{:?}", bench.events);
    };
    assert_eq!(*world_id, WorldId(22));
    assert_eq!(entry.sheet.character.placement, there);
    assert_eq!(entry.sheet.character.world_id, WorldId(22));
    assert_eq!(entry.arrival, Arrival::Transfer);
    assert_eq!(bench.zone.player_count(), 0);
    assert_eq!(bench.out.saves().len(), 1);
}
