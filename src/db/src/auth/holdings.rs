//! What an account holds beside its characters: currencies, entitlements and unlocks
//! (`features.md` section 2), and the end of an account with all of it.

use bezgelor_core::ids::AccountId;
use bezgelor_core::time::UnixMillis;

use super::rights::exists;
use crate::error::DbError;
use crate::handle::DbHandle;
use crate::sql::args;

/// See the module; each list ascends by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountHoldings {
    /// (`AccountCurrencyType`, amount).
    pub currencies: Vec<(u8, u64)>,
    /// (`Entitlement.tbl` row id, amount).
    pub entitlements: Vec<(u32, u32)>,
    /// `GenericUnlockEntry.tbl` row ids.
    pub unlocks: Vec<u32>,
}

/// Touches no row when it was unlocked before.
const UNLOCK: &str = "INSERT INTO account_unlock (account_id, unlock_id, unlocked_at)
    VALUES ($1, $2, $3) ON CONFLICT (account_id, unlock_id) DO NOTHING";

impl DbHandle {
    /// Adds to a currency of an account, or takes from it; the new amount.
    ///
    /// # Errors
    /// [`DbError::NotFound`] for an unknown account; [`DbError::Invalid`] when the amount would
    /// fall below zero or no longer be a number; otherwise as every request.
    pub async fn change_account_currency(
        &self,
        id: AccountId,
        currency_id: u8,
        change: i64,
    ) -> Result<u64, DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let mut conn = tx.conn();
            exists(&mut conn, id).await?;
            // The row is written before it is read, so that two changes wait for one another.
            let sql = "INSERT INTO account_currency (account_id, currency_id, amount)
                       VALUES ($1, $2, 0) ON CONFLICT (account_id, currency_id)
                       DO UPDATE SET amount = account_currency.amount RETURNING amount";
            let row = conn.one(sql, args![id, currency_id]).await?;
            let amount: i64 = row.ok_or(DbError::NotFound)?.int(0)?;
            let changed = amount.checked_add(change).filter(|amount| *amount >= 0);
            let changed = changed.ok_or(DbError::Invalid("amount of the currency"))?;
            let sql = "UPDATE account_currency SET amount = $3
                       WHERE account_id = $1 AND currency_id = $2";
            conn.run(sql, args![id, currency_id, changed]).await?;
            tx.commit().await?;
            Ok(changed.unsigned_abs())
        })
        .await
    }

    /// Sets an entitlement of an account.
    ///
    /// # Errors
    /// [`DbError::NotFound`] for an unknown account; otherwise as every request.
    pub async fn set_account_entitlement(
        &self,
        id: AccountId,
        entitlement_id: u32,
        amount: u32,
    ) -> Result<(), DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let mut conn = tx.conn();
            exists(&mut conn, id).await?;
            let sql = "INSERT INTO account_entitlement (account_id, entitlement_id, amount)
                       VALUES ($1, $2, $3) ON CONFLICT (account_id, entitlement_id)
                       DO UPDATE SET amount = excluded.amount";
            conn.run(sql, args![id, entitlement_id, amount]).await?;
            Ok(tx.commit().await?)
        })
        .await
    }

    /// Unlocks something for an account; false when it was unlocked before.
    ///
    /// # Errors
    /// [`DbError::NotFound`] for an unknown account; otherwise as every request.
    pub async fn unlock_for_account(
        &self,
        id: AccountId,
        unlock_id: u32,
        now: UnixMillis,
    ) -> Result<bool, DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let mut conn = tx.conn();
            exists(&mut conn, id).await?;
            let new = conn.run(UNLOCK, args![id, unlock_id, now]).await?;
            tx.commit().await?;
            Ok(new == 1)
        })
        .await
    }

    /// Unlocks many things for an account; those of them that were not unlocked before.
    ///
    /// # Errors
    /// As [`DbHandle::unlock_for_account`]; then none is unlocked.
    pub async fn unlock_all_for_account(
        &self,
        id: AccountId,
        unlock_ids: Vec<u32>,
        now: UnixMillis,
    ) -> Result<Vec<u32>, DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let mut conn = tx.conn();
            exists(&mut conn, id).await?;
            let mut new = Vec::new();
            for unlock_id in unlock_ids {
                if conn.run(UNLOCK, args![id, unlock_id, now]).await? == 1 {
                    new.push(unlock_id);
                }
            }
            tx.commit().await?;
            Ok(new)
        })
        .await
    }

    /// Deletes an account with what it holds. Its characters are in another store: the caller
    /// sees to it that there are none.
    ///
    /// # Errors
    /// [`DbError::NotFound`]; otherwise as every request.
    pub async fn delete_account(&self, id: AccountId) -> Result<(), DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let mut conn = tx.conn();
            for sql in [
                "DELETE FROM game_token WHERE account_id = $1",
                "DELETE FROM session_key WHERE account_id = $1",
                "DELETE FROM account_permission WHERE account_id = $1",
                "DELETE FROM account_currency WHERE account_id = $1",
                "DELETE FROM account_entitlement WHERE account_id = $1",
                "DELETE FROM account_unlock WHERE account_id = $1",
            ] {
                conn.run(sql, args![id]).await?;
            }
            let sql = "DELETE FROM account WHERE id = $1";
            if conn.run(sql, args![id]).await? == 0 {
                return Err(DbError::NotFound);
            }
            Ok(tx.commit().await?)
        })
        .await
    }
}
