//! What factions think of players: told as a whole, kept, and what it makes them to creatures.

use std::sync::Arc;

use ::world::maps::lands::Lands;
use ::world::{LeaveReason, WorldData, Zone};
use bezgelor_core::Vec3;
use bezgelor_core::ids::ConnectionId;
use command::ZoneCommand;
use game::faction::Factions;
use game::hunt::NOTICE_MS;
use protocol::messages::*;

use crate::bench::{Bench, config, entry};
use crate::hunting::{PEOPLE, creature, order, steps};

/// A people that hates players, and the clan of it that a creature is of.
const FOES: u16 = 490;
const CLAN: u16 = 500;

/// Unit 1 is of the clan; the player, near it, is thought of so.
fn bench(reputations: &[(u16, f32)]) -> Bench {
    let factions = Factions::new(
        vec![(PEOPLE, 0), (CLAN, FOES), (FOES, 0)],
        vec![(PEOPLE, FOES, 0)],
    );
    let data = WorldData::default().with_lands(Lands::new(factions, Vec::new(), Vec::new()));
    let spawns = [creature(1, CLAN, Vec3::new(5.0, 0.0, 0.0))];
    let mut bench = Bench::of(Zone::new(config(), Arc::new(data), &spawns));
    let mut entry = entry(1, Vec3::default());
    entry.sheet.character.faction = PEOPLE;
    entry.sheet.character.level = 4;
    entry.sheet.reputations.learn_all(reputations);
    bench.join_entry(entry);
    bench.step();
    bench.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    bench
}

fn is_attacked(bench: &mut Bench) -> bool {
    bench.hush();
    steps(bench, (NOTICE_MS / 50) as u32 + 40);
    !bench.client(1).all::<ServerUnitEnteredCombat>().is_empty()
}

#[test]
fn creatures_fight_by_reputation_of_the_nearest_faction_they_belong_to() {
    assert!(is_attacked(&mut bench(&[])), "as their factions have it");
    assert!(
        !is_attacked(&mut bench(&[(FOES, 8_000.0)])),
        "a friend of its people"
    );
    assert!(
        !is_attacked(&mut bench(&[(CLAN, 0.0), (FOES, -20_000.0)])),
        "its clan comes first"
    );
    assert!(is_attacked(&mut bench(&[
        (CLAN, -9_000.0),
        (FOES, 20_000.0)
    ])));
}

#[test]
fn a_change_is_told_as_the_whole_and_kept() {
    let mut bench = bench(&[(FOES, 8_000.0)]);
    let change = |bench: &mut Bench, faction, value| {
        bench.hush();
        let command = ZoneCommand::ReputationUpdate {
            faction,
            value,
            player: None,
        };
        let said = order(bench, 1, command);
        let told = bench.client(1).all::<ServerReputationUpdate>();
        let told = told.iter().map(|told| (told.faction_id.0, told.value));
        (said.is_ok(), told.collect::<Vec<_>>())
    };
    assert_eq!(
        change(&mut bench, 999, 5.0),
        (false, vec![]),
        "no such faction"
    );
    assert_eq!(change(&mut bench, FOES, f32::NAN), (false, vec![]));
    assert!(bench.out.saves().is_empty());
    let expected = (true, vec![(u32::from(FOES), 7_500.0)]);
    assert_eq!(change(&mut bench, FOES, -500.0), expected);
    assert_eq!(bench.out.saves()[0].reputations, [(FOES, 7_500.0)]);
    let expected = (true, vec![(u32::from(CLAN), -20_000.0)]);
    assert_eq!(change(&mut bench, CLAN, -20_000.0), expected);
    assert!(is_attacked(&mut bench), "it has made an enemy");
    bench
        .inputs
        .leave(ConnectionId(1), LeaveReason::LinkLost)
        .expect("room");
    bench.step();
    assert!(
        bench.out.saves()[0].reputations.is_empty(),
        "all of it is kept"
    );
}

#[test]
fn who_comes_in_is_told_what_all_think_of_it() {
    let bench = bench(&[(FOES, 8_000.0), (CLAN, -1.5)]);
    let told = &bench.client(1).all::<ServerPlayerCreate>()[0].faction_data;
    let line =
        |line: &ServerPlayerCreateFactionDataFactionReputations| (line.faction_id.0, line.value);
    let lines: Vec<_> = told.faction_reputations.iter().map(line).collect();
    assert_eq!(lines, [(u32::from(FOES), 8_000.0), (u32::from(CLAN), -1.5)]);
}
