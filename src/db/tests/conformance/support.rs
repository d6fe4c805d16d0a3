//! Databases and values for the cases.

use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use bezgelor_core::Vec3;
use bezgelor_core::config::Database;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{AccountId, CharacterId, ItemId, ItemTemplateId, RealmId};
use bezgelor_core::ids::{WorldId, WorldZoneId};
use bezgelor_core::model::{
    AccountRole, Appearance, Character, CharacterSheet, CurrencyBalance, Item, NewCharacter,
};
use bezgelor_core::time::UnixMillis;
use db::testing::PostgresCluster;
use db::{DbHandle, NewAccount, OperationId};

pub(crate) const NOW: UnixMillis = UnixMillis(1_700_000_000_000);
pub(crate) const REALM: RealmId = RealmId(1);

/// An empty database of one kind and a folder of its own.
pub(crate) struct Backend {
    pub(crate) dir: PathBuf,
    pub(crate) config: Database,
    /// The PostgreSQL database, where it is one.
    pub(crate) database: Option<(u16, String)>,
}

impl Backend {
    pub(crate) fn sqlite() -> Self {
        Self {
            dir: temp_dir(),
            config: Database::default(),
            database: None,
        }
    }

    /// All three stores in one database, which is the other thing that must work.
    pub(crate) fn postgres(cluster: &PostgresCluster, name: &str) -> Self {
        let url = cluster.create_database(name).expect("a new database");
        Self {
            dir: temp_dir(),
            config: Database {
                auth: url.clone(),
                character: url.clone(),
                world: url,
                pool_size: 4,
            },
            database: Some((cluster.port(), name.to_owned())),
        }
    }

    /// Another empty database beside this one.
    pub(crate) fn another(&self) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let Some((port, name)) = &self.database else {
            return Self::sqlite();
        };
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let fresh = format!("{name}_{number}");
        self.sql(&format!("CREATE DATABASE {fresh}"))
            .expect("a new database");
        let url = format!("postgres://bezgelor@127.0.0.1:{port}/{fresh}");
        Self {
            dir: temp_dir(),
            config: Database {
                auth: url.clone(),
                character: url.clone(),
                world: url,
                pool_size: 4,
            },
            database: Some((*port, fresh)),
        }
    }

    pub(crate) fn open(&self) -> DbHandle {
        DbHandle::open(&self.config, &self.dir).expect("the stores open")
    }

    /// Runs a statement past the stores, on the character database.
    pub(crate) fn sql(&self, statement: &str) -> Result<(), String> {
        self.sql_of("character", statement)
    }

    /// Runs a statement past the stores, on the database of `store`.
    pub(crate) fn sql_of(&self, store: &str, statement: &str) -> Result<(), String> {
        let Some((port, name)) = &self.database else {
            let file = self.dir.join(format!("{store}.sqlite"));
            return db::testing::sqlite(&file, statement).map_err(|error| error.to_string());
        };
        use sqlx::Connection as _;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let statement = sqlx::AssertSqlSafe(statement.to_owned());
        let done = runtime.block_on(async {
            let url = format!("postgres://bezgelor@127.0.0.1:{port}/{name}");
            let mut conn = sqlx::PgConnection::connect(&url).await?;
            sqlx::raw_sql(statement).execute(&mut conn).await.map(drop)
        });
        done.map_err(|error: sqlx::Error| error.to_string())
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

pub(crate) fn temp_dir() -> PathBuf {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let dir = std::env::temp_dir().join(format!("bezgelor-db-{}-{number}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a temporary folder");
    dir
}

/// Any executor will do; this one is not tokio.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    futures_lite::future::block_on(future)
}

/// Runs `count` futures at the same time on threads of their own.
pub(crate) fn at_once<T: Send, F: Future<Output = T>>(
    count: usize,
    make: impl Fn(usize) -> F + Sync,
) -> Vec<T> {
    let barrier = std::sync::Barrier::new(count);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..count)
            .map(|index| {
                let (make, barrier) = (&make, &barrier);
                scope.spawn(move || {
                    barrier.wait();
                    wait(make(index))
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("no panic"))
            .collect()
    })
}

pub(crate) fn op() -> OperationId {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    OperationId(u128::from(COUNT.fetch_add(1, Ordering::Relaxed)) << 64 | 0xB32)
}

pub(crate) fn new_account(email: &str) -> NewAccount {
    NewAccount {
        email: email.into(),
        salt: *b"salt is 16 bytes",
        verifier: (0..128).collect(),
        role: AccountRole::Player,
        created_at: NOW,
    }
}

pub(crate) fn new_character(name: &str) -> NewCharacter {
    NewCharacter {
        character: Character {
            id: CharacterId(0),
            account_id: AccountId(7),
            realm_id: REALM,
            name: name.into(),
            sex: 1,
            race: 4,
            class: 5,
            faction: 167,
            path: 3,
            level: 50,
            xp: u32::MAX,
            creation_id: 1234,
            world_id: WorldId(426),
            world_zone_id: WorldZoneId(1),
            placement: Placement {
                position: Vec3::new(4110.71, -658.6249, -5145.48),
                rotation: Vec3::new(0.317_613, 0.0, -0.0),
            },
            appearance: Appearance {
                customisations: vec![(3, 9), (1, 4), (25, 0)],
                visuals: vec![(9, 1500), (2, 65_535)],
                bones: vec![0.1, -1.0, 0.0],
            },
            played_s: 0,
            created_at: NOW,
            last_online_at: NOW,
            revision: 0,
        },
        currencies: vec![
            CurrencyBalance {
                currency_id: 1,
                amount: 250,
            },
            CurrencyBalance {
                currency_id: 3,
                amount: 1,
            },
        ],
        items: vec![item(28_366, 0, 16), item(81_344, 1, 0)],
    }
}

pub(crate) fn item(template: u32, location: u16, bag_index: u32) -> Item {
    Item {
        id: ItemId(0),
        template_id: ItemTemplateId(template),
        location,
        bag_index,
        stack_count: 1,
        charges: 0,
    }
}

pub(crate) fn create(db: &DbHandle, name: &str) -> CharacterSheet {
    wait(db.create_character(op(), new_character(name), 12)).expect("a character")
}
