//! The page's login, what an account does for itself, and sign-up.

use std::time::Instant;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bezgelor_core::credentials::{is_email, is_password};
use bezgelor_core::limits::{EMAIL_BYTES_MAX, HTTP_SESSION_MS, PASSWORD_BYTES_MAX};
use bezgelor_core::model::{Account, AccountRole};
use db::{DbError, NewAccount, PageProof};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq as _;
use utoipa::ToSchema;

use super::people::{CharacterRow, of_account};
use crate::caller::{COOKIE, Caller, Shown, Who, is_suspended, of_token};
use crate::peer::Peer;
use crate::problem::{Answer, Problem};
use crate::rate::neighbourhood;
use crate::secret::{self, digest};
use crate::state::{App, now};

/// Who is logged in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Session {
    /// An e-mail address, or `token NAME`.
    name: String,
    /// The account's id; null for a token.
    account: Option<u32>,
    /// Scopes held, as words.
    scopes: Vec<String>,
    /// Whether the account hides from other players; null for a token.
    hidden: Option<bool>,
    /// Name of the realm.
    realm: String,
    /// Whether strangers may make themselves accounts here.
    sign_up: bool,
}

async fn described(app: &App, caller: &Caller) -> Answer<Session> {
    let account = caller.account().map(|account| account.id);
    let hidden = match account {
        Some(id) => Some(!app.db.hidden_among(vec![id]).await?.is_empty()),
        None => None,
    };
    let scopes = caller.scopes.to_string();
    Ok(Session {
        name: caller.name(),
        account: account.map(|id| id.0),
        scopes: scopes.split_whitespace().map(str::to_owned).collect(),
        hidden,
        realm: app.config.realm.name.clone(),
        sign_up: app.config.api.sign_up,
    })
}

/// Who asks, and what they may do.
#[utoipa::path(get, path = "/api/session", tag = "login",
    responses((status = 200, body = Session), (status = "4XX", body = Problem)))]
pub(crate) async fn session(State(app): State<App>, caller: Caller) -> Answer<Json<Session>> {
    described(&app, &caller).await.map(Json)
}

/// By an account's e-mail address and password, or by a token alone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Proof {
    email: Option<String>,
    password: Option<String>,
    token: Option<String>,
}

/// Logs the page in with a cookie that scripts cannot read.
#[utoipa::path(post, path = "/api/session", tag = "login", request_body = Proof, security(()),
    responses((status = 200, body = Session), (status = "4XX", body = Problem)))]
pub(crate) async fn log_in(
    State(app): State<App>,
    Peer(address): Peer,
    Json(proof): Json<Proof>,
) -> Answer<Response> {
    let fresh = secret::random().map_err(|_| Problem::internal("no randomness"))?;
    let (caller, shown) = match proof {
        Proof {
            email: Some(email),
            password: Some(password),
            token: None,
        } => {
            let account = proven(&app, address, &email, &password).await?;
            let shown = PageProof::Account(account.id, account.salt);
            let caller = Caller {
                scopes: crate::scope::Scopes::of_role(account.role),
                who: Who::Account(Box::new(account)),
                address,
                shown: Shown::Cookie(digest(&fresh)),
            };
            (caller, shown)
        }
        Proof {
            email: None,
            password: None,
            token: Some(token),
        } => {
            attempt(&app, address)?;
            let (caller, id) = of_token(&app, digest(token.trim()), address).await?;
            (caller, PageProof::Token(id))
        }
        _ => {
            let detail = "give `email` and `password`, or `token`";
            return Err(Problem::bad_request(detail));
        }
    };
    let described = described(&app, &caller).await?;
    begin(&app, &fresh, shown).await?;
    tracing::info!(who = caller.name(), %address, "logged in over HTTP");
    Ok(with_cookie(&app, &fresh, Json(described)))
}

