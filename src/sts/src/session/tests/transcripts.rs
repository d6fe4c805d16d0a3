//! Whole logins of the reference, byte for byte on the way in and tree for tree on the way out.

use bezgelor_core::ids::AccountId;
use crypto::srp::{Secret, Server};
use crypto::{Arc4, token};
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use serde_json::Value;

use super::harness::{Connection, Reply, World};
use crate::request::RequestReader;
use crate::xml;

pub(super) fn vectors() -> Option<Value> {
    let root = std::env::var_os("BEZGELOR_REFERENCE").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference"),
        Into::into,
    );
    let Ok(text) = std::fs::read(root.join("protocol/vectors/sts.json")) else {
        eprintln!("skipped: reference data absent");
        return None;
    };
    Some(serde_json::from_slice(&text).expect("sts.json is JSON"))
}

pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

pub(super) fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

pub(super) fn hex(value: &Value) -> Vec<u8> {
    let digits = text(value).as_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(pair).collect()
}

/// The tree of an XML text, without white space between elements.
fn tree(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut tree = Vec::new();
    loop {
        match reader.read_event().expect("well formed") {
            Event::Start(start) => tree.push(format!("<{}", &*start)),
            Event::End(_) => tree.push(">".into()),
            Event::Text(text) => {
                let content = text.xml10_content();
                if !content.trim().is_empty() {
                    tree.push(content.into_owned());
                }
            }
            Event::Eof => return tree,
            other => panic!("{other:?}"),
        }
    }
}

/// An account of the transcripts in a world that uses their private exponent.
fn world_of(login: &Value) -> World {
    let mut world = World::default();
    let verifier: [u8; 128] = hex(&login["verifier"]).try_into().expect("128 bytes");
    let salt = hex(&login["salt"]).try_into().expect("16 bytes");
    world.add(text(&login["login_name"]), salt, Box::new(verifier));
    world.secret = Some(hex(&login["b"]));
    world
}

/// The wire bytes of a step are fed as they are, cut into `cut` bytes.
fn replay(login: &Value, cut: usize) {
    let note = &login["note"];
    let mut world = world_of(login);
    let mut connection = Connection::new(&world);
    let mut cipher: Option<Arc4> = None;
    for step in list(&login["steps"]) {
        let mut sent = Vec::new();
        for chunk in hex(&step["request_wire"]).chunks(cut) {
            sent.extend(connection.bytes(&mut world, chunk));
        }
        if let Some(cipher) = &mut cipher {
            cipher.apply(&mut sent);
        }
        let uri = text(&step["uri"]);
        let replies = Reply::all(&sent);
        let Some(status) = step["status"].as_u64() else {
            assert!(replies.is_empty(), "{note} {uri}: none is expected");
            continue;
        };
        let [reply] = replies.as_slice() else {
            panic!("{note} {uri}: {replies:?}");
        };
        assert_eq!(u64::from(reply.status), status, "{note} {uri}");
        assert_eq!(
            reply.sequence,
            Some(format!("{}R", step["seq"])),
            "{note} {uri}"
        );
        let mut expected = text(&step["reply_body_xml"]).to_owned();
        if uri == "/Auth/RequestGameToken" {
            let theirs: [u8; 16] = hex(&login["token_bytes"]).try_into().unwrap();
            assert!(expected.contains(&token::guid_text(&theirs)));
            expected = expected.replace(&token::guid_text(&theirs), &reply.text("Token"));
        }
        assert_eq!(tree(&reply.body), tree(&expected), "{note} {uri}");
        if uri == "/Auth/KeyData" {
            cipher = Some(Arc4::new(&hex(&login["K"])));
        }
    }
    assert_eq!(connection.closed, None, "{note}");
    assert_eq!(world.tokens.len(), 1, "{note}");
    assert_eq!(world.tokens[0].0, AccountId(2), "{note}");
}

#[test]
fn logins_of_the_reference() {
    let Some(all) = vectors() else { return };
    let mut replayed = 0;
    for login in list(&all["logins"]) {
        if hex(&login["b"]).len() > 32 {
            // The session draws secrets of 32 bytes; see the test below.
            continue;
        }
        for cut in [1, 7, 4096] {
            replay(login, cut);
        }
        replayed += 1;
    }
    assert!(replayed >= 4, "{replayed}");
}

