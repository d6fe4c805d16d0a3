//! Accounts that asked not to be shown to other players.

use std::collections::HashSet;

use bezgelor_core::ids::AccountId;

use crate::error::DbError;
use crate::handle::DbHandle;
use crate::sql::args;

impl DbHandle {
    /// Hides an account's characters from other players on the page, or shows them again.
    ///
    /// # Errors
    /// [`DbError::NotFound`] for an unknown account; otherwise as every request.
    pub async fn set_hidden(&self, id: AccountId, hidden: bool) -> Result<(), DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let mut conn = tx.conn();
            let known = conn.one("SELECT id FROM account WHERE id = $1", args![id]);
            known.await?.ok_or(DbError::NotFound)?;
            let sql = if hidden {
                "INSERT INTO account_hidden (account_id) VALUES ($1) ON CONFLICT DO NOTHING"
            } else {
                "DELETE FROM account_hidden WHERE account_id = $1"
            };
            conn.run(sql, args![id]).await?;
            Ok(tx.commit().await?)
        })
        .await
    }

    /// Those of `ids` that are hidden, ascending.
    ///
    /// # Errors
    /// As every request.
    pub async fn hidden_among(&self, ids: Vec<AccountId>) -> Result<Vec<AccountId>, DbError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        self.request(move |stores| async move {
            let ids: HashSet<AccountId> = ids.into_iter().collect();
            let mut reader = stores.auth.reader().await?.apart();
            let sql = "SELECT account_id FROM account_hidden ORDER BY account_id";
            let rows = reader.conn().all(sql, args![]).await?;
            let hidden = rows.iter().map(|row| row.int(0).map(AccountId));
            let hidden: Result<Vec<AccountId>, DbError> = hidden.collect();
            Ok(hidden?.into_iter().filter(|id| ids.contains(id)).collect())
        })
        .await
    }
}
