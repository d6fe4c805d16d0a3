//! A realm under a service manager: it says when it is ready, that it lives, and that it stops.

use std::os::unix::net::UnixDatagram;
use std::time::{Duration, Instant};

use bezgelor_tests::{Scratch, Server, ServerOptions};

/// The manager gives a service up after this time without a word; it is told twice in it.
const WATCHDOG: Duration = Duration::from_secs(12);

/// What the realm says until it has said `word`, with the moment of each.
fn heard(socket: &UnixDatagram, word: &str) -> Vec<(String, Instant)> {
    let mut all = Vec::new();
    let mut bytes = [0; 1024];
    while let Ok(length) = socket.recv(&mut bytes) {
        let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
        let is_last = text.lines().any(|line| line == word);
        all.push((text, Instant::now()));
        if is_last {
            return all;
        }
    }
    panic!("it never said {word}, but {all:?}");
}

#[test]
fn a_service_manager_is_told_of_start_life_and_end() {
    let data = Scratch::new("service");
    let place = data.path().join("notify.sock");
    let socket = UnixDatagram::bind(&place).expect("a socket");
    let patience = Some(Duration::from_secs(60));
    socket.set_read_timeout(patience).expect("a deadline");
    let options = ServerOptions {
        env: vec![
            ("NOTIFY_SOCKET".into(), place.display().to_string()),
            ("WATCHDOG_USEC".into(), WATCHDOG.as_micros().to_string()),
        ],
        ..ServerOptions::default()
    };
    let server = Server::start(data.path(), &options);
    heard(&socket, "READY=1");
    let first = heard(&socket, "WATCHDOG=1");
    let second = heard(&socket, "WATCHDOG=1");
    let (Some((_, before)), Some((_, after))) = (first.last(), second.last()) else {
        panic!("{first:?} {second:?}");
    };
    let pause = after.duration_since(*before);
    assert!(pause < WATCHDOG, "a sign of life after {pause:?}");
    assert!(server.stop().success(), "a clean end");
    heard(&socket, "STOPPING=1");
}
