//! A realm in a seed: many zones, people who travel between them, and everything that can go wrong
//! on the way. After every step what clients believe is held against what is.
//!
//! `BEZGELOR_SEEDS` says how many runs of it, `BEZGELOR_SEED` which is the first: alone, it runs a
//! single one again.

mod answers;
mod check;
mod client;
mod faults;
mod land;
mod place;
mod play;
mod realm;
mod store;

use std::collections::BTreeMap;

use bezgelor_core::testing::Seeds;
use place::GRID_IDLE_MS;
use realm::{At, Realm, STEP_MS};

/// People of one run.
const PEOPLE: u64 = 10;
/// Steps of one run.
const STEPS: u32 = 240;
/// Runs of the test.
const SEEDS: u64 = 12;
/// The first number of those who only look.
const WITNESSES: u64 = 500;

/// Plays a seed to its end.
fn run(seed: u64) -> Realm {
    let mut realm = Realm::new(seed, PEOPLE);
    for _ in 0..STEPS {
        faults::meddle(&mut realm);
        play::act(&mut realm);
        let ms = match realm.below(40) {
            0 => 500,
            1..=3 => 100,
            _ => STEP_MS,
        };
        realm.step(ms);
        realm.store.balance();
    }
    settle(&mut realm);
    witness(&mut realm);
    everybody_goes(&mut realm);
    realm
}

/// Nobody does anything any more, and everything under way arrives.
fn settle(realm: &mut Realm) {
    realm.is_calm = true;
    for _ in 0..120 {
        load_all(realm);
        realm.step(STEP_MS);
    }
    realm.store.balance();
    assert!(realm.store.asked.is_empty(), "everything is answered");
    let on_the_way = realm
        .people
        .iter()
        .find(|(_, person)| matches!(person.at, At::Between | At::Leaving(_) | At::Knocking(_)));
    let who = on_the_way.map(|(number, person)| (number, person.at));
    assert_eq!(who, None, "everybody has arrived");
}

/// Whoever shows a loading screen has loaded, and takes what it is given to drive.
fn load_all(realm: &mut Realm) {
    let numbers: Vec<u64> = realm.people.keys().copied().collect();
    for number in numbers {
        if !matches!(realm.people[&number].at, At::In(_)) {
            continue;
        }
        play::take_control(realm, number);
        if std::mem::take(&mut realm.person(number).client.loads) {
            let loaded = protocol::messages::ClientEnteredWorld { world_zone_id: 0 };
            realm.say(number, &loaded);
        }
    }
}

/// Somebody comes beside everybody: what it is told is what the others have to show.
fn witness(realm: &mut Realm) {
    let there: Vec<(u64, u32)> = realm
        .people
        .iter()
        .filter_map(|(&number, person)| match person.at {
            At::In(place) => Some((number, place)),
            _ => None,
        })
        .collect();
    for (number, place) in there {
        let key = realm.places[&place].key;
        let Some(own) = realm.people[&number].client.own else {
            continue;
        };
        let Some(at) = realm.places[&place].at(own) else {
            continue;
        };
        if key.holder.is_private() {
            continue;
        }
        let number = WITNESSES + number;
        realm.invite(number);
        realm.come_to(number, key, at);
    }
    for _ in 0..8 {
        load_all(realm);
        realm.step(STEP_MS);
    }
    let compared = realm.check_accord();
    for _ in 0..compared {
        realm.did("shown alike");
    }
}

/// When nobody is left, nothing is: no units but those that always stand, nothing under way.
fn everybody_goes(realm: &mut Realm) {
    let numbers: Vec<u64> = realm.people.keys().copied().collect();
    for number in numbers {
        realm.hang_up(number);
    }
    // One grid a second is put to sleep.
    for _ in 0..GRID_IDLE_MS / 500 + 80 {
        realm.step(500);
    }
    for place in realm.places.values() {
        place.happens_again();
        let zone = &place.hosted.zone;
        assert_eq!(place.hosted.residents().count(), 0);
        assert_eq!(zone.player_count(), 0);
        if !place.key.holder.is_private() {
            let terms = land::population(place.key.world).terms;
            let mut always: Vec<_> = terms.iter().map(|term| term.spawn_id).collect();
            always.sort_unstable();
            always.dedup();
            let stay = always.len();
            assert_eq!(zone.grid_count(), 0, "{:?}", place.key);
            assert_eq!(zone.unit_count(), stay, "{:?}", place.key);
        }
    }
    realm.store.balance();
}

#[test]
fn whatever_goes_wrong_everybody_is_somewhere_sees_what_is_there_and_owns_what_is_kept() {
    place::hush();
    let mut deeds: BTreeMap<&str, u64> = BTreeMap::new();
    let seeds = Seeds::new(SEEDS, &[], |name| std::env::var(name).ok());
    let is_whole = seeds.count() >= SEEDS;
    seeds.run_each("cargo nextest run -p host simulation", |seed| {
        for (deed, count) in run(seed).deeds {
            *deeds.entry(deed).or_default() += count;
        }
    });
    let expected = [
        "changed worlds",
        "disconnected",
        "fell",
        "link lost",
        "logged out",
        "night fell",
        "settled",
        "shown alike",
        "used a portal",
        "woke",
        "zone broke",
        "zone closed",
        "zone moved",
        "zone was lost",
        "zone was rebuilt",
    ];
    for deed in expected.iter().filter(|_| is_whole) {
        assert!(deeds.contains_key(deed), "{deed}: never, in {deeds:?}");
    }
}
