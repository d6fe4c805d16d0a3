//! Copies of worlds that belong to somebody: the way in is asked for, the way out leads back.

use std::sync::Arc;

use ::world::instance::login::comes_in;
use ::world::instance::maps::Maps;
use ::world::{
    Arrival, Command, Event, LeaveReason, Order, PlayerEntry, Question, Zone, ZoneConfig,
};
use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{AccountId, CharacterId, ConnectionId, WorldId, ZoneInstanceId};
use bezgelor_core::limits::INSTANCE_VISION_RANGE;
use bezgelor_core::travel::{Bind, Holder, Spot};
use command::ZoneCommand;
use command::argument::RemovalReason;
use game::instance::MapKind;
use protocol::enums::{GenericError, WorldRemovalReason};
use protocol::messages::{
    ClientEnteredWorld, ClientLeavePendingRemovalInstance, ServerChat, ServerGenericError,
    ServerPendingWorldRemoval, ServerPendingWorldRemovalCancel,
};

use crate::bench::{Bench, WORLD, config, data, entry, spawn};

const DUNGEON: WorldId = WorldId(382);
const ARENA: WorldId = WorldId(802);
/// Milliseconds of grace in these tests.
const GRACE_MS: u64 = 1_000;

fn maps() -> Maps {
    let kinds = vec![(DUNGEON, MapKind::Content), (ARENA, MapKind::Match)];
    Maps::new(kinds, Some(GRACE_MS))
}

fn zone(config: ZoneConfig) -> Bench {
    let data = Arc::unwrap_or_clone(data()).with_maps(maps());
    Bench::of(Zone::new(config, Arc::new(data), &[]))
}

fn open() -> Bench {
    zone(config())
}

fn dungeon(holder: Holder) -> Bench {
    let config = ZoneConfig {
        holder,
        ..ZoneConfig::new(ZoneInstanceId(2), DUNGEON, 7)
    };
    zone(config)
}

fn spot(world_id: WorldId, x: f32) -> Spot {
    Spot {
        world_id,
        placement: Placement {
            position: Vec3::new(x, 0.0, 0.0),
            rotation: Vec3::default(),
        },
    }
}

/// A character that comes from the open world into a dungeon.
fn guest(number: u64, holder: Holder) -> Box<PlayerEntry> {
    let mut guest = entry(number, Vec3::default());
    guest.sheet.character.world_id = DUNGEON;
    guest.sheet.travel.returns_to(spot(WORLD, 40.0));
    guest.arrival = Arrival::Transfer;
    guest.holder = holder;
    guest
}

fn enter(bench: &mut Bench, guest: Box<PlayerEntry>) {
    let number = guest.connection.0;
    bench.join_entry(guest);
    bench.step();
    let loaded = ClientEnteredWorld { world_zone_id: 0 };
    bench.say(number, &loaded);
    bench.step();
    bench.hush();
}

fn order(bench: &mut Bench, order: Order) {
    let command = Command::Order(Box::new(order));
    bench.inputs.command(command).expect("room");
    bench.step();
}

fn travel(bench: &mut Bench, number: u64, spot: Spot, holder: Option<Holder>) {
    let connection = ConnectionId(number);
    order(
        bench,
        Order::Travel {
            connection,
            spot,
            holder,
        },
    );
}

fn way(bench: &mut Bench, number: u64, holder: Holder, refusal: Option<u32>) {
    let connection = ConnectionId(number);
    order(
        bench,
        Order::Way {
            connection,
            holder,
            refusal,
        },
    );
}

fn run(bench: &mut Bench, number: u64, command: ZoneCommand) {
    let question = Question::Run(ConnectionId(number), command);
    order(
        bench,
        Order::Ask {
            ticket: 1,
            question,
        },
    );
}

fn remove(reason: RemovalReason) -> ZoneCommand {
    let player = None;
    ZoneCommand::MapPlayerRemove { reason, player }
}

fn transfer(bench: &mut Bench) -> Box<PlayerEntry> {
    let events = std::mem::take(&mut bench.events);
    let found = events.into_iter().find_map(|event| match event {
        Event::Transfer { entry, .. } => Some(entry),
        _ => None,
    });
    found.expect("a transfer")
}

fn errors(bench: &Bench, number: u64) -> Vec<GenericError> {
    let told = bench.client(number).all::<ServerGenericError>();
    told.into_iter().map(|told| told.error).collect()
}

