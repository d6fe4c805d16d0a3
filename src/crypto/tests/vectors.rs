//! Every vector of the reference's `crypto.json`.

use crypto::srp::{self, Client, Secret, Server, SrpError};
use crypto::{Arc4, PacketCipher, build_key, mix, session_cipher_key, token};
use serde_json::Value;

/// The parsed file, or `None` with a note when the reference is not there.
fn vectors() -> Option<Value> {
    let root = std::env::var_os("BEZGELOR_REFERENCE").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/reference"),
        Into::into,
    );
    let Ok(text) = std::fs::read(root.join("protocol/vectors/crypto.json")) else {
        eprintln!("skipped: reference data absent");
        return None;
    };
    Some(serde_json::from_slice(&text).expect("crypto.json is JSON"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

fn hex(value: &Value) -> Vec<u8> {
    let digits = text(value).as_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(pair).collect()
}

fn array<const N: usize>(value: &Value) -> [u8; N] {
    hex(value).try_into().expect("the width of the value")
}

fn number(value: &Value) -> u64 {
    u64::from_str_radix(text(value).trim_start_matches("0x"), 16).unwrap()
}

#[test]
fn key_derivations() {
    let Some(all) = vectors() else { return };
    let keys = &all["keys"];
    let build = keys["build"].as_u64().unwrap() as u32;
    let message = number(&keys["auth_message"]) as u32;
    assert_eq!(build_key(build, message), number(&keys["build_key"]));
    for case in list(&keys["session"]) {
        assert_eq!(
            session_cipher_key(&array(&case["session_key"])),
            number(&case["key"])
        );
    }
}

#[test]
fn packet_cipher() {
    let Some(all) = vectors() else { return };
    let mut checked = 0;
    for set in list(&all["packet_cipher"]) {
        let cipher = PacketCipher::from_key(number(&set["key"]));
        for kat in list(&set["kats"]) {
            check_cipher(&cipher, &hex(&kat["plain"]), &hex(&kat["cipher"]));
            checked += 1;
        }
    }
    assert!(checked >= 6 * 132, "only {checked} vectors");
    let real = &all["packet_cipher_real"];
    let cipher = PacketCipher::from_build();
    assert_eq!(cipher, PacketCipher::from_key(number(&real["key"])));
    check_cipher(&cipher, &hex(&real["plain"]), &hex(&real["cipher"]));
}

fn check_cipher(cipher: &PacketCipher, plain: &[u8], expected: &[u8]) {
    let mut message = plain.to_vec();
    cipher.encrypt(&mut message);
    assert_eq!(message, expected, "serial, {} bytes", plain.len());
    cipher.decrypt(&mut message);
    assert_eq!(message, plain, "back, {} bytes", plain.len());
    mix(&mut message);
    cipher.mask(&mut message);
    assert_eq!(message, expected, "masked, {} bytes", plain.len());
}

#[test]
fn arc4() {
    let Some(all) = vectors() else { return };
    for case in list(&all["arc4"]) {
        let key = hex(&case["key"]);
        let (mut there, mut back) = (Arc4::new(&key), Arc4::new(&key));
        let chunks = case["chunks"].as_array();
        for chunk in chunks.map_or(std::slice::from_ref(case), Vec::as_slice) {
            let mut bytes = hex(&chunk["plain"]);
            there.apply(&mut bytes);
            assert_eq!(bytes, hex(&chunk["cipher"]), "{}", case["name"]);
            back.apply(&mut bytes);
            assert_eq!(bytes, hex(&chunk["plain"]), "{}", case["name"]);
        }
    }
}

#[test]
fn game_token_texts() {
    let Some(all) = vectors() else { return };
    for case in list(&all["game_token_guid"]) {
        let bytes = array(&case["bytes"]);
        assert_eq!(token::guid_text(&bytes), text(&case["text"]));
        assert_eq!(token::parse_guid(text(&case["text"])), Some(bytes));
    }
}

/// The private exponents of the vectors are 32 bytes or (the first) 128, trimmed.
fn secret(value: &Value) -> Secret {
    let mut bytes = hex(value);
    if bytes.len() <= 32 {
        bytes.resize(32, 0);
        return Secret::from(<[u8; 32]>::try_from(bytes).unwrap());
    }
    bytes.resize(128, 0);
    Secret::from(<[u8; 128]>::try_from(bytes).unwrap())
}

struct Login<'a>(&'a Value);

impl Login<'_> {
    fn name(&self) -> &str {
        text(&self.0["login_name"])
    }

    fn server(&self) -> Server {
        let case = self.0;
        Server::new(
            &array(&case["verifier"]),
            array(&case["salt"]),
            secret(&case["b"]),
        )
    }

    fn client(&self) -> Client {
        Client::new(secret(&self.0["a"]))
    }
}