/// Keeps a login, unless what was shown for it is no longer so.
async fn begin(app: &App, secret: &str, shown: PageProof) -> Answer<()> {
    let begun = app.db.begin_page_login(digest(secret), shown, now()).await;
    begun.map_err(|error| match error {
        DbError::NotFound => Problem::unauthorized("what was shown has just been changed"),
        error => error.into(),
    })
}

/// An answer that sets the page's cookie, or with an empty secret ends it.
fn with_cookie(app: &App, secret: &str, body: impl IntoResponse) -> Response {
    let age_s = if secret.is_empty() {
        0
    } else {
        HTTP_SESSION_MS / 1000
    };
    let secure = if app.config.api.tls_certificate.is_empty() {
        ""
    } else {
        "; Secure"
    };
    let cookie =
        format!("{COOKIE}={secret}; Path=/; Max-Age={age_s}; HttpOnly; SameSite=Strict{secure}");
    let mut response = body.into_response();
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

fn attempt(app: &App, address: std::net::IpAddr) -> Answer<()> {
    let now = Instant::now();
    let neighbours = neighbourhood(address);
    app.limits
        .with(|limits| {
            limits.logins.take(&neighbours, now)?;
            limits.all_logins.take(&(), now)
        })
        .map_err(Problem::too_many)
}

/// The account whose password was shown. An unknown one costs the same and is told the same.
async fn proven(
    app: &App,
    address: std::net::IpAddr,
    email: &str,
    password: &str,
) -> Answer<Account> {
    attempt(app, address)?;
    let wrong = || Problem::unauthorized("e-mail address and password do not belong together");
    if email.len() > EMAIL_BYTES_MAX || password.len() > PASSWORD_BYTES_MAX {
        return Err(wrong());
    }
    let account = match app.db.account_by_email(email).await {
        Ok(account) => Some(account),
        Err(DbError::NotFound | DbError::Invalid(_)) => None,
        Err(error) => return Err(error.into()),
    };
    // The verifier was made from the name as it was spelled at registration.
    let name = account.as_ref().map_or(email, |account| &account.email);
    let salt = account.as_ref().map_or([0; 16], |account| account.salt);
    let verifier = verifier(name.to_owned(), password.to_owned(), salt).await?;
    let account = account.ok_or_else(wrong)?;
    if !bool::from(account.verifier.as_slice().ct_eq(&verifier)) {
        tracing::warn!(%address, account = account.id.0, "a wrong password over HTTP");
        return Err(wrong());
    }
    if is_suspended(&account) {
        return Err(Problem::forbidden("the account is suspended"));
    }
    Ok(account)
}

async fn verifier(name: String, password: String, salt: [u8; 16]) -> Answer<Vec<u8>> {
    let work = move || crypto::srp::verifier(&name, &password, &salt).to_vec();
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| Problem::internal("the password could not be checked"))
}

/// Ends the page's login.
#[utoipa::path(delete, path = "/api/session", tag = "login",
    responses((status = 204), (status = "4XX", body = Problem)))]
pub(crate) async fn log_out(State(app): State<App>, caller: Caller) -> Answer<Response> {
    if let Shown::Cookie(hash) = caller.shown {
        app.db.end_page_login(hash).await?;
    }
    Ok(with_cookie(&app, "", StatusCode::NO_CONTENT))
}

fn own(caller: &Caller) -> Answer<&Account> {
    let token = || Problem::forbidden("a token has no account of its own");
    caller.account().ok_or_else(token)
}

/// The characters of the account that asks.
#[utoipa::path(get, path = "/api/me/characters", tag = "login",
    responses((status = 200, body = [CharacterRow]), (status = "4XX", body = Problem)))]
pub(crate) async fn my_characters(
    State(app): State<App>,
    caller: Caller,
) -> Answer<Json<Vec<CharacterRow>>> {
    of_account(&app, own(&caller)?.id).await.map(Json)
}

/// The old password and the new one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPassword {
    old: String,
    new: String,
}

