//! Players handle their things while the store is late, refuses, or they leave in the middle; after
//! that everything is counted.

use std::collections::{BTreeMap, BTreeSet};

use ::world::replay::LogReader;
use ::world::{Command, Inputs, LeaveReason, Operation, Outputs, Refused, Zone};
use bezgelor_core::ids::{CharacterId, ConnectionId, ItemId, ItemTemplateId};
use bezgelor_core::limits::VALUABLES_WAITING_MAX;
use bezgelor_core::model::{CurrencyBalance, Item};
use bezgelor_core::valuables::{Owner, Side};
use game::inventory::apply;
use protocol::Message;
use protocol::messages::*;
use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

use crate::bench::{Bench, config, data};
use crate::valuables::{ORIGIN, give, keep, move_item, place, refuse};

/// What the store believes, apart from the zone.
#[derive(Clone, Debug, Default, PartialEq)]
struct Held {
    items: Vec<Item>,
    currencies: Vec<CurrencyBalance>,
}

/// Players who do everything with their things while the store answers late, out of order, or not
/// at all, and who leave in the middle. The store checks every condition, as the real one does.
struct Simulator {
    bench: Bench,
    rng: Pcg64Mcg,
    store: BTreeMap<u64, Held>,
    /// What each client believes by what it was told; only of those in the zone.
    views: BTreeMap<u64, Held>,
    open: Vec<Operation>,
    next_id: u64,
    given: BTreeMap<u32, i64>,
    kept: u64,
}

const PLAYERS: u64 = 6;

impl Simulator {
    fn new(seed: u64) -> Self {
        Self {
            bench: Bench::new(&[]),
            rng: Pcg64Mcg::seed_from_u64(seed),
            store: (1..=PLAYERS).map(|n| (n, Held::default())).collect(),
            views: BTreeMap::new(),
            open: Vec::new(),
            next_id: 100,
            given: BTreeMap::new(),
            kept: 0,
        }
    }

    fn random(&mut self, below: u32) -> u32 {
        self.rng.next_u32() % below
    }

    fn spot(&mut self) -> (u32, u32) {
        match self.random(8) {
            0 => (0, self.random(31)),
            1 => (2, self.random(33)),
            2 => (self.random(512), self.random(40)),
            _ => (1, self.random(18)),
        }
    }

    fn act(&mut self) {
        for number in 1..=PLAYERS {
            if !self.views.contains_key(&number) {
                self.come(number);
                continue;
            }
            match self.random(40) {
                0 => self.go(number),
                1..=5 => {
                    let template = 7 + self.random(5);
                    let count = 1 + self.random(30);
                    give(&mut self.bench, number, template, count);
                }
                6..=18 => {
                    let (from, to) = (self.spot(), self.spot());
                    self.bench.say(number, &move_item(from, to));
                }
                19..=26 => {
                    let items = &self.views[&number].items;
                    let Some(guid) = items.first().map(|item| item.id.0) else {
                        continue;
                    };
                    let (location, bag_index) = self.spot();
                    let count = self.random(12);
                    let location = place(location, bag_index);
                    let split = ClientItemSplit {
                        guid,
                        location,
                        count,
                    };
                    self.bench.say(number, &split);
                }
                27..=28 => {
                    let (location, bag_index) = self.spot();
                    let from = place(location, bag_index);
                    self.bench.say(number, &ClientItemDelete { from });
                }
                29..=31 => {
                    let delta = i64::from(self.random(200)) - 80;
                    let command = Command::GrantCurrency {
                        connection: ConnectionId(number),
                        currency_id: 1,
                        delta,
                    };
                    self.bench.inputs.command(command).expect("room");
                }
                _ => {}
            }
        }
    }

    /// Comes with what is stored, unless something of it is open: then the host would not let it.
    fn come(&mut self, number: u64) {
        let character = CharacterId(1000 + number);
        let is_open = self.open.iter().any(|o| o.parties.contains(&character));
        if is_open || self.random(4) != 0 {
            return;
        }
        let mut entry = crate::bench::entry(number, ORIGIN);
        let held = self.store[&number].clone();
        entry.sheet.items.clone_from(&held.items);
        entry.sheet.currencies.clone_from(&held.currencies);
        self.bench.join_entry(entry);
        self.bench.step();
        self.bench
            .say(number, &ClientEnteredWorld { world_zone_id: 0 });
        self.views.insert(number, held);
    }

