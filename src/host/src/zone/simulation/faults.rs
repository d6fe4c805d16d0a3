//! What goes wrong: zones break, are rebuilt, move, close and die with their shard; clients send
//! nonsense; the clock jumps; steps take too long.

use rand_core::Rng as _;
use world::{BreakPoint, Order};

use super::realm::{At, Realm, character_of};

/// One step of bad luck.
pub(super) fn meddle(realm: &mut Realm) {
    let numbers: Vec<u32> = realm.places.keys().copied().collect();
    for number in numbers {
        match realm.below(2_000) {
            0..=5 => break_zone(realm, number),
            6..=8 => {
                realm.did("zone was rebuilt");
                realm.rebuild(number);
            }
            9..=18 => move_zone(realm, number),
            19..=20 => lose_zone(realm, number),
            21..=40 => {
                let spent_us = u64::from(realm.below(200_000));
                let place = realm.places.get_mut(&number).expect("it runs");
                place.hosted.inputs.spent(spent_us);
            }
            41..=300 => close_zone(realm, number),
            _ => {}
        }
    }
    if realm.below(500) == 0 {
        realm.did("clock jumped");
        realm.unix_ms += 3_600_000;
    }
    let numbers: Vec<u64> = realm.people.keys().copied().collect();
    for number in numbers {
        if realm.below(1_000) < 2 {
            talk_nonsense(realm, number);
        }
    }
}

fn break_zone(realm: &mut Realm, number: u32) {
    let point = if realm.chance(50) {
        BreakPoint::System
    } else {
        BreakPoint::Handler
    };
    let place = realm.places.get_mut(&number).expect("it runs");
    place.order(Order::Break(point));
}

/// To another shard: everybody has another name there.
fn move_zone(realm: &mut Realm, number: u32) {
    let place = &realm.places[&number];
    let residents: Vec<_> = {
        let mut residents: Vec<_> = place.hosted.residents().collect();
        residents.sort_unstable();
        residents
    };
    if !place.hosted.is_settled() || residents.is_empty() {
        return;
    }
    realm.did("zone moved");
    for (from, character) in residents {
        let to = realm.connection();
        let place = realm.places.get_mut(&number).expect("it runs");
        assert!(place.hosted.rename(from, to).is_some(), "a resident");
        let mut people = realm.people.iter_mut();
        let found = people.find(|(number, _)| character_of(**number) == character);
        let (_, person) = found.expect("somebody");
        assert_eq!(person.connection, from);
        person.connection = to;
    }
}

/// With its shard: what was written behind is all that is left.
fn lose_zone(realm: &mut Realm, number: u32) {
    realm.did("zone was lost");
    let place = realm.places.remove(&number).expect("it runs");
    place.happens_again();
    for person in realm.people.values_mut() {
        if person.at.is_of(number) {
            person.at = At::Offline;
            person.client = super::client::Client::default();
            person.falls = None;
            person.doubles = 0;
        }
    }
}

/// As nobody is in it.
fn close_zone(realm: &mut Realm, number: u32) {
    let place = realm.places.get_mut(&number).expect("it runs");
    // The question of the next step is all that may wait in it.
    let hosted = &place.hosted;
    let waits = hosted.inputs.records().len() > 1;
    let is_vacant = hosted.connections.is_empty() && hosted.is_settled() && hosted.zone.is_idle();
    if is_vacant && !waits {
        let place = realm.places.remove(&number).expect("it runs");
        place.happens_again();
        realm.did("zone closed");
    }
}

fn talk_nonsense(realm: &mut Realm, number: u64) {
    if !matches!(realm.people[&number].at, At::In(_) | At::Knocking(_)) {
        return;
    }
    realm.did("talked nonsense");
    // Of those that a zone takes, when one is found soon.
    let mut opcode = realm.below(0x0A00) as u16;
    for _ in 0..200 {
        if world::is_handled(opcode) {
            break;
        }
        opcode = realm.below(0x0A00) as u16;
    }
    let mut body = vec![0; realm.below(24) as usize];
    realm.fill(&mut body);
    realm.say_bytes(number, opcode, &body);
}

impl Realm {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.rng().fill_bytes(bytes);
    }
}
