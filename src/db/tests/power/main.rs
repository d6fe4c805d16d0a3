//! The plug is pulled, the disk fails and fills up, thousands of times: whatever the store said is
//! kept is there afterwards, once, and whatever it refused is not.

mod disk;
mod vfs;

use std::collections::{HashSet, VecDeque};
use std::path::Path;

use bezgelor_core::config::Database;
use bezgelor_core::ids::{ItemId, ItemTemplateId};
use bezgelor_core::model::Item;
use bezgelor_core::time::UnixMillis;
use db::{CommitTicket, DbError, DbHandle, IdKind, Operation, OperationId, Owner, OwnerKind, Side};

use disk::{Disk, Weather};
use vfs::{power_cut, with_disk};

/// Power cuts of one run; BEZGELOR_SEEDS makes it any other number.
const SEEDS: u64 = 2_000;
/// A new disk every so often, so that audits stay quick.
const SEEDS_PER_DISK: u64 = 40;
/// Operations under way at once.
const OPEN: usize = 6;

fn wait<T>(future: impl Future<Output = T>) -> T {
    futures_lite::future::block_on(future)
}

/// What somebody who hands in operations remembers.
#[derive(Default)]
struct Memory {
    told: Vec<(OperationId, Result<(), DbError>)>,
    /// Operations known to be kept.
    kept: u64,
    next: u128,
    /// Ids handed out.
    ids: HashSet<u64>,
    good: u64,
    refused: u64,
    uncertain: u64,
}

/// All three stores in one file: the fewer connections, the more cuts a second.
fn open(folder: &Path) -> Result<DbHandle, DbError> {
    let one = || "sqlite://all.sqlite".to_owned();
    let config = Database {
        auth: one(),
        character: one(),
        world: one(),
        ..Database::default()
    };
    DbHandle::open(&config, folder)
}

fn bank() -> Owner {
    Owner {
        kind: OwnerKind::GuildBank,
        id: 1,
    }
}

/// A coin and a stack, which belong together.
fn operation(id: u128, item: u64) -> Operation {
    let item = Item {
        id: ItemId(item),
        template_id: ItemTemplateId(1),
        location: 1,
        bag_index: item as u32,
        stack_count: 2,
        charges: 0,
    };
    let coin = Side::Currency {
        owner: bank(),
        currency_id: 1,
        delta: 1,
    };
    let stack = Side::ItemCreate {
        item,
        owner: bank(),
    };
    Operation {
        id: OperationId(id),
        kind: 1,
        at: UnixMillis(1),
        sides: vec![coin, stack],
    }
}

impl Memory {
    fn hear(&mut self, id: OperationId, outcome: Result<(), DbError>) {
        match &outcome {
            Ok(()) => self.good += 1,
            Err(DbError::Uncertain(_)) => self.uncertain += 1,
            Err(_) => self.refused += 1,
        }
        self.told.push((id, outcome));
    }

    fn take_ids(&mut self, db: &DbHandle, count: u64, seed: u64) -> Vec<u64> {
        let Ok(ids) = wait(db.take_ids(IdKind::Item, count)) else {
            return Vec::new();
        };
        for id in ids.clone() {
            assert!(
                self.ids.insert(id),
                "seed {seed}: id {id} is handed out twice"
            );
        }
        ids.collect()
    }

    /// Hands in operations until `count` are, and pulls the plug while some are under way.
    fn live(&mut self, db: &DbHandle, count: usize, seed: u64) {
        let mut waiting: VecDeque<CommitTicket> = VecDeque::new();
        for item in self.take_ids(db, count as u64, seed) {
            self.next += 1;
            match db.commit(operation(self.next, item)) {
                Ok(ticket) => waiting.push_back(ticket),
                Err(error) => self.hear(OperationId(self.next), Err(error)),
            }
            if waiting.len() >= OPEN
                && let Some(ticket) = waiting.pop_front()
            {
                let id = ticket.id();
                self.hear(id, wait(ticket.wait()).map(drop));
            }
        }
        power_cut();
        for ticket in waiting {
            let id = ticket.id();
            self.hear(id, wait(ticket.wait()).map(drop));
        }
    }

    /// Compares what was told with what is there.
    fn compare(&mut self, db: &DbHandle, seed: u64) {
        for (id, outcome) in std::mem::take(&mut self.told) {
            let kept = wait(db.resolve(id)).expect("a calm disk");
            match outcome {
                Ok(()) => assert!(kept, "seed {seed}: {id} was confirmed and is lost"),
                Err(DbError::Uncertain(_)) => {}
                Err(error) => assert!(
                    !kept,
                    "seed {seed}: {id} was refused ({error}) and is there"
                ),
            }
            self.kept += u64::from(kept);
        }
        let audit = wait(db.audit()).expect("a calm disk");
        assert!(audit.is_clean(), "seed {seed}: {audit:?}");
        assert_eq!(
            (audit.operations, audit.items_held),
            (self.kept, self.kept),
            "seed {seed}"
        );
    }
}

/// Every kind of weather comes by.
fn weather(seed: u64) -> Weather {
    let calm = Weather::default();
    match seed % 5 {
        0 => calm,
        1 => Weather { writes: 40, ..calm },
        2 => Weather { syncs: 150, ..calm },
        3 => Weather { full: true, ..calm },
        _ => Weather {
            writes: 10,
            syncs: 30,
            reads: 5,
            full: false,
        },
    }
}

/// Each cut is followed by the next life on what is left of the disk. A run of two thousand takes
/// about half a minute: a life is a start of the store.
#[test]
fn what_was_told_survives_thousands_of_power_cuts() {
    let seeds = std::env::var("BEZGELOR_SEEDS").ok();
    let seeds: u64 = seeds.and_then(|text| text.parse().ok()).unwrap_or(SEEDS);
    let folder = std::env::temp_dir().join(format!("bezgelor-power-{}", std::process::id()));
    let mut memory = Memory::default();
    let mut sums = [0; 5];
    for seed in 0..seeds {
        if seed.is_multiple_of(SEEDS_PER_DISK) {
            sums[0] += memory.good;
            sums[1] += memory.refused;
            sums[2] += memory.uncertain;
            let old = with_disk(|disk| {
                let epoch = disk.epoch + 1;
                let old = std::mem::replace(disk, Disk::new(seed));
                disk.epoch = epoch;
                old
            });
            sums[3] += old.faults;
            sums[4] += old.dropped;
            memory = Memory::default();
        }
        let db = open(&folder).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        memory.compare(&db, seed);
        with_disk(|disk| {
            disk.seed(seed);
            disk.weather = weather(seed);
        });
        memory.live(&db, 1 + (seed % 23) as usize, seed);
        db.close_blocking();
    }
    let _ = std::fs::remove_dir(&folder);
    let [good, refused, uncertain, faults, dropped] = sums;
    eprintln!(
        "{good} kept, {refused} refused, {uncertain} uncertain; {faults} faults, {dropped} dropped"
    );
    // A storm in which nothing broke proves nothing.
    if seeds >= SEEDS {
        assert!(
            good > seeds && refused > seeds / 2 && uncertain > 0,
            "{sums:?}"
        );
        assert!(faults > seeds / 4 && dropped > seeds, "{sums:?}");
    }
}