    fn go(&mut self, number: u64) {
        let left = self
            .bench
            .inputs
            .leave(ConnectionId(number), LeaveReason::LinkLost);
        left.expect("room");
        self.views.remove(&number);
    }

    /// The store answers some of what is open, in any order.
    fn answer(&mut self) {
        while !self.open.is_empty() && self.random(3) != 0 {
            let at = self.random(self.open.len() as u32) as usize;
            let operation = self.open.swap_remove(at);
            if self.random(5) == 0 {
                refuse(&mut self.bench, &operation, Refused::Away);
            } else {
                let ids = self.commit(&operation);
                keep(&mut self.bench, &operation, &ids);
            }
        }
    }

    fn commit(&mut self, operation: &Operation) -> Vec<u64> {
        self.kept += 1;
        let mut ids = Vec::new();
        for side in &operation.sides {
            let held = self
                .store
                .get_mut(&(operation.parties[0].0 - 1000))
                .expect("known");
            let find = |id: ItemId| held.items.iter().find(|item| item.id == id);
            match *side {
                Side::ItemCreate { item, .. } => {
                    self.next_id += 1;
                    ids.push(self.next_id);
                    *self.given.entry(item.template_id.0).or_default() +=
                        i64::from(item.stack_count);
                }
                Side::ItemMove { item, from, .. } => {
                    let at = find(item).map(|item| (item.location, item.bag_index));
                    assert_eq!(at, Some((from.location, from.bag_index)));
                }
                Side::ItemCount { item, delta, .. } => {
                    let item = find(item).expect("there");
                    assert!(i64::from(item.stack_count) + delta >= 1);
                    *self.given.entry(item.template_id.0).or_default() += delta;
                }
                Side::ItemDestroy {
                    item, stack_count, ..
                } => {
                    let item = find(item).expect("there");
                    assert_eq!(item.stack_count, stack_count);
                    *self.given.entry(item.template_id.0).or_default() -= i64::from(stack_count);
                }
                Side::Currency { delta, .. } => {
                    let amount = held.currencies.first().map_or(0, |held| held.amount);
                    assert!(amount.checked_add_signed(delta).is_some());
                }
                _ => panic!("{side:?}"),
            }
        }
        let stored = ids.iter().map(|&id| ItemId(id)).collect::<Vec<_>>();
        for party in &operation.parties {
            let held = self.store.get_mut(&(party.0 - 1000)).expect("known");
            let (items, currencies) = (&mut held.items, &mut held.currencies);
            let owner = Owner::character(*party);
            apply(owner, &operation.sides, (&stored, &[]), items, currencies);
        }
        ids
    }

    fn step(&mut self) {
        self.bench.step();
        self.open.extend(self.bench.out.take_operations());
        for (&number, view) in &mut self.views {
            let client = self.bench.clients.get_mut(&number).expect("in the zone");
            for (opcode, body) in client.inbox.drain(..) {
                believe(view, opcode, &body);
            }
        }
    }

    /// With nothing open, every client believes what is stored; and there is of everything what
    /// was given and not destroyed, in one place each.
    fn check(&self, seed: u64) {
        for (number, view) in &self.views {
            assert_eq!(view, &self.store[number], "seed {seed}: player {number}");
        }
        let mut held: BTreeMap<u32, i64> = BTreeMap::new();
        let mut ids = BTreeSet::new();
        for (number, of) in &self.store {
            let mut places = BTreeSet::new();
            for item in &of.items {
                assert!(ids.insert(item.id), "seed {seed}: {item:?} twice");
                let place = (item.location, item.bag_index);
                assert!(places.insert(place), "seed {seed}: {number} at {place:?}");
                *held.entry(item.template_id.0).or_default() += i64::from(item.stack_count);
            }
        }
        let mut given = self.given.clone();
        given.retain(|_, count| *count != 0);
        assert_eq!(held, given, "seed {seed}");
    }
}

