//! What accounts may do: how roles differ from what the program gives them, and what single
//! accounts have beyond their role or lack of it. The role itself is a column of the account.

use bezgelor_core::ids::AccountId;
use bezgelor_core::model::AccountRole;
use bezgelor_core::permission::{Permission, Permissions};

use crate::error::DbError;
use crate::handle::DbHandle;
use crate::sql::{Conn, Row, Value, args};

/// The rights of one account and where they come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// Its role.
    pub role: AccountRole,
    /// Granted to it alone.
    pub granted: Permissions,
    /// Taken from it alone.
    pub revoked: Permissions,
    /// What it may do, all things considered.
    pub effective: Permissions,
}

/// How an account differs from its role in one permission, or a role from its usual rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exception {
    /// It has the permission.
    Granted,
    /// It lacks the permission.
    Revoked,
}

/// What an account or a role may do beside or below what is usual for it.
#[derive(Default)]
pub(super) struct Differences {
    pub(super) granted: Permissions,
    pub(super) revoked: Permissions,
}

impl Differences {
    /// Reads a permission and whether it is granted from the second and third column. Numbers of a
    /// newer program are passed over: this one has no command they could be for.
    pub(super) fn take(&mut self, row: &Row) -> Result<(), DbError> {
        let side = match row.int::<i64>(2)? {
            0 => &mut self.revoked,
            _ => &mut self.granted,
        };
        let permission = Permission::from_number(row.int(1)?);
        *side = *side | permission.into_iter().collect();
        Ok(())
    }

    /// What is left of `usual` with them.
    pub(super) fn applied_to(&self, usual: Permissions) -> Permissions {
        (usual | self.granted).without(self.revoked)
    }
}

/// A table of exceptions: how one goes in and how it is taken out.
struct Exceptions {
    put: &'static str,
    remove: &'static str,
}

const OF_ACCOUNTS: Exceptions = Exceptions {
    put: "INSERT INTO account_permission (account_id, permission, granted) VALUES ($1, $2, $3)
          ON CONFLICT (account_id, permission) DO UPDATE SET granted = excluded.granted",
    remove: "DELETE FROM account_permission WHERE account_id = $1 AND permission = $2",
};
const OF_ROLES: Exceptions = Exceptions {
    put: "INSERT INTO role_permission (role, permission, granted) VALUES ($1, $2, $3)
          ON CONFLICT (role, permission) DO UPDATE SET granted = excluded.granted",
    remove: "DELETE FROM role_permission WHERE role = $1 AND permission = $2",
};

impl Exceptions {
    /// Writes what `key` (whose, permission) is from now on.
    async fn set(
        &self,
        conn: &mut Conn<'_>,
        mut key: Vec<Value>,
        exception: Option<Exception>,
    ) -> Result<(), DbError> {
        let sql = match exception {
            None => self.remove,
            Some(exception) => {
                key.push(i64::from(exception == Exception::Granted).into());
                self.put
            }
        };
        conn.run(sql, key).await?;
        Ok(())
    }
}

impl DbHandle {
    /// Makes an account differ from its role in one permission, or with `None` no longer.
    ///
    /// # Errors
    /// [`DbError::NotFound`] for an unknown account; otherwise as every request.
    pub async fn set_permission(
        &self,
        id: AccountId,
        permission: Permission,
        exception: Option<Exception>,
    ) -> Result<(), DbError> {
        let number = permission.number();
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            let mut conn = tx.conn();
            exists(&mut conn, id).await?;
            OF_ACCOUNTS
                .set(&mut conn, args![id, number], exception)
                .await?;
            Ok(tx.commit().await?)
        })
        .await
    }

    /// What a role may do, now.
    ///
    /// # Errors
    /// As every request.
    pub async fn role_rights(&self, role: AccountRole) -> Result<Permissions, DbError> {
        self.request(move |stores| async move {
            let mut reader = stores.auth.reader().await?;
            of_role(&mut reader.conn(), role).await
        })
        .await
    }

    /// Makes a role differ in one permission from [`Permissions::of_role`], or with `None` no
    /// longer.
    ///
    /// # Errors
    /// As every request.
    pub async fn set_role_right(
        &self,
        role: AccountRole,
        permission: Permission,
        exception: Option<Exception>,
    ) -> Result<(), DbError> {
        let number = permission.number();
        self.request(move |stores| async move {
            let mut tx = stores.auth.begin().await?;
            OF_ROLES
                .set(&mut tx.conn(), args![role as u8, number], exception)
                .await?;
            Ok(tx.commit().await?)
        })
        .await
    }
}

/// Refuses to go on without the account.
pub(super) async fn exists(conn: &mut Conn<'_>, id: AccountId) -> Result<(), DbError> {
    let sql = "SELECT id FROM account WHERE id = $1";
    conn.one(sql, args![id]).await?.ok_or(DbError::NotFound)?;
    Ok(())
}

async fn of_role(conn: &mut Conn<'_>, role: AccountRole) -> Result<Permissions, DbError> {
    let sql = "SELECT role, permission, granted FROM role_permission WHERE role = $1";
    let mut differences = Differences::default();
    for row in conn.all(sql, args![role as u8]).await? {
        differences.take(&row)?;
    }
    Ok(differences.applied_to(Permissions::of_role(role)))
}
