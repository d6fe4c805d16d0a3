//! The schema's history: numbered files, embedded, applied in order, each in one transaction.
//!
//! Both dialects carry the same numbers. A file that was applied never changes (its checksum, taken
//! without regard to line endings, is compared), and a database that is ahead of the binary is
//! refused, since nobody can know what the newer one means. What a database holds is copied before
//! it is migrated, in the form of a backup.

use std::path::{Path, PathBuf};

use bezgelor_core::time::UnixMillis;
use sha2::{Digest as _, Sha256};

use crate::error::DbError;
use crate::pool::{Db, Reader, Tx};
use crate::sql::args;
use crate::transfer;

/// Folder of the data directory that backups go to unless another is named.
pub const BACKUPS: &str = "backups";

/// One of the three stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// Accounts, tokens, realms.
    Auth,
    /// Characters, items, the ledger.
    Character,
    /// Spawns and what belongs to them.
    World,
}

impl Store {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Auth, Self::Character, Self::World];

    /// Name of its file, its folder of migrations and its entry in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auth => "auth",
            Self::Character => "character",
            Self::World => "world",
        }
    }

    fn migrations(self) -> &'static [Migration] {
        match self {
            Self::Auth => AUTH,
            Self::Character => CHARACTER,
            Self::World => WORLD,
        }
    }
}

/// One step of a store's schema in both dialects.
#[derive(Clone, Copy)]
pub(crate) struct Migration {
    version: i64,
    name: &'static str,
    postgres: &'static str,
    sqlite: &'static str,
}

macro_rules! migrations {
    ($store:literal: $($version:literal $name:literal),* $(,)?) => {
        &[$(Migration {
            version: $version,
            name: $name,
            postgres: include_str!(concat!(
                "../../../migrations/", $store, "/postgres/", $name, ".sql"
            )),
            sqlite: include_str!(concat!(
                "../../../migrations/", $store, "/sqlite/", $name, ".sql"
            )),
        }),*]
    };
}

const AUTH: &[Migration] = migrations!(
    "auth": 1 "0001_accounts", 2 "0002_api_tokens", 3 "0003_rights", 4 "0004_hidden",
    5 "0005_realms", 6 "0006_page_logins", 7 "0007_login_secrets"
);
const CHARACTER: &[Migration] = migrations!(
    "character": 1 "0001_characters", 2 "0002_travel", 3 "0003_exploration", 4 "0004_taxis",
    5 "0005_reputation", 6 "0006_lore", 7 "0007_condition", 8 "0008_stuck"
);
const WORLD: &[Migration] =
    migrations!("world": 1 "0001_world", 2 "0002_terms", 3 "0003_portals", 4 "0004_tutorials");

const HISTORY: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
    store TEXT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at BIGINT NOT NULL,
    PRIMARY KEY (store, version)
)";

/// A migration that a database lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The store it belongs to.
    pub store: &'static str,
    /// Its number.
    pub version: i64,
    /// The file's name without extension.
    pub name: &'static str,
}

/// What migrating one store did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Migrated {
    /// Applied now, ascending.
    pub applied: Vec<Pending>,
    /// The folder with the copy made before, when a store with a schema was changed.
    pub backup: Option<PathBuf>,
}

impl Migration {
    fn pending(&self, store: Store) -> Pending {
        Pending {
            store: store.name(),
            version: self.version,
            name: self.name,
        }
    }

    fn text(&self, postgres: bool) -> &'static str {
        if postgres { self.postgres } else { self.sqlite }
    }
}

