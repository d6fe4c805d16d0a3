//! The reference's own byte streams of the world lane.

use std::fs;

use crypto::PacketCipher;
use realm::presence::{Claim, Enter};
use realm::queue::Joined;
use realm::session::{Answer, CloseReason, Listing, Login, Query};
use serde_json::Value;

use bezgelor_core::ids::CharacterId;
use bezgelor_core::model::AccountRole;

use crate::play::*;
use crate::support::reference;

fn vectors() -> Option<Value> {
    let path = reference()?.join("protocol/vectors/frames.json");
    let text = fs::read_to_string(path).expect("frames.json");
    Some(serde_json::from_str(&text).expect("JSON"))
}

fn bytes(value: &Value) -> Vec<u8> {
    let text = value.as_str().expect("hex").as_bytes();
    let digit = |c: u8| (c as char).to_digit(16).expect("a hex digit") as u8;
    text.chunks(2)
        .map(|pair| digit(pair[0]) << 4 | digit(pair[1]))
        .collect()
}

/// Plays the stores' part of the 'world lane' stream: everything is granted. Returns the queries
/// by name and what the zone got.
fn play_lane(stream: &Value, cuts: impl Fn(usize) -> usize) -> (Vec<String>, Vec<u16>) {
    let mut play = Play::connect();
    let client_bytes = bytes(&stream["client_bytes"]);
    let key: [u8; 16] = bytes(&stream["session_key"]).try_into().expect("16 bytes");
    let (mut queries, mut zone) = (Vec::new(), Vec::new());
    let mut rest = client_bytes.as_slice();
    let mut number = 0;
    while !rest.is_empty() || !play.asks_nothing() {
        if play.asks_nothing() {
            let (head, tail) = rest.split_at(cuts(number).clamp(1, rest.len()));
            number += 1;
            rest = tail;
            play.bytes(head);
        } else {
            let query = play.asked();
            let name = format!("{query:?}");
            queries.push(name.split('(').next().unwrap_or_default().to_owned());
            if matches!(query, Query::RedeemSession { .. }) {
                play.client.set_cipher(PacketCipher::from_session_key(key));
            }
            play.answer(grant(query));
        }
        while let Some((opcode, _)) = play.routed() {
            zone.push(opcode);
        }
        match play.did() {
            None | Some(Did::Enter(_)) => {}
            other => panic!("{other:?}"),
        }
    }
    (queries, zone)
}

fn grant(query: Query) -> Answer {
    match query {
        Query::RedeemSession { account, email, .. } => {
            assert_eq!((account, email.as_str()), (ACCOUNT, EMAIL));
            Answer::Session(Ok(Some(Login {
                role: AccountRole::Player,
            })))
        }
        Query::ClaimPresence { .. } => Answer::Claim(Claim::Granted),
        Query::JoinQueue { .. } => Answer::Queue(Joined::Admitted),
        Query::ListCharacters { .. } => Answer::Characters(Ok(Box::new(listing()))),
        Query::EnterPresence { character, .. } => {
            assert_eq!(character, CharacterId(7));
            Answer::Entered(Enter::Granted)
        }
        Query::LoadSheet { .. } => Answer::Sheet(Ok(Some(Box::new(sheet())))),
        other => panic!("{other:?}"),
    }
}

fn world_lane(vectors: &Value) -> Value {
    let streams = vectors["streams"].as_array().expect("streams");
    let mut lane = streams
        .iter()
        .find(|s| s["name"] == "world lane")
        .expect("the lane")
        .clone();
    lane["session_key"] = vectors["keys"]["session_key_bytes"].clone();
    lane
}

#[test]
fn the_world_lane_is_understood_however_it_is_cut() {
    let Some(vectors) = vectors() else {
        eprintln!("skipped: reference data absent");
        return;
    };
    let lane = world_lane(&vectors);
    let whole = play_lane(&lane, |_| usize::MAX);
    let expected = [
        "RedeemSession",
        "ClaimPresence",
        "JoinQueue",
        "ListCharacters",
        // The creation of the stream is of a row that the invented game does not have.
        "EnterPresence",
        "LoadSheet",
    ];
    assert_eq!(whole.0, expected);
    assert_eq!(whole.1, [0x00f2, 0x0637]);
    assert_eq!(play_lane(&lane, |_| 1), whole, "byte by byte");
    for seed in 1..20 {
        assert_eq!(
            play_lane(&lane, |n| (n * 7 + seed * 13) % 61 + 1),
            whole,
            "seed {seed}"
        );
    }
}

/// The first bytes of a connection are the ones the reference made.
#[test]
fn the_hello_is_the_published_one() {
    let Some(vectors) = vectors() else {
        eprintln!("skipped: reference data absent");
        return;
    };
    let hello = world_lane(&vectors)["steps"][0].clone();
    let address = std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    let mut session = realm::session::Session::new(
        realm(),
        bezgelor_core::ids::ConnectionId(1),
        address,
        Default::default(),
    );
    assert_eq!(
        session.poll(),
        Some(realm::session::Output::Send(bytes(&hello["hex"])))
    );
}

#[test]
fn the_negative_frames_never_do_harm() {
    let Some(vectors) = vectors() else {
        eprintln!("skipped: reference data absent");
        return;
    };
    for case in vectors["negative"].as_array().expect("cases") {
        let mut play = Play::connect();
        play.bytes(&bytes(&case["hex"]));
        let name = &case["name"];
        assert!(play.asks_nothing(), "{name}");
        match play.did() {
            None | Some(Did::Close(CloseReason::Malformed | CloseReason::Violation)) => {}
            other => panic!("{name}: {other:?}"),
        }
    }
}

/// An empty account lists nothing, and says so in the same order.
#[test]
fn an_empty_list_is_a_list() {
    let mut play = Play::in_phase(realm::gate::Phase::Lobby);
    play.say(&protocol::messages::ClientCharacterList);
    play.asked();
    play.answer(Answer::Characters(Ok(Box::new(Listing::default()))));
    assert_eq!(play.heard_opcodes().len(), 6);
}
