//! Who may: prerequisites of spells that things are used by, of what is said and of what is there,
//! sides of bind points, and the range of mailboxes.

use std::sync::Arc;

use ::world::data::{Creature, Gossip, Line, Use};
use ::world::{WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::CreatureId;
use bezgelor_core::model::Spawn;
use game::prerequisite::{CONDITIONS, Condition, Kind, Prerequisite, Prerequisites};
use protocol::Message;
use protocol::enums::{CastResult, GenericError};
use protocol::messages::*;

use crate::bench::{Bench, by_client, config, entry, spawn};
use crate::hunting;

/// Rows: for level 20 and above, for those below, and of something that nobody here can tell.
const GROWN: u32 = 1;
const YOUNG: u32 = 2;
const UNTOLD: u32 = 3;

const DOOR: u8 = 4;
const SIMPLE: u8 = 10;
const MAILBOX: u8 = 12;
const BIND_POINT: u8 = 19;
const THING: CreatureId = CreatureId(60);
/// The guid of the first unit.
const UNIT: u32 = 1;
const DOMINION: u16 = 166;
const EXILES: u16 = 167;

fn row(id: u32, kind: u16, comparison: u8) -> Prerequisite {
    let mut conditions = [Condition::default(); CONDITIONS];
    conditions[0] = Condition {
        kind,
        comparison,
        object: 0,
        value: 20,
    };
    Prerequisite {
        id,
        any: false,
        conditions,
    }
}

fn prerequisites() -> Prerequisites {
    let level = Kind::Level as u16;
    // 15 asks for a spell.
    let rows = vec![
        row(GROWN, level, 3),
        row(YOUNG, level, 6),
        row(UNTOLD, 15, 1),
    ];
    Prerequisites::new(rows)
}

fn spell(spell_id: u32, prerequisite: u32) -> Use {
    Use {
        creature: THING,
        spell_id,
        prerequisite,
        ..Use::default()
    }
}

/// One thing of a kind, and what it is used by.
fn bench(entity_type: u8, creature: Creature, uses: Vec<Use>, gossip: Vec<Gossip>) -> Bench {
    let creature = Creature {
        id: THING,
        ..creature
    };
    let data = WorldData::new(vec![creature], Vec::new(), Vec::new(), Vec::new());
    let data = data.with_prerequisites(prerequisites()).with_uses(uses);
    let thing = Spawn {
        entity_type,
        creature_id: THING,
        ..spawn(1, Vec3::new(3.0, 0.0, 0.0))
    };
    let data = Arc::new(data.with_gossip(gossip));
    Bench::of(Zone::new(config(), data, &[thing]))
}

/// Somebody of a level comes in.
fn enter(bench: &mut Bench, number: u64, level: u8, at: Vec3) {
    let mut entry = entry(number, at);
    entry.sheet.character.level = level;
    enter_entry(bench, number, entry);
}

fn enter_entry(bench: &mut Bench, number: u64, entry: Box<::world::PlayerEntry>) {
    bench.join_entry(entry);
    bench.step();
    bench.say(number, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    bench.hush();
}

fn cast(bench: &mut Bench, number: u64) {
    let cast = ClientActivateUnitCast {
        client_unique_id: 5,
        activate_unit_id: UNIT,
    };
    bench.say(number, &cast);
    bench.step();
}

fn told<M: Message>(bench: &Bench, number: u64) -> usize {
    bench.client(number).all::<M>().len()
}

fn refusals(bench: &Bench, number: u64) -> Vec<(u32, CastResult)> {
    let told: Vec<ServerSpellCastResult> = bench.client(number).all();
    let own = |told: ServerSpellCastResult| (told.spell4_id, told.cast_result);
    told.into_iter().map(own).collect()
}

#[test]
fn who_does_not_meet_what_a_thing_asks_for_cannot_use_it_and_is_told_so() {
    let mut bench = bench(
        DOOR,
        Creature::default(),
        vec![spell(77, GROWN)],
        Vec::new(),
    );
    enter(&mut bench, 1, 10, Vec3::default());
    enter(&mut bench, 2, 20, Vec3::default());
    let refused = (77, CastResult::NoValidActivateSpell);
    let plain = ClientActivateUnit { unit_id: UNIT };
    cast(&mut bench, 1);
    bench.say(1, &plain);
    bench.step();
    assert_eq!(refusals(&bench, 1), [refused, refused]);
    assert_eq!(told::<ServerSpellStartClientInteraction>(&bench, 1), 0);
    assert_eq!(told::<ServerEmote>(&bench, 1), 0, "it stays closed");
    bench.say(2, &plain);
    bench.step();
    assert_eq!(
        (refusals(&bench, 2), told::<ServerEmote>(&bench, 2)),
        (vec![], 1)
    );
}

#[test]
fn of_several_spells_the_first_is_cast_that_is_met() {
    let skill = Use {
        prerequisite: GROWN,
        ..by_client(THING)
    };
    let uses = vec![spell(70, UNTOLD), skill, spell(72, YOUNG), spell(73, 0)];
    let mut bench = bench(DOOR, Creature::default(), uses, Vec::new());
    enter(&mut bench, 1, 10, Vec3::default());
    enter(&mut bench, 2, 20, Vec3::default());
    cast(&mut bench, 1);
    bench.step();
    assert_eq!(
        told::<ServerSpellFinish>(&bench, 1),
        1,
        "no skill is asked of it"
    );
    cast(&mut bench, 2);
    for _ in 0..20 {
        bench.step();
    }
    assert_eq!(told::<ServerSpellStartClientInteraction>(&bench, 2), 1);
    assert_eq!(
        told::<ServerSpellFinish>(&bench, 2),
        0,
        "its client has the word"
    );
}

#[test]
fn what_nobody_here_can_tell_is_left_to_the_client() {
    let uses = vec![spell(70, GROWN), spell(71, UNTOLD)];
    let mut bench = bench(DOOR, Creature::default(), uses, Vec::new());
    enter(&mut bench, 1, 10, Vec3::default());
    cast(&mut bench, 1);
    bench.step();
    assert_eq!(
        (refusals(&bench, 1), told::<ServerSpellFinish>(&bench, 1)),
        (vec![], 1)
    );
}

#[test]
fn a_door_that_takes_skill_was_opened_without() {
    let mut bench = bench(
        DOOR,
        Creature::default(),
        vec![by_client(THING)],
        Vec::new(),
    );
    enter(&mut bench, 1, 10, Vec3::default());
    bench.say(1, &ClientActivateUnit { unit_id: UNIT });
    bench.step();
    assert_eq!(told::<ServerEmote>(&bench, 1), 0);
}

#[test]
fn what_is_not_there_for_somebody_is_not_used_by_it() {
    let grown = Creature {
        visible_to: GROWN,
        ..Creature::default()
    };
    let mut bench = bench(DOOR, grown, Vec::new(), Vec::new());
    enter(&mut bench, 1, 10, Vec3::default());
    enter(&mut bench, 2, 20, Vec3::default());
    let before = bench.zone.counters().senseless;
    for number in [1, 2] {
        bench.say(number, &ClientActivateUnit { unit_id: UNIT });
        bench.step();
    }
    assert_eq!(bench.zone.counters().senseless, before + 1);
    assert_eq!(told::<ServerEmote>(&bench, 2), 1, "once");
}

#[test]
fn who_was_not_shown_a_foe_was_attacked_by_it() {
    let is_attacked = |level| {
        let foe = Creature {
            id: CreatureId(50),
            visible_to: GROWN,
            ..Creature::default()
        };
        let data = WorldData::new(vec![foe], Vec::new(), Vec::new(), Vec::new());
        let data = data.with_lands(hunting::data().lands().clone());
        let data = Arc::new(data.with_prerequisites(prerequisites()));
        let spawn = hunting::creature(1, hunting::FOES, Vec3::new(3.0, 0.0, 0.0));
        let mut bench = Bench::of(Zone::new(config(), data, &[spawn]));
        let mut entry = entry(1, Vec3::default());
        entry.sheet.character.faction = hunting::PEOPLE;
        entry.sheet.character.level = level;
        enter_entry(&mut bench, 1, entry);
        hunting::steps(&mut bench, 40);
        told::<ServerUnitEnteredCombat>(&bench, 1) > 0
    };
    assert!(is_attacked(20) && !is_attacked(4));
}

#[test]
fn a_line_is_said_to_those_it_is_for() {
    let line = |text, prerequisite| Line { text, prerequisite };
    let gossip = Gossip {
        id: 9,
        range: 20.0,
        cooldown_ms: 10_000,
        lines: vec![line(1, YOUNG), line(2, UNTOLD), line(3, GROWN)],
    };
    let host = Creature {
        gossip_set: 9,
        ..Creature::default()
    };
    let said = |level| {
        let mut bench = bench(0, host, Vec::new(), vec![gossip.clone()]);
        enter(&mut bench, 1, level, Vec3::default());
        // Who only stands there is looked at once: it walks about.
        for step in 0..2_000_u16 {
            bench.walk(1, Vec3::new(0.0, 0.0, f32::from(step % 40) * 0.1));
            bench.step();
        }
        let told: Vec<ServerChatNPC> = bench.client(1).all();
        let texts = told.iter().map(|told| told.message_localized_text_id);
        texts.collect::<Vec<u32>>()
    };
    let (young, grown) = (said(10), said(20));
    assert!(
        young.len() > 2 && young.iter().all(|&text| text == 1),
        "{young:?}"
    );
    assert!(
        grown.len() > 2 && grown.iter().all(|&text| text == 3),
        "{grown:?}"
    );
}

#[test]
fn a_terminal_of_one_side_bound_the_people_of_the_other() {
    let bound = |side, faction| {
        let terminal = Creature {
            bind_point_id: 7,
            bind_side: side,
            ..Creature::default()
        };
        let mut bench = bench(BIND_POINT, terminal, Vec::new(), Vec::new());
        let mut entry = entry(1, Vec3::default());
        entry.sheet.character.faction = faction;
        enter_entry(&mut bench, 1, entry);
        cast(&mut bench, 1);
        bench.step();
        told::<ServerCharacterBindpoint>(&bench, 1) == 1
    };
    for (side, exiles, dominion) in [(0, true, true), (1, true, false), (2, false, true)] {
        let both = (bound(side, EXILES), bound(side, DOMINION));
        assert_eq!(both, (exiles, dominion), "{side}");
    }
    assert!(!bound(3, EXILES), "no side");
}

#[test]
fn a_mailbox_is_opened_from_where_the_client_opens_it_and_no_farther() {
    const OPEN: u8 = 68;
    let refused = |entity_type, at: Vec3| {
        let mut bench = bench(entity_type, Creature::default(), Vec::new(), Vec::new());
        enter(&mut bench, 1, 10, at);
        let interact = ClientEntityInteract {
            guid: UNIT,
            event: OPEN,
        };
        bench.say(1, &interact);
        bench.step();
        let told: Vec<ServerGenericError> = bench.client(1).all();
        assert_eq!(bench.zone.counters().senseless, 0, "an honest mistake");
        told.into_iter().map(|told| told.error).collect::<Vec<_>>()
    };
    let away = |units: f32| Vec3::new(3.0 + units, 0.0, 0.0);
    assert_eq!(refused(MAILBOX, away(20.0)), []);
    let too_far = [GenericError::MailMailBoxOutOfRange];
    assert_eq!(refused(MAILBOX, away(30.0)), too_far);
    assert_eq!(refused(SIMPLE, away(2.0)), too_far, "no mailbox");
}
