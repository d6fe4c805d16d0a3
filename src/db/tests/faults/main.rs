//! What callers are told stays true while the network, the server or the disk misbehaves.

mod disk;
mod network;
mod proxy;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bezgelor_core::ids::{CharacterId, WorldZoneId};
use bezgelor_core::model::{Character, NewCharacter};
use bezgelor_core::testing::character;
use bezgelor_core::time::UnixMillis;
use db::{DbHandle, Operation, OperationId, Owner, Side};

/// Everything works again by then, on a machine that is full either.
const BACK: Duration = Duration::from_secs(60);
const NOW: UnixMillis = UnixMillis(1_700_000_000_000);

fn wait<T>(future: impl Future<Output = T>) -> T {
    futures_lite::future::block_on(future)
}

fn temp_dir() -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("bezgelor-faults-{}-{number}", std::process::id());
    let dir = std::env::temp_dir().join(name);
    // What a killed process of this number left behind.
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).expect("a temporary folder");
    dir
}

fn op() -> OperationId {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    OperationId(u128::from(COUNT.fetch_add(1, Ordering::Relaxed)))
}

/// One coin for a character.
fn coin(id: OperationId, to: CharacterId) -> Operation {
    Operation {
        id,
        kind: 1,
        at: NOW,
        sides: vec![Side::Currency {
            owner: Owner::character(to),
            currency_id: 1,
            delta: 1,
        }],
    }
}

fn coins(db: &DbHandle, id: CharacterId) -> u64 {
    let sheet = wait(db.load_character(id)).expect("there");
    sheet.currencies.first().map_or(0, |held| held.amount)
}

fn poor_character(db: &DbHandle, name: &str) -> CharacterId {
    let character = Character {
        name: name.into(),
        world_zone_id: WorldZoneId(1),
        created_at: NOW,
        last_online_at: NOW,
        ..character(0)
    };
    let new = NewCharacter {
        character,
        currencies: vec![],
        items: vec![],
    };
    wait(db.create_character(op(), new, 100))
        .expect("made")
        .character
        .id
}
