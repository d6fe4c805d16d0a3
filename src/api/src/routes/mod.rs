//! The handlers, by topic. Each carries its own description; the router and the OpenAPI document
//! are made from the same list, so neither can have what the other lacks.

mod account;
mod audit;
mod command;
mod events;
mod login;
mod metrics;
mod people;
mod scripts;
mod settings;
mod status;
mod token;
mod world;

use serde::Deserialize;
use utoipa::IntoParams;
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::problem::{Answer, Problem};
use crate::state::App;

/// A page of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Page {
    /// Items after this id.
    #[serde(default)]
    after: u64,
    /// How many, at most 500.
    limit: Option<usize>,
}

/// The number of items a page has.
fn items(limit: Option<usize>) -> u16 {
    let most = bezgelor_core::limits::HTTP_PAGE_ITEMS_MAX;
    limit.unwrap_or(100).clamp(1, most) as u16
}

/// An answer of the realm, or that it gave none.
fn answered<T>(answer: Result<T, crate::realm::Away>) -> Answer<T> {
    answer.map_err(|away| Problem::unavailable(away.to_string()))
}

/// All routes with their description.
pub(crate) fn router(document: OpenApi) -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(document)
        .routes(routes!(status::health))
        .routes(routes!(status::status))
        .routes(routes!(status::realms))
        .routes(routes!(status::shards))
        .routes(routes!(settings::change))
        .routes(routes!(world::zones))
        .routes(routes!(world::map))
        .routes(routes!(world::ground))
        .routes(routes!(people::players))
        .routes(routes!(people::characters))
        .routes(routes!(account::accounts))
        .routes(routes!(account::account))
        .routes(routes!(audit::audit))
        .routes(routes!(audit::logs))
        .routes(routes!(command::commands, command::run))
        .routes(routes!(command::complete))
        .routes(routes!(scripts::scripts))
        .routes(routes!(scripts::reload))
        .routes(routes!(token::tokens, token::create))
        .routes(routes!(token::revoke))
        .routes(routes!(events::events))
        .routes(routes!(login::session, login::log_in, login::log_out))
        .routes(routes!(login::my_characters))
        .routes(routes!(login::password))
        .routes(routes!(login::visibility))
        .routes(routes!(login::sign_up))
        .routes(routes!(metrics::metrics))
}
