//! The description of the interface, made from the handlers.

use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};

use crate::scope::Scope;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Bezgelor",
        description = "What an operator and a player may ask of a running realm.",
        version = "1",
    ),
    security(("token" = [])),
    tags(
        (name = "status", description = "How the realm and its shards are"),
        (name = "world", description = "Zones and what stands in them"),
        (name = "people", description = "Players in the world and characters"),
        (name = "accounts", description = "Accounts with their rights and holdings"),
        (name = "operation", description = "Commands, logs and live events"),
        (name = "tokens", description = "Bearer tokens"),
        (name = "login", description = "The page's login and what an account does for itself"),
    ),
)]
struct Head;

/// The document without its paths.
pub(crate) fn head() -> utoipa::openapi::OpenApi {
    let mut document = Head::openapi();
    let mut text = String::from("A token of `bezgelor token create`. Scopes:");
    for (_, word, allows) in Scope::ALL {
        text.push_str(&format!(" `{word}` ({allows}),"));
    }
    let text = text.trim_end_matches(',').to_owned() + ".";
    let scheme = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some(text))
        .build();
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("token", SecurityScheme::Http(scheme));
    document
}
