//! The realms a fleet offers. Each realm process writes its own row and a heartbeat into it, and
//! keeps there what its operators set while it runs.

use bezgelor_core::ids::RealmId;
use bezgelor_core::limits::{
    LOGIN_SECRETS_SWEPT_MAX, REALM_MESSAGES_MAX, REALM_STALE_MS, REALMS_MAX,
};
use bezgelor_core::model::Realm;
use bezgelor_core::time::UnixMillis;

use crate::error::{DbError, is_unique_violation};
use crate::handle::DbHandle;
use crate::sql::{Conn, Row, Value, args};

/// What a realm keeps of itself over a restart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RealmSettings {
    /// Players it takes.
    pub capacity: u32,
    /// Shown to who logs in; empty for nothing.
    pub message_of_the_day: String,
}

/// What takes away the secrets of logins that were not finished in time.
const SWEEPS: [&str; 2] = [
    "DELETE FROM game_token WHERE hash IN (
         SELECT hash FROM game_token WHERE expires_at < $1 LIMIT $2)",
    "DELETE FROM session_key WHERE expires_at < $1 AND account_id IN (
         SELECT account_id FROM session_key WHERE expires_at < $1 LIMIT $2)",
];

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
        closing: row.int::<i64>(8)? == 1,
    })
}

/// Refuses a realm whose id a process of another data directory uses.
async fn is_free(conn: &mut Conn<'_>, realm: &Realm, keeper: &str) -> Result<(), DbError> {
    let sql = "SELECT 1 FROM realm WHERE id = $1 AND keeper <> $2 AND keeper <> ''
               AND last_seen_at >= $3";
    let alive_since = realm.last_seen_at.0.saturating_sub(REALM_STALE_MS);
    match conn.one(sql, args![realm.id, keeper, alive_since]).await? {
        None => Ok(()),
        Some(_) => Err(DbError::Invalid(
            "another process runs the realm with this realm.id: each wants its own",
        )),
    }
}

impl DbHandle {
    /// Writes a realm's row when its process starts, and tells what is kept from before: capacity
    /// and message of the day are taken from the arguments by a realm that keeps none yet.
    /// `keeper` names the data directory: two processes of one id are told apart by it. On SQLite
    /// the secrets of logins under way become void.
    ///
    /// # Errors
    /// [`DbError::Invalid`] when another realm has the name, or another process the id; otherwise
    /// as every request.
    pub async fn open_realm(
        &self,
        realm: Realm,
        message_of_the_day: String,
        keeper: String,
    ) -> Result<RealmSettings, DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let mut conn = tx.conn();
            is_free(&mut conn, &realm, &keeper).await?;
            if !conn.is_postgres() {
                // That one was used may have been lost with the power.
                for sql in ["DELETE FROM game_token", "DELETE FROM session_key"] {
                    conn.run(sql, args![]).await?;
                }
            }
            let done = conn
                .run(
                    "INSERT INTO realm (id, name, host, port, realm_type, last_seen_at,
                     online_count, capacity, message_of_the_day, keeper)
                     VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9)
                     ON CONFLICT (id) DO UPDATE SET name = excluded.name, host = excluded.host,
                     port = excluded.port, realm_type = excluded.realm_type,
                     last_seen_at = excluded.last_seen_at, online_count = 0, closing = 0,
                     keeper = excluded.keeper, message_of_the_day =
                     COALESCE(realm.message_of_the_day, excluded.message_of_the_day)",
                    args![
                        realm.id,
                        realm.name,
                        realm.host,
                        realm.port,
                        realm.realm_type,
                        realm.last_seen_at,
                        realm.capacity,
                        message_of_the_day,
                        keeper
                    ],
                )
                .await;
            match done {
                Err(error) if is_unique_violation(&error) => {
                    return Err(DbError::Invalid("another realm has this name"));
                }
                other => other?,
            };
            let sql = "SELECT capacity, message_of_the_day FROM realm WHERE id = $1";
            let row = conn.one(sql, args![realm.id]).await?;
            let row = row.ok_or(DbError::NotFound)?;
            let settings = RealmSettings {
                capacity: row.int(0)?,
                message_of_the_day: row.text(1)?,
            };
            tx.commit().await?;
            Ok(settings)
        })
        .await
    }

    /// All realms, by id; at most [`REALMS_MAX`].
    ///
    /// # Errors
    /// As every request.
    pub async fn list_realms(&self) -> Result<Vec<Realm>, DbError> {
        self.request(
            move |stores| async move { realms(&mut stores.auth.reader().await?.conn()).await },
        )
        .await
    }

    /// As [`DbHandle::list_realms`], with the lines of [`DbHandle::realm_messages`].
    ///
    /// # Errors
    /// As every request.
    pub async fn realm_list(&self) -> Result<(Vec<Realm>, Vec<String>), DbError> {
        self.request(move |stores| async move {
            realm_list(&mut stores.auth.reader().await?.conn()).await
        })
        .await
    }

    /// Says that a realm lives, how many play on it, and whether it stops soon. Game tokens and
    /// session keys that expired before `now` are forgotten on the way, at most
    /// [`LOGIN_SECRETS_SWEPT_MAX`] of each.
    ///
    /// # Errors
    /// [`DbError::NotFound`] for a realm without a row; otherwise as every request.
    pub async fn realm_heartbeat(
        &self,
        id: RealmId,
        online_count: u32,
        closing: bool,
        now: UnixMillis,
    ) -> Result<(), DbError> {
        self.request(move |stores| async move {
            let mut quick = stores.auth.quick().await?;
            let mut conn = quick.conn();
            let sql = "UPDATE realm SET last_seen_at = $2, online_count = $3, closing = $4
                       WHERE id = $1";
            let args = args![id, now, online_count, i64::from(closing)];
            let done = conn.run(sql, args).await?;
            let limit = LOGIN_SECRETS_SWEPT_MAX as i64;
            for sql in SWEEPS {
                conn.run(sql, args![now, limit]).await?;
            }
            (done == 1).then_some(()).ok_or(DbError::NotFound)
        })
        .await
    }

    /// Says that a realm has stopped: nobody waits for its silence to be noticed.
    ///
    /// # Errors
    /// As [`DbHandle::realm_heartbeat`].
    pub async fn close_realm(&self, id: RealmId) -> Result<(), DbError> {
        let sql = "UPDATE realm SET last_seen_at = 0, online_count = 0 WHERE id = $1";
        self.change_realm(sql, args![id]).await
    }

    /// Keeps how many players a realm takes.
    ///
    /// # Errors
    /// As [`DbHandle::realm_heartbeat`].
    pub async fn set_capacity(&self, id: RealmId, capacity: u32) -> Result<(), DbError> {
        let sql = "UPDATE realm SET capacity = $2 WHERE id = $1";
        self.change_realm(sql, args![id, capacity]).await
    }

    /// Keeps what a realm shows to who logs in.
    ///
    /// # Errors
    /// As [`DbHandle::realm_heartbeat`].
    pub async fn set_message_of_the_day(&self, id: RealmId, text: String) -> Result<(), DbError> {
        let sql = "UPDATE realm SET message_of_the_day = $2 WHERE id = $1";
        self.change_realm(sql, args![id, text]).await
    }

    async fn change_realm(&self, sql: &'static str, args: Vec<Value>) -> Result<(), DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let done = tx.conn().run(sql, args).await?;
            tx.commit().await?;
            if done == 1 {
                Ok(())
            } else {
                Err(DbError::NotFound)
            }
        })
        .await
    }

    /// The lines shown beside the realm list, in their order.
    ///
    /// # Errors
    /// As every request.
    pub async fn realm_messages(&self) -> Result<Vec<String>, DbError> {
        self.request(move |stores| async move {
            messages(&mut stores.auth.reader().await?.conn()).await
        })
        .await
    }

    /// Replaces the lines shown beside the realm list.
    ///
    /// # Errors
    /// [`DbError::Invalid`] for more than [`REALM_MESSAGES_MAX`]; otherwise as every request.
    pub async fn set_realm_messages(&self, texts: Vec<String>) -> Result<(), DbError> {
        if texts.len() > REALM_MESSAGES_MAX {
            return Err(DbError::Invalid("too many lines for the realm list"));
        }
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let mut conn = tx.conn();
            conn.run("DELETE FROM realm_message", args![]).await?;
            let sql = "INSERT INTO realm_message (position, text) VALUES ($1, $2)";
            for (position, text) in (0_i64..).zip(texts) {
                conn.run(sql, args![position, text]).await?;
            }
            Ok(tx.commit().await?)
        })
        .await
    }
}

