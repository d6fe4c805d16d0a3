//! The simulated realm: its zones, its people and what is kept, and what moves between them.

use std::collections::BTreeMap;
use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{AccountId, CharacterId, ConnectionId};
use bezgelor_core::model::{Appearance, Character, CharacterSheet};
use bezgelor_core::testing::character;
use bezgelor_core::time::{Millis, Now, UnixMillis};
use bezgelor_core::travel::{Holder, Travel};
use game::clock::DAY_S;
use protocol::{Message, encode_message};
use rand_core::{Rng as _, SeedableRng as _};
use rand_pcg::Pcg64Mcg;
use realm::directory::ZoneKey;
use world::instance::login::comes_in;
use world::{EnterFault, Event, Finding, LeaveReason, Order, PlayerEntry, WorldData};

use super::client::Client;
use super::land;
use super::place::{Place, SURVEY};
use super::store::Store;

/// Milliseconds of a step.
pub(super) const STEP_MS: u64 = 50;
/// What everybody begins with.
const CREDITS: u64 = 20_000;

/// Where somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Offline,
    /// At the door of a place.
    Knocking(u32),
    In(u32),
    /// Its connection ended, and its place has not said so yet.
    Leaving(u32),
    /// Between two places.
    Between,
}

impl At {
    /// Whether it is in a place, or at its door, or about to be out of it.
    pub(super) fn is_of(self, place: u32) -> bool {
        matches!(self, Self::In(at) | Self::Knocking(at) | Self::Leaving(at) if at == place)
    }
}

pub(super) struct Person {
    pub(super) at: At,
    pub(super) connection: ConnectionId,
    pub(super) client: Client,
    /// Falls since this step.
    pub(super) falls: Option<(u64, Vec3)>,
    /// Joins that were said twice and not refused yet.
    pub(super) doubles: u32,
}

/// See the module.
pub(super) struct Realm {
    rng: Pcg64Mcg,
    seed: u64,
    pub(super) data: Arc<WorldData>,
    pub(super) steps: u64,
    now_ms: u64,
    pub(super) unix_ms: i64,
    pub(super) places: BTreeMap<u32, Place>,
    pub(super) people: BTreeMap<u64, Person>,
    pub(super) store: Store,
    /// Who is on its way, and when it arrives.
    pub(super) travelling: Vec<(u64, Box<PlayerEntry>)>,
    /// Words on ways into copies: when, for whom, whose copy, whether it may.
    pub(super) ways: Vec<(u64, CharacterId, Holder, bool)>,
    /// How often what happened.
    pub(super) deeds: BTreeMap<&'static str, u64>,
    /// No faults any more.
    pub(super) is_calm: bool,
    next_connection: u64,
    next_place: u32,
}

pub(super) fn character_of(number: u64) -> CharacterId {
    CharacterId(1_000 + number)
}

pub(super) fn number_of(character: CharacterId) -> u64 {
    character.0 - 1_000
}

impl Realm {
    pub(super) fn new(seed: u64, people: u64) -> Self {
        let mut realm = Self {
            rng: Pcg64Mcg::seed_from_u64(seed),
            seed,
            data: land::data(),
            steps: 0,
            now_ms: 1_000,
            unix_ms: begins_at(seed),
            places: BTreeMap::new(),
            people: BTreeMap::new(),
            store: Store::default(),
            travelling: Vec::new(),
            ways: Vec::new(),
            deeds: BTreeMap::new(),
            is_calm: false,
            next_connection: 1,
            next_place: 1,
        };
        for number in 1..=people {
            realm.invite(number);
        }
        realm
    }

    /// Somebody new, who is not there yet.
    pub(super) fn invite(&mut self, number: u64) {
        self.store.endow(character_of(number), CREDITS);
        let person = Person {
            at: At::Offline,
            connection: ConnectionId(0),
            client: Client::default(),
            falls: None,
            doubles: 0,
        };
        self.people.insert(number, person);
    }

    pub(super) fn rng(&mut self) -> &mut Pcg64Mcg {
        &mut self.rng
    }

    pub(super) fn below(&mut self, bound: u32) -> u32 {
        self.rng.next_u32() % bound
    }

    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    pub(super) fn did(&mut self, deed: &'static str) {
        *self.deeds.entry(deed).or_default() += 1;
    }

    pub(super) fn connection(&mut self) -> ConnectionId {
        self.next_connection += 1;
        ConnectionId(self.next_connection)
    }

