//! The two secrets of a login, each good once: the game token that carries a client from STS to
//! auth, and the session key that carries it from auth to the world (`sts.md` sections 4 to 6).
//! Neither is stored, only what proves that somebody knows it. They wait for no disk: whoever was
//! logging in is gone with the power. With it may also go that one was used, so that it would be
//! good once more for what is left of its minute; a realm that starts on SQLite therefore makes all
//! of them void before it listens ([`DbHandle::open_realm`]). PostgreSQL confirms nothing that it
//! could forget.

use bezgelor_core::ids::{AccountId, RealmId};
use bezgelor_core::model::{AccountRole, Realm, Suspension};
use bezgelor_core::time::UnixMillis;
use sha2::{Digest as _, Sha256};

use super::account::{email_key, role, suspension};
use super::realm::realm_list;
use super::seat;
use crate::error::DbError;
use crate::handle::DbHandle;
use crate::sql::{Conn, args};

/// A column of the account that a row of `$table` is of.
macro_rules! of_owner {
    ($table:literal, $column:literal) => {
        concat!(
            "(SELECT ",
            $column,
            " FROM account WHERE account.id = ",
            $table,
            ".account_id)"
        )
    };
}

/// The columns that [`suspension`] takes, of that account.
macro_rules! suspension_of_owner {
    ($table:literal) => {
        concat!(
            of_owner!($table, "suspended"),
            ", ",
            of_owner!($table, "suspension_ends_at"),
            ", ",
            of_owner!($table, "suspension_reason")
        )
    };
}

/// A game token that was good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedeemedToken {
    /// Whose it is.
    pub account: AccountId,
    /// Whether that one may play.
    pub suspension: Option<Suspension>,
    /// The address it was given out to, as it was stored.
    pub address: String,
    /// As [`DbHandle::list_realms`]: where it may go.
    pub realms: Vec<Realm>,
    /// As [`DbHandle::realm_messages`].
    pub messages: Vec<String>,
    /// The realm that a session key was kept for with it.
    pub key_of: Option<RealmId>,
}

/// Whose a session key was that was good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedeemedKey {
    /// What its account may do.
    pub role: AccountRole,
    /// Whether it may play.
    pub suspension: Option<Suspension>,
}

/// The key of a session in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSessionKey {
    /// The realm it opens.
    pub realm_id: RealmId,
    /// The key itself; what is stored is a hash of it.
    pub key: [u8; 16],
    /// It is good until then.
    pub expires_at: UnixMillis,
}

impl DbHandle {
    /// Stores a game token for one use. `hash` is `crypto::token`'s digest of it; `address` is the
    /// client's. Once expired, it is forgotten with the next [`DbHandle::realm_heartbeat`].
    ///
    /// # Errors
    /// As every request.
    pub async fn store_game_token(
        &self,
        account_id: AccountId,
        hash: [u8; 32],
        address: &str,
        expires_at: UnixMillis,
    ) -> Result<(), DbError> {
        let address = address.to_owned();
        self.request(move |stores| async move {
            let sql = "INSERT INTO game_token (hash, account_id, address, expires_at)
                       VALUES ($1, $2, $3, $4)";
            let args = args![hash.as_slice(), account_id, address, expires_at];
            stores.auth.quick().await?.conn().run(sql, args).await?;
            Ok(())
        })
        .await
    }