/// Columns in the order [`realm`] takes them.
macro_rules! columns {
    () => {
        "id, name, host, port, realm_type, last_seen_at, online_count, capacity, closing"
    };
}

/// The realms, and behind them the lines shown beside them, as rows of one shape.
const REALM_LIST: &str = concat!(
    "SELECT * FROM (SELECT ",
    columns!(),
    ", CAST(0 AS BIGINT) AS kind FROM realm ORDER BY id LIMIT $1) AS realms
     UNION ALL SELECT * FROM (SELECT position, text, '', 0, 0, 0, 0, 0, 0, 1
         FROM realm_message ORDER BY position LIMIT $2) AS messages
     ORDER BY kind, id"
);

/// All realms, by id, and the lines shown beside their list.
pub(super) async fn realm_list(conn: &mut Conn<'_>) -> Result<(Vec<Realm>, Vec<String>), DbError> {
    let limits = args![REALMS_MAX as i64, REALM_MESSAGES_MAX as i64];
    let (mut realms, mut messages) = (Vec::new(), Vec::new());
    for row in conn.all(REALM_LIST, limits).await? {
        match row.int::<i64>(9)? {
            0 => realms.push(realm(&row)?),
            _ => messages.push(row.text(1)?),
        }
    }
    Ok((realms, messages))
}

async fn realms(conn: &mut Conn<'_>) -> Result<Vec<Realm>, DbError> {
    let sql = concat!("SELECT ", columns!(), " FROM realm ORDER BY id LIMIT $1");
    let rows = conn.all(sql, args![REALMS_MAX as i64]).await?;
    rows.iter().map(realm).collect()
}

async fn messages(conn: &mut Conn<'_>) -> Result<Vec<String>, DbError> {
    let sql = "SELECT text FROM realm_message ORDER BY position LIMIT $1";
    let limit = REALM_MESSAGES_MAX as i64;
    let rows = conn.all(sql, args![limit]).await?;
    rows.iter().map(|row| row.text(0)).collect()
}
