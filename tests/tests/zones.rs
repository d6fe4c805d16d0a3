//! The life of zones under players: opened by the first, closed when nobody comes.

use std::time::{Duration, Instant};

use bezgelor_tests::{Fleet, Scratch, Server, ServerOptions, block_on, done};

fn started(name: &str, settings: &[(&str, &str)]) -> (Scratch, Server) {
    let data = Scratch::new(name);
    let settings = [settings, &[("realm.logout_s", "1")]].concat();
    let server = Server::start(data.path(), &ServerOptions::with(&settings));
    (data, server)
}

/// Runs a command until it is answered as wanted.
fn until(data: &Scratch, line: &str, wanted: impl Fn(&str) -> bool) -> String {
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        let said = done(data, line);
        if wanted(&said) {
            return said;
        }
        assert!(Instant::now() < end, "{line}: {said}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn a_zone_that_nobody_is_in_is_closed_and_opened_again() {
    close_and_open("auto");
}

#[test]
fn a_zone_that_nobody_is_in_is_closed_and_opened_again_on_epoll() {
    close_and_open("epoll");
}

fn close_and_open(backend: &str) {
    let env = [("realm.empty_zone_s", "1"), ("runtime.backend", backend)];
    let (data, server) = started("zone-close", &env);
    block_on(async {
        let mut where_before = None;
        for round in 0..3 {
            let fleet = Fleet::enter(&server, 1, 2).await;
            let mut fleet = fleet.unwrap_or_else(|error| panic!("round {round}: {error:#}"));
            let walked = fleet.walk(Duration::from_secs(3)).await;
            walked.unwrap_or_else(|error| panic!("round {round}: {error:#}"));
            let running = done(&data, "zone list");
            assert!(running.contains("1 zone:"), "somebody is in it: {running}");
            assert_ne!(where_before, Some(running.clone()), "it is another one");
            where_before = Some(running);
            for member in fleet.members {
                let left = member.client.log_out().await;
                left.unwrap_or_else(|error| panic!("round {round}: {error:#}"));
            }
            until(&data, "zone list", |said| said.contains("0 zones"));
        }
    });
    assert!(server.stop().success(), "the drain");
}
