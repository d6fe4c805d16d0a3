//! `packet verify`: vector files in the forms of the reference (its README, "messages.jsonl" and
//! "negative.jsonl"), and lines with only opcode, direction, bytes and bits.

use std::fmt::Write as _;

use protocol::capture::parse_hex;
use protocol::registry::{self, Entry};
use protocol::trace::{self, Item, json};
use protocol::{BitReader, Sender};
use serde_json::Value;

use crate::describe::parse_opcode;
use crate::print::hex;

/// A line per failure, then `N passed, M failed`; false when something failed.
pub(crate) fn report(bytes: &[u8]) -> (String, bool) {
    let (mut passed, mut failed) = (0, 0);
    let mut out = String::new();
    // Editors of one system begin a file with a byte order mark.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match check(line) {
            Ok(()) => passed += 1,
            Err(complaint) => {
                failed += 1;
                let _ = writeln!(out, "line {}: {complaint}", number + 1);
            }
        }
    }
    let _ = writeln!(out, "{passed} passed, {failed} failed");
    (out, failed == 0)
}

type Check = Result<(), String>;

fn check(line: &[u8]) -> Check {
    let vector: Value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let entry = entry(&vector)?;
    let body = bytes(&vector["hex"])?;
    let outcome = match vector["expect"].as_str() {
        None | Some("roundtrip") => valid(entry, &vector, &body, &body),
        Some("value") => valid(entry, &vector, &body, &bytes(&vector["canonical"])?),
        Some("error") => refused(entry, &vector, &body),
        Some("no_panic") => {
            let _ = roundtrip(entry, &mut BitReader::new(&body));
            Ok(())
        }
        Some(other) => Err(format!("unknown expectation `{other}`")),
    };
    outcome.map_err(|complaint| format!("{:#06x} {}: {complaint}", entry.opcode, entry.name))
}

fn entry(vector: &Value) -> Result<&'static Entry, String> {
    let opcode = &vector["opcode"];
    let number = match (opcode.as_str(), opcode.as_u64()) {
        (Some(text), _) => parse_opcode(text),
        (None, number) => number.and_then(|number| u16::try_from(number).ok()),
    };
    let number = number.ok_or_else(|| format!("no opcode: {opcode}"))?;
    let sender = match vector["dir"].as_str() {
        Some("S") => Sender::Server,
        Some("C") => Sender::Client,
        Some("B") | None => Sender::Both,
        Some(other) => return Err(format!("unknown direction `{other}`")),
    };
    registry::find(number, sender).ok_or_else(|| format!("no message {opcode}"))
}

fn bytes(value: &Value) -> Result<Vec<u8>, String> {
    value
        .as_str()
        .and_then(parse_hex)
        .ok_or_else(|| format!("not hex: {value}"))
}

/// Decodes with the struct and encodes that; the bits consumed and the bytes written.
fn roundtrip(entry: &Entry, r: &mut BitReader<'_>) -> Result<(usize, Vec<u8>), String> {
    let mut written = Vec::new();
    let consumed = (entry.roundtrip)(r, &mut written);
    let consumed = consumed.map_err(|error| error.to_string())?;
    Ok((consumed, written))
}

fn valid(entry: &Entry, vector: &Value, body: &[u8], canonical: &[u8]) -> Check {
    let (consumed, written) = roundtrip(entry, &mut BitReader::new(body))?;
    if let Some(bits) = vector["bits"].as_u64()
        && consumed as u64 != bits
    {
        return Err(format!("consumed {consumed} bits, not {bits}"));
    }
    if written != canonical {
        return Err(format!("encoded as {}", hex(&written)));
    }
    if let Some(name) = vector["name"].as_str()
        && name != entry.name
    {
        return Err(format!("the vector calls it {name}"));
    }
    let items = trace::read(entry.layout, &mut BitReader::new(body));
    let items = items.map_err(|error| error.to_string())?;
    same(vector, "leaves", &items, json::leaves)?;
    same(vector, "value", &items, json::object)
}

/// Compares what we read with a part of the vector, if it has that part.
fn same(vector: &Value, part: &str, items: &[Item], write: fn(&[Item]) -> String) -> Check {
    let Some(expected) = vector.get(part) else {
        return Ok(());
    };
    let ours: Value = serde_json::from_str(&write(items)).map_err(|error| error.to_string())?;
    if ours == *expected {
        Ok(())
    } else {
        Err(format!("{part} are {ours}, not {expected}"))
    }
}

fn refused(entry: &Entry, vector: &Value, body: &[u8]) -> Check {
    if vector["kind"].as_str() != Some("truncated") {
        return must_fail(entry, BitReader::new(body), "it");
    }
    for len in 0..body.len() {
        must_fail(
            entry,
            BitReader::new(&body[..len]),
            &format!("its first {len} bytes"),
        )?;
    }
    let bits = vector["bits"].as_u64().unwrap_or_default() as usize;
    for limit in 0..bits {
        let r = BitReader::with_bits(body, limit);
        must_fail(entry, r, &format!("its first {limit} bits"))?;
    }
    Ok(())
}

fn must_fail(entry: &Entry, mut r: BitReader<'_>, what: &str) -> Check {
    match roundtrip(entry, &mut r) {
        Ok(_) => Err(format!("{what} should have been refused")),
        Err(_) => Ok(()),
    }
}
