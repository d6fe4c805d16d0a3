//! Every message against the reference vectors: bits consumed, bytes written again, every leaf,
//! every field name, and what must be refused.

use crate::support::{bytes, entry, hex, lines};
use protocol::registry::Entry;
use protocol::trace::{self, Item, json};
use protocol::wire::BitReader;
use serde_json::Value;

/// Decodes with the struct, encodes it again, and gives the bits consumed.
fn roundtrip(entry: &Entry, body: &[u8]) -> Result<(usize, Vec<u8>), String> {
    let mut out = Vec::new();
    let consumed = (entry.roundtrip)(&mut BitReader::new(body), &mut out);
    consumed
        .map(|consumed| (consumed, out))
        .map_err(|error| error.to_string())
}

fn tree(entry: &Entry, body: &[u8]) -> Vec<Item> {
    trace::read(entry.layout, &mut BitReader::new(body)).expect("a valid body")
}

fn leaves(items: &[Item]) -> Value {
    serde_json::from_str(&json::leaves(items)).expect("JSON")
}

fn object(items: &[Item]) -> Value {
    serde_json::from_str(&json::object(items)).expect("JSON")
}

#[test]
fn every_vector_is_read_and_written_bit_for_bit() {
    let vectors = lines("messages.jsonl");
    for vector in &vectors {
        let entry = entry(vector);
        let body = bytes(&vector["hex"]);
        let at = format!("{} k={}", entry.name, vector["k"]);
        let (consumed, written) = roundtrip(entry, &body).expect(&at);
        assert_eq!(Value::from(consumed), vector["bits"], "bits of {at}");
        assert_eq!(hex(&written), hex(&body), "bytes of {at}");
        let tree = tree(entry, &body);
        assert_eq!(leaves(&tree), vector["leaves"], "leaves of {at}");
        assert_eq!(object(&tree), vector["value"], "value of {at}");
        assert_eq!(Value::from(entry.name), vector["name"]);
    }
}

/// 0x00FF, 0x0188 and 0x01B0, of which the reference knows the shape but no name or meaning;
/// `inline` has their bytes.
const BEYOND_THE_REFERENCE: usize = 3;

#[test]
fn every_message_of_the_reference_is_in_the_registry() {
    let vectors = lines("messages.jsonl");
    let mut names: Vec<_> = vectors.iter().map(|vector| entry(vector).name).collect();
    names.sort_unstable();
    names.dedup();
    if !names.is_empty() {
        let known = protocol::registry::entries().len();
        assert_eq!(names.len() + BEYOND_THE_REFERENCE, known);
    }
}

#[test]
fn malformed_bodies_are_refused_and_odd_ones_survive() {
    for vector in lines("negative.jsonl") {
        let entry = entry(&vector);
        let body = bytes(&vector["hex"]);
        let at = format!("{} {}", entry.name, vector["kind"]);
        match vector["expect"].as_str() {
            Some("error") if vector["kind"] == "truncated" => {
                for len in 0..body.len() {
                    roundtrip(entry, &body[..len]).expect_err(&at);
                }
                let bits = vector["bits"].as_u64().expect("bits") as usize;
                for limit in 0..bits {
                    let mut r = BitReader::with_bits(&body, limit);
                    (entry.roundtrip)(&mut r, &mut Vec::new()).expect_err(&at);
                }
            }
            Some("error") => {
                roundtrip(entry, &body).expect_err(&at);
                trace::read(entry.layout, &mut BitReader::new(&body)).expect_err(&at);
            }
            Some("roundtrip") => {
                let (_, written) = roundtrip(entry, &body).expect(&at);
                assert_eq!(hex(&written), hex(&body), "{at}");
                assert_eq!(leaves(&tree(entry, &body)), vector["leaves"], "{at}");
            }
            Some("value") => {
                let (_, written) = roundtrip(entry, &body).expect(&at);
                assert_eq!(Value::from(hex(&written)), vector["canonical"], "{at}");
                let tree = tree(entry, &body);
                assert_eq!(object(&tree), vector["value"], "{at}");
            }
            Some("no_panic") => {
                let _ = roundtrip(entry, &body);
            }
            other => panic!("{at}: unknown expectation {other:?}"),
        }
    }
}
