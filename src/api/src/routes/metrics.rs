//! Figures for Prometheus.

use axum::body::Body;
use axum::extract::FromRequestParts as _;
use axum::extract::State;
use axum::http::{HeaderMap, Request, header};
use axum::response::{IntoResponse as _, Response};

use crate::caller::Caller;
use crate::exposition;
use crate::peer::Peer;
use crate::problem::{Answer, Problem};
use crate::scope::Scope;
use crate::state::App;

/// A request that came through somebody else, whose own address is not the one that counts.
fn is_forwarded(headers: &HeaderMap) -> bool {
    let named = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];
    named.iter().any(|name| headers.contains_key(*name))
}

/// Figures in the text format of Prometheus; from this machine without a token.
///
/// With `api.open_metrics = false` everybody wants one.
#[utoipa::path(get, path = "/metrics", tag = "status",
    security((), ("token" = ["metrics"])),
    responses((status = 200, body = String, content_type = "text/plain"),
        (status = "4XX", body = Problem)))]
pub(crate) async fn metrics(State(app): State<App>, request: Request<Body>) -> Answer<Response> {
    let (mut parts, _) = request.into_parts();
    let own = Peer::of(&parts.extensions).0.is_loopback() && !is_forwarded(&parts.headers);
    let open = own && app.config.api.open_metrics;
    if !open {
        let caller = Caller::from_request_parts(&mut parts, &app).await?;
        caller.need(Scope::Metrics)?;
    }
    // A realm that does not answer is itself a figure.
    let state = app.realm.state().await.ok();
    let text = app.gauges.with(|gauges| {
        exposition::text(&exposition::Figures {
            version: app.version,
            uptime_s: app.started.elapsed().as_secs_f64(),
            state: state.as_ref(),
            shards: gauges.latest(),
            database_queued: app.db.queued(),
            lacks: app.lacks.now(),
        })
    });
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}
