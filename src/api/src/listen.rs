//! Connections: taken, counted, enciphered where a certificate is given, and served one request
//! after the other.

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use bezgelor_core::limits::{
    HTTP_CONNECTIONS_MAX, HTTP_CONNECTIONS_PER_ADDRESS_MAX, HTTP_HEAD_BYTES_MAX, HTTP_HEAD_MS_MAX,
    HTTP_WRITE_MS_MAX,
};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio_rustls::TlsAcceptor;

use crate::kept::Kept;
use crate::patience::Patient;
use crate::rate::neighbourhood;

/// After a failed accept (no descriptors left, say) nothing is tried for so long.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Connections by address.
#[derive(Clone, Default)]
struct Open(Kept<HashMap<IpAddr, usize>>);

/// One of the connections an address may have, counted while it lives.
struct Counted(Open, IpAddr);

impl Open {
    fn count(&self, address: IpAddr) -> Option<Counted> {
        let address = neighbourhood(address);
        let fits = self.0.with(|open| {
            let count = open.entry(address).or_default();
            let fits = *count < HTTP_CONNECTIONS_PER_ADDRESS_MAX;
            *count += usize::from(fits);
            fits
        });
        fits.then(|| Counted(self.clone(), address))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.0.with(|open| {
            if let Some(count) = open.get_mut(&self.1) {
                *count -= 1;
                if *count == 0 {
                    open.remove(&self.1);
                }
            }
        });
    }
}

/// Serves `router` until `stopping` is true.
pub(crate) async fn serve(
    listener: TcpListener,
    tls: Option<TlsAcceptor>,
    router: Router,
    mut stopping: watch::Receiver<bool>,
) {
    let room = Arc::new(Semaphore::new(HTTP_CONNECTIONS_MAX));
    let open = Open::default();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stopping.changed() => return,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                tracing::warn!(%error, "a connection over HTTP could not be taken");
                tokio::time::sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        // A full house closes the door at once: nobody waits in the hall.
        let Ok(place) = Arc::clone(&room).try_acquire_owned() else {
            continue;
        };
        let Some(counted) = open.count(peer.ip()) else {
            continue;
        };
        let (tls, router, stopping) = (tls.clone(), router.clone(), stopping.clone());
        tokio::spawn(async move {
            converse(stream, peer, tls, router, stopping).await;
            drop((place, counted));
        });
    }
}

async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    tls: Option<TlsAcceptor>,
    router: Router,
    stopping: watch::Receiver<bool>,
) {
    // Small answers are not to wait for more of them.
    let _ = stream.set_nodelay(true);
    let stream = Patient::new(stream, Duration::from_millis(HTTP_WRITE_MS_MAX));
    let Some(tls) = tls else {
        return requests(stream, peer, router, stopping).await;
    };
    let handshake =
        tokio::time::timeout(Duration::from_millis(HTTP_HEAD_MS_MAX), tls.accept(stream));
    match handshake.await {
        Ok(Ok(stream)) => requests(stream, peer, router, stopping).await,
        Ok(Err(error)) => tracing::debug!(%error, %peer, "no TLS came about"),
        Err(_) => tracing::debug!(%peer, "no TLS came about in time"),
    }
}

async fn requests(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    peer: SocketAddr,
    router: Router,
    mut stopping: watch::Receiver<bool>,
) {
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        let router = router.clone();
        async move { answer(router, request).await }
    });
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(Duration::from_millis(HTTP_HEAD_MS_MAX))
        .max_buf_size(HTTP_HEAD_BYTES_MAX)
        .half_close(false);
    let connection = http.serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        _ = stopping.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, %peer, "a connection over HTTP broke off");
    }
}

async fn answer(
    router: Router,
    request: hyper::Request<Incoming>,
) -> Result<axum::response::Response, std::convert::Infallible> {
    use tower::ServiceExt as _;
    router.oneshot(request.map(axum::body::Body::new)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_so_many_connections_at_most() {
        let open = Open::default();
        let one = IpAddr::from([192, 0, 2, 1]);
        let held: Vec<Counted> = (0..HTTP_CONNECTIONS_PER_ADDRESS_MAX)
            .filter_map(|_| open.count(one))
            .collect();
        assert_eq!(held.len(), HTTP_CONNECTIONS_PER_ADDRESS_MAX);
        assert!(open.count(one).is_none());
        assert!(open.count(IpAddr::from([192, 0, 2, 2])).is_some());
        drop(held);
        assert!(open.count(one).is_some());
        assert_eq!(open.0.with(|open| open.len()), 0, "nobody is remembered");
    }
}
