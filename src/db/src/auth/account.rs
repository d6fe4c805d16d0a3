//! Accounts. The e-mail is kept as it was registered, since the SRP verifier was made from it, and
//! compared without case.

use bezgelor_core::ids::AccountId;
use bezgelor_core::limits;
use bezgelor_core::model::{Account, AccountRole, Suspension};
use bezgelor_core::time::UnixMillis;

use super::log::like;
use super::page_login;
use crate::error::{DbError, is_unique_violation};
use crate::handle::DbHandle;
use crate::pool::Db;
use crate::sql::{Row, Value, args};

/// Bytes of an SRP verifier.
const VERIFIER_BYTES: usize = 128;

/// An account to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// The login name as the verifier was made from it.
    pub email: String,
    /// SRP salt.
    pub salt: [u8; 16],
    /// SRP verifier, 128 bytes little-endian.
    pub verifier: Vec<u8>,
    /// What it may do.
    pub role: AccountRole,
    /// Now.
    pub created_at: UnixMillis,
}

/// Columns in the order [`account`] takes them.
macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT account.id, email, salt, verifier, role, suspended, suspension_ends_at, ",
            "suspension_reason, created_at FROM account ",
            $tail
        )
    };
}
pub(super) use select;

pub(super) fn account(row: &Row) -> Result<Account, DbError> {
    Ok(Account {
        id: AccountId(row.int(0)?),
        email: row.text(1)?,
        salt: row.fixed(2)?,
        verifier: row.fixed::<VERIFIER_BYTES>(3)?.to_vec(),
        role: role(row, 4)?,
        suspension: suspension(row, 5)?,
        created_at: UnixMillis(row.int(8)?),
    })
}

/// Whether it is suspended, until when and why, in columns from `first` on.
pub(super) fn suspension(row: &Row, first: usize) -> Result<Option<Suspension>, DbError> {
    if row.int::<i64>(first)? == 0 {
        return Ok(None);
    }
    Ok(Some(Suspension {
        ends_at: row.int_or_null(first + 1)?.map(UnixMillis),
        reason: row.text_or_null(first + 2)?.unwrap_or_default(),
    }))
}

pub(super) fn role(row: &Row, column: usize) -> Result<AccountRole, DbError> {
    Ok(match row.int(column)? {
        1_u8 => AccountRole::Player,
        2 => AccountRole::GameMaster,
        3 => AccountRole::Administrator,
        4 => AccountRole::Console,
        other => {
            return Err(DbError::Corrupt {
                column,
                problem: format!("{other} is no role"),
            });
        }
    })
}

/// An e-mail as it is compared.
pub(super) fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

impl DbHandle {
    /// Makes an account.
    ///
    /// # Errors
    /// [`DbError::EmailTaken`]; [`DbError::Invalid`] for an empty or overlong e-mail or a verifier
    /// that has not 128 bytes; otherwise as every request.
    pub async fn create_account(&self, new: NewAccount) -> Result<Account, DbError> {
        if new.email.trim().is_empty() || new.email.len() > limits::EMAIL_BYTES_MAX {
            return Err(DbError::Invalid("e-mail"));
        }
        if new.verifier.len() != VERIFIER_BYTES {
            return Err(DbError::Invalid("verifier"));
        }
        self.request(move |stores| async move { create(&stores.auth, new).await })
            .await
    }

    /// The account with this e-mail address, case not regarded.
    ///
    /// # Errors
    /// [`DbError::NotFound`]; otherwise as every request.
    pub async fn account_by_email(&self, email: &str) -> Result<Account, DbError> {
        let key = email_key(email);
        self.request(move |stores| async move {
            one(&stores.auth, select!("WHERE email_key = $1"), args![key]).await
        })
        .await
    }

    /// The account with this id.
    ///
    /// # Errors
    /// [`DbError::NotFound`]; otherwise as every request.
    pub async fn account(&self, id: AccountId) -> Result<Account, DbError> {
        self.request(move |stores| async move {
            one(&stores.auth, select!("WHERE id = $1"), args![id]).await
        })
        .await
    }

    /// Up to `limit` accounts with ids above `after`, ascending: one page of the list.
    ///
    /// # Errors
    /// As every request.
    pub async fn list_accounts(
        &self,
        after: AccountId,
        limit: u16,
    ) -> Result<Vec<Account>, DbError> {
        self.request(move |stores| async move {
            let mut reader = stores.auth.reader().await?;
            let sql = select!("WHERE id > $1 ORDER BY id LIMIT $2");
            let rows = reader.conn().all(sql, args![after, limit]).await?;
            rows.iter().map(account).collect()
        })
        .await
    }

    /// As [`DbHandle::list_accounts`], those with `part` in their e-mail address, case not
    /// regarded.
    ///
    /// # Errors
    /// As every request.
    pub async fn search_accounts(
        &self,
        part: &str,
        after: AccountId,
        limit: u16,
    ) -> Result<Vec<Account>, DbError> {
        let pattern = like(&email_key(part));
        self.request(move |stores| async move {
            let mut reader = stores.auth.reader().await?.apart();
            let sql =
                select!("WHERE id > $1 AND email_key LIKE $2 ESCAPE '!' ORDER BY id LIMIT $3");
            let rows = reader.conn().all(sql, args![after, pattern, limit]).await?;
            rows.iter().map(account).collect()
        })
        .await
    }

