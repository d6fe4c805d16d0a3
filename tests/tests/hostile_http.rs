//! Callers of the HTTP interface who keep no rules: what each may cost is bounded, and an operator
//! is answered meanwhile.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::thread::Scope;
use std::time::{Duration, Instant};

use bezgelor_core::limits::{
    HTTP_BODY_BYTES_MAX, HTTP_CONNECTIONS_PER_ADDRESS_MAX, HTTP_HEAD_BYTES_MAX, HTTP_HEAD_MS_MAX,
    HTTP_REQUEST_MS_MAX, HTTP_STREAMS_PER_CALLER_MAX, HTTP_WRITE_MS_MAX,
};
use bezgelor_tests::{
    Api, Scratch, Server, ServerOptions, bezgelor, connect_from, create_account, http,
};
use serde_json::json;

/// What a loaded machine may add to a deadline.
const SLACK: Duration = Duration::from_secs(5);
/// Between two pieces of somebody slow.
const PACE: Duration = Duration::from_millis(500);
/// Connections of strangers who all want events.
const STRANGERS: usize = 2000;
/// What all of it may cost the server in memory.
const GROWTH_KIB_MAX: u64 = 48 * 1024;

fn started(name: &str) -> (Scratch, Server, String) {
    let data = Scratch::new(name);
    let server = Server::start(data.path(), &ServerOptions::default());
    let args = ["token", "create", "operator", "--scopes", "admin"];
    let token = bezgelor(data.path(), &args, "").out.trim().to_owned();
    // The interface comes up a moment after the ports of the game.
    let health = http(server.http_port, "GET", "/api/health", &[], "");
    assert_eq!(health.status, 200);
    (data, server, token)
}

/// No panic left a file.
fn assert_unharmed(data: &Scratch, server: &Server, api: &Api) {
    let entries = std::fs::read_dir(data.path()).expect("a folder");
    let names = entries.flatten().map(|entry| entry.file_name());
    let names: Vec<String> = names.map(|n| n.to_string_lossy().into_owned()).collect();
    let crashes = names.iter().filter(|name| name.starts_with("crash-"));
    assert_eq!(crashes.count(), 0, "{names:?}\n{}", server.log_tail());
    assert_eq!(api.get("/api/status").status, 200);
}

/// Sends bytes from an address of its own and reads until the other end closes; what came, and
/// after how long. A connection that is cut off has said what it said.
fn exchange(host: u8, port: u16, pieces: &[&[u8]], pause: Duration) -> (String, Duration) {
    let mut stream = connect_from(77, host, port).expect("it listens");
    let wait = Duration::from_millis(HTTP_REQUEST_MS_MAX) + SLACK * 2;
    stream.set_read_timeout(Some(wait)).expect("a deadline");
    let began = Instant::now();
    for piece in pieces {
        if stream.write_all(piece).is_err() {
            break;
        }
        std::thread::sleep(pause);
    }
    let text = rest(&mut stream);
    (text, began.elapsed())
}

fn rest(stream: &mut TcpStream) -> String {
    let mut said = Vec::new();
    if let Err(error) = stream.read_to_end(&mut said) {
        let timed_out = matches!(
            error.kind(),
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
        );
        assert!(
            !timed_out,
            "the connection stays open: {} bytes",
            said.len()
        );
    }
    String::from_utf8_lossy(&said).into_owned()
}

fn status(said: &str) -> u16 {
    let word = said
        .strip_prefix("HTTP/1.1 ")
        .or(said.strip_prefix("HTTP/1.0 "));
    let status = word
        .and_then(|rest| rest.get(..3))
        .and_then(|s| s.parse().ok());
    status.unwrap_or(0)
}

fn post(path: &str, length: &str) -> Vec<u8> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
         connection: close\r\n{length}\r\n\r\n"
    );
    head.into_bytes()
}

