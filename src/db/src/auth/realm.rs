//! The realms a fleet offers. Each realm process writes its own row and a heartbeat into it.

use bezgelor_core::ids::RealmId;
use bezgelor_core::model::Realm;
use bezgelor_core::time::UnixMillis;

use crate::error::{DbError, is_unique_violation};
use crate::handle::DbHandle;
use crate::sql::{Row, args};

fn realm(row: &Row) -> Result<Realm, DbError> {
    Ok(Realm {
        id: RealmId(row.int(0)?),
        name: row.text(1)?,
        host: row.text(2)?,
        port: row.int(3)?,
        realm_type: row.int(4)?,
        last_seen_at: UnixMillis(row.int(5)?),
        online_count: row.int(6)?,
        capacity: row.int(7)?,
    })
}

impl DbHandle {
    /// Writes a realm's row, new or not.
    ///
    /// # Errors
    /// [`DbError::Invalid`] when another realm has the name; otherwise as every request.
    pub async fn upsert_realm(&self, realm: Realm) -> Result<(), DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let done = tx
                .conn()
                .run(
                    "INSERT INTO realm (id, name, host, port, realm_type, last_seen_at,
                     online_count, capacity) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                     ON CONFLICT (id) DO UPDATE SET name = excluded.name, host = excluded.host,
                     port = excluded.port, realm_type = excluded.realm_type,
                     last_seen_at = excluded.last_seen_at, online_count = excluded.online_count,
                     capacity = excluded.capacity",
                    args![
                        realm.id,
                        realm.name,
                        realm.host,
                        realm.port,
                        realm.realm_type,
                        realm.last_seen_at,
                        realm.online_count,
                        realm.capacity
                    ],
                )
                .await;
            match done {
                Err(error) if is_unique_violation(&error) => {
                    return Err(DbError::Invalid("another realm has this name"));
                }
                other => other?,
            };
            Ok(tx.commit().await?)
        })
        .await
    }

    /// All realms, by id; at most 256.
    ///
    /// # Errors
    /// As every request.
    pub async fn list_realms(&self) -> Result<Vec<Realm>, DbError> {
        self.request(move |stores| async move {
            let mut reader = stores.auth.reader().await?;
            let rows = reader
                .conn()
                .all(
                    "SELECT id, name, host, port, realm_type, last_seen_at, online_count, capacity
                     FROM realm ORDER BY id LIMIT 256",
                    args![],
                )
                .await?;
            rows.iter().map(realm).collect()
        })
        .await
    }

    /// Says that a realm lives and how many play on it.
    ///
    /// # Errors
    /// [`DbError::NotFound`] for a realm without a row; otherwise as every request.
    pub async fn realm_heartbeat(
        &self,
        id: RealmId,
        online_count: u32,
        now: UnixMillis,
    ) -> Result<(), DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let done = tx
                .conn()
                .run(
                    "UPDATE realm SET last_seen_at = $2, online_count = $3 WHERE id = $1",
                    args![id, now, online_count],
                )
                .await?;
            tx.commit().await?;
            if done == 1 {
                Ok(())
            } else {
                Err(DbError::NotFound)
            }
        })
        .await
    }
}