#[test]
fn the_login_with_a_wide_secret_has_the_same_proofs() {
    let Some(all) = vectors() else { return };
    for login in list(&all["logins"]) {
        let mut secret = hex(&login["b"]);
        secret.resize(128, 0);
        let server = Server::new(
            &hex(&login["verifier"]).try_into().unwrap(),
            hex(&login["salt"]).try_into().unwrap(),
            Secret::from(<[u8; 128]>::try_from(secret).unwrap()),
        );
        let steps = list(&login["steps"]);
        let blob = crate::key_data::encode(&[server.salt(), server.public()]);
        assert!(text(&steps[1]["reply_body_xml"]).contains(&blob));
        let body = text(&steps[2]["request_body"]);
        let proof = xml::request_field(body.as_bytes(), "KeyData").expect("a blob");
        let [a, m1] = crate::key_data::decode_pair(&proof).expect("a pair");
        let proof = server.verify(text(&login["login_name"]), &a, &m1).unwrap();
        assert_eq!(proof.key().to_vec(), hex(&login["K"]));
        let blob = crate::key_data::encode(&[proof.server_proof()]);
        assert!(text(&steps[2]["reply_body_xml"]).contains(&blob));
    }
}

/// All bytes of a client at once: the cipher starts exactly behind the proof.
#[test]
fn a_whole_login_in_one_segment() {
    let Some(all) = vectors() else { return };
    for login in list(&all["logins"]) {
        if hex(&login["b"]).len() > 32 {
            continue;
        }
        for cut in [100, 333, 100_000] {
            let mut world = world_of(login);
            let mut connection = Connection::new(&world);
            for chunk in hex(&login["client_wire"]).chunks(cut) {
                connection.bytes(&mut world, chunk);
            }
            assert_eq!(connection.closed, None, "{}", login["note"]);
            assert_eq!(world.tokens.len(), 1, "{}", login["note"]);
        }
    }
}

#[test]
fn requests_of_the_reference_are_parsed() {
    let Some(all) = vectors() else { return };
    for case in list(&all["requests"]) {
        let mut reader = RequestReader::default();
        reader.push(&hex(&case["hex"])).unwrap();
        for expected in list(&case["expect"]) {
            let request = reader.take().unwrap().expect("a request");
            assert_eq!(request.uri, text(&expected["uri"]));
            let sequence = request.sequence.map(|number| number.to_string());
            assert_eq!(sequence.as_deref(), expected["s"].as_str());
            assert_eq!(request.body, text(&expected["body"]).as_bytes());
            if let Some(name) = case["login_name"].as_str() {
                let found = xml::request_field(&request.body, "LoginName");
                assert_eq!(found.as_deref(), Some(name));
            }
        }
        assert_eq!(reader.take(), Ok(None), "{}", case["name"]);
    }
}

/// The reference's server says at `LoginStart` that an account is unknown. That tells a stranger
/// who plays here, so this one answers with a stable salt and a plausible B and fails at the proof,
/// with the very error the reference expects (RFC 5054 section 2.5.1.3).
#[test]
fn errors_of_the_reference() {
    let Some(all) = vectors() else { return };
    for case in list(&all["errors"]) {
        let mut world = World::default();
        let mut connection = Connection::new(&world);
        let reply = match text(&case["case"]) {
            "unknown account on LoginStart" => {
                let sent = connection.bytes(&mut world, &hex(&case["request"]));
                let challenge = Reply::all(&sent).remove(0);
                assert_eq!(challenge.status, 200);
                connection.prove(&mut world, "nobody@example.com", "pw", &challenge)
            }
            "wrong proof on KeyData" => {
                connection.login_start(&mut world, super::harness::NAME);
                let sent = connection.bytes(&mut world, &hex(&case["request"]));
                Reply::all(&sent).remove(0)
            }
            other => panic!("an unknown case: {other}"),
        };
        assert_eq!(u64::from(reply.status), case["status"].as_u64().unwrap());
        assert_eq!(tree(&reply.body), tree(text(&case["reply_body_xml"])));
        assert_eq!(connection.closed, None);
    }
}
