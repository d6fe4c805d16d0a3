//! Bearer tokens: made, listed and revoked by who may do everything.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use db::{ApiToken, NewApiToken};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::problem::{Answer, Problem};
use crate::scope::{Scope, Scopes};
use crate::secret;
use crate::state::{App, now};

/// One token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TokenRow {
    name: String,
    /// Scopes as words, with spaces between them.
    scopes: String,
    /// Milliseconds since 1970.
    created_at: i64,
    /// Milliseconds since 1970; null for never.
    expires_at: Option<i64>,
    /// Milliseconds since 1970, to the minute; null for never.
    last_used_at: Option<i64>,
}

impl From<ApiToken> for TokenRow {
    fn from(token: ApiToken) -> Self {
        Self {
            name: token.name,
            scopes: token.scopes,
            created_at: token.created_at.0,
            expires_at: token.expires_at.map(|at| at.0),
            last_used_at: token.last_used_at.map(|at| at.0),
        }
    }
}

/// The tokens there are.
#[utoipa::path(get, path = "/api/tokens", tag = "tokens", security(("token" = ["admin"])),
    responses((status = 200, body = [TokenRow]), (status = "4XX", body = Problem)))]
pub(crate) async fn tokens(State(app): State<App>, caller: Caller) -> Answer<Json<Vec<TokenRow>>> {
    caller.need(Scope::Admin)?;
    let tokens = app.db.list_api_tokens().await?;
    Ok(Json(tokens.into_iter().map(Into::into).collect()))
}

/// A token to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wish {
    /// What it is called.
    name: String,
    /// Scopes as words, with spaces or commas between them.
    scopes: String,
    /// Seconds until it ends; never when left out.
    lifetime_s: Option<u32>,
}

/// A token with its secret, which is told once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Made {
    /// For `Authorization: Bearer …`.
    secret: String,
    token: TokenRow,
}

/// Makes a token. Its secret is in the answer and nowhere else.
#[utoipa::path(post, path = "/api/tokens", tag = "tokens", request_body = Wish,
    security(("token" = ["admin"])),
    responses((status = 201, body = Made), (status = "4XX", body = Problem)))]
pub(crate) async fn create(
    State(app): State<App>,
    caller: Caller,
    Json(wish): Json<Wish>,
) -> Answer<(StatusCode, Json<Made>)> {
    caller.need(Scope::Admin)?;
    let scopes: Scopes = wish
        .scopes
        .parse()
        .map_err(|error: crate::scope::UnknownScope| Problem::bad_request(error.to_string()))?;
    let (secret, hash) = secret::new_token().map_err(|_| Problem::internal("no randomness"))?;
    let created_at = now();
    let ends = |seconds: u32| created_at.plus(u64::from(seconds) * 1000);
    let new = NewApiToken {
        name: wish.name.trim().to_owned(),
        hash,
        scopes: scopes.to_string(),
        created_at,
        expires_at: wish.lifetime_s.map(ends),
    };
    let token = app.db.create_api_token(new).await?;
    tracing::info!(token = token.name, by = caller.name(), "a token was made");
    let token = token.into();
    Ok((StatusCode::CREATED, Json(Made { secret, token })))
}

/// Revokes a token at once.
#[utoipa::path(delete, path = "/api/tokens/{name}", tag = "tokens",
    security(("token" = ["admin"])),
    params(("name" = String, Path, description = "The token's name")),
    responses((status = 204), (status = "4XX", body = Problem)))]
pub(crate) async fn revoke(
    State(app): State<App>,
    caller: Caller,
    Path(name): Path<String>,
) -> Answer<StatusCode> {
    caller.need(Scope::Admin)?;
    app.db.revoke_api_token(&name).await?;
    tracing::info!(token = name, by = caller.name(), "a token was revoked");
    Ok(StatusCode::NO_CONTENT)
}
