//! The three stores of a process and the databases behind them. Lives on the database thread.

use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use bezgelor_core::config;
use bezgelor_core::time::UnixMillis;

use crate::error::DbError;
use crate::ids::IdMint;
use crate::migrate::{self, Migrated, Pending, Store};
use crate::pool::{Address, Db, Durability};
use crate::transfer::address;

/// What opening does about a schema that is behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// Apply what is missing, after a backup of what is there.
    Migrate,
    /// Refuse with [`DbError::Schema`].
    Require,
}

/// The databases of the three stores; those with the same address share one.
pub(crate) struct Stores {
    pub(crate) auth: Db,
    pub(crate) character: Db,
    pub(crate) world: Db,
    pub(crate) mint: IdMint,
}

/// The clock of the machine, for stamps that no caller gives.
pub(crate) fn unix_now() -> UnixMillis {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH);
    UnixMillis(since_epoch.map_or(0, |time| {
        i64::try_from(time.as_millis()).unwrap_or(i64::MAX)
    }))
}

impl Stores {
    pub(crate) async fn open(
        config: &config::Database,
        data_dir: &Path,
        schema: Schema,
    ) -> Result<Self, DbError> {
        let stores = Self::connect(config, data_dir).await?;
        // One name for all three, so that they are one backup.
        let (backups, now) = (data_dir.join(migrate::BACKUPS), unix_now());
        for (store, db) in stores.each() {
            match schema {
                Schema::Migrate => {
                    let done = migrate::migrate(db, store, &backups, now).await?;
                    report(store, &done);
                }
                Schema::Require => migrate::require(db, store).await?,
            }
        }
        Ok(stores)
    }

    /// Connects without looking at the schema.
    pub(crate) async fn connect(
        config: &config::Database,
        data_dir: &Path,
    ) -> Result<Self, DbError> {
        let parse = |store| Address::parse(address(config, store), store.name(), data_dir);
        let addresses = [
            parse(Store::Auth)?,
            parse(Store::Character)?,
            parse(Store::World)?,
        ];
        let mut open: Vec<(Address, Db)> = Vec::new();
        for (index, address) in addresses.iter().enumerate() {
            if open.iter().any(|(known, _)| known == address) {
                continue;
            }
            // Only a file that holds nothing but the world can be made again from its sources.
            let durability = if index == 2 {
                Durability::Process
            } else {
                Durability::Power
            };
            let db = Db::connect(address, durability, config.pool_size).await?;
            open.push((address.clone(), db));
        }
        let find = |wanted: &Address| {
            let found = open.iter().find(|(address, _)| address == wanted);
            found.map(|(_, db)| db.clone()).ok_or(DbError::Closed)
        };
        Ok(Self {
            auth: find(&addresses[0])?,
            character: find(&addresses[1])?,
            world: find(&addresses[2])?,
            mint: IdMint::default(),
        })
    }

    pub(crate) fn each(&self) -> [(Store, &Db); 3] {
        [
            (Store::Auth, &self.auth),
            (Store::Character, &self.character),
            (Store::World, &self.world),
        ]
    }

    /// The migrations the configured databases lack. No file is made.
    pub(crate) async fn pending(
        config: &config::Database,
        data_dir: &Path,
    ) -> Result<Vec<Pending>, DbError> {
        let mut all = Vec::new();
        for store in Store::ALL {
            let address = Address::parse(address(config, store), store.name(), data_dir)?;
            if address.is_absent() {
                all.extend(migrate::all_pending(store));
                continue;
            }
            let db = Db::connect(&address, Durability::Power, 1).await?;
            let pending = migrate::pending(&db, store).await;
            db.close().await;
            all.extend(pending?);
        }
        Ok(all)
    }

    pub(crate) async fn close(&self) {
        for (_, db) in self.each() {
            db.close().await;
        }
    }
}

fn report(store: Store, done: &Migrated) {
    for migration in &done.applied {
        tracing::info!(
            store = store.name(),
            migration = migration.name,
            "schema migrated"
        );
    }
    if let Some(backup) = &done.backup {
        tracing::info!(store = store.name(), backup = %backup.display(), "copied before migrating");
    }
}
