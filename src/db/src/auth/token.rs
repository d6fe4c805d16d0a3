//! The two secrets of a login, each good once: the game token that carries a client from STS to
//! auth, and the session key that carries it from auth to the world (`sts.md` sections 4 to 6).
//! Neither is stored, only what proves that somebody knows it. Both are gone after a power failure,
//! as is whoever was logging in: they wait for no disk.

use bezgelor_core::ids::{AccountId, RealmId};
use bezgelor_core::model::{Account, Realm};
use bezgelor_core::time::UnixMillis;
use sha2::{Digest as _, Sha256};

use super::account::{account, email_key, select};
use super::realm::{messages, realms};
use super::seat;
use crate::error::DbError;
use crate::handle::DbHandle;
use crate::pool::Db;
use crate::sql::args;

/// A game token that was good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedeemedToken {
    /// Whose it is.
    pub account: Account,
    /// The address it was given out to, as it was stored.
    pub address: String,
    /// As [`DbHandle::list_realms`]: where it may go.
    pub realms: Vec<Realm>,
    /// As [`DbHandle::realm_messages`].
    pub messages: Vec<String>,
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

    /// Takes a game token: whoever comes first gets the account, nobody after that.
    ///
    /// # Errors
    /// [`DbError::NotFound`] for an unknown, used or expired token or another's e-mail; otherwise
    /// as every request.
    pub async fn redeem_game_token(
        &self,
        email: &str,
        hash: [u8; 32],
        now: UnixMillis,
    ) -> Result<RedeemedToken, DbError> {
        let key = email_key(email);
        self.request(move |stores| async move { redeem(&stores.auth, &key, &hash, now).await })
            .await
    }

    /// Stores the key of a session in the making; it replaces an older one of the same account.
    ///
    /// # Errors
    /// As every request.
    pub async fn store_session_key(
        &self,
        account_id: AccountId,
        realm_id: RealmId,
        key: [u8; 16],
        expires_at: UnixMillis,
    ) -> Result<(), DbError> {
        let hash = Sha256::digest(key).to_vec();
        self.request(move |stores| async move {
            let sql = "INSERT INTO session_key (account_id, hash, realm_id, expires_at)
                       VALUES ($1, $2, $3, $4) ON CONFLICT (account_id) DO UPDATE
                       SET hash = excluded.hash, realm_id = excluded.realm_id,
                       expires_at = excluded.expires_at";
            let args = args![account_id, hash, realm_id, expires_at];
            stores.auth.quick().await?.conn().run(sql, args).await?;
            Ok(())
        })
        .await
    }

    /// Takes a session key: the account it is for, once. With it the realm claims the account's
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
    ) -> Result<Account, DbError> {
        let (email, hash) = (email_key(email), Sha256::digest(key).to_vec());
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin_quick().await?;
            let mut conn = tx.conn();
            let row = conn
                .one(
                    "DELETE FROM session_key WHERE account_id = $1 AND hash = $2
                     AND realm_id = $3 AND expires_at >= $4 AND EXISTS (
                         SELECT 1 FROM account WHERE id = $1 AND email_key = $5)
                     RETURNING account_id",
                    args![account_id, hash, realm_id, now, email],
                )
                .await?;
            row.ok_or(DbError::NotFound)?;
            seat::claim(&mut conn, account_id, realm_id, now).await?;
            let row = conn
                .one(select!("WHERE id = $1"), args![account_id])
                .await?;
            let found = account(&row.ok_or(DbError::NotFound)?)?;
            tx.commit().await?;
            Ok(found)
        })
        .await
    }
}

async fn redeem(
    db: &Db,
    email: &str,
    hash: &[u8; 32],
    now: UnixMillis,
) -> Result<RedeemedToken, DbError> {
    // Whoever takes the token has it; should the account not be found afterwards, nobody has.
    let mut reader = db.quick().await?;
    let mut conn = reader.conn();
    let row = conn
        .one(
            "DELETE FROM game_token WHERE hash = $1 AND expires_at >= $2
             AND account_id = (SELECT id FROM account WHERE email_key = $3)
             RETURNING account_id, address",
            args![hash.as_slice(), now, email],
        )
        .await?
        .ok_or(DbError::NotFound)?;
    let (id, address) = (row.int::<i64>(0)?, row.text(1)?);
    let row = conn.one(select!("WHERE id = $1"), args![id]).await?;
    let account = account(&row.ok_or(DbError::NotFound)?)?;
    Ok(RedeemedToken {
        account,
        address,
        realms: realms(&mut reader).await?,
        messages: messages(&mut reader).await?,
    })
}
