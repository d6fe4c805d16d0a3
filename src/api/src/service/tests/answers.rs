//! What is answered, to whom and how often.

use super::*;

#[tokio::test]
async fn sign_up_is_off_until_it_is_on_and_then_bounded() {
    let wish = |email: &str| json!({ "email": email, "password": "secret" });
    let house = House::new(|_| {}).await;
    let off = house.post("/api/sign-up", &[], &wish("new@x.org")).await;
    assert_eq!(off.problem(), "forbidden");
    let house = House::new(|config| {
        config.api.sign_up = true;
        config.api.sign_ups_per_hour = 2;
    })
    .await;
    for wrong in ["", "new", "@x.org", "a b@x.org", "a:b@x.org"] {
        let refused = house.post("/api/sign-up", &[], &wish(wrong)).await;
        assert_eq!(refused.problem(), "bad-request", "{wrong}");
    }
    let made = house.post("/api/sign-up", &[], &wish("New@x.org")).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    assert!(house.log_in("new@x.org", "secret").await.is_ok());
    let role = house
        .db
        .account_by_email("new@x.org")
        .await
        .expect("made")
        .role;
    assert_eq!(role, AccountRole::Player);
    let taken = house.post("/api/sign-up", &[], &wish("new@x.org")).await;
    assert_eq!(taken.problem(), "conflict");
    let again = house.post("/api/sign-up", &[], &wish("third@x.org")).await;
    assert_eq!(again.problem(), "rate-limited");
    let seconds: u64 = again.header("retry-after").parse().expect("seconds");
    assert!((1700..=1800).contains(&seconds), "{seconds}");
}

#[tokio::test]
async fn an_address_may_ask_so_often() {
    let house = House::new(|config| config.api.requests_per_minute = 5).await;
    for _ in 0..5 {
        assert_eq!(house.get("/api/health", "").await.status, StatusCode::OK);
    }
    let refused = house.get("/api/health", "").await;
    assert_eq!(refused.problem(), "rate-limited");
    let other = Request::get("/api/health")
        .body(Body::empty())
        .expect("a request");
    let other = house.send_from(other, [192, 0, 2, 7]).await;
    assert_eq!(other.status, StatusCode::OK);
}

#[tokio::test]
async fn scripts_are_listed_and_loaded_anew_by_their_command() {
    let house = House::new(|_| {}).await;
    let status = house.token("status").await;
    let listed = house.get("/api/scripts", &status).await;
    assert_eq!(listed.status, StatusCode::OK, "{}", listed.text);
    assert!(
        listed.text.contains("greeting.luau:3: no"),
        "{}",
        listed.text
    );
    let players = house.token("players").await;
    let refused = house.get("/api/scripts", &players).await;
    assert_eq!(refused.problem(), "forbidden");
    let headers = [("authorization", status.as_str())];
    let refused = house
        .post("/api/scripts/reload", &headers, &json!({}))
        .await;
    assert_eq!(refused.problem(), "forbidden");
    let commands = house.token("commands").await;
    let headers = [("authorization", commands.as_str())];
    let done = house
        .post("/api/scripts/reload", &headers, &json!({}))
        .await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    let ran = house
        .ran
        .with(|ran| ran.last().map(|(_, line)| line.clone()));
    assert_eq!(ran.as_deref(), Some("script reload"));
}

#[tokio::test]
async fn what_is_wrong_is_told_as_a_problem() {
    let house = House::new(|_| {}).await;
    let admin = house.token("admin").await;
    let headers = [("authorization", admin.as_str())];
    assert_eq!(house.get("/api/nothing", "").await.problem(), "not-found");
    let method = house.post("/api/status", &headers, &json!({})).await;
    assert_eq!(method.problem(), "method-not-allowed");
    assert!(
        method.header("allow").contains("GET"),
        "{:?}",
        method.headers
    );
    let odd = house
        .post("/api/commands", &headers, &json!({ "lime": "x" }))
        .await;
    assert_eq!(
        (odd.status, odd.problem().as_str()),
        (StatusCode::BAD_REQUEST, "bad-request")
    );
    assert!(odd.text.contains("lime"), "{}", odd.text);
    let long = json!({ "line": "x".repeat(HTTP_BODY_BYTES_MAX) });
    let long = house.post("/api/commands", &headers, &long).await;
    assert_eq!(long.problem(), "too-large");
    let plain = Request::post("/api/commands").header("authorization", &admin);
    let plain = house
        .send(plain.body(Body::from("{}")).expect("a request"))
        .await;
    assert_eq!(plain.problem(), "not-json");
    for path in [
        "/api/accounts?email=a&contains=b",
        "/api/worlds/426/ground?x=0&z=0&width=10&points=9999",
        "/api/worlds/426/ground?x=0&z=0&width=NaN&points=9",
        "/api/accounts?after=x",
        "/api/logs?level=loud",
        "/api/events?topics=news",
    ] {
        assert_eq!(
            house.get(path, &admin).await.problem(),
            "bad-request",
            "{path}"
        );
    }
}