/// A body that is too large is refused as soon as that is known, whoever says how large it is.
fn too_large(port: u16) {
    let lying = post("/api/session", "content-length: 10000000000");
    let (said, took) = exchange(1, port, &[&lying, b"{\"email\":"], Duration::ZERO);
    assert!(matches!(status(&said), 413 | 503), "{said}");
    assert!(
        took < Duration::from_millis(HTTP_REQUEST_MS_MAX) + SLACK,
        "{took:?}"
    );
    let endless = post("/api/session", "transfer-encoding: chunked");
    let chunk = [b"1000\r\n".as_slice(), &[b' '; 4096], b"\r\n"].concat();
    let mut pieces = vec![endless.as_slice()];
    pieces.extend(std::iter::repeat_n(
        chunk.as_slice(),
        HTTP_BODY_BYTES_MAX / 4096 + 4,
    ));
    let (said, _) = exchange(2, port, &pieces, Duration::ZERO);
    assert_eq!(status(&said), 413, "{said}");
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(HTTP_HEAD_BYTES_MAX));
    let (said, _) = exchange(3, port, &[long.as_bytes()], Duration::ZERO);
    assert!((400..500).contains(&status(&said)), "{said}");
}

/// Who is slow is waited for so long and no longer.
fn too_slow<'a>(scope: &'a Scope<'a, '_>, port: u16) {
    let head_ms = Duration::from_millis(HTTP_HEAD_MS_MAX);
    let request_ms = Duration::from_millis(HTTP_REQUEST_MS_MAX);
    let pieces = |most: Duration| (most + SLACK).as_millis() / PACE.as_millis();
    scope.spawn(move || {
        let slow = vec![b"GET / HTTP/1.1\r\nx: y\r\n".as_slice(); 1];
        let more = std::iter::repeat_n(b"x: y\r\n".as_slice(), pieces(head_ms) as usize);
        let slow: Vec<&[u8]> = slow.into_iter().chain(more).collect();
        let (_, took) = exchange(10, port, &slow, PACE);
        assert!(took < head_ms + SLACK * 2, "a head: {took:?}");
    });
    scope.spawn(move || {
        let head = post("/api/session", "content-length: 60000");
        let more = std::iter::repeat_n(b" ".as_slice(), pieces(request_ms) as usize);
        let slow: Vec<&[u8]> = std::iter::once(head.as_slice()).chain(more).collect();
        let (said, took) = exchange(11, port, &slow, PACE);
        assert_eq!(status(&said), 503, "{said}");
        assert!(took < request_ms + SLACK * 2, "a body: {took:?}");
    });
    scope.spawn(move || {
        let idle = b"GET /api/health HTTP/1.1\r\nhost: x\r\n\r\n";
        let (said, took) = exchange(12, port, &[idle], Duration::ZERO);
        assert_eq!(status(&said), 200, "{said}");
        assert!(took < head_ms + SLACK, "nothing more is asked: {took:?}");
    });
    scope.spawn(move || {
        // Many times what the buffers of both ends hold, and none of it is read.
        const ASKED: usize = 20;
        let mut stream = connect_from(77, 13, port).expect("it listens");
        let ask = b"GET /api/docs/swagger-ui-bundle.js HTTP/1.1\r\nhost: x\r\n\r\n";
        for _ in 0..ASKED {
            stream.write_all(ask).expect("it reads");
        }
        std::thread::sleep(Duration::from_millis(HTTP_WRITE_MS_MAX) + SLACK);
        let wait = Duration::from_secs(5);
        stream.set_read_timeout(Some(wait)).expect("a deadline");
        let said = rest(&mut stream);
        let answers = said.matches("HTTP/1.1 200").count();
        assert!((1..ASKED).contains(&answers), "{answers}, {} B", said.len());
    });
}

#[test]
fn the_large_and_the_slow_are_let_go() {
    let (data, server, token) = started("hostile-http-slow");
    let api = Api::new(&server, &token);
    let before = server.resident_kib();
    std::thread::scope(|scope| {
        too_slow(scope, server.http_port);
        too_large(server.http_port);
        let end = Instant::now() + Duration::from_secs(5);
        while Instant::now() < end {
            let began = Instant::now();
            assert_eq!(api.get("/api/status").status, 200);
            assert!(
                began.elapsed() < SLACK,
                "an operator waits {:?}",
                began.elapsed()
            );
            std::thread::sleep(Duration::from_millis(200));
        }
    });
    assert_unharmed(&data, &server, &api);
    let growth = server.resident_kib().saturating_sub(before);
    assert!(growth < GROWTH_KIB_MAX, "it grew by {growth} KiB");
    assert!(server.stop().success());
}