    /// How many accounts there are.
    ///
    /// # Errors
    /// As every request.
    pub async fn count_accounts(&self) -> Result<u64, DbError> {
        self.request(move |stores| async move {
            let mut reader = stores.auth.reader().await?.apart();
            let rows = reader
                .conn()
                .all("SELECT COUNT(*) FROM account", args![])
                .await?;
            rows.first().map_or(Ok(0), |row| row.int(0))
        })
        .await
    }

    /// Replaces salt and verifier, and with them the spelling of the e-mail they were made from.
    ///
    /// # Errors
    /// [`DbError::NotFound`]; [`DbError::Invalid`] for a verifier that has not 128 bytes or an
    /// e-mail that differs in more than case; otherwise as every request.
    pub async fn set_password(
        &self,
        id: AccountId,
        email: &str,
        salt: [u8; 16],
        verifier: Vec<u8>,
    ) -> Result<(), DbError> {
        if verifier.len() != VERIFIER_BYTES {
            return Err(DbError::Invalid("verifier"));
        }
        let (email, key) = (email.to_owned(), email_key(email));
        self.change_account(
            id,
            "UPDATE account SET salt = $2, verifier = $3, email = $4
             WHERE id = $1 AND email_key = $5",
            args![id, salt.as_slice(), verifier, email, key],
        )
        .await
    }

    /// Changes what an account may do.
    ///
    /// # Errors
    /// [`DbError::NotFound`]; otherwise as every request.
    pub async fn set_role(&self, id: AccountId, role: AccountRole) -> Result<(), DbError> {
        self.change_account(
            id,
            "UPDATE account SET role = $2 WHERE id = $1",
            args![id, role as u8],
        )
        .await
    }

    /// Bans or suspends an account, or with `None` lets it play again.
    ///
    /// # Errors
    /// [`DbError::NotFound`]; otherwise as every request.
    pub async fn set_suspension(
        &self,
        id: AccountId,
        suspension: Option<Suspension>,
    ) -> Result<(), DbError> {
        let suspended = i64::from(suspension.is_some());
        let ends_at = suspension.as_ref().and_then(|s| s.ends_at).map(|at| at.0);
        let reason = suspension.map(|suspension| suspension.reason);
        self.change_account(
            id,
            "UPDATE account SET suspended = $2, suspension_ends_at = $3, suspension_reason = $4
             WHERE id = $1",
            args![id, suspended, ends_at, reason],
        )
        .await
    }

    /// The accounts among `ids` that are banned or suspended now: whoever they are, they must not
    /// go on playing.
    ///
    /// # Errors
    /// As every request.
    pub async fn suspended_among(
        &self,
        ids: Vec<AccountId>,
        now: UnixMillis,
    ) -> Result<Vec<AccountId>, DbError> {
        self.request(move |stores| async move {
            let mut reader = stores.auth.reader().await?.apart();
            let sql = "SELECT id FROM account WHERE suspended = 1
                       AND (suspension_ends_at IS NULL OR suspension_ends_at > $1) ORDER BY id";
            let rows = reader.conn().all(sql, args![now]).await?;
            let suspended = rows.iter().map(|row| row.int(0).map(AccountId));
            let suspended: Result<Vec<AccountId>, DbError> = suspended.collect();
            Ok(suspended?
                .into_iter()
                .filter(|id| ids.contains(id))
                .collect())
        })
        .await
    }

    /// Changes one account; whoever is logged in with it on the page is no longer.
    async fn change_account(
        &self,
        id: AccountId,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<(), DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let mut conn = tx.conn();
            let done = conn.run(sql, args).await?;
            page_login::end_of_account(&mut conn, id).await?;
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

async fn one(db: &Db, sql: &'static str, args: Vec<Value>) -> Result<Account, DbError> {
    let row = db.glance().await?.conn().one(sql, args).await?;
    account(&row.ok_or(DbError::NotFound)?)
}

async fn create(db: &Db, new: NewAccount) -> Result<Account, DbError> {
    let mut tx = db.begin().await?;
    let inserted = tx
        .conn()
        .one(
            "INSERT INTO account (email, email_key, salt, verifier, role, created_at)
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            args![
                new.email.as_str(),
                email_key(&new.email),
                new.salt.as_slice(),
                new.verifier.as_slice(),
                new.role as u8,
                new.created_at
            ],
        )
        .await;
    let row = match inserted {
        Err(error) if is_unique_violation(&error) => return Err(DbError::EmailTaken),
        other => other?,
    };
    let id = row.ok_or(DbError::NotFound)?.int(0)?;
    tx.commit().await?;
    Ok(Account {
        id: AccountId(id),
        email: new.email,
        salt: new.salt,
        verifier: new.verifier,
        role: new.role,
        suspension: None,
        created_at: new.created_at,
    })
}