/// What a client makes of a message.
fn believe(view: &mut Held, opcode: u16, body: &[u8]) {
    let decode = "what the server sends decodes";
    match opcode {
        ServerItemAdd::OPCODE => {
            let add: ServerItemAdd = protocol::decode_message(body).expect(decode);
            let item = add.inventory_item.item;
            view.items.push(Item {
                id: ItemId(item.guid),
                template_id: ItemTemplateId(item.item_id),
                location: item.location_data.location.0 as u16,
                bag_index: item.location_data.bag_index,
                stack_count: item.stack_count,
                charges: item.charges,
            });
        }
        ServerItemMove::OPCODE => {
            let moved: ServerItemMove = protocol::decode_message(body).expect(decode);
            put(view, moved.to.guid, moved.to.drag_drop);
        }
        ServerItemSwap::OPCODE => {
            let swap: ServerItemSwap = protocol::decode_message(body).expect(decode);
            put(view, swap.to.guid, swap.to.drag_drop);
            put(view, swap.from.guid, swap.from.drag_drop);
        }
        ServerItemStackCountUpdate::OPCODE => {
            let count: ServerItemStackCountUpdate = protocol::decode_message(body).expect(decode);
            let item = view.items.iter_mut().find(|item| item.id.0 == count.guid);
            item.expect("known").stack_count = count.stack_count;
        }
        ServerItemDelete::OPCODE => {
            let gone: ServerItemDelete = protocol::decode_message(body).expect(decode);
            view.items.retain(|item| item.id.0 != gone.guid);
        }
        ServerCombatReward::OPCODE => {
            let balance: ServerCombatReward = protocol::decode_message(body).expect(decode);
            let currency_id = balance.stat + 1;
            view.currencies
                .retain(|held| held.currency_id != currency_id);
            let amount = balance.new_value;
            view.currencies.push(CurrencyBalance {
                currency_id,
                amount,
            });
        }
        _ => {}
    }
    view.items
        .sort_by_key(|item| (item.location, item.bag_index));
}

fn put(view: &mut Held, guid: u64, drag_drop: u64) {
    let item = view.items.iter_mut().find(|item| item.id.0 == guid);
    let item = item.expect("known");
    item.location = (drag_drop >> 8) as u16;
    item.bag_index = (drag_drop & 0xFF) as u32;
}

fn run(seed: u64) -> Simulator {
    let mut simulator = Simulator::new(seed);
    for round in 0..200 {
        simulator.act();
        simulator.answer();
        simulator.step();
        if round % 50 == 49 {
            // Everything is answered, again and again until no line has anything left.
            for _ in 0..VALUABLES_WAITING_MAX + 2 {
                for operation in std::mem::take(&mut simulator.open) {
                    let ids = simulator.commit(&operation);
                    keep(&mut simulator.bench, &operation, &ids);
                }
                simulator.step();
            }
            assert!(simulator.open.is_empty());
            simulator.check(seed);
        }
    }
    simulator
}

#[test]
fn late_refused_and_abandoned_operations_lose_and_double_nothing() {
    let mut kept = 0;
    for seed in 0..30 {
        kept += run(seed).kept;
    }
    assert!(
        kept > 3000,
        "only {kept} operations were kept: the test proves little"
    );
}

#[test]
fn a_recording_of_valuables_happens_again_byte_for_byte() {
    for seed in 0..4 {
        let recorded = run(seed).bench;
        let mut log = LogReader::new(&recorded.log).expect("a log");
        let mut zone = Zone::new(config(), data(), &[]);
        let (mut inputs, mut out) = (Inputs::new(), Outputs::new());
        let mut digests = Vec::new();
        while let Some(now) = log.next_step(&mut inputs).expect("whole") {
            zone.step(now, &mut inputs, &mut out);
            digests.push(out.digest());
        }
        assert_eq!(digests, recorded.digests, "seed {seed}");
    }
}