/// Asks for the events of a page with a cookie, and leaves it open.
fn follow(net: u8, host: u8, port: u16, cookie: &str) -> io::Result<(TcpStream, u16)> {
    let mut stream = connect_from(net, host, port)?;
    let ask =
        format!("GET /api/events?topics=players HTTP/1.1\r\nhost: x\r\ncookie: {cookie}\r\n\r\n");
    stream.write_all(ask.as_bytes())?;
    let mut begin = [0; 12];
    stream.read_exact(&mut begin)?;
    Ok((stream, status(&String::from_utf8_lossy(&begin))))
}

#[test]
fn thousands_who_want_events_leave_room_for_the_operator() {
    let (data, server, token) = started("hostile-http-events");
    let api = Api::new(&server, &token);
    create_account(data.path(), "greedy@x.org", "secret");
    let proof = json!({ "email": "greedy@x.org", "password": "secret" }).to_string();
    let reply = http(server.http_port, "POST", "/api/session", &[], &proof);
    let begin = reply.head.find("bezgelor=").expect("a cookie");
    let cookie = reply.head[begin..].split(';').next().expect("a value");
    let before = server.resident_kib();
    let mut open = Vec::new();
    let mut refused = 0;
    for number in 0..STRANGERS {
        // From a few addresses: each has its own bound.
        let host = (number % 4) as u8 + 1;
        match follow(78, host, server.http_port, cookie) {
            Ok((stream, 200)) => open.push(stream),
            Ok((_, status)) => {
                assert!(matches!(status, 503 | 429), "{status}");
                refused += 1;
            }
            Err(_) => refused += 1,
        }
    }
    assert_eq!(open.len(), HTTP_STREAMS_PER_CALLER_MAX);
    assert_eq!(refused, STRANGERS - HTTP_STREAMS_PER_CALLER_MAX);
    let held: Vec<TcpStream> = (0..HTTP_CONNECTIONS_PER_ADDRESS_MAX + 9)
        .filter_map(|_| connect_from(79, 1, server.http_port).ok())
        .collect();
    let events = api.events_until("/api/events?topics=status", "event: status");
    assert!(events.contains("text/event-stream"), "{events}");
    drop((open, held));
    assert_unharmed(&data, &server, &api);
    let growth = server.resident_kib().saturating_sub(before);
    assert!(growth < GROWTH_KIB_MAX, "it grew by {growth} KiB");
    assert!(server.stop().success());
}