    pub(super) fn person(&mut self, number: u64) -> &mut Person {
        self.people.get_mut(&number).expect("somebody")
    }

    /// The people by the names of their connections.
    fn by_connection(&self, connection: ConnectionId) -> Option<u64> {
        let mut people = self.people.iter();
        let found =
            people.find(|(_, person)| person.connection == connection && person.at != At::Offline);
        found.map(|(&number, _)| number)
    }

    /// One step of everything, `ms` long.
    pub(super) fn step(&mut self, ms: u64) {
        self.steps += 1;
        self.now_ms += ms;
        self.unix_ms += ms as i64;
        self.arrive();
        self.hear_from_store();
        self.say_ways();
        let numbers: Vec<u32> = self.places.keys().copied().collect();
        for number in numbers {
            self.step_place(number);
        }
    }

    fn now(&self) -> Now {
        Now {
            mono: Millis(self.now_ms),
            unix: UnixMillis(self.unix_ms),
        }
    }

    fn step_place(&mut self, number: u32) {
        let now = self.now();
        let place = self.places.get_mut(&number).expect("it runs");
        if !place.step(now) {
            self.did("zone broke");
            return self.rebuild(number);
        }
        self.check_sight(number);
        self.hear(number);
        let place = self.places.get_mut(&number).expect("it runs");
        place.hosted.learn();
        let life = place.hosted.life;
        let operations = place.hosted.begun();
        for state in place.hosted.outputs.saves() {
            self.store.save(state);
        }
        for (character, travel) in place.hosted.outputs.travels() {
            self.store.travels.insert(*character, travel.clone());
        }
        let gone = std::mem::take(&mut place.hosted.gone);
        let events: Vec<Event> = place.hosted.outputs.take_events().collect();
        place.survey();
        for operation in operations {
            self.ask(number, life, operation);
        }
        for connection in gone {
            self.end(number, connection);
        }
        for event in events {
            self.event(number, event);
        }
        self.check_place(number);
    }

    /// The successor of a place takes over.
    pub(super) fn rebuild(&mut self, number: u32) {
        let place = self.places.remove(&number).expect("it runs");
        self.places.insert(number, place.rebuilt());
        for person in self.people.values_mut() {
            if person.at == At::In(number) {
                person.at = At::Knocking(number);
            }
            if person.at == At::Knocking(number) {
                person.client.own = None;
                person.doubles = 0;
                person.falls = None;
            }
        }
    }

    /// What clients are told.
    fn hear(&mut self, number: u32) {
        let place = self.places.get(&number).expect("it runs");
        let mut heard: Vec<(ConnectionId, u16, Vec<u8>)> = Vec::new();
        for (message, recipients) in place.hosted.outputs.deliveries() {
            let (opcode, body) = message.split_first_chunk::<2>().expect("an opcode");
            for recipient in recipients.iter() {
                heard.push((recipient, u16::from_le_bytes(*opcode), body.to_vec()));
            }
        }
        for (connection, opcode, body) in heard {
            let Some(to) = self.by_connection(connection) else {
                panic!("{opcode:#06x} to {connection}, who is nobody");
            };
            let person = self.person(to);
            assert!(
                person.at.is_of(number),
                "{to}, who is {:?}, hears {opcode:#06x} from {number}",
                person.at
            );
            person.client.hear(opcode, &body);
            if person.at == At::Knocking(number) && person.client.own.is_some() {
                person.at = At::In(number);
            }
        }
    }

    fn event(&mut self, place: u32, event: Event) {
        match event {
            Event::LoggedOut { connection } => {
                self.did("logged out");
                self.end(place, connection);
            }
            Event::Left { connection } => self.end(place, connection),
            Event::Disconnect { connection, .. } => {
                self.did("disconnected");
                self.end(place, connection);
            }
            Event::Transfer { entry, .. } => self.depart(place, entry),
            Event::AsksWay {
                connection, holder, ..
            } => {
                let due = self.steps + u64::from(self.below(6));
                let may = !self.chance(20);
                let character = self.character_in(place, connection);
                self.ways.push((due, character, holder, may));
            }
            Event::EnterFailed { connection, reason } => self.refused(place, connection, reason),
            _ => {}
        }
    }

    fn character_in(&self, place: u32, connection: ConnectionId) -> CharacterId {
        self.places[&place].hosted.connections[&connection]
    }

