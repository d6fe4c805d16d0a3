//! Who waits for whom, and what becomes of a connection that comes back in a bad state.

use std::cell::Cell;
use std::path::PathBuf;
use std::time::Duration;

use rusqlite::Connection;
use sqlx::SqlSafeStr as _;

use super::lent::{MOVED_EVERY, UNSYNCED_MAX};
use super::{Cell as Found, Lender, Lent, Options, Way, error, execute};
use crate::sql::args;

const PATIENCE: Duration = Duration::from_secs(5);
/// Some hundred milliseconds of counting.
const SLOW: &str =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000)
    SELECT MAX(i) FROM n";
const INSERT: &str = "INSERT INTO t (id) VALUES ($1)";
const COUNT: &str = "SELECT COUNT(*) FROM t";

struct File {
    folder: PathBuf,
    writer: Lender,
    readers: Lender,
}

impl File {
    fn new(name: &str) -> Self {
        let folder = format!("bezgelor-sqlite-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        std::fs::create_dir_all(&folder).expect("the temporary folder is writable");
        let options = Options {
            file: Some(folder.join("t.sqlite")),
            reads_only: false,
            synced: true,
            connections: 1,
        };
        let writer = Lender::open(options.clone(), PATIENCE).expect("made");
        let readers = Options {
            reads_only: true,
            connections: 2,
            ..options
        };
        let readers = Lender::open(readers, PATIENCE).expect("opened");
        Self {
            folder,
            writer,
            readers,
        }
    }

    async fn writer(&self, way: Way) -> Lent {
        let mut lent = self.writer.lend(way).await.expect("lent");
        lent.prepare().await.expect("set");
        lent
    }

    async fn count(&self) -> String {
        let mut reader = self.readers.lend(Way::Read).await.expect("lent");
        let done = reader.statement(COUNT.into_sql_str(), args![]).await;
        format!("{:?}", done.expect("counted").rows)
    }

    fn run(name: &str, test: impl AsyncFnOnce(&Self)) {
        let file = Self::new(name);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(async {
            let mut lent = file.writer(Way::Kept).await;
            let table = "CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT";
            lent.script(table.into_sql_str()).await.expect("made");
            drop(lent);
            test(&file).await;
        });
        // A folder left behind in the temporary one does no harm.
        let _ = std::fs::remove_dir_all(&file.folder);
    }
}

#[test]
fn what_looks_at_whole_tables_is_in_nobodys_way() {
    File::run("apart", async |file| {
        let done = Cell::new(false);
        let slow = async {
            let mut reader = file.readers.lend(Way::Read).await.expect("lent");
            reader.apart();
            let counted = reader.statement(SLOW.into_sql_str(), args![]).await;
            done.set(true);
            counted.map(drop)
        };
        let quick = async {
            for _ in 0..10 {
                file.count().await;
                tokio::task::yield_now().await;
            }
            done.get()
        };
        let (slow, late) = tokio::join!(slow, quick);
        slow.expect("counted");
        assert!(!late, "ten small reads were done first");
    });
}

#[test]
fn a_lock_held_elsewhere_is_waited_for_by_its_asker_alone() {
    File::run("lock", async |file| {
        let other = Connection::open(file.folder.join("t.sqlite")).expect("opens");
        other.execute_batch("BEGIN IMMEDIATE").expect("locked");
        let waits = Cell::new(true);
        let writes = async {
            let mut lent = file.writer(Way::Kept).await;
            let begun = lent.begin().await;
            waits.set(false);
            begun
        };
        let reads = async {
            assert_eq!(file.count().await, "[[Integer(0)]]");
            tokio::time::sleep(Duration::from_millis(20)).await;
            assert!(waits.get());
            other.execute_batch("ROLLBACK").expect("let go");
        };
        let (begun, ()) = tokio::join!(writes, reads);
        begun.expect("once it was free");
    });
}

#[test]
fn what_was_not_committed_is_undone_when_it_comes_back() {
    File::run("undone", async |file| {
        for way in [Way::Kept, Way::Quick] {
            let mut lent = file.writer(way).await;
            lent.begin().await.expect("begun");
            let insert = lent.statement(INSERT.into_sql_str(), args![1_i64]);
            assert_eq!(insert.await.expect("inserted").changed, 1);
            drop(lent);
            assert_eq!(file.count().await, "[[Integer(0)]]", "{way:?}");
        }
        let mut lent = file.writer(Way::Kept).await;
        lent.begin().await.expect("begun");
        let insert = lent.statement(INSERT.into_sql_str(), args![1_i64]);
        insert.await.expect("inserted");
        lent.commit().await.expect("kept");
        assert_eq!(file.count().await, "[[Integer(1)]]");
    });
}

#[test]
fn a_connection_nobody_waited_for_is_replaced() {
    File::run("replaced", async |file| {
        let slow = async {
            let mut lent = file.writer(Way::Kept).await;
            lent.apart();
            lent.statement(SLOW.into_sql_str(), args![]).await
        };
        let given_up = tokio::time::timeout(Duration::from_millis(20), slow).await;
        assert!(given_up.is_err(), "it takes longer");
        let mut lent = file.writer(Way::Kept).await;
        let insert = lent.statement(INSERT.into_sql_str(), args![1_i64]);
        insert.await.expect("on another one");
    });
}

/// Commits so many rows from `first` on, each by itself, and says how long the log was at most.
async fn insert_quickly(file: &File, first: i64, count: i64) -> u64 {
    let log = file.folder.join("t.sqlite-wal");
    let mut longest = 0;
    for id in first..first + count {
        let mut lent = file.writer(Way::Quick).await;
        let insert = lent.statement(INSERT.into_sql_str(), args![id]);
        insert.await.expect("inserted");
        longest = longest.max(log.metadata().expect("there").len());
    }
    longest
}

#[test]
fn the_log_of_quick_commits_does_not_grow_for_ever() {
    File::run("log", async |file| {
        let most = i64::from(UNSYNCED_MAX);
        let longest = insert_quickly(file, 0, 3 * most).await;
        assert_eq!(file.count().await, format!("[[Integer({})]]", 3 * most));
        // A page and its head for each, and as much again for pages that are divided.
        assert!(
            longest < 2 * u64::from(UNSYNCED_MAX) * 4_200,
            "{longest} bytes"
        );
    });
}

#[test]
fn the_log_of_quick_commits_is_moved_beside_them() {
    File::run("beside", async |file| {
        let moved = i64::from(MOVED_EVERY);
        let longest = insert_quickly(file, 0, moved).await;
        // It may have ended already: how long the log becomes says whether it was moved.
        let home = file.writer.home();
        while home.moves_log() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let after = insert_quickly(file, moved, moved / 2).await;
        assert_eq!(after, longest, "it begins anew");
    });
}

#[test]
fn values_go_where_their_numbers_say() {
    let conn = Connection::open_in_memory().expect("a database in memory");
    let values = args![1_i64, "two"];
    let done = execute(&conn, "SELECT $2, $1, $2", &values).expect("a row");
    let [one, two] = [Found::Integer(1), Found::Text("two".into())];
    assert_eq!(done.rows, [vec![two.clone(), one.clone(), two.clone()]]);
    let done = execute(&conn, "SELECT ?, ?", &values).expect("a row");
    assert_eq!(done.rows, [vec![one, two]]);
    assert!(execute(&conn, "SELECT $3", &values).is_err());
}

#[test]
fn changes_are_counted() {
    let conn = Connection::open_in_memory().expect("a database in memory");
    conn.execute_batch("CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT")
        .expect("made");
    let insert = "INSERT INTO t VALUES (1), (2) RETURNING id";
    let done = execute(&conn, insert, &[]).expect("inserted");
    assert_eq!((done.rows.len(), done.changed), (2, 2));
    let again = execute(&conn, insert, &[]).map(|_| ());
    let again = error::of(again.expect_err("they are there"));
    assert!(crate::error::is_unique_violation(&again), "{again}");
}
