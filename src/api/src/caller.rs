//! Who asks: taken from a bearer token or the page's cookie, and held against its rate.

use std::net::IpAddr;
use std::time::Instant;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use bezgelor_core::limits::API_TOKEN_SCOPES_BYTES_MAX;
use bezgelor_core::model::Account;
use bezgelor_core::permission::Permissions;
use db::{ApiToken, DbError, PageLogin};

use crate::peer::Peer;
use crate::problem::{Answer, Problem};
use crate::realm::Author;
use crate::scope::{Scope, Scopes};
use crate::secret::{TOKEN_PREFIX, digest};
use crate::state::{App, now};

/// The page's cookie.
pub(crate) const COOKIE: &str = "bezgelor";
/// What a page sends with every change: no other site can make a browser add it.
pub(crate) const PAGE_HEADER: &str = "x-bezgelor";

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) enum Who {
    /// A bearer token.
    Token { name: String },
    /// An account that logged in.
    Account(Box<Account>),
}

/// What somebody showed: its digest, which is all that is kept of it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shown {
    /// The page's cookie.
    Cookie([u8; 32]),
    /// A bearer token.
    Token([u8; 32]),
}

/// Somebody known, with what it may do.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) who: Who,
    pub(crate) scopes: Scopes,
    pub(crate) address: IpAddr,
    pub(crate) shown: Shown,
}

impl Caller {
    /// Asks for a right.
    pub(crate) fn need(&self, scope: Scope) -> Answer<()> {
        if self.scopes.allow(scope) {
            return Ok(());
        }
        let word = scope.word();
        Err(Problem::forbidden(format!("this needs the scope `{word}`")))
    }

    /// What it is called in the log of commands.
    pub(crate) fn name(&self) -> String {
        match &self.who {
            Who::Token { name } => format!("token {name}"),
            Who::Account(account) => account.email.clone(),
        }
    }

    /// The account it is, when it is one.
    pub(crate) fn account(&self) -> Option<&Account> {
        match &self.who {
            Who::Account(account) => Some(account),
            Who::Token { .. } => None,
        }
    }

    /// The same caller with its rights as they are now.
    pub(crate) async fn renewed(&self, app: &App) -> Answer<Self> {
        match self.shown {
            Shown::Cookie(hash) => of_session(app, hash, self.address).await,
            Shown::Token(hash) => Ok(of_token(app, hash, self.address).await?.0),
        }
    }

    /// As the author of a command.
    pub(crate) async fn author(&self, app: &App) -> Answer<Author> {
        self.need(Scope::Commands)?;
        let rights = match &self.who {
            Who::Token { .. } => Permissions::ALL,
            Who::Account(account) => app.db.rights(account.id).await?.effective,
        };
        Ok(Author {
            account: self.account().map(|account| account.id),
            who: self.name(),
            place: self.address.to_string(),
            rights,
        })
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Self> {
        let address = Peer::of(&parts.extensions).0;
        let caller = match (bearer(&parts.headers)?, cookie(&parts.headers)) {
            (Some(token), _) => of_token(app, digest(token), address).await?.0,
            (None, Some(secret)) => {
                let changes = !matches!(parts.method, Method::GET | Method::HEAD);
                if changes && !parts.headers.contains_key(PAGE_HEADER) {
                    let detail = format!("a change with the page's cookie needs {PAGE_HEADER}");
                    return Err(Problem::forbidden(detail));
                }
                of_session(app, digest(secret), address).await?
            }
            (None, None) => return Err(Problem::unauthorized("send a bearer token")),
        };
        let name = caller.name();
        app.limits
            .with(|limits| limits.callers.take(&name, Instant::now()))
            .map_err(Problem::too_many)?;
        Ok(caller)
    }
}

fn bearer(headers: &HeaderMap) -> Answer<Option<&str>> {
    let Some(value) = headers.get(header::AUTHORIZATION) else {
        return Ok(None);
    };
    let text = value.to_str().ok();
    let token = text.and_then(|text| text.split_once(' '));
    let token = token.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    match token.map(|(_, token)| token.trim()) {
        Some(token) if token.starts_with(TOKEN_PREFIX) => Ok(Some(token)),
        _ => Err(Problem::unauthorized("this is no bearer token of ours")),
    }
}

/// The secret of the page's cookie.
pub(crate) fn cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).into_iter();
    let pairs = cookies.filter_map(|value| value.to_str().ok());
    pairs
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == COOKIE && !value.is_empty()).then_some(value))
}

/// The holder of a token with this digest, and the token's number.
pub(crate) async fn of_token(app: &App, hash: [u8; 32], address: IpAddr) -> Answer<(Caller, u32)> {
    let token = match app.db.api_token_by_hash(hash, now()).await {
        Ok(token) => token,
        Err(DbError::NotFound) => {
            return Err(Problem::unauthorized(
                "the token is unknown, revoked or ended",
            ));
        }
        Err(error) => return Err(error.into()),
    };
    let (id, scopes) = (token.id, scopes_of(&token)?);
    let caller = Caller {
        who: Who::Token { name: token.name },
        scopes,
        address,
        shown: Shown::Token(hash),
    };
    Ok((caller, id))
}

fn scopes_of(token: &ApiToken) -> Answer<Scopes> {
    debug_assert!(token.scopes.len() <= API_TOKEN_SCOPES_BYTES_MAX);
    token.scopes.parse().map_err(|error| {
        tracing::error!(%error, token = token.name, "a stored token has a scope nobody knows");
        Problem::internal("the token's scopes are not known to this version")
    })
}

/// Who has the page's cookie with this digest. Read anew each time: a role that was taken, a ban
/// and another password count at once.
async fn of_session(app: &App, hash: [u8; 32], address: IpAddr) -> Answer<Caller> {
    let login = match app.db.page_login(hash, now()).await {
        Ok(login) => login,
        Err(DbError::NotFound) => {
            return Err(Problem::unauthorized("the login has ended; log in again"));
        }
        Err(error) => return Err(error.into()),
    };
    let (who, scopes) = match login {
        PageLogin::Account(account) if is_suspended(&account) => {
            return Err(Problem::forbidden("the account is suspended"));
        }
        PageLogin::Account(account) => {
            let scopes = Scopes::of_role(account.role);
            (Who::Account(account), scopes)
        }
        PageLogin::Token(token) => {
            let scopes = scopes_of(&token)?;
            (Who::Token { name: token.name }, scopes)
        }
    };
    Ok(Caller {
        who,
        scopes,
        address,
        shown: Shown::Cookie(hash),
    })
}

/// Whether an account is banned or suspended now.
pub(crate) fn is_suspended(account: &Account) -> bool {
    let suspension = account.suspension.as_ref();
    suspension.is_some_and(|suspension| suspension.is_in_force(now()))
}