#[tokio::test]
async fn figures_are_open_to_this_machine_alone() {
    let house = House::new(|_| {}).await;
    let own = house.get("/metrics", "").await;
    assert_eq!(own.status, StatusCode::OK);
    assert!(
        own.text
            .contains("bezgelor_update_diff_seconds_bucket{shard=\"0\"")
    );
    let request = || {
        Request::get("/metrics")
            .body(Body::empty())
            .expect("a request")
    };
    let far = house.send_from(request(), [192, 0, 2, 1]).await;
    assert_eq!(far.problem(), "unauthorized");
    let mut through = request();
    let headers = through.headers_mut();
    headers.insert("x-forwarded-for", "192.0.2.1".parse().expect("a value"));
    assert_eq!(house.send(through).await.problem(), "unauthorized");
    let mut with_token = request();
    let token = house.token("metrics").await;
    let headers = with_token.headers_mut();
    headers.insert("authorization", token.parse().expect("a value"));
    assert_eq!(
        house.send_from(with_token, [192, 0, 2, 1]).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn figures_can_be_closed_to_this_machine_too() {
    let house = House::new(|config| config.api.open_metrics = false).await;
    let own = house.get("/metrics", "").await;
    assert_eq!(own.problem(), "unauthorized");
    let token = house.token("metrics").await;
    let shown = house.get("/metrics", &token).await;
    assert_eq!(shown.status, StatusCode::OK);
}

#[tokio::test]
async fn pages_come_with_a_strict_policy() {
    let house = House::new(|_| {}).await;
    for path in [
        "/",
        "/page.css",
        "/js/main.js",
        "/api/docs/",
        "/api/docs/swagger-ui.css",
    ] {
        let page = house.get(path, "").await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let policy = page.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'; script-src 'self';"),
            "{path}: {policy}"
        );
        assert_eq!(page.header("x-content-type-options"), "nosniff");
    }
    let start = house.get("/api/docs/swagger-initializer.js", "").await;
    assert!(start.text.contains("/api/openapi.json"), "{}", start.text);
}

#[tokio::test]
async fn events_come_as_a_stream() {
    use futures_lite::StreamExt as _;
    let house = House::new(|_| {}).await;
    let token = house.token("admin").await;
    let request = Request::get("/api/events?topics=status,players,shards&zone=1");
    let request = request.header("authorization", token).body(Body::empty());
    let response = house.raw(request.expect("a request"), [127, 0, 0, 1]).await;
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut body = response.into_body().into_data_stream();
    let mut text = String::new();
    while !text.contains("event: map") {
        let next = tokio::time::timeout(Duration::from_secs(60), body.next()).await;
        let bytes = next.expect("in time").expect("goes on").expect("whole");
        text.push_str(&String::from_utf8_lossy(&bytes));
    }
    for event in ["status", "players", "shards"] {
        assert!(text.contains(&format!("event: {event}\ndata: ")), "{text}");
    }
    assert!(text.contains("\"online\":3"), "{text}");
}

#[test]
fn the_description_is_the_one_beside_the_sources() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
    let made = document();
    if std::env::var_os("BEZGELOR_UPDATE_OPENAPI").is_some() {
        std::fs::write(path, &made).expect("it can be written");
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        made == kept,
        "the handlers changed: run this test with BEZGELOR_UPDATE_OPENAPI=1 and commit {path}"
    );
}
