//! Logins of the operator's page: stored, so that they outlive the process, as what proves that
//! somebody has the cookie. Whatever changes an account ends its logins in the same transaction.

use bezgelor_core::ids::AccountId;
use bezgelor_core::limits::{HTTP_SESSION_MS, HTTP_SESSIONS_MAX, HTTP_SESSIONS_PER_HOLDER_MAX};
use bezgelor_core::model::Account;
use bezgelor_core::time::UnixMillis;

use super::account::{account, select};
use super::api_token::{self, ApiToken};
use crate::error::DbError;
use crate::handle::DbHandle;
use crate::pool::Db;
use crate::sql::{Conn, args};

/// Milliseconds between two notes of when a login was last used: reading stays reading.
const LAST_USED_STEP_MS: i64 = 60_000;

/// By what somebody logs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageProof {
    /// A password, proven against the verifier with this salt.
    Account(AccountId, [u8; 16]),
    /// A bearer token, by its number.
    Token(u32),
}

/// Who is logged in, as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageLogin {
    /// An account, perhaps suspended meanwhile.
    Account(Box<Account>),
    /// A bearer token.
    Token(ApiToken),
}

impl DbHandle {
    /// Begins a login; `hash` is the SHA-256 of its secret. Of too many, those unused for longest
    /// make room.
    ///
    /// # Errors
    /// [`DbError::NotFound`] when the password or the token is another meanwhile; otherwise as
    /// every request.
    pub async fn begin_page_login(
        &self,
        hash: [u8; 32],
        proof: PageProof,
        now: UnixMillis,
    ) -> Result<(), DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let mut conn = tx.conn();
            make_room(&mut conn, proof, now).await?;
            let begun = match proof {
                PageProof::Account(id, salt) => {
                    let sql = "INSERT INTO page_login (hash, account_id, account_salt, used_at)
                         SELECT $1, id, salt, $4 FROM account WHERE id = $2 AND salt = $3";
                    conn.run(sql, args![hash.as_slice(), id, salt.as_slice(), now])
                        .await?
                }
                PageProof::Token(id) => {
                    let sql = "INSERT INTO page_login (hash, token_id, account_salt, used_at)
                         SELECT $1, id, $3, $4 FROM api_token WHERE id = $2";
                    let none: &[u8] = &[];
                    conn.run(sql, args![hash.as_slice(), id, none, now]).await?
                }
            };
            tx.commit().await?;
            (begun == 1).then_some(()).ok_or(DbError::NotFound)
        })
        .await
    }

    /// Who has the secret with this SHA-256; notes that it was used.
    ///
    /// # Errors
    /// [`DbError::NotFound`] for a login that is unknown, ended or revoked; otherwise as every
    /// request.
    pub async fn page_login(&self, hash: [u8; 32], now: UnixMillis) -> Result<PageLogin, DbError> {
        self.request(move |stores| async move { find(&stores.auth, &hash, now).await })
            .await
    }

    /// Ends a login, if there is one.
    ///
    /// # Errors
    /// As every request.
    pub async fn end_page_login(&self, hash: [u8; 32]) -> Result<(), DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let sql = "DELETE FROM page_login WHERE hash = $1";
            tx.conn().run(sql, args![hash.as_slice()]).await?;
            Ok(tx.commit().await?)
        })
        .await
    }
}

/// Ends all logins of an account.
pub(super) async fn end_of_account(conn: &mut Conn<'_>, id: AccountId) -> Result<(), DbError> {
    let sql = "DELETE FROM page_login WHERE account_id = $1";
    conn.run(sql, args![id]).await?;
    Ok(())
}

/// A login last used before this has ended.
fn oldest(now: UnixMillis) -> i64 {
    now.0.saturating_sub(HTTP_SESSION_MS)
}

/// Forgets what has ended, and leaves room for one more of this holder and of all.
async fn make_room(conn: &mut Conn<'_>, proof: PageProof, now: UnixMillis) -> Result<(), DbError> {
    let sql = "DELETE FROM page_login WHERE used_at < $1";
    conn.run(sql, args![oldest(now)]).await?;
    let (sql, holder) = match proof {
        PageProof::Account(id, _) => (
            "DELETE FROM page_login WHERE hash IN (SELECT hash FROM page_login
             WHERE account_id = $1 ORDER BY used_at DESC, hash LIMIT $3 OFFSET $2)",
            i64::from(id.0),
        ),
        PageProof::Token(id) => (
            "DELETE FROM page_login WHERE hash IN (SELECT hash FROM page_login
             WHERE token_id = $1 ORDER BY used_at DESC, hash LIMIT $3 OFFSET $2)",
            i64::from(id),
        ),
    };
    let (own, all) = (
        HTTP_SESSIONS_PER_HOLDER_MAX as u32,
        HTTP_SESSIONS_MAX as u32,
    );
    conn.run(sql, args![holder, own - 1, all]).await?;
    let sql = "DELETE FROM page_login WHERE hash IN (SELECT hash FROM page_login
         ORDER BY used_at DESC, hash LIMIT $2 OFFSET $1)";
    conn.run(sql, args![all - 1, all]).await?;
    Ok(())
}

async fn find(db: &Db, hash: &[u8; 32], now: UnixMillis) -> Result<PageLogin, DbError> {
    let mut reader = db.reader().await?;
    let mut conn = reader.conn();
    let sql = "SELECT account_id, token_id, account_salt, used_at FROM page_login
         WHERE hash = $1 AND used_at >= $2";
    let row = conn.one(sql, args![hash.as_slice(), oldest(now)]).await?;
    let row = row.ok_or(DbError::NotFound)?;
    let (salt, used_at) = (row.bytes(2)?, row.int::<i64>(3)?);
    let login = if let Some(id) = row.int_or_null(0)? {
        let row = conn.one(select!("WHERE id = $1"), args![id]).await?;
        let account = account(&row.ok_or(DbError::NotFound)?)?;
        if account.salt.as_slice() != salt {
            return Err(DbError::NotFound);
        }
        PageLogin::Account(Box::new(account))
    } else {
        let id = row.int(1)?;
        drop(reader);
        PageLogin::Token(api_token::find_by_id(db, id, now).await?)
    };
    if now.0.saturating_sub(used_at) >= LAST_USED_STEP_MS {
        let mut tx = db.begin().await?;
        let sql = "UPDATE page_login SET used_at = $2 WHERE hash = $1 AND used_at < $2";
        tx.conn().run(sql, args![hash.as_slice(), now]).await?;
        tx.commit().await?;
    }
    Ok(login)
}
