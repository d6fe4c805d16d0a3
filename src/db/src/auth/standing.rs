//! What an account may do and what it holds, read at once.

use bezgelor_core::ids::AccountId;
use bezgelor_core::model::AccountRole;
use bezgelor_core::permission::Permissions;

use super::account::role;
use super::holdings::AccountHoldings;
use super::rights::{Differences, Rights};
use crate::error::DbError;
use crate::handle::DbHandle;
use crate::pool::Db;
use crate::sql::{Row, args};

/// Every row says by its first column what it is: see [`Standing::take`].
const STANDING: &str = "
    SELECT CAST(0 AS BIGINT) AS kind, role AS id, CAST(0 AS BIGINT) AS amount
        FROM account WHERE id = $1
    UNION ALL SELECT 1, permission, granted FROM role_permission
        WHERE role = (SELECT role FROM account WHERE id = $1)
    UNION ALL SELECT 2, permission, granted FROM account_permission WHERE account_id = $1
    UNION ALL SELECT 3, currency_id, amount FROM account_currency
        WHERE account_id = $1 AND amount > 0
    UNION ALL SELECT 4, entitlement_id, amount FROM account_entitlement
        WHERE account_id = $1 AND amount > 0
    UNION ALL SELECT 5, unlock_id, 0 FROM account_unlock WHERE account_id = $1
    ORDER BY kind, id";

#[derive(Default)]
struct Standing {
    role: Option<AccountRole>,
    of_role: Differences,
    own: Differences,
    holdings: AccountHoldings,
}

impl Standing {
    fn take(&mut self, row: &Row) -> Result<(), DbError> {
        match row.int(0)? {
            0_u8 => self.role = Some(role(row, 1)?),
            1 => self.of_role.take(row)?,
            2 => self.own.take(row)?,
            3 => self.holdings.currencies.push((row.int(1)?, row.int(2)?)),
            4 => self.holdings.entitlements.push((row.int(1)?, row.int(2)?)),
            _ => self.holdings.unlocks.push(row.int(1)?),
        }
        Ok(())
    }

    fn rights(&self) -> Option<Rights> {
        let role = self.role?;
        let usual = self.of_role.applied_to(Permissions::of_role(role));
        Some(Rights {
            role,
            granted: self.own.granted,
            revoked: self.own.revoked,
            effective: self.own.applied_to(usual),
        })
    }
}

/// No rights are those of no account.
pub(crate) async fn standing(
    db: &Db,
    id: AccountId,
) -> Result<(Option<Rights>, AccountHoldings), DbError> {
    let rows = db.glance().await?.conn().all(STANDING, args![id]).await?;
    let mut standing = Standing::default();
    for row in &rows {
        standing.take(row)?;
    }
    Ok((standing.rights(), standing.holdings))
}

impl DbHandle {
    /// What an account may do, now.
    ///
    /// # Errors
    /// [`DbError::NotFound`]; otherwise as every request.
    pub async fn rights(&self, id: AccountId) -> Result<Rights, DbError> {
        self.request(move |stores| async move {
            let (rights, _) = standing(&stores.auth, id).await?;
            rights.ok_or(DbError::NotFound)
        })
        .await
    }

    /// What an account holds; nothing for an unknown one.
    ///
    /// # Errors
    /// As every request.
    pub async fn account_holdings(&self, id: AccountId) -> Result<AccountHoldings, DbError> {
        self.request(move |stores| async move {
            let (_, holdings) = standing(&stores.auth, id).await?;
            Ok(holdings)
        })
        .await
    }
}
