//! What a zone tells whoever runs scripts, and what scripts do to it.

use std::sync::Arc;

use ::world::data::Creature;
use ::world::maps::lands::Lands;
use ::world::replay::{self, rerun};
use ::world::script::{Act, Happening, Heard, Kind};
use ::world::{Command, LeaveReason, WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{ConnectionId, CreatureId, UnitId};
use bezgelor_core::limits::{SCRIPT_PLACES_FROM, SCRIPT_UNITS_PER_ZONE_MAX};
use bezgelor_core::model::Spawn;
use command::ZoneCommand;
use game::faction::Factions;
use game::respawn::{CORPSE_MS, RESPAWN_MS};
use protocol::enums::ChatChannelType;
use protocol::messages::{
    ClientActivateUnit, ClientChat, ClientEntityInteract, ServerChat, ServerEmote,
};
use protocol::structs::Channel;

use crate::bench::{Bench, config, spawn};
use crate::hunting::{FOES, PEOPLE, creature, enter, look_at, order, steps};

const ORIGIN: Vec3 = Vec3::new(0.0, 0.0, 0.0);
const GUIDE: CreatureId = CreatureId(50);

fn data() -> Arc<WorldData> {
    let guide = Creature {
        id: GUIDE,
        faction_id: 219,
        ..Creature::default()
    };
    let factions = Factions::new(Vec::new(), vec![(PEOPLE, FOES, 0)]);
    let data = WorldData::new(vec![guide], Vec::new(), Vec::new(), Vec::new());
    Arc::new(data.with_lands(Lands::new(factions, Vec::new(), Vec::new())))
}

fn bench(spawns: &[Spawn]) -> Bench {
    let mut bench = Bench::of(Zone::new(config(), data(), spawns));
    replay::write_population((spawns, &[], &[], &[], &[]), &mut bench.log);
    let all = Kind::ALL.into_iter().fold(Heard::NOTHING, Heard::with);
    bench.zone.listen(all);
    bench
}

fn act(bench: &mut Bench, act: Act) {
    let command = Command::Act(Box::new(act));
    bench.inputs.command(command).expect("room");
    bench.step();
}

fn told(bench: &Bench) -> Vec<Happening> {
    bench.out.happenings().to_vec()
}

fn own(bench: &Bench, number: u64) -> UnitId {
    UnitId(bench.client(number).own.expect("it is here"))
}

fn at(x: f32) -> Placement {
    Placement {
        position: Vec3::new(x, 0.0, 0.0),
        rotation: Vec3::default(),
    }
}

/// Has a creature made; its unit.
fn make(bench: &mut Bench, creature: CreatureId, x: f32) -> Option<UnitId> {
    let placement = at(x);
    act(
        bench,
        Act::Spawn {
            tag: 7,
            creature,
            placement,
        },
    );
    let made = told(bench).into_iter().find_map(|told| match told {
        Happening::Made { tag: 7, unit } => Some(unit),
        _ => None,
    });
    made.expect("an answer")
}

#[test]
fn nothing_is_told_that_nobody_listens_to() {
    let mut bench = bench(&[creature(1, FOES, ORIGIN)]);
    bench.zone.listen(Heard::NOTHING.with(Kind::Left));
    enter(&mut bench, 1, ORIGIN);
    steps(&mut bench, 20);
    assert_eq!(told(&bench), []);
    let leave = (ConnectionId(1), LeaveReason::LinkLost);
    bench.inputs.leave(leave.0, leave.1).expect("room");
    bench.step();
    assert!(
        matches!(&told(&bench)[..], [Happening::Left { name, .. }] if &**name == "Testa Nummer1")
    );
}

#[test]
fn who_comes_is_told_when_its_client_shows_the_world_and_once() {
    let mut bench = bench(&[]);
    bench.join(1, ORIGIN);
    bench.step();
    let came = |bench: &Bench| {
        let all = told(bench).into_iter();
        let came = all.filter(|told| matches!(told, Happening::Entered(_)));
        came.collect::<Vec<_>>()
    };
    assert_eq!((came(&bench), bench.zone.visitors()), (vec![], vec![]));
    let shows = protocol::messages::ClientEnteredWorld { world_zone_id: 0 };
    bench.say(1, &shows);
    bench.step();
    let visitors = bench.zone.visitors();
    assert_eq!(came(&bench), [Happening::Entered(visitors[0].clone())]);
    assert_eq!(visitors[0].player, own(&bench, 1));
    // Far within the world it is shown a loading screen again.
    let placement = at(900.0);
    let player = own(&bench, 1);
    let world_id = bench.zone.config().world_id;
    act(
        &mut bench,
        Act::Teleport {
            player,
            world_id,
            placement,
        },
    );
    bench.say(1, &shows);
    bench.step();
    assert_eq!(came(&bench), []);
    assert_eq!(bench.zone.visitors()[0].at.x, 900.0);
}

#[test]
fn a_place_of_a_script_is_come_into_and_gone_out_of() {
    let mut bench = bench(&[]);
    bench.enter(1, ORIGIN);
    let player = own(&bench, 1);
    let crossed = |number, came| Happening::Crossed {
        player,
        location: SCRIPT_PLACES_FROM + number,
        came,
    };
    let place = |number, x| Act::Place {
        number,
        center: Vec3::new(x, 0.0, 0.0),
        radius: 2.0,
        reach: 0.0,
    };
    act(&mut bench, place(0, 0.0));
    assert_eq!(told(&bench), [crossed(0, true)], "it stood there already");
    act(&mut bench, place(0, 50.0));
    assert_eq!(told(&bench), [], "a number is taken once");
    act(&mut bench, place(1, 5.0));
    let mut seen = Vec::new();
    for step in 1..=20 {
        bench.walk(1, Vec3::new(step as f32 * 0.25, 0.0, 0.0));
        bench.step();
        seen.extend(told(&bench));
    }
    assert_eq!(seen, [crossed(0, false), crossed(1, true)]);
    act(&mut bench, Act::Clear);
    bench.walk(1, Vec3::new(5.2, 0.0, 0.0));
    bench.step();
    assert_eq!(told(&bench), []);
}

#[test]
fn what_is_used_and_talked_to_is_told() {
    let door = Spawn {
        entity_type: 4,
        ..spawn(1, Vec3::new(2.0, 0.0, 0.0))
    };
    let mut bench = bench(&[door, spawn(2, Vec3::new(3.0, 0.0, 0.0))]);
    bench.enter(1, ORIGIN);
    let player = own(&bench, 1);
    bench.say(1, &ClientActivateUnit { unit_id: 1 });
    bench.say(1, &ClientEntityInteract { guid: 2, event: 37 });
    bench.step();
    let creature = GUIDE.0;
    let expected = [
        Happening::Activated {
            player,
            unit: UnitId(1),
            creature,
        },
        Happening::Talked {
            player,
            unit: UnitId(2),
            creature,
        },
    ];
    assert_eq!(told(&bench), expected);
    // Out of reach is neither.
    bench.say(1, &ClientEntityInteract { guid: 9, event: 37 });
    bench.step();
    assert_eq!(told(&bench), []);
}

#[test]
fn a_fight_is_told_from_its_beginning_to_a_death() {
    let mut bench = bench(&[creature(1, FOES, Vec3::new(5.0, 0.0, 0.0))]);
    enter(&mut bench, 1, ORIGIN);
    let player = own(&bench, 1);
    let (unit, creature) = (UnitId(1), GUIDE.0);
    let fight = |foe| Happening::Fight {
        unit,
        creature,
        foe,
    };
    let mut seen = told(&bench);
    for _ in 0..100 {
        bench.step();
        seen.extend(told(&bench));
    }
    assert!(seen.contains(&fight(player)), "{seen:?}");
    look_at(&mut bench, 1, 1);
    order(&mut bench, 1, ZoneCommand::EntityKill {}).expect("it dies");
    let mut seen = told(&bench);
    let died = Happening::Died {
        unit,
        creature,
        killer: player,
    };
    assert!(seen.contains(&died), "{seen:?}");
    for _ in 0..(RESPAWN_MS * 2 / 50) {
        bench.step();
        seen.extend(told(&bench));
    }
    assert!(seen.contains(&fight(UnitId(0))), "{seen:?}");
    let next = seen.iter().find_map(|told| match told {
        Happening::Spawned { unit, .. } => Some(*unit),
        _ => None,
    });
    assert!(next.is_some_and(|next| next != unit), "its next life");
}

#[test]
fn who_gives_up_evades() {
    let mut bench = bench(&[creature(1, FOES, Vec3::new(5.0, 0.0, 0.0))]);
    enter(&mut bench, 1, ORIGIN);
    steps(&mut bench, 60);
    let evaded = Happening::Evaded {
        unit: UnitId(1),
        creature: GUIDE.0,
    };
    let leave = (ConnectionId(1), LeaveReason::LinkLost);
    enter(&mut bench, 2, Vec3::new(100.0, 0.0, 0.0));
    bench.inputs.leave(leave.0, leave.1).expect("room");
    let mut seen = Vec::new();
    for _ in 0..100 {
        bench.step();
        seen.extend(told(&bench));
    }
    let times = seen.iter().filter(|told| **told == evaded).count();
    assert_eq!(times, 1, "{seen:?}");
}

#[test]
fn a_creature_of_a_script_stands_speaks_and_goes() {
    let mut bench = bench(&[]);
    bench.enter(1, ORIGIN);
    let unit = make(&mut bench, GUIDE, 4.0).expect("it stands");
    let stands = Happening::Spawned {
        unit,
        creature: GUIDE.0,
        at: at(4.0).position,
    };
    assert!(told(&bench).contains(&stands));
    assert!(bench.client(1).sees.contains(&unit.0));
    let (name, text) = ("Guide".to_owned(), "Mind the gap.".to_owned());
    bench.hush();
    let yells = false;
    act(
        &mut bench,
        Act::Say {
            unit,
            name,
            text,
            yells,
        },
    );
    let [line] = <[ServerChat; 1]>::try_from(bench.client(1).all()).expect("one line");
    assert_eq!(line.channel.chat_channel_id, ChatChannelType::NPCSay);
    assert_eq!(
        (line.unit_id, line.text.to_string()),
        (unit.0, "Mind the gap.".into())
    );
    act(&mut bench, Act::Despawn { unit });
    assert!(!bench.client(1).sees.contains(&unit.0));
    assert_eq!(
        make(&mut bench, CreatureId(9), 4.0),
        None,
        "no such creature"
    );
    assert_eq!(make(&mut bench, GUIDE, f32::NAN), None, "no place");
}

#[test]
fn scripts_take_away_what_they_made_and_nothing_else() {
    let mut bench = bench(&[spawn(1, Vec3::new(3.0, 0.0, 0.0))]);
    bench.enter(1, ORIGIN);
    act(&mut bench, Act::Despawn { unit: UnitId(1) });
    let player = own(&bench, 1);
    act(&mut bench, Act::Despawn { unit: player });
    assert_eq!(bench.client(1).sees.len(), 2, "the player and the spawn");
    for _ in 0..SCRIPT_UNITS_PER_ZONE_MAX {
        assert!(make(&mut bench, GUIDE, 2_000.0).is_some());
    }
    assert_eq!(make(&mut bench, GUIDE, 4.0), None, "so many and no more");
    act(&mut bench, Act::Clear);
    assert_eq!(bench.zone.unit_count(), 2);
    assert!(make(&mut bench, GUIDE, 4.0).is_some());
}

#[test]
fn who_was_made_and_dies_has_no_next_life() {
    let mut bench = bench(&[]);
    bench.enter(1, ORIGIN);
    let unit = make(&mut bench, GUIDE, 4.0).expect("it stands");
    look_at(&mut bench, 1, unit.0);
    order(&mut bench, 1, ZoneCommand::EntityKill {}).expect("it dies");
    steps(&mut bench, ((CORPSE_MS + 2 * RESPAWN_MS) / 50) as u32);
    assert_eq!(bench.zone.unit_count(), 1, "the player alone");
}

#[test]
fn what_stands_is_what_would_have_been_told() {
    let mut bench = bench(&[spawn(1, Vec3::new(3.0, 0.0, 0.0))]);
    assert_eq!(bench.zone.standing(), [], "nobody is near");
    bench.enter(1, ORIGIN);
    let unit = make(&mut bench, GUIDE, 4.0).expect("it stands");
    let standing = |bench: &Bench| -> Vec<UnitId> {
        let all = bench.zone.standing().into_iter();
        let unit = |told| match told {
            Happening::Spawned { unit, .. } => Some(unit),
            _ => None,
        };
        all.filter_map(unit).collect()
    };
    assert_eq!(standing(&bench), [UnitId(1), unit]);
    look_at(&mut bench, 1, 1);
    order(&mut bench, 1, ZoneCommand::EntityKill {}).expect("it dies");
    assert_eq!(standing(&bench), [unit], "the dead lie");
}

#[test]
fn nobody_speaks_for_a_player() {
    let mut bench = bench(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    bench.hush();
    let unit = own(&bench, 1);
    let yells = true;
    let (name, text) = (String::new(), "I owe you a thousand.".to_owned());
    act(
        &mut bench,
        Act::Say {
            unit,
            name,
            text,
            yells,
        },
    );
    act(&mut bench, Act::Emote { unit, emote: 0 });
    act(&mut bench, Act::Home { unit });
    let to = Vec3::new(50.0, 0.0, 0.0);
    let speed = 3.0;
    act(&mut bench, Act::Walk { unit, to, speed });
    assert_eq!(bench.client(2).all::<ServerChat>(), []);
    assert_eq!(bench.client(2).all::<ServerEmote>(), []);
}

#[test]
fn what_players_say_aloud_is_told_and_no_command() {
    let mut bench = bench(&[]);
    bench.enter(1, ORIGIN);
    for text in ["hello", "!zone info"] {
        let line = ClientChat {
            channel: Channel {
                chat_channel_id: ChatChannelType::Say,
                chat_id: 0,
            },
            message: text.into(),
            ..ClientChat::default()
        };
        bench.say(1, &line);
    }
    bench.step();
    let player = own(&bench, 1);
    let text = "hello".into();
    assert_eq!(told(&bench), [Happening::Said { player, text }]);
}

#[test]
fn a_recording_of_acts_happens_again_without_scripts() {
    let spawns = [creature(1, FOES, Vec3::new(5.0, 0.0, 0.0))];
    let mut bench = bench(&spawns);
    let mut log = std::mem::take(&mut bench.log);
    let mut digests = 0;
    let mut record = |bench: &mut Bench| {
        log.append(&mut bench.log);
        let digest = bench.out.digest();
        replay::write_digest(digest, &mut log);
        digests += 1;
    };
    bench.join(1, ORIGIN);
    bench.step();
    record(&mut bench);
    bench.say(
        1,
        &protocol::messages::ClientEnteredWorld { world_zone_id: 0 },
    );
    bench.step();
    record(&mut bench);
    let unit = make(&mut bench, GUIDE, 4.0).expect("it stands");
    record(&mut bench);
    let to = Vec3::new(9.0, 0.0, 3.0);
    let speed = 3.0;
    act(&mut bench, Act::Walk { unit, to, speed });
    record(&mut bench);
    for step in 1..200 {
        bench.walk(1, Vec3::new(step as f32 * 0.2, 0.0, 0.0));
        bench.step();
        record(&mut bench);
    }
    act(&mut bench, Act::Clear);
    record(&mut bench);
    let again = rerun(&log, data()).expect("a whole log");
    assert_eq!((again.compared, again.first_difference), (digests, None));
}
