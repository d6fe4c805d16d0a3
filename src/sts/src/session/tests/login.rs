//! Honest logins, wrong passwords, unknown accounts, limits and outages.

use super::harness::{Connection, NAME, PASSWORD, QUERIES, Reply, World, request_bytes};
use crate::limiter::Outcome;
use crate::session::{CloseReason, Input};
use bezgelor_core::limits::{
    GAME_TOKEN_LIFETIME_MS, HANDSHAKE_DEADLINE_MS, IDLE_DEADLINE_MS, LOGIN_DEADLINE_MS,
    STS_ATTEMPTS_MAX, STS_REQUEST_DEADLINE_MS, STS_TOKENS_MAX,
};
use crypto::token;

#[test]
fn the_token_that_is_sent_is_the_one_that_was_stored() {
    let mut world = World::default();
    let mut connection = Connection::new(&world);
    assert_eq!(connection.login(&mut world, NAME, PASSWORD).status, 200);
    let mut seen = Vec::new();
    for _ in 0..3 {
        let reply = connection.ask(&mut world, "/Auth/RequestGameToken", "");
        let bytes = token::parse_guid(&reply.text("Token")).expect("a guid");
        let (account, hash, expires_at) = *world.tokens.last().expect("stored");
        assert_eq!(account, world.accounts[NAME].id);
        assert_eq!(hash, token::storage_hash(&bytes));
        assert_eq!(
            expires_at.0,
            world.now().unix.0 + GAME_TOKEN_LIFETIME_MS as i64
        );
        assert!(!seen.contains(&bytes), "never the same token twice");
        seen.push(bytes);
    }
    assert_eq!(world.outcomes, [Outcome::Proven]);
    for _ in 3..STS_TOKENS_MAX {
        connection.ask(&mut world, "/Auth/RequestGameToken", "");
    }
    assert!(
        connection
            .request(&mut world, "/Auth/RequestGameToken", "")
            .is_empty()
    );
    assert_eq!(connection.closed, Some(CloseReason::TooMany));
}

#[test]
fn unknown_accounts_and_wrong_passwords_look_alike() {
    let mut runs = Vec::new();
    for name in [NAME, "nobody@example.com"] {
        let mut world = World::default();
        let mut connection = Connection::new(&world);
        let challenge = connection.login_start(&mut world, name);
        let refusal = connection.prove(&mut world, name, "wrong", &challenge);
        assert!(refusal.is_refusal());
        runs.push((
            challenge.status,
            challenge.body.len(),
            refusal,
            connection.closed,
            world.queries,
            world.outcomes,
        ));
    }
    assert_eq!(runs[0], runs[1]);
}

#[test]
fn an_unknown_account_keeps_its_salt_over_connections_and_case() {
    let world = &mut World::default();
    let mut salt_of = |name: &str| {
        let key_data = Connection::new(world)
            .login_start(world, name)
            .text("KeyData");
        key_data[..27].to_owned()
    };
    assert_eq!(salt_of("Nobody@Example.com"), salt_of("nobody@example.com"));
    assert_ne!(
        salt_of("nobody@example.com"),
        salt_of("nobody2@example.com")
    );
    assert_eq!(salt_of(NAME), salt_of(&NAME.to_uppercase()));
}

#[test]
fn the_name_is_looked_up_in_any_case_and_hashed_as_typed() {
    let mut world = World::default();
    let name = "Mixed@Example.com";
    let verifier = crypto::srp::verifier(name, "pw", &[1; 16]);
    world.add(name, [1; 16], Box::new(verifier));
    let typed = Connection::new(&world).login(&mut world, name, "pw");
    assert_eq!(typed.status, 200);
    let folded = Connection::new(&world).login(&mut world, &name.to_lowercase(), "pw");
    assert!(folded.is_refusal(), "the client hashes what was typed");
}

#[test]
fn after_free_failures_even_the_right_password_waits() {
    let mut world = World::default();
    for _ in 0..6 {
        let mut connection = Connection::new(&world);
        assert!(connection.login(&mut world, NAME, "wrong").is_refusal());
    }
    let arithmetic = |world: &World| {
        let jobs = world.queries.iter().filter(|name| name.starts_with("Srp"));
        jobs.count()
    };
    let before = arithmetic(&world);
    let mut connection = Connection::new(&world);
    assert!(connection.login_start(&mut world, NAME).is_refusal());
    assert_eq!(arithmetic(&world), before, "refused before arithmetic");
    world.now_ms += 1000;
    assert_eq!(connection.login(&mut world, NAME, PASSWORD).status, 200);
}

#[test]
fn attempts_on_one_connection_are_counted() {
    let mut world = World::default();
    let mut connection = Connection::new(&world);
    for _ in 0..STS_ATTEMPTS_MAX {
        assert_eq!(connection.login_start(&mut world, NAME).status, 200);
    }
    let body = super::harness::login_body(NAME);
    assert!(
        connection
            .request(&mut world, "/Auth/LoginStart", &body)
            .is_empty()
    );
    assert_eq!(connection.closed, Some(CloseReason::TooMany));
}