/// A checkout with CRLF line endings must not look like a changed file.
fn checksum(text: &str) -> String {
    use std::fmt::Write as _;
    let digest = Sha256::digest(text.replace("\r\n", "\n").as_bytes());
    digest.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The migrations `db` lacks, after checking that its history is a prefix of ours.
pub(crate) async fn pending(db: &Db, store: Store) -> Result<Vec<Pending>, DbError> {
    pending_of(db, store, store.migrations()).await
}

/// What a store lacks that does not exist yet: everything.
pub(crate) fn all_pending(store: Store) -> Vec<Pending> {
    store
        .migrations()
        .iter()
        .map(|step| step.pending(store))
        .collect()
}

async fn pending_of(db: &Db, store: Store, known: &[Migration]) -> Result<Vec<Pending>, DbError> {
    let mut reader = db.reader().await?;
    let applied = applied(&mut reader, store).await?;
    for (index, (version, found)) in applied.iter().enumerate() {
        let problem = match known.get(index) {
            None => {
                return Err(DbError::SchemaNewer {
                    store: store.name(),
                    found: *version,
                    known: known.last().map_or(0, |last| last.version),
                });
            }
            Some(ours) if ours.version != *version => "is missing from its history",
            Some(ours) if checksum(ours.text(db.is_postgres())) != *found => {
                "was applied from a different file"
            }
            Some(_) => continue,
        };
        return Err(DbError::Schema {
            store: store.name(),
            version: *version,
            problem: problem.into(),
        });
    }
    let missing = known[applied.len()..].iter();
    Ok(missing.map(|step| step.pending(store)).collect())
}

async fn applied(reader: &mut Reader, store: Store) -> Result<Vec<(i64, String)>, DbError> {
    let mut conn = reader.conn();
    let exists = if conn.is_postgres() {
        "SELECT COUNT(*) FROM information_schema.tables
         WHERE table_schema = current_schema() AND table_name = 'schema_migration'"
    } else {
        "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'"
    };
    let count = conn.one(exists, args![]).await?;
    if count.map(|row| row.int::<i64>(0)).transpose()? != Some(1) {
        return Ok(Vec::new());
    }
    let rows = conn
        .all(
            "SELECT version, checksum FROM schema_migration WHERE store = $1 ORDER BY version",
            args![store.name()],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.int(0)?, row.text(1)?)))
        .collect()
}

/// How far `db` is: the number of the last migration applied, 0 without any. A history that is not
/// a prefix of ours is refused as in [`pending`].
pub(crate) async fn version(db: &Db, store: Store) -> Result<i64, DbError> {
    let missing = pending(db, store).await?.len();
    Ok((store.migrations().len() - missing) as i64)
}

/// Applies the migrations after `after` up to the one numbered `until`, or to the last, inside a
/// transaction of the caller.
pub(crate) async fn apply_steps(
    tx: &mut Tx,
    store: Store,
    steps: (i64, Option<i64>),
    now: UnixMillis,
) -> Result<(), DbError> {
    let until = steps.1.unwrap_or(i64::MAX);
    for migration in store.migrations() {
        if migration.version > steps.0 && migration.version <= until {
            apply_in(tx, store, migration, now).await?;
        }
    }
    Ok(())
}

/// Refuses a database that lacks migrations.
pub(crate) async fn require(db: &Db, store: Store) -> Result<(), DbError> {
    match pending(db, store).await?.first() {
        None => Ok(()),
        Some(missing) => Err(DbError::Schema {
            store: store.name(),
            version: missing.version,
            problem: "is not applied yet: run `bezgelor migrate`".into(),
        }),
    }
}

/// Brings `db` up to date; see [`pending`] for what is refused. The copy made before goes to
/// `backups`.
pub(crate) async fn migrate(
    db: &Db,
    store: Store,
    backups: &Path,
    now: UnixMillis,
) -> Result<Migrated, DbError> {
    migrate_to(db, store, store.migrations(), backups, now).await
}

