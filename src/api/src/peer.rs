//! The other end of a connection, and what an address may ask at all.

use std::net::{IpAddr, SocketAddr};
use std::time::Instant;

use axum::extract::{ConnectInfo, FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::problem::{Answer, Problem};
use crate::rate::neighbourhood;
use crate::state::App;

/// Where a request comes from; of a proxy in front of us, the proxy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) IpAddr);

impl Peer {
    pub(crate) fn of(extensions: &axum::http::Extensions) -> Self {
        let info = extensions.get::<ConnectInfo<SocketAddr>>();
        Self(info.map_or(IpAddr::from([0, 0, 0, 0]), |info| info.0.ip()))
    }
}

impl FromRequestParts<App> for Peer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Answer<Self> {
        Ok(Self::of(&parts.extensions))
    }
}

/// Holds every request against the rate of its address.
pub(crate) async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    let address = neighbourhood(Peer::of(request.extensions()).0);
    let taken = app
        .limits
        .with(|limits| limits.addresses.take(&address, Instant::now()));
    match taken {
        Ok(()) => next.run(request).await,
        Err(seconds) => Problem::too_many(seconds).into_response(),
    }
}
