//! `bezgelor account …`: on the databases directly, beside a running server or without one.

use anyhow::{Context, bail};
use bezgelor_core::credentials::is_email;
use bezgelor_core::ids::{AccountId, RealmId};
use bezgelor_core::limits;
use bezgelor_core::model::{Account, AccountRole, Suspension};
use bezgelor_core::time::UnixMillis;
use db::{DbError, DbHandle, Exception, NewAccount, Store};
use futures_lite::future::block_on;
use serde_json::json;

use super::{Needs, rights, table};
use crate::cli::{AccountCommand, PlaceArgs, Role};
use crate::{calendar, password, wall_clock};

/// Where accounts are.
const ACCOUNTS: Needs = Needs::Store(Store::Auth);
/// Accounts asked for at a time.
const PAGE: u16 = 500;

/// Runs the command; what it did goes to the standard output.
///
/// # Errors
/// When the databases cannot be opened, the account is not there or is there already, or the
/// password is refused.
pub fn run(command: AccountCommand) -> anyhow::Result<()> {
    use AccountCommand as C;
    match command {
        C::Create {
            email,
            role,
            place,
            password,
        } => {
            check_email(&email)?;
            let password = password::get(&password)?;
            let realm = super::load(&place)?.config.realm.id;
            super::tell(&place, Needs::Folders, |db| {
                create_logged(db, realm, &email, &password, role.into())
            })
        }
        C::Password {
            email,
            place,
            password,
        } => {
            let password = password::get(&password)?;
            let line = format!("account password {email}");
            change(&place, ACCOUNTS, line, |db| {
                change_password(db, &email, &password)
            })
        }
        C::List { place, json } => super::tell(&place, ACCOUNTS, |db| list(db, json)),
        C::Show { email, place, json } => super::tell(&place, ACCOUNTS, |db| {
            let account = find(db, &email)?;
            let standing = standing(account.suspension.as_ref(), wall_clock());
            rights::show(db, &account, &standing, json)
        }),
        C::Role { email, role, place } => {
            let line = format!("account role {email} {}", AccountRole::from(role).name());
            change(&place, ACCOUNTS, line, |db| {
                change_role(db, &email, role.into())
            })
        }
        C::Grant {
            email,
            permission,
            place,
        } => {
            let line = format!("account grant {email} {permission}");
            let granted = Some(Exception::Granted);
            change(&place, ACCOUNTS, line, |db| {
                rights::except(db, &find(db, &email)?, permission, granted)
            })
        }
        C::Revoke {
            email,
            permission,
            as_role,
            place,
        } => {
            let how = if as_role { " --as-role" } else { "" };
            let line = format!("account revoke {email} {permission}{how}");
            let revoked = (!as_role).then_some(Exception::Revoked);
            change(&place, ACCOUNTS, line, |db| {
                rights::except(db, &find(db, &email)?, permission, revoked)
            })
        }
        suspension => keep_out(suspension),
    }
}

/// The commands that keep an account out or let it in again.
fn keep_out(command: AccountCommand) -> anyhow::Result<()> {
    use AccountCommand as C;
    let (email, suspension, place) = match command {
        C::Suspend {
            email,
            duration_ms,
            reason,
            lift,
            place,
        } => {
            let suspension = (!lift).then(|| Suspension {
                ends_at: duration_ms.map(|ms| wall_clock().plus(ms)),
                reason,
            });
            (email, suspension, place)
        }
        C::Ban {
            email,
            reason,
            place,
        } => {
            let ends_at = None;
            (email, Some(Suspension { ends_at, reason }), place)
        }
        C::Unban { email, place } => (email, None, place),
        other => unreachable!("{other:?} keeps nobody out"),
    };
    let line = match &suspension {
        None => format!("account unban {email}"),
        Some(suspension) if suspension.ends_at.is_none() => format!("account ban {email}"),
        Some(_) => format!("account suspend {email}"),
    };
    change(&place, ACCOUNTS, line, |db| suspend(db, &email, suspension))
}

/// As [`super::tell`], of what changes something: it is written into the log of commands as `line`.
fn change(
    place: &PlaceArgs,
    needs: Needs,
    line: String,
    work: impl FnOnce(&DbHandle) -> anyhow::Result<String>,
) -> anyhow::Result<()> {
    let realm = super::load(place)?.config.realm.id;
    super::tell(place, needs, |db| {
        let done = work(db);
        rights::log(db, realm, line, &done);
        done
    })
}

pub(crate) fn check_email(email: &str) -> anyhow::Result<()> {
    if email.len() > limits::EMAIL_BYTES_MAX {
        bail!(
            "an e-mail address has at most {} bytes",
            limits::EMAIL_BYTES_MAX
        );
    }
    if !is_email(email) {
        bail!("`{email}` is no e-mail address");
    }
    Ok(())
}

/// A fresh salt and the verifier of `password` under `email` as it is spelled.
fn verifier(email: &str, password: &str) -> anyhow::Result<([u8; 16], Vec<u8>)> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).context("draw a salt")?;
    let verifier = crypto::srp::verifier(email, password, &salt);
    Ok((salt, verifier.to_vec()))
}

/// Whether there is an account with this address.
pub(crate) fn exists(db: &DbHandle, email: &str) -> anyhow::Result<bool> {
    match block_on(db.account_by_email(email)) {
        Ok(_) => Ok(true),
        Err(DbError::NotFound) => Ok(false),
        Err(error) => Err(error).context("look the account up"),
    }
}

pub(super) fn find(db: &DbHandle, email: &str) -> anyhow::Result<Account> {
    match block_on(db.account_by_email(email)) {
        Err(DbError::NotFound) => bail!("there is no account {email}"),
        other => other.context("look the account up"),
    }
}