/// What requests begin with; the host and a good token follow.
const TRICKS: &[&[u8]] = &[
    b"GET /../../../../etc/passwd HTTP/1.1",
    b"GET /%2e%2e/%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
    b"GET /js/../../../../etc/passwd HTTP/1.1",
    b"GET /js/main.js%00.css HTTP/1.1",
    b"GET //etc/passwd HTTP/1.1",
    b"GET /api/docs/../../../../etc/passwd HTTP/1.1",
    b"GET /api/docs/%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd HTTP/1.1",
    b"GET /api/docs/..\\..\\etc\\passwd HTTP/1.1",
    b"GET file:///etc/passwd HTTP/1.1",
    b"GET http://elsewhere.example/api/accounts HTTP/1.1",
    b"GET /api/zones/99999999999999999999/map HTTP/1.1",
    b"GET /api/zones/-1/map HTTP/1.1",
    b"GET /api/zones/%ff%fe/map HTTP/1.1",
    b"GET /api/worlds/426/ground?x=NaN&z=inf&width=1e39&points=256 HTTP/1.1",
    b"GET /api/worlds/426/ground?x=0&z=0&width=10&points=18446744073709551615 HTTP/1.1",
    b"GET /api/accounts?search=%ff%fe%fd&after=-1 HTTP/1.1",
    b"GET /api/audit?contains=%25%27%22%00--&limit=99999999999 HTTP/1.1",
    b"GET /api/commands/complete?line=%22%22%22%5c%5c%5c HTTP/1.1",
    b"GET /api/events?topics=,,,,status,status,&zone=4294967296 HTTP/1.1",
    b"GET /api/events?topics=%00 HTTP/1.1",
    b"DELETE /api/tokens/%2e%2e%2f%ff HTTP/1.1",
    b"PATCH /api/realm HTTP/1.1",
    b"CONNECT elsewhere.example:443 HTTP/1.1",
    b"OPTIONS * HTTP/1.1",
    b"TRACE /api/session HTTP/1.1",
    b"PRI * HTTP/2.0",
    b"GET / HTTP/9.9",
    b"GET /",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"\0\0\0\0\xff\xff\xff\xff",
    b"get / http/1.1",
    b"GET \xff\xfe HTTP/1.1",
    b"GET / HTTP/1.1\r\ncookie: bezgelor=\xff\xfe",
    b"GET /api/session HTTP/1.1\r\ncookie: bezgelor=; bezgelor; =bezgelor; ;;",
    b"GET /api/session HTTP/1.1\r\nauthorization: Bearer bzg_\xff",
    b"GET /api/session HTTP/1.1\r\nauthorization:",
    b"POST /api/session HTTP/1.1\r\ncontent-length: -1",
    b"POST /api/session HTTP/1.1\r\ncontent-length: 3\r\ncontent-length: 4",
    b"POST /api/session HTTP/1.1\r\ncontent-length: 3\r\ntransfer-encoding: chunked",
    b"POST /api/session HTTP/1.1\r\ntransfer-encoding: gzip, chunked, identity",
];

/// Bodies of a login that are none.
fn bodies() -> Vec<Vec<u8>> {
    let deep = "[".repeat(HTTP_BODY_BYTES_MAX - 2);
    let texts = [
        "{\"email\":\"\\ud800\",\"password\":\"\\u0000\"}",
        "{\"email\":\"a@b.c\",\"email\":\"d@e.f\",\"password\":\"x\"}",
        "{\"email\":1e999,\"password\":[]}",
        "{\"token\":\"bzg_\\u0000\\uffff\"}",
        "{\"__proto__\":{}}",
        "null",
        "",
        deep.as_str(),
    ];
    let mut bodies: Vec<Vec<u8>> = texts.iter().map(|text| text.as_bytes().to_vec()).collect();
    bodies.push(b"{\"email\":\"\xff\xfe\",\"password\":\"\x80\"}".to_vec());
    bodies.push(format!("{{\"token\":\"{}\"}}", "t".repeat(60_000)).into_bytes());
    bodies
}

#[test]
fn what_is_no_request_is_told_so_and_harms_nothing() {
    let (data, server, token) = started("hostile-http-tricks");
    let (port, api) = (server.http_port, Api::new(&server, &token));
    let end = format!("\r\nhost: x\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n");
    for (number, trick) in TRICKS.iter().enumerate() {
        let request = [trick, end.as_bytes()].concat();
        let (said, _) = exchange((number % 200) as u8 + 1, port, &[&request], Duration::ZERO);
        let shown = String::from_utf8_lossy(trick);
        let status = status(&said);
        assert!(status < 500, "{shown}: {said}");
        assert!(!said.contains("root:"), "{shown}: {said}");
        assert!(status != 200 || !shown.contains("etc"), "{shown}: {said}");
    }
    for (number, body) in bodies().iter().enumerate() {
        let length = format!("content-length: {}", body.len());
        let head = post("/api/session", &length);
        let pieces = [head.as_slice(), body];
        let (said, _) = exchange((number % 200) as u8 + 1, port, &pieces, Duration::ZERO);
        let shown: String = String::from_utf8_lossy(body).chars().take(60).collect();
        assert!((400..500).contains(&status(&said)), "{shown}: {said}");
        assert!(said.contains("application/problem+json"), "{shown}: {said}");
    }
    assert_unharmed(&data, &server, &api);
    assert!(server.stop().success());
}
