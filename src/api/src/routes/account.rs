//! Accounts with their rights, holdings and characters.

use axum::Json;
use axum::extract::{Path, Query, State};
use bezgelor_core::ids::AccountId;
use bezgelor_core::limits::EMAIL_BYTES_MAX;
use bezgelor_core::model::Account;
use bezgelor_core::permission::{Permission, Permissions};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::people::{CharacterRow, of_account};
use super::{Page, items};
use crate::caller::{Caller, is_suspended};
use crate::problem::{Answer, Problem};
use crate::scope::Scope;
use crate::state::App;

/// One account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountRow {
    id: u32,
    email: String,
    /// `player`, `gamemaster` or `administrator`.
    role: &'static str,
    /// Milliseconds since 1970.
    created_at: i64,
    /// Whether it is banned or suspended now.
    suspended: bool,
    /// When a suspension ends, in milliseconds since 1970; null for a ban or none.
    suspension_ends_at: Option<i64>,
    /// Why, for the operator.
    suspension_reason: Option<String>,
}

impl From<&Account> for AccountRow {
    fn from(account: &Account) -> Self {
        use bezgelor_core::model::AccountRole as Role;
        let suspension = account.suspension.as_ref();
        Self {
            id: account.id.0,
            email: account.email.clone(),
            role: match account.role {
                Role::Player => "player",
                Role::GameMaster => "gamemaster",
                Role::Administrator => "administrator",
                Role::Console => "console",
            },
            created_at: account.created_at.0,
            suspended: is_suspended(account),
            suspension_ends_at: suspension.and_then(|s| s.ends_at).map(|at| at.0),
            suspension_reason: suspension.map(|s| s.reason.clone()),
        }
    }
}

/// Which accounts.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// The one of this e-mail address, case not regarded.
    email: Option<String>,
    /// Those with this in their e-mail address, case not regarded.
    contains: Option<String>,
}

/// Accounts, by id.
#[utoipa::path(get, path = "/api/accounts", tag = "accounts", params(Page, Which),
    security(("token" = ["accounts"])),
    responses((status = 200, body = [AccountRow]), (status = "4XX", body = Problem)))]
pub(crate) async fn accounts(
    State(app): State<App>,
    caller: Caller,
    Query(page): Query<Page>,
    Query(which): Query<Which>,
) -> Answer<Json<Vec<AccountRow>>> {
    caller.need(Scope::Accounts)?;
    let after = AccountId(u32::try_from(page.after).unwrap_or(u32::MAX));
    let limit = items(page.limit);
    let accounts = match (which.email, which.contains) {
        (Some(_), Some(_)) => {
            return Err(Problem::bad_request("give either `email` or `contains`"));
        }
        (Some(email), None) => vec![app.db.account_by_email(&email).await?],
        (None, Some(part)) if part.len() > EMAIL_BYTES_MAX => Vec::new(),
        (None, Some(part)) => app.db.search_accounts(&part, after, limit).await?,
        (None, None) => app.db.list_accounts(after, limit).await?,
    };
    Ok(Json(accounts.iter().map(Into::into).collect()))
}

/// An account with all that belongs to it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WholeAccount {
    #[serde(flatten)]
    account: AccountRow,
    /// Permissions granted to it alone.
    granted: Vec<&'static str>,
    /// Permissions taken from it alone.
    revoked: Vec<&'static str>,
    /// All that it may do.
    permissions: Vec<&'static str>,
    /// Account currencies with their amounts.
    currencies: Vec<Amount>,
    /// Entitlements with their values.
    entitlements: Vec<Amount>,
    /// Generic unlocks.
    unlocks: Vec<u32>,
    characters: Vec<CharacterRow>,
}

/// So much of something.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Amount {
    /// Row of its table.
    id: u32,
    amount: u64,
}

fn names(set: Permissions) -> Vec<&'static str> {
    let held = Permission::ALL.iter().filter(|one| set.has(**one));
    held.map(|permission| permission.name()).collect()
}

/// An account with its rights, its holdings and its characters.
#[utoipa::path(get, path = "/api/accounts/{id}", tag = "accounts",
    security(("token" = ["accounts"])),
    params(("id" = u32, Path, description = "The account's id")),
    responses((status = 200, body = WholeAccount), (status = "4XX", body = Problem)))]
pub(crate) async fn account(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<u32>,
) -> Answer<Json<WholeAccount>> {
    caller.need(Scope::Accounts)?;
    let id = AccountId(id);
    let account = app.db.account(id).await?;
    let rights = app.db.rights(id).await?;
    let holdings = app.db.account_holdings(id).await?;
    let amounts = |pairs: Vec<(u32, u64)>| {
        let amounts = pairs.into_iter();
        amounts.map(|(id, amount)| Amount { id, amount }).collect()
    };
    let currencies = holdings.currencies.iter();
    let entitlements = holdings.entitlements.iter();
    Ok(Json(WholeAccount {
        account: (&account).into(),
        granted: names(rights.granted),
        revoked: names(rights.revoked),
        permissions: names(rights.effective),
        currencies: amounts(currencies.map(|(id, n)| (u32::from(*id), *n)).collect()),
        entitlements: amounts(entitlements.map(|(id, n)| (*id, u64::from(*n))).collect()),
        unlocks: holdings.unlocks,
        characters: of_account(&app, id).await?,
    }))
}
