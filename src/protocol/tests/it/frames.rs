//! Whole frames, conversations cut anywhere, and frames that end a connection.

use crypto::PacketCipher;
use protocol::container::{self, Container};
use protocol::session::{ClientCodec, Envelope, Lane, ServerCodec};
use protocol::{Sender, encode_message, messages};
use serde_json::Value;

use crate::support::{bytes, hex, vectors};

fn frames() -> Option<Value> {
    let text = vectors("frames.json")?;
    Some(serde_json::from_str(&text).expect("JSON"))
}

fn number(text: &Value) -> Option<u64> {
    let digits = text.as_str()?.trim_start_matches("0x");
    Some(u64::from_str_radix(digits, 16).expect("hex"))
}

/// The one key of a frame; frames without any get the build key.
fn cipher(frame: &Value) -> PacketCipher {
    let layers = frame["layers"].as_array().expect("layers");
    let key = layers.iter().find_map(|layer| number(&layer["key"]));
    key.map_or_else(PacketCipher::from_build, PacketCipher::from_key)
}

/// Opcode and body of the innermost message.
fn message(frame: &Value) -> Vec<u8> {
    let opcode = number(&frame["opcode"]).expect("opcode") as u16;
    let mut message = opcode.to_le_bytes().to_vec();
    message.extend(bytes(&frame["body"]));
    message
}

fn opcodes(frame: &Value) -> Vec<u64> {
    let layers = frame["layers"].as_array().expect("layers");
    let opcode = |layer: &Value| number(&layer["opcode"]).expect("opcode");
    layers.iter().map(opcode).collect()
}

fn server_frame(frame: &Value) -> Vec<u8> {
    let lane = if frame["port"] == "auth" {
        Lane::Auth
    } else {
        Lane::World
    };
    let mut codec = ServerCodec::new(lane);
    codec.set_cipher(cipher(frame));
    let mut out = Vec::new();
    if opcodes(frame).is_empty() {
        ServerCodec::wrap_clear(&message(frame), &mut out);
    } else {
        codec.wrap(&message(frame), &mut out);
    }
    out
}

/// `None` for nestings no client makes.
fn client_frame(frame: &Value) -> Option<Vec<u8>> {
    let envelope = match opcodes(frame).as_slice() {
        [] => Envelope::Clear,
        [0x0244] => Envelope::Encrypted,
        [0x0244, 0x025C] => Envelope::Packed,
        [0x0244, 0x038C] => Envelope::World,
        _ => return None,
    };
    let mut codec = ClientCodec::new();
    codec.set_cipher(cipher(frame));
    let mut out = Vec::new();
    codec.wrap(&message(frame), envelope, &mut out);
    Some(out)
}

/// The messages that come out when `stream` arrives in pieces of `step` bytes; the key changes
/// behind 0x058F as it does on the world server.
fn received(stream: &[u8], from: Sender, key: &PacketCipher, step: usize) -> Vec<Vec<u8>> {
    let mut server = ServerCodec::new(Lane::World);
    server.set_cipher(key.clone());
    server.trust();
    let mut client = ClientCodec::new();
    client.set_cipher(key.clone());
    let mut messages = Vec::new();
    for piece in stream.chunks(step) {
        match from {
            Sender::Client => server.push(piece).expect("few enough"),
            _ => client.push(piece).expect("few enough"),
        }
        loop {
            let popped = match from {
                Sender::Client => server.pop(),
                _ => client.pop(),
            };
            let Some(incoming) = popped.expect("well formed") else {
                break;
            };
            let mut message = incoming.opcode.to_le_bytes().to_vec();
            message.extend_from_slice(incoming.body);
            if incoming.opcode == 0x058F {
                let session_key = incoming.body[4..20].try_into().expect("16 bytes");
                server.set_cipher(PacketCipher::from_session_key(session_key));
            }
            messages.push(message);
        }
    }
    messages
}

fn sender(frame: &Value) -> Sender {
    if frame["dir"] == "C" {
        Sender::Client
    } else {
        Sender::Server
    }
}

#[test]
fn frames_are_read_and_written_byte_for_byte() {
    let Some(vectors) = frames() else { return };
    for frame in vectors["frames"].as_array().expect("frames") {
        let wire = bytes(&frame["hex"]);
        let expected = message(frame);
        let got = received(&wire, sender(frame), &cipher(frame), usize::MAX);
        assert_eq!(got, [expected], "{}", frame["name"]);
        let built = match sender(frame) {
            Sender::Server => Some(server_frame(frame)),
            _ => client_frame(frame),
        };
        if let Some(built) = built {
            assert_eq!(hex(&built), hex(&wire), "{}", frame["name"]);
        }
    }
}

