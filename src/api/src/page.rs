//! What a browser is given: the operator's page, the description of the interface and Swagger UI,
//! all of it in the binary.

use std::sync::Arc;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Router, extract};

use crate::problem::Problem;
use crate::state::App;

/// Nothing from elsewhere, nothing inline: a text that a player chose can never become a program.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'";
/// Swagger UI writes styles of its own.
const SWAGGER_POLICY: &str = "default-src 'none'; script-src 'self'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; \
    font-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

struct File {
    path: &'static str,
    kind: &'static str,
    body: &'static [u8],
}

macro_rules! files {
    ($($path:literal $kind:literal),* $(,)?) => {
        &[$(File {
            path: $path,
            kind: $kind,
            body: include_bytes!(concat!("../page", $path)),
        }),*]
    };
}

const HTML: &str = "text/html; charset=utf-8";
const FILES: &[File] = files![
    "/page.css" "text/css; charset=utf-8",
    "/icon.svg" "image/svg+xml",
    "/js/main.js" "text/javascript; charset=utf-8",
    "/js/http.js" "text/javascript; charset=utf-8",
    "/js/dom.js" "text/javascript; charset=utf-8",
    "/js/canvas.js" "text/javascript; charset=utf-8",
    "/js/chart.js" "text/javascript; charset=utf-8",
    "/js/overview.js" "text/javascript; charset=utf-8",
    "/js/map.js" "text/javascript; charset=utf-8",
    "/js/players.js" "text/javascript; charset=utf-8",
    "/js/accounts.js" "text/javascript; charset=utf-8",
    "/js/console.js" "text/javascript; charset=utf-8",
    "/js/logs.js" "text/javascript; charset=utf-8",
    "/js/audit.js" "text/javascript; charset=utf-8",
    "/js/realm.js" "text/javascript; charset=utf-8",
    "/js/scripts.js" "text/javascript; charset=utf-8",
    "/js/tokens.js" "text/javascript; charset=utf-8",
    "/js/me.js" "text/javascript; charset=utf-8",
];
const INDEX: &[u8] = include_bytes!("../page/index.html");

/// What a browser keeps under while the text stays the same: FNV-1a of it, 64 bits.
const fn tag(body: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut at = 0;
    while at < body.len() {
        hash = (hash ^ body[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

/// The page and the documents beside the handlers.
pub(crate) fn routes(document: Arc<str>) -> Router<App> {
    let mut router = Router::new()
        .route(
            "/",
            get(|asked: HeaderMap| async move { file(HTML, INDEX, &asked) }),
        )
        .route(
            "/api/docs",
            get(|| async { Redirect::permanent("/api/docs/") }),
        )
        .route("/api/docs/", get(|| async { swagger("") }))
        .route(
            "/api/docs/{*path}",
            get(|Path(path): Path<String>| async move { swagger(&path) }),
        )
        .route(
            "/api/openapi.json",
            get(move || async move {
                (
                    [(header::CONTENT_TYPE, "application/json")],
                    document.to_string(),
                )
            }),
        );
    for found in FILES {
        let give = move |asked: HeaderMap| async move { file(found.kind, found.body, &asked) };
        router = router.route(found.path, get(give));
    }
    router
}

fn file(kind: &'static str, body: &'static [u8], asked: &HeaderMap) -> Response {
    let tag = format!("\"{:016x}\"", tag(body));
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        // The files change with the binary alone, but nobody knows when that does.
        (header::CACHE_CONTROL, "no-cache".to_owned()),
        (header::ETAG, tag.clone()),
    ];
    let kept = asked.get(header::IF_NONE_MATCH);
    if kept.is_some_and(|kept| kept.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, body).into_response()
}

fn swagger(path: &str) -> Response {
    let config = utoipa_swagger_ui::Config::from("/api/openapi.json");
    match utoipa_swagger_ui::serve(path, Arc::new(config)) {
        Ok(Some(file)) => {
            let headers = [
                (header::CONTENT_TYPE, file.content_type),
                (header::CONTENT_SECURITY_POLICY, SWAGGER_POLICY.to_owned()),
            ];
            (headers, file.bytes.into_owned()).into_response()
        }
        Ok(None) => Problem::not_found("no such page").into_response(),
        Err(error) => {
            tracing::error!(%error, "Swagger UI could not be given out");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Adds to every answer what keeps a browser from being turned against its user.
pub(crate) async fn guard(request: extract::Request, next: axum::middleware::Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    fix(headers, header::CONTENT_SECURITY_POLICY, POLICY);
    fix(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    fix(headers, header::X_FRAME_OPTIONS, "DENY");
    fix(headers, header::REFERRER_POLICY, "no-referrer");
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    fix(headers, policy, "same-origin");
    if is_api {
        fix(headers, header::CACHE_CONTROL, "no-store");
    }
    response
}

fn fix(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    let value = HeaderValue::from_static(value);
    headers.entry(name).or_insert(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_holds_nothing_inline_and_nothing_from_elsewhere() {
        let texts = FILES.iter().map(|file| (file.path, file.body));
        for (path, body) in texts.chain([("/", INDEX)]) {
            let text = std::str::from_utf8(body).expect("a text");
            let local = text.replace("http://www.w3.org/2000/svg", "");
            assert!(!local.contains("://"), "{path} names another host");
            assert!(!text.contains(" style=\""), "{path} has a style inline");
            let markup = path == "/" || path.ends_with(".svg");
            assert!(
                !(markup && text.contains(" on")),
                "{path} has a script inline"
            );
            assert!(!text.contains("innerHTML"), "{path} makes text into markup");
        }
    }

    #[test]
    fn the_page_is_small_and_given_once() {
        let bytes: usize = FILES.iter().map(|file| file.body.len()).sum();
        assert!(bytes < 128 * 1024, "{bytes} bytes of page");
        let first = file(HTML, INDEX, &HeaderMap::new());
        let mut asked = HeaderMap::new();
        asked.insert(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone());
        assert_eq!(file(HTML, INDEX, &asked).status(), StatusCode::NOT_MODIFIED);
        let other = file(HTML, FILES[0].body, &asked);
        assert_eq!(other.status(), StatusCode::OK, "another text is given");
    }

    #[test]
    fn every_module_that_is_imported_is_there() {
        let known: Vec<&str> = FILES.iter().map(|file| file.path).collect();
        for found in FILES.iter().filter(|file| file.path.starts_with("/js/")) {
            let text = std::str::from_utf8(found.body).expect("a text");
            for line in text.lines().filter(|line| line.starts_with("import ")) {
                let from = line.split('"').nth(1).expect("a module's name");
                let path = from.replace("./", "/js/");
                assert!(known.contains(&path.as_str()), "{}: {line}", found.path);
            }
        }
        let index = std::str::from_utf8(INDEX).expect("a text");
        assert!(index.contains("src=\"/js/main.js\"") && index.contains("href=\"/page.css\""));
    }
}