/// Changes the password of the account that asks, and ends its other logins.
#[utoipa::path(post, path = "/api/me/password", tag = "login", request_body = NewPassword,
    responses((status = 204), (status = "4XX", body = Problem)))]
pub(crate) async fn password(
    State(app): State<App>,
    caller: Caller,
    Json(change): Json<NewPassword>,
) -> Answer<Response> {
    let email = own(&caller)?.email.clone();
    check_password(&change.new)?;
    // The login holds: it is the password beside it that is wrong.
    let account = proven(&app, caller.address, &email, &change.old)
        .await
        .map_err(|problem| match problem.status() {
            StatusCode::UNAUTHORIZED => Problem::forbidden("the present password is wrong"),
            _ => problem,
        })?;
    let (salt, fresh) = fresh_verifier(&email, &change.new).await?;
    let secret = secret::random().map_err(|_| Problem::internal("no randomness"))?;
    app.db.set_password(account.id, &email, salt, fresh).await?;
    begin(&app, &secret, PageProof::Account(account.id, salt)).await?;
    tracing::info!(account = account.id.0, "a password was changed over HTTP");
    Ok(with_cookie(&app, &secret, StatusCode::NO_CONTENT))
}

/// Whether others see one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Visibility {
    hidden: bool,
}

/// Hides the account that asks from other players on the map and in the list, or shows it again.
#[utoipa::path(post, path = "/api/me/visibility", tag = "login", request_body = Visibility,
    responses((status = 204), (status = "4XX", body = Problem)))]
pub(crate) async fn visibility(
    State(app): State<App>,
    caller: Caller,
    Json(wish): Json<Visibility>,
) -> Answer<StatusCode> {
    app.db.set_hidden(own(&caller)?.id, wish.hidden).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn check_password(password: &str) -> Answer<()> {
    if !is_password(password) {
        let detail = format!("a password has 1 to {PASSWORD_BYTES_MAX} bytes, none of control");
        return Err(Problem::bad_request(detail));
    }
    Ok(())
}

fn check_email(email: &str) -> Answer<()> {
    if !is_email(email) {
        return Err(Problem::bad_request("this is no e-mail address"));
    }
    Ok(())
}

async fn fresh_verifier(email: &str, password: &str) -> Answer<([u8; 16], Vec<u8>)> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| Problem::internal("no randomness"))?;
    let verifier = verifier(email.to_owned(), password.to_owned(), salt).await?;
    Ok((salt, verifier))
}

/// An account to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignUp {
    /// It will be the login name, byte for byte.
    email: String,
    password: String,
}

/// The account that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignedUp {
    account: u32,
}

/// Makes an account of a player for whoever asks. Off unless `api.sign_up` says otherwise.
#[utoipa::path(post, path = "/api/sign-up", tag = "login", request_body = SignUp, security(()),
    responses((status = 201, body = SignedUp), (status = "4XX", body = Problem)))]
pub(crate) async fn sign_up(
    State(app): State<App>,
    Peer(address): Peer,
    Json(wish): Json<SignUp>,
) -> Answer<(StatusCode, Json<SignedUp>)> {
    if !app.config.api.sign_up {
        return Err(Problem::forbidden(
            "this realm's operator makes the accounts",
        ));
    }
    check_email(&wish.email)?;
    check_password(&wish.password)?;
    let neighbours = neighbourhood(address);
    app.limits
        .with(|limits| limits.sign_ups.take(&neighbours, Instant::now()))
        .map_err(Problem::too_many)?;
    let (salt, verifier) = fresh_verifier(&wish.email, &wish.password).await?;
    let new = NewAccount {
        email: wish.email,
        salt,
        verifier,
        role: AccountRole::Player,
        created_at: now(),
    };
    let account = app.db.create_account(new).await?;
    tracing::info!(account = account.id.0, %address, "an account signed up");
    let made = SignedUp {
        account: account.id.0,
    };
    Ok((StatusCode::CREATED, Json(made)))
}
