//! Taxis and rapid transport: found, paid for, and gone; with a zone that replays to the same
//! bytes.

use std::sync::Arc;

use ::world::data::Creature;
use ::world::replay::LogReader;
use ::world::travel::network::{Network, Route, Station};
use ::world::valuables::ItemTables;
use ::world::{Command, Event, Inputs, LeaveReason, Operation, OperationKind, WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{ConnectionId, CreatureId, WorldId};
use bezgelor_core::model::Spawn;
use bezgelor_core::travel::Spot;
use game::transport::Node;
use protocol::enums::{CastResult, GenericError};
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Model;

use crate::bench::{Bench, WORLD, config, entry, spawn};

const KIOSK: u32 = 1;
pub(crate) const ELSEWHERE: WorldId = WorldId(22);
pub(crate) const ORIGIN: Vec3 = Vec3::new(0.0, 0.0, 0.0);
/// Where node 3 lies, and how long the flight there over node 2 takes.
const END: Vec3 = Vec3::new(1_000.0, 0.0, 1_000.0);
const FLIGHT_MS: u64 = 60_000;
/// Of tier 2 over tier 1.
const FARE: i64 = 531 + 132;
const EVENT_TAXI: u8 = 48;
const COOLDOWN_MS: u64 = 3_600_000;

fn station(id: u16, world_id: WorldId, position: Vec3, tier: u32) -> Station {
    Station {
        node: Node {
            id,
            tier,
            // Rapid transport leads to all of them; taxis have to be found.
            known_from_level: 1,
            kind: 2,
            ..Node::default()
        },
        spot: Spot {
            world_id,
            placement: Placement {
                position,
                rotation: Vec3::new(1.0, 0.0, 0.0),
            },
        },
    }
}

fn network() -> Network {
    let route = |id, from, to| Route { id, from, to };
    Network::new(
        vec![
            station(1, WORLD, ORIGIN, 1),
            station(2, WORLD, Vec3::new(1_000.0, 0.0, 0.0), 2),
            station(3, WORLD, END, 1),
            station(4, ELSEWHERE, Vec3::new(5.0, 6.0, 7.0), 1),
        ],
        vec![
            route(12, 1, 2),
            route(23, 2, 3),
            route(21, 2, 1),
            route(14, 1, 4),
        ],
    )
}

pub(crate) fn zone() -> Zone {
    let kiosk = Creature {
        id: CreatureId(60),
        taxi_node_id: 1,
        ..Creature::default()
    };
    let items = ItemTables::new(Vec::new(), [(1, u64::MAX)].into(), [(1, 1)].into());
    let data = WorldData::new(vec![kiosk], Vec::new(), Vec::new(), Vec::new())
        .with_items(items)
        .with_network(network());
    Zone::new(config(), Arc::new(data), &spawns())
}

fn spawns() -> [Spawn; 1] {
    [Spawn {
        creature_id: CreatureId(60),
        ..spawn(1, Vec3::new(3.0, 0.0, 0.0))
    }]
}

/// A player at the kiosk with credits, who has found these nodes.
fn rich(bench: &mut Bench, number: u64, credits: u64, found: &[u16]) {
    let mut entry = entry(number, ORIGIN);
    entry.sheet.currencies[0].amount = credits;
    entry.account.currencies.clear();
    for &node in found {
        entry.sheet.travel.finds(node);
    }
    bench.join_entry(entry);
    bench.step();
    bench.say(number, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
}

fn bench(credits: u64) -> Bench {
    let mut bench = Bench::of(zone());
    rich(&mut bench, 1, credits, &[1, 2, 3, 4]);
    bench.hush();
    bench
}

fn buy(bench: &mut Bench, taxi_routes: &[u32]) {
    let taxi_routes = taxi_routes.to_vec();
    bench.say(1, &ClientFlightPathPurchase { taxi_routes });
    bench.step();
}

pub(crate) fn transport(bench: &mut Bench, taxi_node: u16) {
    bench.say(1, &ClientRapidTransport { taxi_node, time: 7 });
    bench.step();
}

/// The fare that is asked for.
fn fare(bench: &Bench, kind: OperationKind) -> Operation {
    let [operation] = bench.out.operations() else {
        panic!("one operation, not {:?}", bench.out.operations());
    };
    assert_eq!(operation.kind, kind);
    operation.clone()
}

fn credits_of(operation: &Operation) -> i64 {
    match operation.sides[..] {
        [
            bezgelor_core::valuables::Side::Currency {
                delta,
                currency_id: 1,
                ..
            },
        ] => delta,
        ref other => panic!("credits, not {other:?}"),
    }
}

fn keep(bench: &mut Bench, operation: &Operation) {
    let kept = bench.inputs.committed(operation.ticket, Vec::new());
    kept.expect("room");
    bench.step();
}

fn errors(bench: &Bench) -> Vec<GenericError> {
    let told = bench.client(1).all::<ServerGenericError>();
    told.iter().map(|told| told.error).collect()
}

pub(crate) fn refusals(bench: &Bench) -> Vec<CastResult> {
    let told = bench.client(1).all::<ServerSpellCastResult>();
    told.iter().map(|told| told.cast_result).collect()
}

/// Takes off for node 3.
fn aloft(bench: &mut Bench) {
    buy(bench, &[12, 23]);
    let fare = fare(bench, OperationKind::Fare);
    assert_eq!(credits_of(&fare), -FARE);
    keep(bench, &fare);
}

/// The way a client was told of a unit last.
fn path(bench: &Bench, number: u64, guid: u32) -> Vec<Vec3> {
    let told = bench.client(number).all::<ServerEntityCommand>();
    let last = told.iter().rfind(|told| told.guid == guid).expect("told");
    assert!(last.server_controlled);
    let way = last
        .commands
        .iter()
        .find_map(|command| match &command.model {
            Model::SetPositionPath { positions, .. } => Some(positions.clone()),
            _ => None,
        });
    way.expect("a way")
}

fn stands(bench: &Bench, number: u64) -> Vec3 {
    let found = bench.out.saves().iter();
    let id = bezgelor_core::ids::CharacterId(1000 + number);
    let save = { found }.rfind(|save| save.id == id).expect("saved");
    save.placement.position
}

#[test]
fn a_taxi_is_found_by_turning_to_it_and_known_ever_after() {
    let mut bench = Bench::of(zone());
    rich(&mut bench, 1, 0, &[]);
    let at_login = bench.client(1).all::<ServerFlightPathUpdate>();
    assert_eq!(at_login, [ServerFlightPathUpdate::default()]);
    let turn = |bench: &mut Bench, event| {
        bench.hush();
        bench.say(1, &ClientEntityInteract { guid: KIOSK, event });
        bench.step();
        bench.client(1).all::<ServerFlightPathUpdate>()
    };
    assert_eq!(turn(&mut bench, 37), [], "a talk is no flight");
    let taxi_nodes = vec![1];
    assert_eq!(
        turn(&mut bench, EVENT_TAXI),
        [ServerFlightPathUpdate { taxi_nodes }]
    );
    let (_, travel) = &bench.out.travels()[0];
    assert_eq!(
        (travel.taxi_nodes.as_slice(), travel.revision),
        (&[1][..], 1)
    );
    assert_eq!(turn(&mut bench, EVENT_TAXI), [], "it knows it already");
}

#[test]
fn a_flight_is_paid_for_then_flown_and_lands_where_it_leads() {
    let mut bench = bench(1_000);
    bench.enter(2, Vec3::new(5.0, 0.0, 0.0));
    bench.hush();
    buy(&mut bench, &[12, 23]);
    let asked = fare(&bench, OperationKind::Fare);
    bench.step();
    let own = bench.client(1).own.expect("known");
    assert!(
        bench.client(2).all::<ServerEntityCommand>().is_empty(),
        "nobody flies unpaid"
    );
    keep(&mut bench, &asked);
    assert_eq!(
        bench.client(1).all::<ServerCombatReward>()[0].new_value,
        1_000 - FARE as u64
    );
    for number in [1, 2] {
        let way = path(&bench, number, own);
        assert_eq!(
            (way[0], way[way.len() - 1]),
            (ORIGIN, Vec3::new(1_000.0, 0.0, 0.0))
        );
        assert!(way.iter().any(|point| point.y >= 39.0), "it rises");
    }
    // What its client says of its own movement does not count.
    bench.walk(1, Vec3::new(1.0, 0.0, 0.0));
    bench.step_after(12_000);
    let counters = bench.zone.counters();
    assert_eq!((counters.steps_refused, counters.senseless), (0, 0));
    assert!(
        !bench.client(2).sees.contains(&own),
        "it is gone from there"
    );

    // Who comes to see it is told its way.
    bench.enter(3, Vec3::new(520.0, 0.0, 0.0));
    assert!(bench.client(3).sees.contains(&own));
    assert_eq!(path(&bench, 3, own)[0], ORIGIN);
    bench.hush();
    for _ in 0..FLIGHT_MS / 1_000 {
        bench.step_after(1_000);
    }
    let handed = bench.client(1).all::<ServerMovementControl>();
    assert_eq!(handed.len(), 1, "and given back once");
    bench.say(
        1,
        &Server0635 {
            unknown0: handed[0].ticket,
        },
    );
    bench.step();
    bench.walk(1, Vec3::new(END.x + 0.5, END.y, END.z));
    bench.step();
    assert_eq!(bench.zone.counters().steps_refused, 0);
    bench
        .inputs
        .leave(ConnectionId(1), LeaveReason::LinkLost)
        .expect("room");
    bench.step();
    assert_eq!(stands(&bench, 1), Vec3::new(END.x + 0.5, END.y, END.z));
    replays(&bench);
}

#[test]
fn who_leaves_in_flight_is_found_where_it_lands() {
    let mut bench = bench(1_000);
    aloft(&mut bench);
    bench.step_after(5_000);
    bench.say(1, &ClientLogoutRequest { initiated: true });
    bench.step();
    bench
        .inputs
        .leave(ConnectionId(1), LeaveReason::LinkLost)
        .expect("room");
    bench.step();
    assert_eq!(stands(&bench, 1), END);
    assert!(bench.zone.is_idle(), "nothing of the flight is left");

    rich(&mut bench, 1, 1_000, &[1, 2, 3]);
    aloft(&mut bench);
    let salvaged = bench.zone.salvage();
    assert_eq!(salvaged[0].sheet.character.placement.position, END);
}

#[test]
fn a_teleport_ends_a_flight() {
    let mut bench = bench(1_000);
    aloft(&mut bench);
    bench.step_after(5_000);
    let to = Vec3::new(-300.0, 0.0, 0.0);
    let command = Command::Teleport {
        connection: ConnectionId(1),
        world_id: WORLD,
        placement: Placement {
            position: to,
            rotation: Vec3::default(),
        },
    };
    bench.inputs.command(command).expect("room");
    bench.step();
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step_after(FLIGHT_MS * 2);
    bench
        .inputs
        .leave(ConnectionId(1), LeaveReason::LinkLost)
        .expect("room");
    bench.step();
    assert_eq!(stands(&bench, 1), to);
    replays(&bench);
}

#[test]
fn flights_nobody_offers_are_refused_and_cost_nothing() {
    let no_way = GenericError::EmbarkNoSplineForTaxi;
    let refused = |found: &[u16], credits, routes: &[u32]| {
        let mut bench = Bench::of(zone());
        rich(&mut bench, 1, credits, found);
        bench.hush();
        buy(&mut bench, routes);
        assert!(bench.out.operations().is_empty(), "{routes:?}");
        errors(&bench)
    };
    assert_eq!(refused(&[1, 2, 3], 1_000, &[]), [no_way]);
    assert_eq!(refused(&[1, 2, 3], 1_000, &[99]), [no_way], "no such route");
    assert_eq!(
        refused(&[1, 2, 3], 1_000, &[12, 14]),
        [no_way],
        "it does not go on there"
    );
    assert_eq!(refused(&[1, 2, 3], 1_000, &[12, 21]), [no_way], "in a ring");
    assert_eq!(
        refused(&[1, 2], 1_000, &[12, 23]),
        [no_way],
        "not found yet"
    );
    let far = GenericError::EmbarkNotInRange;
    assert_eq!(refused(&[1, 2, 3], 1_000, &[23]), [far], "not from here");
    let poor = GenericError::VendorNotEnoughCash;
    assert_eq!(refused(&[1, 2, 3], FARE as u64 - 1, &[12, 23]), [poor]);

    let mut bench = bench(10_000);
    aloft(&mut bench);
    bench.hush();
    buy(&mut bench, &[12]);
    transport(&mut bench, 3);
    assert_eq!(errors(&bench), [GenericError::EmbarkCannotDoWhileOnTaxi]);
    assert_eq!(refusals(&bench), [CastResult::CasterCannotBeTaxi]);
}

#[test]
fn who_cannot_leave_any_more_when_it_has_paid_gets_its_fare_back() {
    let mut bench = bench(1_000);
    buy(&mut bench, &[12, 23]);
    let asked = fare(&bench, OperationKind::Fare);
    let command = Command::Teleport {
        connection: ConnectionId(1),
        world_id: WORLD,
        placement: Placement {
            position: Vec3::new(-900.0, 0.0, 0.0),
            rotation: Vec3::default(),
        },
    };
    bench.inputs.command(command).expect("room");
    bench.step();
    keep(&mut bench, &asked);
    assert_eq!(errors(&bench), [GenericError::EmbarkPlayerUnableToEmbark]);
    let back = fare(&bench, OperationKind::Currency);
    assert_eq!(credits_of(&back), FARE);
}

#[test]
fn a_shuttle_crosses_to_another_world() {
    let mut bench = bench(1_000);
    buy(&mut bench, &[14]);
    let asked = fare(&bench, OperationKind::Fare);
    assert_eq!(credits_of(&asked), -132);
    keep(&mut bench, &asked);
    let [
        Event::Transfer {
            world_id,
            placement,
            ..
        },
    ] = &bench.events[..]
    else {
        panic!("a transfer, not {:?}", bench.events);
    };
    assert_eq!(
        (*world_id, placement.position),
        (ELSEWHERE, Vec3::new(5.0, 6.0, 7.0))
    );
}

#[test]
fn rapid_transport_costs_by_tier_and_distance_and_has_a_cooldown() {
    let mut bench = bench(100_000);
    transport(&mut bench, 1);
    assert_eq!(
        refusals(&bench),
        [CastResult::RapidTransportInvalid],
        "it is here"
    );
    transport(&mut bench, 77);
    assert_eq!(refusals(&bench)[1..], [CastResult::RapidTransportInvalid]);
    bench.hush();
    transport(&mut bench, 3);
    let asked = fare(&bench, OperationKind::Fare);
    assert_eq!(credits_of(&asked), -(5_310 + 1_414));
    keep(&mut bench, &asked);
    let cooldown = &bench.client(1).all::<ServerCooldown>()[0].cooldown;
    assert_eq!((cooldown.type_, cooldown.spell_id), (1, 82_922));
    assert_eq!(u64::from(cooldown.time_remaining), COOLDOWN_MS);
    assert_eq!(bench.client(1).all::<ServerChangeWorld>().len(), 1);
    let (_, travel) = bench.out.travels()[0].clone();
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    bench.hush();
    transport(&mut bench, 4);
    assert_eq!(
        refusals(&bench),
        [CastResult::ServiceTokensInsufficentFunds]
    );
    assert!(bench.out.operations().is_empty());

    // It is still there for who comes again, and runs out.
    bench
        .inputs
        .leave(ConnectionId(1), LeaveReason::LinkLost)
        .expect("room");
    bench.step();
    let mut again = entry(1, ORIGIN);
    again.sheet.travel = travel;
    again.sheet.currencies[0].amount = 7_810;
    bench.join_entry(again);
    bench.step();
    let told = bench.client(1).all::<ServerCooldownList>();
    assert_eq!(told[0].cooldowns.len(), 1);
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step_after(COOLDOWN_MS);
    transport(&mut bench, 4);
    let asked = fare(&bench, OperationKind::Fare);
    assert_eq!(credits_of(&asked), -7_810);
    keep(&mut bench, &asked);
    let [Event::Transfer { world_id, .. }] = &bench.events[..] else {
        panic!("a transfer, not {:?}", bench.events);
    };
    assert_eq!(*world_id, ELSEWHERE);
    replays(&bench);
}

#[test]
fn who_lacks_the_credits_for_rapid_transport_is_told_so() {
    let mut bench = bench(6_723);
    transport(&mut bench, 3);
    assert_eq!(refusals(&bench), [CastResult::CasterVitalCostMoney]);
    assert!(bench.out.operations().is_empty());
    assert!(bench.client(1).all::<ServerCooldown>().is_empty());
}

/// The recording gives the same bytes in another zone.
pub(crate) fn replays(bench: &Bench) {
    let mut again = zone();
    let mut inputs = Inputs::new();
    let mut out = ::world::Outputs::new();
    let mut log = LogReader::new(&bench.log).expect("a log");
    let mut digests = Vec::new();
    while let Some(now) = log.next_step(&mut inputs).expect("whole") {
        again.step(now, &mut inputs, &mut out);
        digests.push(out.digest());
    }
    assert_eq!(digests, bench.digests);
}

#[test]
fn the_dead_are_told_that_they_are_and_not_that_they_fight() {
    let mut bench = bench(1_000);
    let again = {
        let mut again = crate::stable::lose(&mut bench, 1);
        again.sheet.condition.is_dead = true;
        again
    };
    bench.join_entry(again);
    bench.step();
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    transport(&mut bench, 3);
    assert_eq!(refusals(&bench), [CastResult::CasterCannotBeDead]);
}