/// Makes an account and writes so into the log of commands.
pub(crate) fn create_logged(
    db: &DbHandle,
    realm: RealmId,
    email: &str,
    password: &str,
    role: AccountRole,
) -> anyhow::Result<String> {
    let done = create(db, email, password, role);
    let line = format!("account create {email} --role {}", role.name());
    rights::log(db, realm, line, &done);
    done
}

fn create(db: &DbHandle, email: &str, password: &str, role: AccountRole) -> anyhow::Result<String> {
    let (salt, verifier) = verifier(email, password)?;
    let new = NewAccount {
        email: email.to_owned(),
        salt,
        verifier,
        role,
        created_at: wall_clock(),
    };
    match block_on(db.create_account(new)) {
        Ok(account) => Ok(format!(
            "account {} made: {email}, {}",
            account.id.0,
            role.name()
        )),
        Err(DbError::EmailTaken) => bail!("there is an account {email} already"),
        Err(error) => Err(error).context("make the account"),
    }
}

fn change_password(db: &DbHandle, email: &str, password: &str) -> anyhow::Result<String> {
    let account = find(db, email)?;
    // The name goes into the verifier byte for byte: keep the spelling the player knows.
    let (salt, verifier) = verifier(&account.email, password)?;
    block_on(db.set_password(account.id, &account.email, salt, verifier))
        .context("change the password")?;
    Ok(format!("password of {} changed", account.email))
}

fn change_role(db: &DbHandle, email: &str, role: AccountRole) -> anyhow::Result<String> {
    let account = find(db, email)?;
    block_on(db.set_role(account.id, role)).context("change the role")?;
    Ok(format!("{} is {} now", account.email, role.name()))
}

fn suspend(db: &DbHandle, email: &str, suspension: Option<Suspension>) -> anyhow::Result<String> {
    let account = find(db, email)?;
    let done = standing(suspension.as_ref(), wall_clock());
    block_on(db.set_suspension(account.id, suspension)).context("change the suspension")?;
    Ok(format!("{}: {done}", account.email))
}

fn list(db: &DbHandle, as_json: bool) -> anyhow::Result<String> {
    let mut accounts: Vec<Account> = Vec::new();
    loop {
        let after = accounts.last().map_or(AccountId(0), |account| account.id);
        let page = block_on(db.list_accounts(after, PAGE)).context("list the accounts")?;
        if page.is_empty() {
            break;
        }
        accounts.extend(page);
    }
    let now = wall_clock();
    Ok(if as_json {
        let objects: Vec<_> = accounts
            .iter()
            .map(|account| object(account, now))
            .collect();
        serde_json::to_string(&objects)?
    } else {
        let rows: Vec<_> = accounts.iter().map(|account| row(account, now)).collect();
        let text = table::render(["id", "e-mail", "role", "made", "standing"], &rows);
        text.trim_end().to_owned()
    })
}

fn row(account: &Account, now: UnixMillis) -> [String; 5] {
    [
        account.id.0.to_string(),
        account.email.clone(),
        account.role.name().to_owned(),
        calendar::date(account.created_at),
        standing(account.suspension.as_ref(), now),
    ]
}

fn object(account: &Account, now: UnixMillis) -> serde_json::Value {
    let suspension = account.suspension.as_ref().filter(|s| s.is_in_force(now));
    json!({
        "id": account.id.0,
        "email": account.email,
        "role": account.role.name(),
        "created_at_ms": account.created_at.0,
        "suspended": suspension.is_some(),
        "suspension_ends_at_ms": suspension.and_then(|s| s.ends_at).map(|at| at.0),
        "suspension_reason": suspension.map(|s| s.reason.as_str()),
    })
}

fn standing(suspension: Option<&Suspension>, now: UnixMillis) -> String {
    match suspension.filter(|suspension| suspension.is_in_force(now)) {
        None => "may play".into(),
        Some(Suspension {
            ends_at: Some(end), ..
        }) => format!("suspended until {}", calendar::minute(*end)),
        Some(_) => "banned".into(),
    }
}

impl From<Role> for AccountRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Player => Self::Player,
            Role::Gamemaster => Self::GameMaster,
            Role::Administrator => Self::Administrator,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_could_not_log_in_are_refused() {
        for good in ["a@b", "Some.One+tag@example.org", "grün@example.org"] {
            assert!(check_email(good).is_ok(), "{good}");
        }
        let long = format!("{}@b", "x".repeat(limits::EMAIL_BYTES_MAX));
        for bad in [
            "",
            "name",
            "@b",
            "a@",
            "a:b@c",
            "a b@c",
            "a@b\n",
            long.as_str(),
        ] {
            assert!(check_email(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn an_ended_suspension_is_none() {
        let now = UnixMillis(1_000);
        let until = |ends_at| Suspension {
            ends_at,
            reason: String::new(),
        };
        assert_eq!(standing(None, now), "may play");
        assert_eq!(standing(Some(&until(None)), now), "banned");
        assert_eq!(
            standing(Some(&until(Some(UnixMillis(1_000)))), now),
            "may play"
        );
        let running = until(Some(now.plus(3_600_000)));
        assert_eq!(
            standing(Some(&running), now),
            "suspended until 1970-01-01 01:00 UTC"
        );
        assert_eq!(UnixMillis(i64::MAX).plus(5).0, i64::MAX);
    }

    #[test]
    fn salts_differ_and_verifiers_with_them() -> anyhow::Result<()> {
        let (one, first) = verifier("a@b", "x")?;
        let (other, second) = verifier("a@b", "x")?;
        assert!(one != other && first != second);
        assert_eq!(first, crypto::srp::verifier("a@b", "x", &one));
        Ok(())
    }
}