#[test]
fn srp6_transcripts() {
    let Some(all) = vectors() else { return };
    assert!(list(&all["srp6"]).len() >= 21);
    for case in list(&all["srp6"]) {
        let login = Login(case);
        let (name, password, note) = (login.name(), text(&case["password"]), &case["note"]);
        let salt = array(&case["salt"]);
        let verifier = srp::verifier(name, password, &salt);
        assert_eq!(verifier.to_vec(), hex(&case["verifier"]), "{note}");

        let (server, client) = (login.server(), login.client());
        assert_eq!(server.public().to_vec(), hex(&case["B"]), "{note}");
        assert_eq!(client.public().to_vec(), hex(&case["A"]), "{note}");

        let proof = client
            .prove(name, password, &salt, server.public())
            .expect("an honest server");
        assert_eq!(proof.key().to_vec(), hex(&case["K"]), "{note}");
        assert_eq!(proof.client_proof().to_vec(), hex(&case["M1"]), "{note}");

        let accepted = server
            .verify(name, client.public(), proof.client_proof())
            .unwrap_or_else(|e| panic!("{note}: {e}"));
        assert_eq!(accepted.key(), proof.key(), "{note}");
        assert_eq!(accepted.server_proof().to_vec(), hex(&case["M2"]), "{note}");
        assert!(proof.accepts(accepted.server_proof()), "{note}");
        assert!(!proof.accepts(&accepted.server_proof()[..31]), "{note}");
    }
}

#[test]
fn srp6_both_readings_of_a_short_s_are_taken() {
    let Some(all) = vectors() else { return };
    for case in list(&all["srp6_disputed"]["cases"]) {
        for reading in ["full_128_byte_S", "stripped_S"] {
            let case = &case[reading];
            let login = Login(case);
            let proof = login
                .server()
                .verify(login.name(), &hex(&case["A"]), &hex(&case["M1"]))
                .unwrap_or_else(|e| panic!("{reading}: {e}"));
            assert_eq!(proof.key().to_vec(), hex(&case["K"]), "{reading}");
            assert_eq!(proof.server_proof().to_vec(), hex(&case["M2"]), "{reading}");
        }
    }
}

#[test]
fn srp6_refusals() {
    let Some(all) = vectors() else { return };
    let good = &all["srp6"][0];
    let login = Login(good);
    let attempt = |a: &[u8], m1: &[u8]| login.server().verify(login.name(), a, m1).err();
    for case in list(&all["srp6_reject"]) {
        let field = |name: &str| hex(case.get(name).unwrap_or(&good[name]));
        let (a, m1) = (field("A"), field("M1"));
        let expected = match (a.len(), m1.len()) {
            (129, _) | (_, 31) => SrpError::Length,
            _ if case.get("A").is_some() => SrpError::PublicValue,
            _ => SrpError::Proof,
        };
        assert_eq!(attempt(&a, &m1), Some(expected), "{}", case["note"]);
    }
    assert_eq!(attempt(&hex(&good["A"]), &hex(&good["M1"])), None);
    assert_eq!(attempt(&[], &hex(&good["M1"])), Some(SrpError::Length));
}

#[test]
fn unknown_accounts_have_a_stable_salt_and_fail_at_the_proof() {
    let (mine, other) = ([3; 32], [4; 32]);
    let salt = srp::fake_salt(&mine, "nobody@example.com");
    assert_eq!(salt, srp::fake_salt(&mine, "nobody@example.com"));
    assert_ne!(salt, srp::fake_salt(&other, "nobody@example.com"));
    assert_ne!(salt, srp::fake_salt(&mine, "nobody@example.con"));

    let verifier = srp::fake_verifier(&mine, "nobody@example.com");
    let server = Server::new(&verifier, salt, Secret::from([9; 32]));
    let client = Client::new(Secret::from([8; 32]));
    let proof = client
        .prove("nobody@example.com", "", &salt, server.public())
        .unwrap();
    let refused = server.verify("nobody@example.com", client.public(), proof.client_proof());
    assert_eq!(refused.err(), Some(SrpError::Proof));
}

#[test]
fn login_name_is_hashed_as_typed() {
    let salt = [5; 16];
    let verifier = srp::verifier("Bob@example.com", "pw", &salt);
    assert_ne!(verifier, srp::verifier("bob@example.com", "pw", &salt));
    let client = Client::new(Secret::from([8; 32]));
    for (name, right) in [("Bob@example.com", true), ("bob@example.com", false)] {
        let server = Server::new(&verifier, salt, Secret::from([9; 32]));
        let proof = client.prove(name, "pw", &salt, server.public()).unwrap();
        let result = server.verify(name, client.public(), proof.client_proof());
        assert_eq!(result.is_ok(), right, "{name}");
    }
}
