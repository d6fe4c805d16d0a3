//! The session against the reference's frames, every opcode in every state, and broken bytes.

use std::net::Ipv4Addr;

use bezgelor_core::model::Suspension;
use crypto::PacketCipher;
use protocol::Guid;
use protocol::session::{ClientCodec, Envelope};
use serde_json::Value;

use super::*;

const TOKEN: [u8; 16] = *b"0123456789abcdef";
const KEY: [u8; 16] = *b"fedcba9876543210";

fn now(ms: u64) -> Now {
    Now {
        mono: Millis(ms),
        unix: UnixMillis(1_000_000 + ms as i64),
    }
}

/// What the store of a test answers.
#[derive(Clone)]
struct Store {
    redeemed: Option<Redeemed>,
    is_down: bool,
    asked: Vec<Asked>,
}

/// A query as the tests look at it.
#[derive(Clone, Debug, PartialEq)]
enum Asked {
    Token(String, [u8; 32]),
    Key(AccountId, RealmId, [u8; 16], UnixMillis),
}

impl Default for Store {
    fn default() -> Self {
        Self {
            redeemed: Some(Redeemed {
                account: AccountId(42),
                suspension: None,
                address: peer(),
                realms: vec![gateway("Nexus"), gateway("Second")],
                messages: vec!["Welcome to Nexus!".into()],
                key_of: None,
            }),
            is_down: false,
            asked: Vec::new(),
        }
    }
}

fn peer() -> IpAddr {
    IpAddr::V4(Ipv4Addr::LOCALHOST)
}

fn gateway(name: &str) -> Gateway {
    Gateway {
        id: RealmId(1),
        name: name.into(),
        address: Ipv4Addr::LOCALHOST,
        port: 24000,
        realm_type: 0,
    }
}

impl Store {
    fn answer(&mut self, query: Query) -> Answer {
        let (asked, answer) = match query {
            Query::RedeemToken {
                email_key,
                token_hash,
                key,
            } => {
                assert_eq!(key.peer, peer());
                assert_eq!(key.expires_at, expires_at());
                let answer = Answer::Redeemed(self.redeemed.take());
                (Asked::Token(email_key, token_hash), answer)
            }
            Query::StoreSessionKey {
                account,
                realm,
                session_key,
                expires_at,
            } => {
                let asked = Asked::Key(account, realm, *session_key, expires_at);
                (asked, Answer::SessionKeyStored)
            }
        };
        self.asked.push(asked);
        if self.is_down {
            return Answer::Unavailable;
        }
        answer
    }
}

struct Connection {
    session: Session,
    store: Store,
    sent: Vec<u8>,
    closed: Option<CloseReason>,
}

impl Connection {
    fn new(store: Store) -> Self {
        let mut connection = Self {
            session: Session::new(peer(), KEY, now(0)),
            store,
            sent: Vec::new(),
            closed: None,
        };
        connection.drain();
        connection
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.session.input(Input::Bytes(bytes), now(5));
        self.drain();
    }

    fn drain(&mut self) {
        while let Some(output) = self.session.poll() {
            match output {
                Output::Send(mut bytes) => self.sent.append(&mut bytes),
                Output::Query(query) => {
                    let answer = self.store.answer(query);
                    self.session.input(Input::Answer(answer), now(5));
                }
                Output::Close(reason) => {
                    assert_eq!(self.closed, None, "closed once");
                    self.closed = Some(reason);
                }
            }
        }
    }

    /// Opcodes and bodies of everything sent.
    fn messages(&self) -> Vec<(u16, Vec<u8>)> {
        let mut codec = ClientCodec::new();
        codec.push(&self.sent).unwrap();
        let mut messages = Vec::new();
        while let Some(incoming) = codec.pop().unwrap() {
            messages.push((incoming.opcode, incoming.body.to_vec()));
        }
        messages
    }

    fn denial(&self) -> ServerAuthDenied {
        let messages = self.messages();
        assert_eq!(messages.len(), 2, "the hello and the denial");
        assert_eq!(messages[1].0, ServerAuthDenied::OPCODE);
        decode_message(&messages[1].1).unwrap()
    }
}

fn client_hello() -> ClientHelloAuth {
    ClientHelloAuth {
        build: CLIENT_BUILD,
        account_string: "Tester@Example.com".into(),
        game_token: Guid(TOKEN),
        ..ClientHelloAuth::default()
    }
}

fn frame(hello: &ClientHelloAuth) -> Vec<u8> {
    let mut bytes = Vec::new();
    ClientCodec::new().send(hello, Envelope::Encrypted, &mut bytes);
    bytes
}

/// A message without a body.
fn bare(opcode: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    ClientCodec::new().wrap(&opcode.to_le_bytes(), Envelope::Encrypted, &mut bytes);
    bytes
}

