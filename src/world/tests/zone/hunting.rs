//! Creatures and foes: noticing, fighting, giving up, dying, coming back.

use std::sync::Arc;

use ::world::maps::lands::Lands;
use ::world::{Command, Event, Finding, Order, Question, WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::{ConnectionId, SpawnId};
use bezgelor_core::model::{Patrol, Spawn};
use command::ZoneCommand;
use game::faction::Factions;
use game::hunt::{CHASE_SPEED, LEASH, NOTICE_MS, REACH, RETURN_SPEED};
use game::respawn::{CORPSE_MS, RESPAWN_MS};
use game::spline::{Curve, Node, Repeat, Spline};
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Move;

use crate::bench::{Bench, config, entry, spawn};

/// The players' faction, one that hates it, and one that does not care.
pub(crate) const PEOPLE: u16 = 166;
pub(crate) const FOES: u16 = 500;
pub(crate) const CATTLE: u16 = 501;
/// A patrol along x, 60 units there and back.
pub(crate) const SPLINE: u16 = 9;

pub(crate) fn data() -> Arc<WorldData> {
    let node = |x: f32| Node {
        position: Vec3::new(x, 0.0, 0.0),
        ..Node::default()
    };
    let line = Spline::new(Curve::Linear, &[0.0, 0.0, 60.0, 60.0].map(node)).expect("a course");
    let factions = Factions::new(Vec::new(), vec![(PEOPLE, FOES, 0), (PEOPLE, CATTLE, 5)]);
    let splines = vec![(u32::from(SPLINE), Arc::new(line))];
    let data = WorldData::new(Vec::new(), Vec::new(), Vec::new(), Vec::new());
    Arc::new(data.with_lands(Lands::new(factions, splines, Vec::new())))
}

pub(crate) fn creature(number: u64, faction: u16, at: Vec3) -> Spawn {
    Spawn {
        faction1: faction,
        faction2: faction,
        ..spawn(number, at)
    }
}

pub(crate) fn bench(spawns: &[Spawn]) -> Bench {
    Bench::of(Zone::new(config(), data(), spawns))
}

/// A player of the people whom the foes hate, in the world.
pub(crate) fn enter(bench: &mut Bench, number: u64, at: Vec3) {
    let mut entry = entry(number, at);
    entry.sheet.character.faction = PEOPLE;
    entry.sheet.character.level = 4;
    bench.join_entry(entry);
    bench.step();
    bench.say(number, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
}

pub(crate) fn steps(bench: &mut Bench, count: u32) {
    for _ in 0..count {
        bench.step();
    }
}

/// Where the creature made from the spawn with the lowest number is, by the zone's own word.
pub(crate) fn places(bench: &mut Bench) -> Vec<(u32, Vec3)> {
    let order = Order::Ask {
        ticket: 1,
        question: Question::Survey,
    };
    let order = Command::Order(Box::new(order));
    bench.inputs.command(order).expect("room");
    bench.step();
    let found = bench.events.iter().find_map(|event| match event {
        Event::Found {
            finding: Finding::Units(dots),
            ..
        } => Some(dots.clone()),
        _ => None,
    });
    let dots = found.expect("an answer").into_iter();
    let creatures = dots.filter(|dot| dot.character.is_none());
    creatures.map(|dot| (dot.unit, dot.position)).collect()
}

/// What a game master is told who orders something done to what it looks at.
pub(crate) fn order(
    bench: &mut Bench,
    number: u64,
    command: ZoneCommand,
) -> Result<Vec<String>, String> {
    let order = Order::Ask {
        ticket: 2,
        question: Question::Run(ConnectionId(number), command),
    };
    let order = Command::Order(Box::new(order));
    bench.inputs.command(order).expect("room");
    bench.step();
    let found = bench.events.iter().find_map(|event| match event {
        Event::Found {
            finding: Finding::Ran(said),
            ..
        } => Some(said.clone()),
        _ => None,
    });
    found.expect("an answer")
}

pub(crate) fn look_at(bench: &mut Bench, number: u64, guid: u32) {
    bench.say(number, &ClientEntitySelect { guid });
    bench.step();
}

/// (unit, in combat), in the order it was told.
fn combat(bench: &Bench, number: u64) -> Vec<(u32, bool)> {
    let told: Vec<ServerUnitEnteredCombat> = bench.client(number).all();
    told.iter()
        .map(|told| (told.unit_id, told.in_combat))
        .collect()
}

/// The motions a client was told of a unit.
pub(crate) fn motions(bench: &Bench, number: u64, guid: u32) -> Vec<Vec<Move>> {
    let told: Vec<ServerEntityCommand> = bench.client(number).all();
    let own = told.into_iter().filter(|told| told.guid == guid);
    own.map(|told| {
        told.commands
            .into_iter()
            .map(|command| command.model)
            .collect()
    })
    .collect()
}

/// Walks a player by believable steps; a step of the zone each.
pub(crate) fn walk(bench: &mut Bench, number: u64, from: Vec3, to: Vec3) {
    let distance = from.distance_squared(to).sqrt();
    let count = (distance / 0.3).ceil() as u32;
    for i in 1..=count {
        let part = i as f32 / count as f32;
        let at = |a: f32, b: f32| a + (b - a) * part;
        let at = Vec3::new(at(from.x, to.x), at(from.y, to.y), at(from.z, to.z));
        bench.walk(number, at);
        bench.step();
    }
}

pub(crate) const NEAR: Vec3 = Vec3::new(12.0, 0.0, 0.0);

#[test]
fn a_hostile_creature_turns_comes_and_stands_before_its_foe() {
    let mut bench = bench(&[creature(1, FOES, Vec3::default())]);
    enter(&mut bench, 1, NEAR);
    let own = bench.client(1).own.expect("told");
    steps(&mut bench, 11);
    assert_eq!(combat(&bench, 1), [(1, true), (own, true)]);
    let switches: Vec<ServerEntityAggroSwitch> = bench.client(1).all();
    assert_eq!((switches.len(), switches[0].target_id), (1, own));
    let turned = motions(&bench, 1, 1);
    let faces = Move::SetRotationFaceUnit {
        unit_id: own,
        blend: false,
    };
    assert!(turned[0].contains(&faces), "{turned:?}");
    assert!(
        matches!(turned[0][0], Move::SetPosition { .. }),
        "it stays a moment"
    );

    bench.hush();
    steps(&mut bench, (NOTICE_MS / 50) as u32 + 2);
    let coming = motions(&bench, 1, 1);
    let Move::SetPositionPath {
        positions, speed, ..
    } = &coming[0][0]
    else {
        panic!("it does not come: {coming:?}");
    };
    assert!((speed - CHASE_SPEED).abs() < f32::EPSILON);
    let end = positions[positions.len() - 1];
    assert!(
        (end.x - 9.5).abs() < 0.01,
        "it stops before its foe: {end:?}"
    );

    // 9.5 units at 7 a second, and a look.
    steps(&mut bench, 40);
    let stands = motions(&bench, 1, 1);
    let last = stands.last().expect("it came");
    assert!(last.contains(&faces) && matches!(last[0], Move::SetPosition { .. }));
    let count = stands.len();
    steps(&mut bench, 100);
    assert_eq!(
        motions(&bench, 1, 1).len(),
        count,
        "nothing more is to be told"
    );
    assert_eq!(combat(&bench, 1), [], "and it fights on");
}

#[test]
fn who_runs_far_enough_is_left_alone_and_the_creature_goes_home_untouchable() {
    let home = Vec3::new(0.0, 3.0, 0.0);
    let mut bench = bench(&[creature(1, FOES, home)]);
    let at = Vec3::new(8.0, 3.0, 0.0);
    enter(&mut bench, 1, at);
    steps(&mut bench, 60);
    look_at(&mut bench, 1, 1);
    bench.hush();
    let far = Vec3::new(90.0, 3.0, 0.0);
    let own = bench.client(1).own.expect("told");
    let (mut farthest, mut hurt_says) = (0.0_f32, Vec::new());
    let mut from = at;
    while combat(&bench, 1).is_empty() {
        let to = Vec3::new(from.x + 2.0, 3.0, 0.0);
        assert!(to.x < far.x, "it follows for ever");
        walk(&mut bench, 1, from, to);
        from = to;
        farthest = farthest.max(places(&mut bench)[0].1.x);
    }
    hurt_says.push(order(&mut bench, 1, ZoneCommand::EntityKill {}));
    assert!(
        farthest > LEASH - 4.0 && farthest < LEASH + 3.0,
        "{farthest}"
    );
    assert!(hurt_says[0].is_err(), "untouchable: {hurt_says:?}");
    let mut ended = combat(&bench, 1);
    ended.sort_unstable();
    assert_eq!(ended, [(1, false), (own, false)]);
    let gone: Vec<ServerEntityThreatUpdate> = bench.client(1).all();
    assert!(
        gone.iter()
            .any(|gone| (gone.unit_id, gone.threat_level) == (1, 0))
    );
    let lists: Vec<ServerEntityThreatListUpdate> = bench.client(1).all();
    assert_eq!(lists.last().map(|list| list.threat_unit_ids), Some([0; 5]));
    let ways = motions(&bench, 1, 1);
    let speed = |way: &Vec<Move>| match way[0] {
        Move::SetPositionPath { speed, .. } => speed,
        _ => 0.0,
    };
    assert!(
        ways.iter()
            .any(|way| (speed(way) - RETURN_SPEED).abs() < 0.01)
    );
    steps(&mut bench, 90);
    assert_eq!(places(&mut bench)[0].1, home);
    let last = motions(&bench, 1, 1).pop().expect("it stands");
    assert_eq!(
        last[0],
        Move::SetPosition {
            position: home,
            blend: true
        }
    );
    assert!(
        matches!(last[1], Move::SetRotation { .. }),
        "as it stood before: {last:?}"
    );
}

#[test]
fn who_does_not_hate_fights_nobody_until_it_is_made_to() {
    let mut bench = bench(&[creature(1, CATTLE, Vec3::default())]);
    enter(&mut bench, 1, NEAR);
    steps(&mut bench, 60);
    assert_eq!(combat(&bench, 1), []);
    look_at(&mut bench, 1, 1);
    let said = order(
        &mut bench,
        1,
        ZoneCommand::EntityThreatAdjust { amount: 40 },
    );
    assert_eq!(said.expect("cattle can be fought").len(), 2);
    assert_eq!(combat(&bench, 1).len(), 2);
    let list: Vec<ServerEntityThreatListUpdate> = bench.client(1).all();
    let own = bench.client(1).own.expect("told");
    let last = list.last().expect("who looks at it is told");
    assert_eq!((last.threat_unit_ids[0], last.threat_levels[0]), (own, 40));
    order(
        &mut bench,
        1,
        ZoneCommand::EntityThreatAdjust { amount: -40 },
    )
    .expect("less");
    steps(&mut bench, 60);
    assert_eq!(combat(&bench, 1).len(), 4, "both are out of it");
    assert_eq!(places(&mut bench)[0].1, Vec3::default());
    // Everybody's friend cannot be fought.
    let said = |bench: &mut Bench| order(bench, 1, ZoneCommand::EntityThreatAdjust { amount: 1 });
    let mut friends = self::bench(&[creature(1, PEOPLE, Vec3::default())]);
    enter(&mut friends, 1, NEAR);
    look_at(&mut friends, 1, 1);
    assert!(said(&mut friends).is_err());
}

#[test]
fn those_around_come_too_and_those_farther_do_not() {
    let at = |x: f32, z: f32| Vec3::new(x, 0.0, z);
    let spawns = [
        creature(1, FOES, at(0.0, 0.0)),
        creature(2, FOES, at(-8.0, 0.0)),
        creature(3, CATTLE, at(-2.0, 2.0)),
        creature(4, FOES, at(-16.0, 0.0)),
    ];
    let mut bench = bench(&spawns);
    enter(&mut bench, 1, NEAR);
    steps(&mut bench, 11);
    let mut fighting: Vec<u32> = combat(&bench, 1).iter().map(|told| told.0).collect();
    fighting.sort_unstable();
    let own = bench.client(1).own.expect("told");
    assert_eq!(fighting, [1, 2, own]);
}

#[test]
fn who_comes_late_sees_the_same_fight() {
    let mut bench = bench(&[creature(1, FOES, Vec3::default())]);
    enter(&mut bench, 1, NEAR);
    steps(&mut bench, 80);
    let mut late = entry(2, Vec3::new(0.0, 0.0, 60.0));
    late.sheet.character.faction = PEOPLE;
    bench.join_entry(late);
    bench.step();
    let own = bench.client(1).own.expect("told");
    assert!(combat(&bench, 2).contains(&(1, true)));
    assert!(combat(&bench, 2).contains(&(own, true)));
    let switches: Vec<ServerEntityAggroSwitch> = bench.client(2).all();
    assert_eq!(
        switches.iter().map(|s| s.target_id).collect::<Vec<_>>(),
        [own]
    );
    bench.say(2, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    let told = motions(&bench, 2, 1);
    let faces = Move::SetRotationFaceUnit {
        unit_id: own,
        blend: false,
    };
    assert!(
        told.last().is_some_and(|told| told.contains(&faces)),
        "{told:?}"
    );
    let at = places(&mut bench)[0].1;
    assert!(at.distance_squared(NEAR).sqrt() <= REACH, "{at:?}");
}

#[test]
fn a_foe_who_leaves_the_world_is_forgotten_and_the_zone_sleeps_when_all_are_home() {
    let mut bench = bench(&[creature(1, FOES, Vec3::default())]);
    enter(&mut bench, 1, NEAR);
    steps(&mut bench, 80);
    let reason = ::world::LeaveReason::LinkLost;
    bench.inputs.leave(ConnectionId(1), reason).expect("room");
    bench.step();
    assert!(!bench.zone.is_idle(), "somebody is on its way");
    steps(&mut bench, 60);
    assert!(bench.zone.is_idle());
    enter(&mut bench, 2, Vec3::new(40.0, 0.0, 0.0));
    assert_eq!(places(&mut bench)[0].1, Vec3::default());
    assert_eq!(combat(&bench, 2), []);
}

#[test]
fn the_dead_lie_go_and_come_back_whole_under_another_name() {
    let mut bench = bench(&[creature(1, CATTLE, Vec3::default())]);
    enter(&mut bench, 1, NEAR);
    look_at(&mut bench, 1, 1);
    order(&mut bench, 1, ZoneCommand::EntityKill {}).expect("it dies");
    let deaths: Vec<ServerEntityDeathState> = bench.client(1).all();
    assert!(deaths[0].dead && deaths[0].unit_id == 1);
    let health: Vec<ServerEntityHealthUpdate> = bench.client(1).all();
    assert_eq!(health[0].health, 0);
    assert!(
        order(&mut bench, 1, ZoneCommand::EntityKill {}).is_err(),
        "once"
    );
    assert!(bench.client(1).sees.contains(&1), "its corpse lies there");
    // Who comes now is told that it is one.
    enter(&mut bench, 2, NEAR);
    let deaths: Vec<ServerEntityDeathState> = bench.client(2).all();
    assert_eq!(deaths.len(), 1);
    steps(&mut bench, (CORPSE_MS / 50) as u32);
    assert!(!bench.client(1).sees.contains(&1));
    assert_eq!(places(&mut bench), []);
    bench.hush();
    steps(&mut bench, ((RESPAWN_MS - CORPSE_MS) / 50) as u32 - 8);
    assert_eq!(places(&mut bench), [], "not before its time");
    steps(&mut bench, (RESPAWN_MS / 4 / 50) as u32 + 8);
    let (again, at) = places(&mut bench)[0];
    assert_ne!(again, 1);
    assert_eq!(at, Vec3::default());
    let created: Vec<ServerEntityCreate> = bench.client(1).all();
    let health = created[0].stats.iter().find_map(|stat| match stat.type_ {
        protocol::structs::StatValueInitialTypeSwitch::Integer { value }
            if stat.stat == protocol::enums::Stat::Health =>
        {
            Some(value)
        }
        _ => None,
    });
    assert_eq!((created.len(), health), (1, Some(500)));
    look_at(&mut bench, 1, again);
    order(&mut bench, 1, ZoneCommand::EntityRemove {}).expect("taken away");
    steps(&mut bench, 1000);
    assert_eq!(places(&mut bench), []);
    order(&mut bench, 1, ZoneCommand::EntityRespawn {}).expect("called back");
    assert_eq!(places(&mut bench).len(), 1);
}

#[test]
fn a_patrol_that_fought_is_where_it_would_have_been() {
    let patrol = |number, x| Patrol {
        spawn_id: SpawnId(number),
        spline_id: SPLINE,
        mode: Repeat::BackAndForth as u8,
        speed: 4.0,
        formation: Vec3::new(x, 0.0, 0.0),
    };
    let patrols = [patrol(1, 0.0), patrol(2, 3.0), patrol(3, 0.0)];
    let spawns = [
        creature(1, FOES, Vec3::default()),
        creature(2, FOES, Vec3::default()),
        creature(3, CATTLE, Vec3::default()),
    ];
    let mut zone = Zone::new(config(), data(), &spawns);
    zone.assign_patrols(&patrols);
    let mut bench = Bench::of(zone);
    enter(&mut bench, 1, Vec3::new(30.0, 0.0, 10.0));
    while combat(&bench, 1).len() < 3 {
        bench.step();
    }
    steps(&mut bench, 60);
    let reason = ::world::LeaveReason::LinkLost;
    bench.inputs.leave(ConnectionId(1), reason).expect("room");
    enter(&mut bench, 2, Vec3::new(30.0, 0.0, 100.0));
    steps(&mut bench, 200);
    let at: Vec<Vec3> = places(&mut bench).iter().map(|place| place.1).collect();
    // The third never left its way: the first walks with it again, the second beside them.
    assert!(at[0].distance_squared(at[2]).sqrt() < 0.01, "{at:?}");
    assert!(
        (at[1].distance_squared(at[2]).sqrt() - 3.0).abs() < 0.01,
        "{at:?}"
    );
}

#[test]
fn a_creature_follows_flees_and_goes_home_by_order() {
    let mut bench = bench(&[creature(1, CATTLE, Vec3::default())]);
    let at = Vec3::new(20.0, 0.0, 0.0);
    enter(&mut bench, 1, at);
    look_at(&mut bench, 1, 1);
    order(&mut bench, 1, ZoneCommand::EntityFollow {}).expect("it follows");
    steps(&mut bench, 60);
    let there = places(&mut bench)[0].1;
    assert!(
        (there.distance_squared(at).sqrt() - 3.0).abs() < 0.1,
        "{there:?}"
    );
    order(&mut bench, 1, ZoneCommand::EntityFlee {}).expect("it runs");
    steps(&mut bench, 60);
    let there = places(&mut bench)[0].1;
    assert!(there.distance_squared(at).sqrt() > 15.0, "{there:?}");
    // Nobody hates anybody, so afterwards it goes home.
    steps(&mut bench, 200);
    assert_eq!(places(&mut bench)[0].1, Vec3::default());
    order(&mut bench, 1, ZoneCommand::EntityFollow {}).expect("again");
    steps(&mut bench, 60);
    order(&mut bench, 1, ZoneCommand::EntityHome {}).expect("home");
    steps(&mut bench, 60);
    assert_eq!(places(&mut bench)[0].1, Vec3::default());
}
