//! Bearer tokens of the HTTP interface: named, scoped, and stored as what proves that somebody
//! knows them.

use bezgelor_core::limits;
use bezgelor_core::time::UnixMillis;

use crate::error::DbError;
use crate::handle::DbHandle;
use crate::pool::Db;
use crate::sql::{Row, args};

/// Milliseconds between two notes of when a token was last used: reading stays reading.
const LAST_USED_STEP_MS: i64 = 60_000;

/// A token to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewApiToken {
    /// What the operator calls it; unique.
    pub name: String,
    /// SHA-256 of the secret.
    pub hash: [u8; 32],
    /// What it may do: words separated by single spaces.
    pub scopes: String,
    /// Now.
    pub created_at: UnixMillis,
    /// When it ends; `None` for never.
    pub expires_at: Option<UnixMillis>,
}

/// A token as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// Its number.
    pub id: u32,
    /// What the operator calls it.
    pub name: String,
    /// What it may do: words separated by single spaces.
    pub scopes: String,
    /// When it was made.
    pub created_at: UnixMillis,
    /// When it ends; `None` for never.
    pub expires_at: Option<UnixMillis>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<UnixMillis>,
}

fn token(row: &Row) -> Result<ApiToken, DbError> {
    Ok(ApiToken {
        id: row.int(0)?,
        name: row.text(1)?,
        scopes: row.text(2)?,
        created_at: UnixMillis(row.int(3)?),
        expires_at: row.int_or_null(4)?.map(UnixMillis),
        last_used_at: row.int_or_null(5)?.map(UnixMillis),
    })
}

impl DbHandle {
    /// Makes a token.
    ///
    /// # Errors
    /// [`DbError::Invalid`] for an empty, overlong or unreadable name or scope, a name that is
    /// taken, or more tokens than a realm keeps; otherwise as every request.
    pub async fn create_api_token(&self, new: NewApiToken) -> Result<ApiToken, DbError> {
        let name_fits = (1..=limits::API_TOKEN_NAME_BYTES_MAX).contains(&new.name.len());
        if !name_fits || new.name.chars().any(char::is_control) {
            return Err(DbError::Invalid(
                "token name: 1 to 64 bytes, none of control",
            ));
        }
        if new.scopes.is_empty() || new.scopes.len() > limits::API_TOKEN_SCOPES_BYTES_MAX {
            return Err(DbError::Invalid("token scopes"));
        }
        self.request(move |stores| async move { create(&stores.auth, new).await })
            .await
    }

    /// All tokens, oldest first.
    ///
    /// # Errors
    /// As every request.
    pub async fn list_api_tokens(&self) -> Result<Vec<ApiToken>, DbError> {
        self.request(move |stores| async move {
            let mut reader = stores.auth.reader().await?;
            let sql = "SELECT id, name, scopes, created_at, expires_at, last_used_at
                 FROM api_token ORDER BY id LIMIT $1";
            let limit = i64::try_from(limits::API_TOKENS_MAX).unwrap_or(i64::MAX);
            let rows = reader.conn().all(sql, args![limit]).await?;
            rows.iter().map(token).collect()
        })
        .await
    }

    /// Forgets the token of this name; whoever knows it knows nothing any more.
    ///
    /// # Errors
    /// [`DbError::NotFound`]; otherwise as every request.
    pub async fn revoke_api_token(&self, name: &str) -> Result<(), DbError> {
        let name = name.to_owned();
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let sql = "DELETE FROM api_token WHERE name = $1";
            let done = tx.conn().run(sql, args![name]).await?;
            tx.commit().await?;
            (done == 1).then_some(()).ok_or(DbError::NotFound)
        })
        .await
    }

    /// The token with this SHA-256, unless it has expired; notes that it was used.
    ///
    /// # Errors
    /// [`DbError::NotFound`] for an unknown, revoked or expired one; otherwise as every request.
    pub async fn api_token_by_hash(
        &self,
        hash: [u8; 32],
        now: UnixMillis,
    ) -> Result<ApiToken, DbError> {
        self.request(move |stores| async move { find(&stores.auth, &hash, now).await })
            .await
    }
}

async fn create(db: &Db, new: NewApiToken) -> Result<ApiToken, DbError> {
    let mut tx = db.begin().await?;
    let mut conn = tx.conn();
    let count = conn.one("SELECT COUNT(*) FROM api_token", args![]).await?;
    let count: u64 = count.map_or(Ok(0), |row| row.int(0))?;
    if count >= limits::API_TOKENS_MAX as u64 {
        return Err(DbError::Invalid("token: there are too many, revoke some"));
    }
    let row = conn
        .one(
            "INSERT INTO api_token (name, hash, scopes, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING
             RETURNING id, name, scopes, created_at, expires_at, last_used_at",
            args![
                new.name,
                new.hash.as_slice(),
                new.scopes,
                new.created_at,
                new.expires_at.map(|at| at.0)
            ],
        )
        .await?
        .ok_or(DbError::Invalid("token name: it is taken"))?;
    let made = token(&row)?;
    tx.commit().await?;
    Ok(made)
}

async fn find(db: &Db, hash: &[u8; 32], now: UnixMillis) -> Result<ApiToken, DbError> {
    let sql = "SELECT id, name, scopes, created_at, expires_at, last_used_at FROM api_token
         WHERE hash = $1 AND (expires_at IS NULL OR expires_at > $2)";
    let row = db
        .reader()
        .await?
        .conn()
        .one(sql, args![hash.as_slice(), now])
        .await?;
    used(db, token(&row.ok_or(DbError::NotFound)?)?, now).await
}

/// As [`find`], by its number.
pub(super) async fn find_by_id(db: &Db, id: i64, now: UnixMillis) -> Result<ApiToken, DbError> {
    let sql = "SELECT id, name, scopes, created_at, expires_at, last_used_at FROM api_token
         WHERE id = $1 AND (expires_at IS NULL OR expires_at > $2)";
    let row = db.reader().await?.conn().one(sql, args![id, now]).await?;
    used(db, token(&row.ok_or(DbError::NotFound)?)?, now).await
}

/// Notes that a token was used.
async fn used(db: &Db, found: ApiToken, now: UnixMillis) -> Result<ApiToken, DbError> {
    let stale = found
        .last_used_at
        .is_none_or(|at| now.0.saturating_sub(at.0) >= LAST_USED_STEP_MS);
    if stale {
        let mut tx = db.begin().await?;
        let sql = "UPDATE api_token SET last_used_at = $2 WHERE id = $1";
        tx.conn().run(sql, args![found.id, now]).await?;
        tx.commit().await?;
    }
    Ok(found)
}