#[test]
fn a_good_token_opens_the_first_realm() {
    let mut connection = Connection::new(Store::default());
    connection.bytes(&frame(&client_hello()));
    let messages = connection.messages();
    let opcodes: Vec<u16> = messages.iter().map(|(opcode, _)| *opcode).collect();
    assert_eq!(opcodes, [0x0003, 0x0591, 0x0763, 0x03DB]);
    let info: ServerRealmInfo = decode_message(&messages[3].1).unwrap();
    assert_eq!(info.session_key, KEY);
    assert_eq!(info.account_id, 42);
    assert_eq!(info.address, 0x7F00_0001);
    assert_eq!(
        connection.store.asked,
        [
            Asked::Token("tester@example.com".into(), token::storage_hash(&TOKEN)),
            Asked::Key(AccountId(42), RealmId(1), KEY, expires_at()),
        ]
    );
    assert_eq!(connection.closed, None);
}

/// A session key handed out by a test is good until then.
fn expires_at() -> UnixMillis {
    UnixMillis(now(5).unix.0 + SESSION_KEY_LIFETIME_MS as i64)
}

#[test]
fn a_key_that_was_kept_with_the_token_is_not_stored_again() {
    let opened = |key_of: RealmId| {
        let mut store = Store::default();
        if let Some(redeemed) = &mut store.redeemed {
            redeemed.key_of = Some(key_of);
        }
        let mut connection = Connection::new(store);
        connection.bytes(&frame(&client_hello()));
        assert_eq!(connection.messages().len(), 4);
        connection.store.asked.len()
    };
    assert_eq!(opened(RealmId(1)), 1, "that of the realm it is sent to");
    assert_eq!(opened(RealmId(7)), 2, "that of another opens nothing here");
}

#[test]
fn denials() {
    let suspended = |ends_at: Option<i64>| Store {
        redeemed: Some(Redeemed {
            suspension: Some(Suspension {
                ends_at: ends_at.map(UnixMillis),
                reason: String::new(),
            }),
            ..Store::default().redeemed.unwrap()
        }),
        ..Store::default()
    };
    let hello = client_hello();
    let nobody = ClientHelloAuth {
        account_string: "".into(),
        ..client_hello()
    };
    let old = ClientHelloAuth {
        build: 16041,
        ..client_hello()
    };
    let no_token = Store {
        redeemed: None,
        ..Store::default()
    };
    let no_realm = Store {
        redeemed: Some(Redeemed {
            realms: Vec::new(),
            ..Store::default().redeemed.unwrap()
        }),
        ..Store::default()
    };
    let down = Store {
        is_down: true,
        ..Store::default()
    };
    let three_days = now(5).unix.0 + 3 * 86_400_000;
    for (store, hello, code, days, queries) in [
        (Store::default(), &old, 19, 0.0, 0),
        (Store::default(), &nobody, 16, 0.0, 0),
        (no_token, &hello, 16, 0.0, 1),
        (suspended(None), &hello, 20, 0.0, 1),
        (suspended(Some(three_days)), &hello, 21, 3.0, 1),
        (no_realm, &hello, 18, 0.0, 1),
        (down, &hello, 2, 0.0, 1),
    ] {
        let mut connection = Connection::new(store);
        connection.bytes(&frame(hello));
        let denial = connection.denial();
        assert_eq!(denial.login_result, NpLoginResult(code));
        assert!((denial.suspended_days - days).abs() < 1e-6, "{code}");
        assert_eq!(connection.store.asked.len(), queries, "{code}");
        assert_eq!(connection.closed, None, "it may read its denial");
    }
}

#[test]
fn every_opcode_in_every_state() {
    let mut answered = Connection::new(Store::default());
    answered.bytes(&frame(&client_hello()));
    assert_eq!(answered.messages().len(), 4);
    answered.bytes(&frame(&client_hello()));
    assert_eq!(answered.closed, Some(CloseReason::OutOfState));
    assert_eq!(answered.messages().len(), 4, "a token is good once");

    let containers = [0x0076, 0x03DC, 0x0244, 0x025C, 0x038C];
    for opcode in 0..0x1000 {
        if opcode == ClientHelloAuth::OPCODE || containers.contains(&opcode) {
            continue;
        }
        for already_answered in [false, true] {
            let mut connection = Connection::new(Store::default());
            if already_answered {
                connection.bytes(&frame(&client_hello()));
            }
            let (sent, asked) = (connection.sent.len(), connection.store.asked.len());
            connection.bytes(&bare(opcode));
            assert_eq!(connection.closed, None, "{opcode:#06x}");
            assert_eq!(connection.sent.len(), sent, "{opcode:#06x}");
            assert_eq!(connection.store.asked.len(), asked, "{opcode:#06x}");
        }
    }
}

#[test]
fn the_hello_may_be_cut_anywhere_and_a_broken_one_ends_the_connection() {
    let bytes = frame(&client_hello());
    for cut in 0..bytes.len() {
        let mut connection = Connection::new(Store::default());
        connection.bytes(&bytes[..cut]);
        assert_eq!(connection.messages().len(), 1);
        connection.bytes(&bytes[cut..]);
        assert_eq!(connection.messages().len(), 4, "cut at {cut}");
    }
    let mut connection = Connection::new(Store::default());
    connection.bytes(&bare(ClientHelloAuth::OPCODE));
    assert!(matches!(connection.closed, Some(CloseReason::Body(_))));
}

