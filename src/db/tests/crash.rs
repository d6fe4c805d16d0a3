//! A process that hands out coins and stacks is killed again and again; afterwards everything it
//! confirmed is there, nothing is there twice, and the audit is clean.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use bezgelor_core::config::Database;
use bezgelor_core::ids::{ItemId, ItemTemplateId};
use bezgelor_core::model::Item;
use bezgelor_core::time::UnixMillis;
use db::testing::PostgresCluster;
use db::{DbHandle, IdKind, Operation, OperationId, Owner, OwnerKind, Side};

const DIR: &str = "BEZGELOR_CRASH_DIR";
const URL: &str = "BEZGELOR_CRASH_URL";
const ROUND: &str = "BEZGELOR_CRASH_ROUND";
const ROUNDS: u64 = 12;
const BANK: Owner = Owner {
    kind: OwnerKind::GuildBank,
    id: 1,
};

fn config(url: &str) -> Database {
    Database {
        auth: url.to_owned(),
        character: url.to_owned(),
        world: url.to_owned(),
        pool_size: 4,
    }
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    futures_lite::future::block_on(future)
}

/// The process that is killed: the same binary, told by its environment what to do.
#[test]
fn writer() {
    let (Ok(dir), Ok(url), Ok(round)) =
        (std::env::var(DIR), std::env::var(URL), std::env::var(ROUND))
    else {
        return;
    };
    let round: u64 = round.parse().expect("a number");
    let db = DbHandle::open(&config(&url), Path::new(&dir)).expect("opens");
    let ids = wait(db.take_ids(IdKind::Item, 1000)).expect("ids");
    let mut waiting = std::collections::VecDeque::new();
    for (number, item) in ids.enumerate() {
        let number = number as u64;
        let item = Item {
            id: ItemId(item),
            template_id: ItemTemplateId(1),
            location: round as u16,
            bag_index: number as u32,
            stack_count: 3,
            charges: 0,
        };
        let sides = vec![
            Side::ItemCreate { item, owner: BANK },
            Side::Currency {
                owner: BANK,
                currency_id: 1,
                delta: 2,
            },
        ];
        let id = OperationId(u128::from(round) << 64 | u128::from(number));
        let operation = Operation {
            id,
            kind: 1,
            at: UnixMillis(1),
            sides,
        };
        waiting.push_back(db.commit(operation).expect("room"));
        if waiting.len() >= 20 {
            let ticket = waiting.pop_front().expect("there");
            let id = ticket.id();
            wait(ticket.wait()).expect("committed");
            // What a player would see: written out before anything else happens.
            let mut out = std::io::stdout().lock();
            writeln!(out, "ack {}", id.0 as u64).expect("written");
            out.flush().expect("written");
        }
    }
    std::thread::sleep(Duration::from_secs(60));
}

/// Runs the writer and kills it after a while; returns what it confirmed.
fn kill_a_writer(dir: &Path, url: &str, round: u64) -> Vec<u64> {
    let mut child = Command::new(std::env::current_exe().expect("a path"))
        .args(["--exact", "writer", "--nocapture"])
        .env(DIR, dir)
        .env(URL, url)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    let mut confirmed = Vec::new();
    // Another number of confirmations each round, the first ones in the middle of opening.
    let enough = (round * 37) as usize % 300;
    for line in lines {
        let Ok(line) = line else {
            break;
        };
        if let Some(number) = line
            .rsplit("ack ")
            .next()
            .and_then(|text| text.parse().ok())
        {
            confirmed.push(number);
        }
        if confirmed.len() == enough + 1 {
            child.kill().expect("killed");
        }
    }
    child.wait().expect("gone");
    confirmed
}

fn crash_loop(dir: &Path, url: &str) {
    let mut total = 0;
    for round in 1..=ROUNDS {
        let confirmed = kill_a_writer(dir, url, round);
        assert!(
            !confirmed.is_empty(),
            "round {round} confirmed something before it was killed"
        );
        let db = DbHandle::open(&config(url), dir).expect("opens after the crash");
        for number in &confirmed {
            let id = OperationId(u128::from(round) << 64 | u128::from(*number));
            assert_eq!(
                wait(db.resolve(id)),
                Ok(true),
                "round {round}: {number} is lost"
            );
        }
        let audit = wait(db.audit()).expect("audited");
        assert!(audit.is_clean(), "round {round}: {audit:?}");
        total += confirmed.len() as u64;
        assert!(
            audit.items_held >= total,
            "{} held, {total} confirmed",
            audit.items_held
        );
        db.close_blocking();
    }
}

#[test]
fn sqlite_loses_nothing_it_confirmed() {
    let dir = std::env::temp_dir().join(format!("bezgelor-crash-{}", std::process::id()));
    crash_loop(&dir, "sqlite:");
    std::fs::remove_dir_all(dir).expect("removed");
}

#[test]
fn postgres_loses_nothing_it_confirmed() {
    let Some(cluster) = PostgresCluster::start() else {
        eprintln!("skipped: PostgreSQL not found");
        return;
    };
    let url = cluster.create_database("crash").expect("a database");
    crash_loop(&std::env::temp_dir(), &url);
}
