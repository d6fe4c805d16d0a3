//! On which of several realms an account plays: on one.
//!
//! Every login to a realm claims the account's seat. Sits it on another realm that lives, the claim
//! is noted there as a wish; that realm sends its player away, and gives the seat up once nothing
//! of the account is left on it. Until then the account gets no farther than the character list of
//! the new one. A realm that is not heard of any more is not waited for.

use bezgelor_core::ids::{AccountId, RealmId};
use bezgelor_core::limits::{REALM_STALE_MS, SEATS_WANTED_MAX};
use bezgelor_core::time::UnixMillis;
use sqlx::AssertSqlSafe;

use crate::error::DbError;
use crate::handle::DbHandle;
use crate::sql::{Conn, Value, args};

/// Accounts that one statement asks for.
const SEATS_ASKED_AT_ONCE: usize = 1_000;

/// A seat that another realm wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WantedSeat {
    /// Whose.
    pub account: AccountId,
    /// Which login it is about; a later one makes another.
    pub claim: u64,
}

/// Realms heard of since then live.
fn alive_since(now: UnixMillis) -> UnixMillis {
    UnixMillis(now.0.saturating_sub(REALM_STALE_MS))
}

/// Takes the seat of an account for a realm, or notes that the realm wants it.
pub(super) async fn claim(
    conn: &mut Conn<'_>,
    account: AccountId,
    realm: RealmId,
    now: UnixMillis,
) -> Result<(), DbError> {
    let sql = "INSERT INTO account_seat (account_id, realm_id, claim) VALUES ($1, $2, 1)
               ON CONFLICT (account_id) DO UPDATE SET claim = account_seat.claim + 1,
               wanted_by = CASE WHEN account_seat.realm_id <> $2 AND EXISTS (
                   SELECT 1 FROM realm WHERE realm.id = account_seat.realm_id
                   AND realm.last_seen_at >= $3) THEN $2 END,
               realm_id = CASE WHEN EXISTS (
                   SELECT 1 FROM realm WHERE realm.id = account_seat.realm_id
                   AND realm.last_seen_at >= $3) THEN account_seat.realm_id ELSE $2 END";
    conn.run(sql, args![account, realm, alive_since(now)])
        .await?;
    Ok(())
}

impl DbHandle {
    /// Whether the seat of an account is a realm's by now: given up by the one before, or left by
    /// a realm that lives no more.
    ///
    /// # Errors
    /// As every request.
    pub async fn has_seat(
        &self,
        account: AccountId,
        realm: RealmId,
        now: UnixMillis,
    ) -> Result<bool, DbError> {
        self.request(move |stores| async move {
            let sql = "SELECT realm_id FROM account_seat WHERE account_id = $1";
            let mut reader = stores.auth.reader().await?;
            let row = reader.conn().one(sql, args![account]).await?;
            drop(reader);
            if row.map(|row| row.int(0)).transpose()? == Some(realm.0) {
                return Ok(true);
            }
            let mut tx = stores.auth.begin().await?;
            let sql = "UPDATE account_seat SET realm_id = $2, wanted_by = NULL
                       WHERE account_id = $1 AND wanted_by = $2 AND NOT EXISTS (
                           SELECT 1 FROM realm WHERE realm.id = account_seat.realm_id
                           AND realm.last_seen_at >= $3)";
            let args = args![account, realm, alive_since(now)];
            let taken = tx.conn().run(sql, args).await?;
            tx.commit().await?;
            Ok(taken == 1)
        })
        .await
    }

    /// Seats of a realm that others want, at most [`SEATS_WANTED_MAX`].
    ///
    /// # Errors
    /// As every request.
    pub async fn wanted_seats(&self, realm: RealmId) -> Result<Vec<WantedSeat>, DbError> {
        self.request(move |stores| async move {
            let mut reader = stores.auth.reader().await?;
            let sql = "SELECT account_id, claim FROM account_seat
                       WHERE realm_id = $1 AND wanted_by IS NOT NULL LIMIT $2";
            let limit = SEATS_WANTED_MAX as i64;
            let rows = reader.conn().all(sql, args![realm, limit]).await?;
            let seat = |row: &crate::sql::Row| {
                Ok(WantedSeat {
                    account: AccountId(row.int(0)?),
                    claim: row.int(1)?,
                })
            };
            rows.iter().map(seat).collect()
        })
        .await
    }

    /// Gives seats of a realm to those that want them, unless their accounts logged in meanwhile.
    ///
    /// # Errors
    /// As every request.
    pub async fn give_seats(&self, realm: RealmId, seats: Vec<WantedSeat>) -> Result<(), DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let sql = "UPDATE account_seat SET realm_id = wanted_by, wanted_by = NULL
                       WHERE account_id = $1 AND claim = $2 AND realm_id = $3
                       AND wanted_by IS NOT NULL";
            for seat in seats {
                let args = args![seat.account, seat.claim, realm];
                tx.conn().run(sql, args).await?;
            }
            Ok(tx.commit().await?)
        })
        .await
    }

    /// Those of `accounts` that another realm took over, as it may from one that was silent for
    /// long.
    ///
    /// # Errors
    /// As every request.
    pub async fn lost_seats(
        &self,
        realm: RealmId,
        accounts: Vec<AccountId>,
    ) -> Result<Vec<AccountId>, DbError> {
        self.request(move |stores| async move {
            let mut reader = stores.auth.reader().await?;
            let mut conn = reader.conn();
            let mut lost = Vec::new();
            for some in accounts.chunks(SEATS_ASKED_AT_ONCE) {
                let list = conn.placeholders(1, some.len());
                let sql = format!(
                    "SELECT account_id, realm_id FROM account_seat WHERE account_id IN {list}
                     ORDER BY account_id"
                );
                let args = some.iter().map(|account| Value::from(*account)).collect();
                for row in conn.all(AssertSqlSafe(sql), args).await? {
                    if row.int::<u16>(1)? != realm.0 {
                        lost.push(AccountId(row.int(0)?));
                    }
                }
            }
            Ok(lost)
        })
        .await
    }
}