async fn migrate_to(
    db: &Db,
    store: Store,
    known: &[Migration],
    backups: &Path,
    now: UnixMillis,
) -> Result<Migrated, DbError> {
    let missing = pending_of(db, store, known).await?;
    let Some(first) = missing.first() else {
        return Ok(Migrated::default());
    };
    let mut backup = None;
    if first.version > 1 {
        let folder = backups.join(format!("before-migrating-{}", now.0));
        std::fs::create_dir_all(&folder).map_err(|error| DbError::file(&folder, &error))?;
        let file = folder.join(format!("{}.sqlite", store.name()));
        match db {
            Db::Sqlite(sqlite) => sqlite.copy_to(&file).await?,
            Db::Postgres(_) => transfer::copy_to_file(db, &file, store).await.map(drop)?,
        }
        backup = Some(folder);
    }
    for migration in known {
        if migration.version >= first.version {
            apply(db, store, migration, now).await?;
        }
    }
    Ok(Migrated {
        applied: missing,
        backup,
    })
}

async fn apply(
    db: &Db,
    store: Store,
    migration: &Migration,
    now: UnixMillis,
) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    let outcome = apply_in(&mut tx, store, migration, now).await;
    if let Err(error) = outcome {
        return Err(DbError::Schema {
            store: store.name(),
            version: migration.version,
            problem: format!("failed: {error}"),
        });
    }
    Ok(tx.commit().await?)
}

