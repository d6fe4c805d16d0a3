//! Every message in every state: accepted exactly where the table of the module says.

use super::harness::{Connection, NAME, PASSWORD, World, key_data_body, login_body};
use crate::session::CloseReason;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    /// Answered with status 200.
    Answered,
    /// Taken without a reply.
    Silent,
    /// Error 3002, and the connection lives.
    WrongPassword,
    /// Error 3002, and the connection ends.
    Refused,
}
use Is::{Answered, Refused, Silent, WrongPassword};

/// Columns: start, connected, challenged, proven.
const TABLE: [(&str, [Is; 4]); 9] = [
    ("/Sts/Connect", [Silent, Silent, Refused, Refused]),
    ("/Sts/Ping", [Silent; 4]),
    ("/Auth/LoginStart", [Answered, Answered, Answered, Refused]),
    ("/Auth/KeyData", [Refused, Refused, WrongPassword, Refused]),
    ("/Auth/LoginFinish", [Refused, Refused, Refused, Answered]),
    (
        "/GameAccount/ListMyAccounts",
        [Refused, Refused, Refused, Answered],
    ),
    (
        "/Auth/RequestGameToken",
        [Refused, Refused, Refused, Answered],
    ),
    (
        "/Auth/PageVerifiedIps",
        [Refused, Refused, Refused, Answered],
    ),
    ("/Presence/SetStatus", [Silent; 4]),
];

fn connection_in(state: usize, world: &mut World) -> Connection {
    let mut connection = Connection::new(world);
    if state >= 1 {
        assert!(connection.request(world, "/Sts/Connect", "").is_empty());
    }
    match state {
        2 => assert_eq!(connection.login_start(world, NAME).status, 200),
        3 => assert_eq!(connection.login(world, NAME, PASSWORD).status, 200),
        _ => {}
    }
    connection
}

#[test]
fn every_message_in_every_state() {
    for (uri, expected) in TABLE {
        for (state, expected) in expected.into_iter().enumerate() {
            let mut world = World::default();
            let mut connection = connection_in(state, &mut world);
            let body = match uri {
                "/Auth/LoginStart" => login_body(NAME),
                "/Auth/KeyData" => key_data_body(&[3; 128], &[4; 32]),
                _ => String::new(),
            };
            let replies = connection.request(&mut world, uri, &body);
            let is_closed = connection.closed.is_some();
            let is = match replies.as_slice() {
                [] if !is_closed => Silent,
                [reply] if reply.status == 200 && !is_closed => Answered,
                [reply] if reply.is_refusal() && !is_closed => WrongPassword,
                [reply] if reply.is_refusal() => Refused,
                other => panic!("{uri} in state {state}: {other:?}"),
            };
            assert_eq!(is, expected, "{uri} in state {state}");
            if is == Refused {
                assert_eq!(connection.closed, Some(CloseReason::OutOfState));
            }
            let minted = uri == "/Auth/RequestGameToken" && state == 3;
            assert_eq!(world.tokens.len(), usize::from(minted), "{uri} in {state}");
        }
    }
}

#[test]
fn a_challenge_is_good_for_one_proof() {
    let mut world = World::default();
    let mut connection = connection_in(0, &mut world);
    let challenge = connection.login_start(&mut world, NAME);
    let wrong = connection.prove(&mut world, NAME, "wrong", &challenge);
    assert!(wrong.is_refusal());
    let again = connection.prove(&mut world, NAME, PASSWORD, &challenge);
    assert!(again.is_refusal(), "the right password, too late");
    assert_eq!(connection.closed, Some(CloseReason::OutOfState));
    assert!(world.tokens.is_empty());
}

#[test]
fn a_new_challenge_replaces_the_old_one() {
    let mut world = World::default();
    let mut connection = connection_in(0, &mut world);
    let old = connection.login_start(&mut world, NAME);
    let new = connection.login_start(&mut world, NAME);
    assert_ne!(old.body, new.body, "b is fresh for every attempt");
    assert!(
        connection
            .prove(&mut world, NAME, PASSWORD, &old)
            .is_refusal()
    );
    let right = connection.login(&mut world, NAME, PASSWORD);
    assert_eq!(right.status, 200, "another attempt on the same connection");
}
