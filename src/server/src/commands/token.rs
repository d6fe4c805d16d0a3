//! `bezgelor token …`: bearer tokens of the HTTP interface, on the databases directly.

use anyhow::{Context, bail};
use api::Scopes;
use bezgelor_core::time::UnixMillis;
use db::{ApiToken, DbError, DbHandle, NewApiToken, Store};
use futures_lite::future::block_on;
use serde_json::{Value, json};

use super::{Needs, table};
use crate::cli::TokenCommand;
use crate::{calendar, wall_clock};

/// Where tokens are.
const ACCOUNTS: Needs = Needs::Store(Store::Auth);

/// Runs the command; what it did goes to the standard output.
///
/// # Errors
/// When the databases cannot be opened, the name is taken or unknown, or a scope is none.
pub fn run(command: TokenCommand) -> anyhow::Result<()> {
    match command {
        TokenCommand::Create {
            name,
            scopes,
            duration_ms,
            place,
            json,
        } => super::tell(&place, Needs::Folders, |db| {
            create(db, &name, scopes, duration_ms, json)
        }),
        TokenCommand::List { place, json } => super::tell(&place, ACCOUNTS, |db| list(db, json)),
        TokenCommand::Revoke { name, place } => {
            super::tell(&place, ACCOUNTS, |db| revoke(db, &name))
        }
    }
}

fn create(
    db: &DbHandle,
    name: &str,
    scopes: Scopes,
    duration_ms: Option<u64>,
    as_json: bool,
) -> anyhow::Result<String> {
    if scopes.is_empty() {
        bail!("a token without a scope may do nothing; name some with --scopes");
    }
    let (secret, hash) = api::new_token().context("draw a token")?;
    let created_at = wall_clock();
    let new = NewApiToken {
        name: name.trim().to_owned(),
        hash,
        scopes: scopes.to_string(),
        created_at,
        expires_at: duration_ms.map(|ms| created_at.plus(ms)),
    };
    let token = match block_on(db.create_api_token(new)) {
        Ok(token) => token,
        Err(DbError::Invalid(what)) => bail!("{what}"),
        Err(error) => return Err(error).context("make the token"),
    };
    if as_json {
        let mut object = object(&token);
        object["secret"] = secret.into();
        return Ok(object.to_string());
    }
    // The secret alone on the standard output: `TOKEN=$(bezgelor token create …)`.
    eprintln!(
        "token {} made, for {}; keep it, it is not shown again:",
        token.name, token.scopes
    );
    Ok(secret)
}

fn list(db: &DbHandle, as_json: bool) -> anyhow::Result<String> {
    let tokens = block_on(db.list_api_tokens()).context("list the tokens")?;
    if as_json {
        let objects: Vec<Value> = tokens.iter().map(object).collect();
        return Ok(serde_json::to_string(&objects)?);
    }
    let date = |at: Option<UnixMillis>, none: &str| at.map_or(none.to_owned(), calendar::date);
    let rows: Vec<[String; 5]> = tokens
        .iter()
        .map(|token| {
            [
                token.name.clone(),
                token.scopes.clone(),
                calendar::date(token.created_at),
                date(token.expires_at, "never"),
                date(token.last_used_at, "never"),
            ]
        })
        .collect();
    let text = table::render(["name", "scopes", "made", "ends", "used"], &rows);
    Ok(text.trim_end().to_owned())
}

fn object(token: &ApiToken) -> Value {
    json!({
        "name": token.name,
        "scopes": token.scopes,
        "created_at": token.created_at.0,
        "expires_at": token.expires_at.map(|at| at.0),
        "last_used_at": token.last_used_at.map(|at| at.0),
    })
}

fn revoke(db: &DbHandle, name: &str) -> anyhow::Result<String> {
    match block_on(db.revoke_api_token(name)) {
        Ok(()) => Ok(format!("token {name} revoked")),
        Err(DbError::NotFound) => bail!("there is no token {name}"),
        Err(error) => Err(error).context("revoke the token"),
    }
}
