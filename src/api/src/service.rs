//! All that is served, as one router.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use bezgelor_core::limits::{HTTP_BODY_BYTES_MAX, HTTP_REQUEST_MS_MAX};

use crate::problem::Problem;
use crate::state::App;
use crate::{openapi, page, peer, routes};

/// Bytes of a refusal of the router's own that are read.
const REFUSAL_BYTES_MAX: usize = 4096;

/// The description of the interface, as it is served and as it lies beside the sources.
pub(crate) fn document() -> String {
    let (_, document) = routes::router(openapi::head()).split_for_parts();
    let mut text = document.to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
}

/// Everything.
pub(crate) fn router(app: App) -> axum::Router {
    let (handlers, _) = routes::router(openapi::head()).split_for_parts();
    handlers
        .merge(page::routes(Arc::from(document())))
        .fallback(|| async { Problem::not_found("no such page") })
        .layer(DefaultBodyLimit::max(HTTP_BODY_BYTES_MAX))
        .layer(middleware::from_fn(deadline))
        .layer(middleware::from_fn_with_state(app.clone(), peer::limit))
        .layer(middleware::from_fn(problems))
        .layer(middleware::from_fn(page::guard))
        .with_state(app)
}

/// Ends what takes too long; a stream has begun by then.
async fn deadline(request: Request, next: Next) -> Response {
    let most = Duration::from_millis(HTTP_REQUEST_MS_MAX);
    match tokio::time::timeout(most, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::unavailable("it took too long").into_response(),
    }
}

/// Turns what the router and its extractors say into problem details.
async fn problems(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let is_problem = kind.is_some_and(|kind| kind == "application/problem+json");
    if !is_error || is_problem {
        return response;
    }
    let (parts, body) = response.into_parts();
    let detail = axum::body::to_bytes(body, REFUSAL_BYTES_MAX).await;
    let detail = detail.unwrap_or_default();
    let detail = String::from_utf8_lossy(&detail).into_owned();
    // Both are said of JSON that is not what was asked for.
    let status = match status {
        StatusCode::UNPROCESSABLE_ENTITY => StatusCode::BAD_REQUEST,
        other => other,
    };
    let mut answer = Problem::of_status(status, detail).into_response();
    if let Some(allow) = parts.headers.get(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow.clone());
    }
    answer.map(Body::new)
}

#[cfg(test)]
mod tests;