#[test]
fn the_realm_is_asked_before_anybody_leaves_and_a_no_leaves_the_player_where_it_is() {
    let mut bench = open();
    bench.enter(1, Vec3::default());
    let own = Holder::Character(CharacterId(1001));
    travel(&mut bench, 1, spot(DUNGEON, 5.0), None);
    assert!(matches!(
        bench.events[..],
        [Event::AsksWay {
            account: AccountId(1),
            world_id: DUNGEON,
            holder,
            unlimited: false,
            ..
        }] if holder == own
    ));
    travel(&mut bench, 1, spot(WORLD, 500.0), None);
    let pending = GenericError::InstanceTransferPending;
    assert_eq!(errors(&bench, 1), [pending], "one way at a time");
    way(
        &mut bench,
        1,
        own,
        Some(GenericError::InstanceLimitExceeded.0),
    );
    assert_eq!(
        errors(&bench, 1)[1..],
        [GenericError::InstanceLimitExceeded]
    );
    assert_eq!(bench.zone.player_count(), 1);
    way(&mut bench, 1, own, None);
    assert_eq!(bench.zone.player_count(), 1, "nobody asked again");
}

#[test]
fn who_leaves_the_open_world_comes_back_to_where_it_stood() {
    let mut bench = open();
    bench.enter(1, Vec3::new(7.0, 0.0, 0.0));
    travel(&mut bench, 1, spot(DUNGEON, 5.0), Some(Holder::Group(9)));
    way(&mut bench, 1, Holder::Group(9), None);
    let entry = transfer(&mut bench);
    let character = &entry.sheet.character;
    assert_eq!(
        (character.world_id, entry.holder),
        (DUNGEON, Holder::Group(9))
    );
    let home = entry.sheet.travel.return_to.expect("a way back");
    assert_eq!((home.world_id, home.placement.position.x), (WORLD, 7.0));

    let mut inside = dungeon(Holder::Group(9));
    enter(&mut inside, entry);
    let mut kept = Vec::new();
    for number in [2, 3] {
        inside.join_entry(guest(number, Holder::Group(9)));
        inside.step();
        kept.extend_from_slice(inside.out.travels());
    }
    assert_eq!(kept.len(), 2, "each is told to the keeper once");
    assert_eq!(kept[0].1.holder(DUNGEON), Some(Holder::Group(9)));
    // Further in, into another copy, does not change where it comes back to.
    travel(&mut inside, 1, spot(DUNGEON, 5.0), Some(Holder::Group(10)));
    way(&mut inside, 1, Holder::Group(10), None);
    let entry = transfer(&mut inside);
    assert_eq!(entry.sheet.travel.return_to, Some(home));
    assert_eq!(entry.sheet.travel.holder(DUNGEON), Some(Holder::Group(9)));
}

#[test]
fn only_who_belongs_to_a_copy_is_let_in() {
    let mut bench = dungeon(Holder::Group(9));
    bench.join_entry(guest(1, Holder::Group(8)));
    bench.step();
    assert!(matches!(bench.events[..], [Event::EnterFailed { .. }]));
    bench.join_entry(guest(2, Holder::Group(9)));
    bench.step();
    assert_eq!(bench.zone.player_count(), 1);
}

#[test]
fn who_may_not_stay_is_warned_and_goes_back() {
    let mut bench = dungeon(Holder::Group(9));
    enter(&mut bench, guest(1, Holder::Group(9)));
    run(&mut bench, 1, remove(RemovalReason::Left));
    let warned = bench.client(1).all::<ServerPendingWorldRemoval>();
    assert_eq!(warned[0].reason, WorldRemovalReason::LeftCommunity);
    run(&mut bench, 1, ZoneCommand::MapPlayerKeep { player: None });
    let calm = bench.client(1).all::<ServerPendingWorldRemovalCancel>();
    assert_eq!(calm.len(), 1);
    bench.step_after(2 * GRACE_MS);
    assert_eq!(bench.zone.player_count(), 1, "it was called off");

    run(&mut bench, 1, remove(RemovalReason::Group));
    bench.step_after(GRACE_MS - 100);
    assert_eq!(bench.zone.player_count(), 1);
    bench.step_after(150);
    let entry = transfer(&mut bench);
    let character = &entry.sheet.character;
    assert_eq!(
        (
            character.world_id,
            character.placement.position.x,
            entry.holder
        ),
        (WORLD, 40.0, Holder::Everybody)
    );
}

#[test]
fn who_is_taken_out_need_not_wait_and_nobody_leaves_so_without_being_told() {
    let mut bench = dungeon(Holder::Group(9));
    enter(&mut bench, guest(1, Holder::Group(9)));
    bench.say(1, &ClientLeavePendingRemovalInstance);
    bench.step();
    assert_eq!(bench.zone.player_count(), 1);
    run(&mut bench, 1, remove(RemovalReason::Group));
    bench.say(1, &ClientLeavePendingRemovalInstance);
    bench.step();
    assert_eq!(transfer(&mut bench).sheet.character.world_id, WORLD);
}