#[test]
fn deadlines() {
    let mut silent = Connection::new(Store::default());
    let deadline = silent.session.deadline();
    assert_eq!(deadline.0, HANDSHAKE_DEADLINE_MS);
    silent.session.input(Input::Tick, now(deadline.0 - 1));
    silent.drain();
    assert_eq!(silent.closed, None);
    silent.session.input(Input::Tick, now(deadline.0));
    silent.drain();
    assert_eq!(silent.closed, Some(CloseReason::TimedOut));

    let mut answered = Connection::new(Store::default());
    answered.bytes(&frame(&client_hello()));
    let deadline = answered.session.deadline();
    assert_eq!(deadline.0, 5 + HANDSHAKE_DEADLINE_MS);
    answered.session.input(Input::Tick, now(deadline.0));
    answered.drain();
    assert_eq!(answered.closed, Some(CloseReason::TimedOut));
}

#[test]
fn an_answer_nobody_asked_for_ends_the_connection() {
    for answer in [
        Answer::SessionKeyStored,
        Answer::Redeemed(Store::default().redeemed),
    ] {
        let mut connection = Connection::new(Store::default());
        connection.session.input(Input::Answer(answer), now(1));
        connection.drain();
        assert_eq!(connection.closed, Some(CloseReason::WrongAnswer));
        assert_eq!(connection.messages().len(), 1);
    }
}

fn vectors() -> Option<Value> {
    let root = std::env::var_os("BEZGELOR_REFERENCE").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference"),
        Into::into,
    );
    let Ok(text) = std::fs::read(root.join("protocol/vectors/frames.json")) else {
        eprintln!("skipped: reference data absent");
        return None;
    };
    Some(serde_json::from_slice(&text).expect("frames.json is JSON"))
}

fn hex(value: &Value) -> Vec<u8> {
    let digits = value.as_str().expect("hex").as_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(pair).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

#[test]
fn the_auth_lane_of_the_reference_byte_for_byte() {
    let Some(all) = vectors() else { return };
    let streams = list(&all["streams"]);
    let lane = streams.iter().find(|s| s["name"] == "auth lane").unwrap();
    let key: [u8; 16] = hex(&all["keys"]["session_key_bytes"]).try_into().unwrap();
    let mut connection = Connection::new(Store::default());
    connection.session.session_key = Zeroizing::new(key);
    let mut expected = Vec::new();
    for step in list(&lane["steps"]) {
        if step["dir"] == "C" {
            assert_eq!(connection.sent, expected, "before {}", step["name"]);
            connection.bytes(&hex(&step["hex"]));
        } else {
            expected.extend(hex(&step["hex"]));
        }
    }
    assert_eq!(connection.sent, expected);
    assert_eq!(connection.closed, None);
    // The key that was handed out is the one of the world lane.
    let world = number(&all["keys"]["session"]);
    let cipher = PacketCipher::from_session_key(key);
    assert_eq!(cipher, PacketCipher::from_key(world));
}

fn number(value: &Value) -> u64 {
    let digits = value.as_str().expect("a number").trim_start_matches("0x");
    u64::from_str_radix(digits, 16).expect("hex digits")
}

#[test]
fn denials_of_the_reference_byte_for_byte() {
    let Some(all) = vectors() else { return };
    let denied = |prefix: &str| {
        let frames = list(&all["frames"]);
        let named = |f: &&Value| f["name"].as_str().unwrap().starts_with(prefix);
        hex(&frames.iter().find(named).expect("the frame")["hex"])
    };
    let store = Store {
        redeemed: None,
        ..Store::default()
    };
    let mut connection = Connection::new(store);
    connection.bytes(&frame(&client_hello()));
    assert!(connection.sent.ends_with(&denied("auth denied, bad token")));

    let mut store = Store::default();
    let ends_at = UnixMillis(now(5).unix.0 + 86_400_000 * 3 / 2);
    if let Some(redeemed) = &mut store.redeemed {
        redeemed.suspension = Some(Suspension {
            ends_at: Some(ends_at),
            reason: String::new(),
        });
    }
    let mut connection = Connection::new(store);
    connection.bytes(&frame(&client_hello()));
    assert!(connection.sent.ends_with(&denied("auth denied, suspended")));
}

#[test]
fn broken_frames_of_the_reference_neither_panic_nor_open_anything() {
    let Some(all) = vectors() else { return };
    for case in list(&all["negative"]) {
        let mut connection = Connection::new(Store::default());
        connection.bytes(&hex(&case["hex"]));
        let name = case["name"].as_str().unwrap();
        assert_eq!(connection.messages().len(), 1, "{name}");
        assert!(connection.store.asked.is_empty(), "{name}");
        if name.starts_with("frame size") {
            assert!(connection.closed.is_some(), "{name}");
        }
        if name.starts_with("unknown opcode") {
            assert_eq!(connection.closed, None, "{name}");
        }
    }
}