async fn apply_in(
    tx: &mut Tx,
    store: Store,
    migration: &Migration,
    now: UnixMillis,
) -> Result<(), sqlx::Error> {
    let mut conn = tx.conn();
    if conn.is_postgres() {
        // Several processes of a fleet may start at once; the later ones find the work done.
        conn.script("SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(16042)")
            .await?;
    }
    conn.script(HISTORY).await?;
    let text = migration.text(conn.is_postgres());
    let claimed = conn
        .run(
            "INSERT INTO schema_migration (store, version, name, checksum, applied_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (store, version) DO NOTHING",
            args![
                store.name(),
                migration.version,
                migration.name,
                checksum(text),
                now
            ],
        )
        .await?;
    if claimed == 1 {
        conn.script(text).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_ascend_without_gaps_and_names_carry_them() {
        for store in [Store::Auth, Store::Character, Store::World] {
            for (index, migration) in store.migrations().iter().enumerate() {
                assert_eq!(migration.version, index as i64 + 1);
                assert!(
                    migration
                        .name
                        .starts_with(&format!("{:04}_", migration.version))
                );
            }
        }
    }

    #[test]
    fn every_file_is_embedded_in_both_dialects() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations");
        for store in [Store::Auth, Store::Character, Store::World] {
            for dialect in ["postgres", "sqlite"] {
                let dir = format!("{root}/{}/{dialect}", store.name());
                let mut files: Vec<String> = std::fs::read_dir(dir)
                    .expect("the folder exists")
                    .map(|entry| {
                        entry
                            .expect("readable")
                            .file_name()
                            .to_string_lossy()
                            .into()
                    })
                    .collect();
                files.sort();
                let names = store.migrations().iter();
                let expected: Vec<_> = names.map(|m| format!("{}.sql", m.name)).collect();
                assert_eq!(files, expected, "{} {dialect}", store.name());
            }
        }
    }

    fn step(version: i64, name: &'static str, sqlite: &'static str) -> Migration {
        Migration {
            version,
            name,
            postgres: "",
            sqlite,
        }
    }

    /// Rows of `t` as another connection sees them.
    async fn count(path: &Path) -> i64 {
        let db = open(path).await;
        let row = db
            .reader()
            .await
            .expect("opens")
            .conn()
            .one("SELECT COUNT(*) FROM t", args![])
            .await;
        row.expect("counts")
            .expect("a row")
            .int(0)
            .expect("a number")
    }

    async fn open(path: &Path) -> Db {
        let address = crate::pool::Address::Sqlite(path.to_owned());
        let durability = crate::pool::Durability::Process;
        Db::connect(&address, durability, 1).await.expect("opens")
    }

    #[tokio::test]
    async fn a_file_is_copied_before_it_is_migrated_and_a_failed_step_leaves_nothing() {
        let dir = std::env::temp_dir().join(format!("bezgelor-migrate-{}", std::process::id()));
        let path = dir.join("m.sqlite");
        let db = open(&path).await;
        let first = "CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1);";
        let one = [step(1, "0001_a", first)];
        let done = migrate_to(&db, Store::World, &one, &dir, UnixMillis(5))
            .await
            .expect("migrates");
        assert_eq!(
            (done.applied.len(), done.backup),
            (1, None),
            "nothing to keep yet"
        );

        let bad = "INSERT INTO t VALUES (2); INSERT INTO nowhere VALUES (3);";
        let two = [step(1, "0001_a", first), step(2, "0002_b", bad)];
        let failed = migrate_to(&db, Store::World, &two, &dir, UnixMillis(6)).await;
        assert!(
            matches!(failed, Err(DbError::Schema { version: 2, .. })),
            "{failed:?}"
        );
        assert_eq!(count(&path).await, 1, "the first half was rolled back");

        let good = "INSERT INTO t VALUES (2);";
        let two = [step(1, "0001_a", first), step(2, "0002_b", good)];
        let done = migrate_to(&db, Store::World, &two, &dir, UnixMillis(7))
            .await
            .expect("migrates");
        let backup = done.backup.expect("a copy").join("world.sqlite");
        assert_eq!((count(&path).await, count(&backup).await), (2, 1));
        assert_eq!(
            migrate_to(&db, Store::World, &two, &dir, UnixMillis(8)).await,
            Ok(Migrated::default())
        );
        let newer = migrate_to(&db, Store::World, &one, &dir, UnixMillis(9)).await;
        let expected = DbError::SchemaNewer {
            store: "world",
            found: 2,
            known: 1,
        };
        assert_eq!(newer, Err(expected));
        db.close().await;
        std::fs::remove_dir_all(dir).expect("removed");
    }

    /// PostgreSQL has no file to copy: what it holds is written as a backup, at its own version.
    #[cfg(feature = "testing")]
    #[tokio::test]
    async fn postgres_is_backed_up_before_it_is_migrated() {
        let Some(cluster) = crate::testing::PostgresCluster::start() else {
            eprintln!("skipped: PostgreSQL not found");
            return;
        };
        let dir = std::env::temp_dir().join(format!("bezgelor-dump-{}", std::process::id()));
        let url = std::thread::scope(|scope| {
            let made = scope.spawn(|| cluster.create_database("dump").expect("a database"));
            made.join().expect("no panic")
        });
        let address = crate::pool::Address::Postgres(url);
        let durability = crate::pool::Durability::Power;
        let db = Db::connect(&address, durability, 2).await.expect("opens");
        migrate(&db, Store::World, &dir, UnixMillis(1))
            .await
            .expect("migrates");
        let mut tx = db.begin().await.expect("begins");
        let row = "INSERT INTO spawn_event (spawn_id, event_id, phase, source)
                   VALUES (7, 8, 9, '')";
        tx.conn().run(row, args![]).await.expect("written");
        tx.commit().await.expect("committed");

        let mut more = WORLD.to_vec();
        more.push(Migration {
            version: more.len() as i64 + 1,
            name: "later",
            postgres: "DELETE FROM spawn_event",
            sqlite: "",
        });
        let done = migrate_to(&db, Store::World, &more, &dir, UnixMillis(2)).await;
        let folder = done.expect("migrates").backup.expect("a copy");
        db.close().await;
        let copy = open(&folder.join("world.sqlite")).await;
        let mut reader = copy.reader().await.expect("opens");
        let sql = "SELECT event_id FROM spawn_event";
        let row = reader.conn().one(sql, args![]).await.expect("read");
        assert_eq!(row.expect("there").int::<i64>(0), Ok(8));
        drop(reader);
        assert_eq!(version(&copy, Store::World).await, Ok(WORLD.len() as i64));
        copy.close().await;
        std::fs::remove_dir_all(dir).expect("removed");
    }

    #[test]
    fn line_endings_do_not_change_a_checksum() {
        assert_eq!(checksum("a;\r\nb;\r\n"), checksum("a;\nb;\n"));
        assert_ne!(checksum("a;\n"), checksum("b;\n"));
    }
}