#[test]
fn who_goes_away_while_it_is_taken_out_is_found_outside() {
    let mut bench = dungeon(Holder::Group(9));
    enter(&mut bench, guest(1, Holder::Group(9)));
    run(&mut bench, 1, remove(RemovalReason::Group));
    let lost = LeaveReason::LinkLost;
    bench.inputs.leave(ConnectionId(1), lost).expect("room");
    bench.step();
    let saves = bench.out.saves();
    let last = saves.last().expect("it is saved");
    assert_eq!((last.world_id, last.placement.position.x), (WORLD, 40.0));
    assert!(saves.is_sorted_by(|a, b| a.revision < b.revision));
}

#[test]
fn a_copy_that_closes_warns_everybody_lets_nobody_in_and_is_over() {
    let mut bench = dungeon(Holder::Group(9));
    for number in [1, 2] {
        enter(&mut bench, guest(number, Holder::Group(9)));
    }
    run(&mut bench, 1, ZoneCommand::MapUnload { player: None });
    assert!(bench.events.contains(&Event::Closes));
    bench.step();
    let told = bench.client(2).all::<ServerChat>();
    let lines: Vec<String> = told
        .iter()
        .map(|chat| chat.text.to_string_lossy())
        .collect();
    assert_eq!(lines, ["This place closes in 1 seconds."]);
    bench.join_entry(guest(3, Holder::Group(9)));
    bench.step();
    assert!(matches!(bench.events[..], [Event::EnterFailed { .. }]));
    assert!(!bench.zone.is_over());
    bench.step_after(GRACE_MS);
    let gone = bench.events.iter();
    let gone = gone.filter(|event| matches!(event, Event::Transfer { .. }));
    assert_eq!(gone.count(), 2);
    assert!(bench.zone.is_over());
}

#[test]
fn the_open_world_neither_closes_nor_takes_anybody_out() {
    let mut bench = open();
    bench.enter(1, Vec3::default());
    run(&mut bench, 1, ZoneCommand::MapUnload { player: None });
    run(&mut bench, 1, remove(RemovalReason::Group));
    bench.step_after(10 * GRACE_MS);
    assert_eq!(bench.zone.player_count(), 1);
}

#[test]
fn who_logs_in_comes_back_into_its_copy_but_no_match_waits() {
    let login = |world, lock: Option<Holder>| {
        let mut entry = entry(1, Vec3::default());
        entry.sheet.character.world_id = world;
        if let Some(holder) = lock {
            let now = bezgelor_core::time::UnixMillis(1);
            entry.sheet.travel.lock(world, holder, now);
        }
        entry
    };
    let after = |mut entry: Box<PlayerEntry>| {
        comes_in(&mut entry, &maps());
        (entry.sheet.character.world_id, entry.holder)
    };
    let own = Holder::Character(CharacterId(1001));
    assert_eq!(after(login(WORLD, None)), (WORLD, Holder::Everybody));
    assert_eq!(after(login(DUNGEON, None)), (DUNGEON, own));
    let group = Some(Holder::Group(4));
    assert_eq!(after(login(DUNGEON, group)), (DUNGEON, Holder::Group(4)));

    let mut left = login(ARENA, Some(Holder::Match(3)));
    left.sheet.travel.returns_to(spot(WORLD, 1.0));
    assert_eq!(after(left), (WORLD, Holder::Everybody));
    let mut bound = login(ARENA, Some(Holder::Match(3)));
    let spot = spot(WORLD, 2.0);
    bound.sheet.travel.binds(Bind { point_id: 1, spot });
    assert_eq!(after(bound), (WORLD, Holder::Everybody));
}

/// The farthest that spawns of one copy are apart in the public data, world 1271, in world units.
const LENGTH: f32 = 1_719.0;

#[test]
fn a_copy_is_seen_from_end_to_end_and_the_open_world_is_not() {
    for holder in [Holder::Character(CharacterId(1)), Holder::Everybody] {
        let mut zone_config = ZoneConfig { holder, ..config() };
        if holder.is_private() {
            zone_config.vision_range = INSTANCE_VISION_RANGE;
        }
        let ends = [
            spawn(1, Vec3::default()),
            spawn(2, Vec3::new(LENGTH, 0.0, 0.0)),
        ];
        let mut bench = Bench::with(zone_config, &ends);
        let mut entry = entry(1, Vec3::default());
        entry.holder = holder;
        bench.join_entry(entry);
        bench.step();
        bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
        bench.step();
        let seen = bench.client(1).sees.len() - 1;
        assert_eq!(seen, if holder.is_private() { 2 } else { 1 }, "{holder:?}");
        assert!(bench.zone.grid_count() < 64, "grids around it");
    }
}