#[test]
fn a_conversation_may_be_cut_anywhere() {
    let Some(vectors) = frames() else { return };
    for stream in vectors["streams"].as_array().expect("streams") {
        for from in [Sender::Client, Sender::Server] {
            let all = stream["steps"].as_array().expect("steps").iter();
            let steps: Vec<&Value> = all.filter(|step| sender(step) == from).collect();
            // The server's side of the world lane changes key between frames, so it is read
            // frame by frame; the client's side carries its own change of key.
            let runs: Vec<Vec<&Value>> = match from {
                Sender::Client => vec![steps],
                _ => steps.into_iter().map(|step| vec![step]).collect(),
            };
            for run in runs {
                let Some(first) = run.first() else { continue };
                let wire: Vec<u8> = run.iter().flat_map(|step| bytes(&step["hex"])).collect();
                let expected: Vec<Vec<u8>> = run.iter().map(|step| message(step)).collect();
                for step in 1..=wire.len() {
                    let got = received(&wire, from, &cipher(first), step);
                    assert_eq!(got, expected, "{} by {step}", stream["name"]);
                }
            }
        }
    }
}

#[test]
fn bad_frames_end_the_connection_or_yield_an_unknown_message() {
    let Some(vectors) = frames() else { return };
    for case in vectors["negative"].as_array().expect("negative") {
        let wire = bytes(&case["hex"]);
        let name = case["name"].as_str().expect("name");
        let mut codec = ServerCodec::new(Lane::World);
        codec.set_cipher(PacketCipher::from_key(0x5857_6EA1_41D0_CC5F));
        codec.push(&wire).expect("few enough");
        let outcome = codec.pop();
        let survives = ["wrong key", "unknown opcode", "server opcode"];
        if survives.iter().any(|part| name.contains(part)) {
            let incoming = outcome.expect(name).expect(name);
            let known = protocol::registry::find(incoming.opcode, Sender::Client);
            assert!(known.is_none(), "{name}: {:#06x}", incoming.opcode);
        } else {
            outcome.expect_err(name);
        }
    }
}

#[test]
fn the_world_container_shifts_by_five_bits() {
    let Some(vectors) = frames() else { return };
    let example = &vectors["shift_example"];
    let (inner, body) = (bytes(&example["inner"]), bytes(&example["body_of_0x038C"]));
    let key = PacketCipher::from_build();
    let mut wrapped = Vec::new();
    container::wrap(Container::PackedWorld, &inner, &key, &mut wrapped);
    assert_eq!(wrapped[2..], body);
    let mut copy = body.clone();
    let unwrapped = container::unwrap(Container::PackedWorld, &mut copy, &key);
    assert_eq!(unwrapped.expect("well formed"), inner);
}

#[test]
fn every_envelope_comes_back_at_every_length() {
    let client = ClientCodec::new();
    for envelope in [
        Envelope::Clear,
        Envelope::Encrypted,
        Envelope::Packed,
        Envelope::World,
    ] {
        for len in 0..80_u8 {
            let message: Vec<u8> = [0xBC, 0x7A].into_iter().chain(0..len).collect();
            let mut wire = Vec::new();
            client.wrap(&message, envelope, &mut wire);
            let got = received(&wire, Sender::Client, &PacketCipher::from_build(), 7);
            assert_eq!(got, [message], "{envelope:?} {len}");
        }
    }
}

#[test]
fn sending_equals_encoding_and_wrapping() {
    let message = messages::ServerMaxCharacterLevelAchieved { level: 50 };
    let mut encoded = Vec::new();
    encode_message(&message, &mut encoded);
    let server = ServerCodec::new(Lane::World);
    let (mut sent, mut wrapped) = (vec![1, 2], vec![1, 2]);
    server.send(&message, &mut sent);
    server.wrap(&encoded, &mut wrapped);
    assert_eq!(sent, wrapped);
}

#[test]
fn a_claimed_size_is_refused_before_anything_of_it_arrives() {
    let mut codec = ServerCodec::new(Lane::Auth);
    codec.push(&4097_u32.to_le_bytes()).expect("four bytes");
    codec.pop().expect_err("above the limit of strangers");
    let mut codec = ServerCodec::new(Lane::Auth);
    codec.trust();
    codec.push(&4097_u32.to_le_bytes()).expect("four bytes");
    assert_eq!(codec.pop(), Ok(None), "within the limit of the known");
    let waiting = vec![0; 256 * 1024];
    codec.push(&waiting).expect_err("more than may wait");
}