    /// A stay in a place is over, and the connection with it.
    fn end(&mut self, place: u32, connection: ConnectionId) {
        let number = self.by_connection(connection);
        let number = number.unwrap_or_else(|| panic!("{connection} ends twice"));
        let hosted = &mut self.places.get_mut(&place).expect("it runs").hosted;
        hosted.forget(connection).expect("a resident");
        let person = self.person(number);
        assert!(person.at.is_of(place), "{number} is {:?}", person.at);
        person.at = At::Offline;
        person.client = Client::default();
        person.falls = None;
        person.doubles = 0;
    }

    /// Somebody goes to another place, unless its connection ends on the way.
    fn depart(&mut self, place: u32, entry: Box<PlayerEntry>) {
        self.did("changed worlds");
        let connection = entry.connection;
        let number = number_of(entry.sheet.character.id);
        self.check_luggage(number, &entry);
        let leaves = self.people[&number].at == At::Leaving(place);
        let hosted = &mut self.places.get_mut(&place).expect("it runs").hosted;
        hosted.forget(connection).expect("a resident");
        let person = self.person(number);
        person.falls = None;
        person.doubles = 0;
        if leaves || self.chance(3) && !self.is_calm {
            let person = self.person(number);
            person.at = At::Offline;
            person.client = Client::default();
            return;
        }
        self.person(number).at = At::Between;
        let due = self.steps + u64::from(self.below(5));
        self.travelling.push((due, entry));
    }

    fn refused(&mut self, place: u32, connection: ConnectionId, reason: EnterFault) {
        let Some(number) = self.by_connection(connection) else {
            // A join that was said twice, of somebody who is gone.
            return;
        };
        let person = self.person(number);
        if person.doubles > 0 && reason == EnterFault::AlreadyHere {
            person.doubles -= 1;
            return;
        }
        // The copy closed before it was there.
        assert_eq!(reason, EnterFault::OtherWorld, "{number} at {place}");
        self.did("came too late");
        self.end(place, connection);
    }

    /// The zone of a key, opened when it does not run.
    fn place_of(&mut self, key: ZoneKey) -> u32 {
        let mut running = self.places.iter();
        if let Some((&number, _)) = running.find(|(_, place)| place.key == key) {
            return number;
        }
        let number = self.next_place;
        self.next_place += 1;
        let seed = self.seed << 16 | u64::from(number);
        let place = Place::new(number, key, seed, &self.data);
        self.places.insert(number, place);
        number
    }

    pub(super) fn join(&mut self, entry: Box<PlayerEntry>) {
        let key = ZoneKey {
            world: entry.sheet.character.world_id,
            holder: entry.holder,
        };
        let place = self.place_of(key);
        let number = number_of(entry.sheet.character.id);
        let twice = (!self.is_calm && self.chance(4)).then(|| entry.clone());
        let hosted = &mut self.places.get_mut(&place).expect("it runs").hosted;
        assert!(hosted.join(entry).is_ok(), "room at the door");
        if let Some(again) = twice {
            assert!(hosted.inputs.join(again).is_ok(), "room at the door");
            self.person(number).doubles += 1;
        }
        let person = self.person(number);
        person.at = At::Knocking(place);
        person.client.own = None;
    }

    /// Who is on its way and there.
    fn arrive(&mut self) {
        let steps = self.steps;
        let due = self.travelling.extract_if(.., |(due, _)| *due <= steps);
        for (_, entry) in due.collect::<Vec<_>>() {
            self.join(entry);
        }
    }

    /// Somebody comes from the character list with what is kept of it.
    pub(super) fn come(&mut self, number: u64) {
        let id = character_of(number);
        if self.store.is_open(id) {
            return;
        }
        let connection = self.connection();
        let held = self.store.held[&id].clone();
        let mut entry = newcomer(number, connection);
        entry.sheet.items = held.items;
        entry.sheet.currencies = held.currencies;
        if let Some(travel) = self.store.travels.get(&id) {
            entry.sheet.travel.clone_from(travel);
        }
        if let Some(soft) = self.store.soft.get(&id) {
            let character = &mut entry.sheet.character;
            character.world_id = soft.world_id;
            character.placement = soft.placement;
            character.revision = soft.revision;
            character.played_s = soft.played_s;
            entry.sheet.condition = soft.condition;
        }
        comes_in(&mut entry, self.data.maps());
        let person = self.person(number);
        person.connection = connection;
        person.client = Client::default();
        self.join(entry);
    }