    /// Takes a game token: whoever comes first gets the account, nobody after that. The session
    /// key that `opens` makes of what was found is kept in the same transaction, as
    /// [`DbHandle::store_session_key`] does.
    ///
    /// # Errors
    /// [`DbError::NotFound`] for an unknown, used or expired token or another's e-mail; otherwise
    /// as every request.
    pub async fn redeem_game_token(
        &self,
        email: &str,
        hash: [u8; 32],
        now: UnixMillis,
        opens: impl FnOnce(&RedeemedToken) -> Option<NewSessionKey> + Send + 'static,
    ) -> Result<RedeemedToken, DbError> {
        let email = email_key(email);
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin_quick().await?;
            let mut conn = tx.conn();
            let mut token = redeem(&mut conn, &email, &hash, now).await?;
            if let Some(key) = opens(&token) {
                keep_key(&mut conn, token.account, &key).await?;
                token.key_of = Some(key.realm_id);
            }
            tx.commit().await?;
            Ok(token)
        })
        .await
    }

    /// Stores the key of a session in the making; it replaces an older one of the same account.
    ///
    /// # Errors
    /// As every request.
    pub async fn store_session_key(
        &self,
        account_id: AccountId,
        key: NewSessionKey,
    ) -> Result<(), DbError> {
        self.request(move |stores| async move {
            let mut quick = stores.auth.quick().await?;
            keep_key(&mut quick.conn(), account_id, &key).await
        })
        .await
    }

    /// Takes a session key: what its account may do, once. With it the realm claims the account's
    /// seat ([`DbHandle::has_seat`]).
    ///
    /// # Errors
    /// [`DbError::NotFound`] unless account, e-mail, realm and key all belong together and the key
    /// is neither used nor expired; otherwise as every request.
    pub async fn redeem_session_key(
        &self,
        account_id: AccountId,
        email: &str,
        realm_id: RealmId,
        key: [u8; 16],
        now: UnixMillis,
    ) -> Result<RedeemedKey, DbError> {
        let (email, hash) = (email_key(email), Sha256::digest(key).to_vec());
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin_quick().await?;
            let mut conn = tx.conn();
            let sql = concat!(
                "DELETE FROM session_key WHERE account_id = $1 AND hash = $2
                 AND realm_id = $3 AND expires_at >= $4 AND EXISTS (
                     SELECT 1 FROM account WHERE id = $1 AND email_key = $5)
                 RETURNING ",
                of_owner!("session_key", "role"),
                ", ",
                suspension_of_owner!("session_key")
            );
            let args = args![account_id, hash, realm_id, now, email];
            let row = conn.one(sql, args).await?.ok_or(DbError::NotFound)?;
            let redeemed = RedeemedKey {
                role: role(&row, 0)?,
                suspension: suspension(&row, 1)?,
            };
            seat::claim(&mut conn, account_id, realm_id, now).await?;
            tx.commit().await?;
            Ok(redeemed)
        })
        .await
    }
}

async fn redeem(
    conn: &mut Conn<'_>,
    email: &str,
    hash: &[u8; 32],
    now: UnixMillis,
) -> Result<RedeemedToken, DbError> {
    let sql = concat!(
        "DELETE FROM game_token WHERE hash = $1 AND expires_at >= $2
         AND account_id = (SELECT id FROM account WHERE email_key = $3)
         RETURNING account_id, address, ",
        suspension_of_owner!("game_token")
    );
    let args = args![hash.as_slice(), now, email];
    let row = conn.one(sql, args).await?.ok_or(DbError::NotFound)?;
    let (realms, messages) = realm_list(conn).await?;
    Ok(RedeemedToken {
        account: AccountId(row.int(0)?),
        address: row.text(1)?,
        suspension: suspension(&row, 2)?,
        realms,
        messages,
        key_of: None,
    })
}

async fn keep_key(
    conn: &mut Conn<'_>,
    account: AccountId,
    key: &NewSessionKey,
) -> Result<(), DbError> {
    let sql = "INSERT INTO session_key (account_id, hash, realm_id, expires_at)
               VALUES ($1, $2, $3, $4) ON CONFLICT (account_id) DO UPDATE
               SET hash = excluded.hash, realm_id = excluded.realm_id,
               expires_at = excluded.expires_at";
    let hash = Sha256::digest(key.key).to_vec();
    conn.run(sql, args![account, hash, key.realm_id, key.expires_at])
        .await?;
    Ok(())
}