#[test]
fn leaving_while_the_proof_is_checked_counts_as_a_failure() {
    let mut world = World::default();
    let mut connection = Connection::new(&world);
    connection.login_start(&mut world, NAME);
    let body = super::harness::key_data_body(&[3; 128], &[4; 32]);
    let bytes = request_bytes("/Auth/KeyData", 9, &body);
    let now = world.now();
    connection.session.input(Input::Bytes(&bytes), now);
    let begin = connection.session.poll();
    assert!(matches!(begin, Some(super::super::Output::Query(_))));
    let admitted = super::super::Answer::Admitted(true);
    connection.session.input(Input::Answer(admitted), now);
    let _verify = connection.session.poll();
    connection.session.input(Input::Closed, now);
    connection.drain(&mut world);
    assert_eq!(world.outcomes, [Outcome::Failed]);
    assert_eq!(connection.closed, Some(CloseReason::Peer));
}

#[test]
fn an_outage_is_said_honestly_and_costs_the_player_nothing() {
    for query in QUERIES {
        let mut world = World {
            down_at: Some(query),
            ..World::default()
        };
        // More often than failures are free.
        for _ in 0..8 {
            let mut connection = Connection::new(&world);
            let mut reply = connection.login(&mut world, NAME, PASSWORD);
            if reply.status == 200 {
                reply = connection.ask(&mut world, "/Auth/RequestGameToken", "");
            }
            assert_eq!(reply.status, 503, "{query}");
            assert_eq!(connection.closed, Some(CloseReason::Unavailable));
        }
        world.down_at = None;
        let mut connection = Connection::new(&world);
        let reply = connection.login(&mut world, NAME, PASSWORD);
        assert_eq!(reply.status, 200, "{query}");
    }
}

#[test]
fn test_accounts_are_made_for_the_loopback_only_and_only_when_allowed() {
    for (peer, allowed, works) in [
        ("127.0.0.1", true, true),
        ("127.0.0.1", false, false),
        ("203.0.113.9", true, false),
    ] {
        let mut world = World::default();
        let mut connection = Connection::from_peer(&world, peer, allowed);
        let name = "bot12@test.bezgelor";
        let reply = connection.login(&mut world, name, crate::TEST_PASSWORD);
        assert_eq!(reply.status == 200, works, "{peer} {allowed}");
        assert_eq!(world.accounts.contains_key(name), works);
    }
}

#[test]
fn deadlines() {
    let closed_at = |prepare: &dyn Fn(&mut World, &mut Connection)| {
        let mut world = World::default();
        let mut connection = Connection::new(&world);
        let began = world.now_ms;
        prepare(&mut world, &mut connection);
        while connection.closed.is_none() {
            let deadline = connection.session.deadline().0;
            assert!(deadline > world.now_ms, "time goes on");
            world.now_ms = deadline - 1;
            connection.tick(&mut world);
            assert_eq!(connection.closed, None, "not a moment early");
            world.now_ms = deadline;
            connection.tick(&mut world);
        }
        assert_eq!(connection.closed, Some(CloseReason::TimedOut));
        world.now_ms - began
    };
    assert_eq!(closed_at(&|_, _| {}), HANDSHAKE_DEADLINE_MS);
    let part = |world: &mut World, connection: &mut Connection| {
        connection.bytes(world, b"POST");
    };
    assert_eq!(closed_at(&part), STS_REQUEST_DEADLINE_MS);
    let drip = |world: &mut World, connection: &mut Connection| {
        for byte in b"POST" {
            connection.bytes(world, &[*byte]);
            world.now_ms += 1000;
            connection.tick(world);
        }
    };
    assert_eq!(
        closed_at(&drip),
        STS_REQUEST_DEADLINE_MS,
        "dripping gains nothing"
    );
    let connect = |world: &mut World, connection: &mut Connection| {
        connection.request(world, "/Sts/Connect", "");
    };
    assert_eq!(closed_at(&connect), LOGIN_DEADLINE_MS);
    let proven = |world: &mut World, connection: &mut Connection| {
        connection.login(world, NAME, PASSWORD);
    };
    assert_eq!(closed_at(&proven), IDLE_DEADLINE_MS);
    let ping = |world: &mut World, connection: &mut Connection| {
        connection.login(world, NAME, PASSWORD);
        world.now_ms += IDLE_DEADLINE_MS - 1;
        connection.request(world, "/Sts/Ping", "");
    };
    assert_eq!(closed_at(&ping), 2 * IDLE_DEADLINE_MS - 1);
}

#[test]
fn nothing_is_answered_after_the_end() {
    let mut world = World::default();
    let mut connection = Connection::new(&world);
    connection.request(&mut world, "/Auth/RequestGameToken", "");
    assert!(connection.closed.is_some());
    let sent = connection.bytes(&mut world, &request_bytes("/Sts/Ping", 1, ""));
    assert_eq!(Reply::all(&sent), []);
}