    /// As [`Realm::come`], to a point of a place that runs.
    pub(super) fn come_to(&mut self, number: u64, key: ZoneKey, at: Vec3) {
        let connection = self.connection();
        let mut entry = newcomer(number, connection);
        entry.sheet.currencies = self.store.held[&character_of(number)].currencies.clone();
        entry.sheet.character.world_id = key.world;
        entry.sheet.character.placement.position = at;
        entry.holder = key.holder;
        self.person(number).connection = connection;
        self.join(entry);
    }

    /// The connection of somebody breaks.
    pub(super) fn hang_up(&mut self, number: u64) {
        let person = self.person(number);
        let connection = person.connection;
        match person.at {
            At::In(place) | At::Knocking(place) => {
                person.at = At::Leaving(place);
                let hosted = &mut self.places.get_mut(&place).expect("it runs").hosted;
                let left = hosted.leave(connection, LeaveReason::LinkLost);
                left.expect("room for a farewell");
                self.did("link lost");
            }
            At::Between => {
                person.at = At::Offline;
                person.client = Client::default();
                let id = character_of(number);
                self.travelling
                    .retain(|(_, entry)| entry.sheet.character.id != id);
            }
            At::Offline | At::Leaving(_) => {}
        }
    }

    /// A message of somebody who is in a place.
    pub(super) fn say<M: Message>(&mut self, number: u64, message: &M) {
        let mut bytes = Vec::new();
        encode_message(message, &mut bytes);
        let times = if !self.is_calm && self.chance(2) {
            2
        } else {
            1
        };
        for _ in 0..times {
            self.say_bytes(number, M::OPCODE, &bytes[2..]);
        }
    }

    pub(super) fn say_bytes(&mut self, number: u64, opcode: u16, body: &[u8]) {
        let person = &self.people[&number];
        let connection = person.connection;
        if let At::In(place) | At::Knocking(place) = person.at {
            let hosted = &mut self.places.get_mut(&place).expect("it runs").hosted;
            // Who says too much waits, and what it would have said is not of interest.
            let _full = hosted.message(connection, opcode, body);
        }
    }

    pub(super) fn order(&mut self, number: u64, order: impl FnOnce(ConnectionId) -> Order) {
        let person = &self.people[&number];
        let connection = person.connection;
        if let At::In(place) = person.at {
            let place = self.places.get_mut(&place).expect("it runs");
            place.order(order(connection));
        }
    }

    /// What a place answered to the question where everything stands.
    pub(super) fn survey_of(&self, number: u32) -> Vec<world::Dot> {
        let events = self.places[&number].hosted.outputs.events();
        let dots = events.iter().find_map(|event| match event {
            Event::Found {
                ticket: SURVEY,
                finding: Finding::Units(dots),
            } => Some(dots.clone()),
            _ => None,
        });
        dots.expect("an answer")
    }
}

/// A run in four sees the sun set in its midst; the others begin at other hours.
fn begins_at(seed: u64) -> i64 {
    let day_ms = i64::from(DAY_S) * 1_000;
    let sunset = day_ms * 3 / 4;
    let before = 8_000 + (seed % 4).cast_signed() * (day_ms / 4);
    134_920 * day_ms + sunset - before
}

/// A character on its first day.
fn newcomer(number: u64, connection: ConnectionId) -> Box<PlayerEntry> {
    let spread = number as f32 * 7.0;
    let character = Character {
        account_id: AccountId(number as u32),
        name: format!("Seeda Nummer{number}"),
        faction: land::PEOPLE,
        level: 4,
        world_id: land::MEADOW,
        placement: Placement {
            position: Vec3::new(spread % 40.0 - 20.0, 0.0, spread % 23.0 - 10.0),
            rotation: Vec3::default(),
        },
        appearance: Appearance {
            customisations: vec![(1, 2)],
            visuals: vec![(1, 100), (25, 200)],
            bones: Vec::new(),
        },
        ..character(character_of(number).0)
    };
    let mut travel = Travel::default();
    for node in 1..=4 {
        travel.finds(node);
    }
    let mut sheet = CharacterSheet::new(character, Vec::new(), Vec::new());
    sheet.travel = travel;
    Box::new(PlayerEntry::new(connection, sheet))
}
