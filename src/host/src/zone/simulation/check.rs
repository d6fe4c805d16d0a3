//! What has to hold: everybody is where the realm believes it to be and nowhere else, sees what is
//! there and nothing else, and owns what is kept.

use std::collections::{BTreeMap, BTreeSet};

use bezgelor_core::Vec3;
use bezgelor_core::ids::CharacterId;
use world::grid::within;
use world::{Dot, PlayerEntry};

use super::client::{Client, Held, Shown};
use super::land;
use super::realm::{At, Realm, character_of};

/// World units by which what goes its own way may be elsewhere than it was looked at last.
const STRAY: f32 = 14.0;

impl Realm {
    /// Against where everything stood when the step before was over. Before the step's own news
    /// are heard.
    pub(super) fn check_sight(&mut self, number: u32) {
        let dots = self.survey_of(number);
        let standing: BTreeMap<u32, &Dot> = dots
            .iter()
            .filter(|dot| dot.unit != 0)
            .map(|dot| (dot.unit, dot))
            .collect();
        self.check_whereabouts(number, &dots);
        let place = &self.places[&number];
        let range = place.hosted.config.vision_range;
        let strays: BTreeMap<u32, f32> = standing
            .iter()
            .map(|(&unit, dot)| (unit, stray(place.at(unit), dot)))
            .collect();
        let hidden = self.not_shown_yet();
        for (who, person) in &self.people {
            let (At::In(at), Some(own)) = (person.at, person.client.own) else {
                continue;
            };
            if at != number {
                continue;
            }
            let shown = &person.client.shown;
            let Some(me) = standing.get(&own) else {
                panic!("{who} is not there as {own:#x}");
            };
            assert_eq!(me.character, Some(character_of(*who)), "{own:#x}");
            for guid in shown.keys() {
                assert!(
                    standing.contains_key(guid),
                    "{who} sees {guid:#x}, {:?}, which is not there",
                    shown[guid].kind
                );
            }
            for (unit, dot) in &standing {
                // What comes behind the eyes of a step is seen in the next.
                let is_new = place.at(*unit).is_none();
                let is_hidden = dot.character.is_some_and(|id| hidden.contains(&id)) || is_new;
                let slack = strays[unit] + strays[&own];
                let (from, to) = (me.position, dot.position);
                let sees = shown.contains_key(unit);
                if !is_hidden && within(from, to, (range - slack).max(0.0)) {
                    assert!(sees, "{who} at {from:?} does not see {dot:?}");
                }
                if !within(from, to, range + slack) {
                    assert!(!sees, "{who} at {from:?} sees {dot:?}");
                }
            }
        }
        let stood: BTreeMap<u32, Vec3> = standing
            .iter()
            .map(|(&unit, dot)| (unit, dot.position))
            .collect();
        let owl = dots.iter().find(|dot| dot.creature.0 == land::OWL);
        let was_empty = place.stood.is_empty();
        let came = |owl: &Dot| owl.unit != 0 && !was_empty && place.at(owl.unit).is_none();
        if owl.is_some_and(came) {
            self.did("night fell");
        }
        self.places.get_mut(&number).expect("it runs").stood = stood;
    }

    /// Who is in a place and was not told so.
    fn not_shown_yet(&self) -> BTreeSet<CharacterId> {
        let people = self.people.iter();
        let hidden = people.filter(|(_, person)| person.client.own.is_none());
        hidden.map(|(&number, _)| character_of(number)).collect()
    }

    fn check_whereabouts(&self, number: u32, dots: &[Dot]) {
        let mut there = BTreeSet::new();
        for id in dots.iter().filter_map(|dot| dot.character) {
            assert!(there.insert(id), "{id:?} stands twice in one zone");
            let person = &self.people[&(id.0 - 1_000)];
            let at = person.at;
            assert!(at.is_of(number), "{id:?} stands in {number} and is {at:?}");
        }
        for (who, person) in &self.people {
            if person.at == At::In(number) {
                let id = character_of(*who);
                assert!(there.contains(&id), "{who} is in {number} and nowhere");
            }
        }
    }

    /// After a step: its residents are the people the realm believes to be there, and whoever has
    /// nothing open believes what is kept.
    pub(super) fn check_place(&self, number: u32) {
        let hosted = &self.places[&number].hosted;
        for (connection, character) in hosted.residents() {
            let person = &self.people[&(character.0 - 1_000)];
            assert_eq!(person.connection, connection, "{character:?}");
            let at = person.at;
            assert!(at.is_of(number), "{character:?} lives in {number}: {at:?}");
        }
        for (who, person) in &self.people {
            if person.at == At::In(number) {
                self.check_held(*who, person.client.held.as_ref());
            }
        }
    }

    fn check_held(&self, who: u64, held: Option<&Held>) {
        let id = character_of(who);
        let held = held.unwrap_or_else(|| panic!("{who} was not told who it is"));
        if !self.store.is_open(id) {
            let kept = self.store.held[&id].clone().sorted();
            assert_eq!(held.clone().sorted(), kept, "what {who} believes to own");
        }
    }

    /// What somebody carries to another zone is what is kept of it.
    pub(super) fn check_luggage(&self, number: u64, entry: &PlayerEntry) {
        let id = character_of(number);
        assert!(!self.store.is_open(id), "{number} leaves with things open");
        let carried = Held {
            items: entry.sheet.items.clone(),
            currencies: entry.sheet.currencies.clone(),
        };
        let kept = self.store.held[&id].clone().sorted();
        assert_eq!(carried.sorted(), kept, "what {number} carries");
    }

    /// All who see a unit show it alike; who just came has been told how it is.
    pub(super) fn check_accord(&self) -> u64 {
        let mut compared = 0;
        for &number in self.places.keys() {
            let mut first: BTreeMap<u32, (u64, &Shown)> = BTreeMap::new();
            // The last who came was told last.
            for (&who, person) in self.people.iter().rev() {
                if person.at != At::In(number) {
                    continue;
                }
                for (&guid, shown) in &person.client.shown {
                    if drives(&person.client, guid, shown) {
                        continue;
                    }
                    let (other, reference) = *first.entry(guid).or_insert((who, shown));
                    if other == who {
                        continue;
                    }
                    compared += 1;
                    assert!(
                        agree(reference, shown),
                        "{guid:#x}: {other} shows {reference:?}, {who} shows {shown:?}"
                    );
                }
            }
        }
        compared
    }
}

/// Whether a client moves a unit itself, and so is not told where it is.
fn drives(client: &Client, guid: u32, shown: &Shown) -> bool {
    let Some(own) = client.own else {
        return false;
    };
    let is_ghost = shown.kind.starts_with("Ghost") && client.ways_back.is_some();
    guid == own || shown.aboard.contains(&own) || is_ghost
}

/// Whether two show the same; where something on its way is, each works out by itself.
fn agree(one: &Shown, other: &Shown) -> bool {
    let at_rest = |shown: &Shown| Shown {
        position: Vec3::default(),
        goes: false,
        ..shown.clone()
    };
    let moves = one.goes || other.goes || one.platform != 0;
    let apart = one.position.distance_squared(other.position);
    at_rest(one) == at_rest(other) && (moves || apart < 1e-3)
}

/// How far a unit may be from where it was looked at: what stands, not at all.
fn stray(before: Option<Vec3>, dot: &Dot) -> f32 {
    match before {
        Some(before) if before == dot.position => 0.0,
        Some(before) => STRAY + before.distance_squared(dot.position).sqrt(),
        None => STRAY,
    }
}
