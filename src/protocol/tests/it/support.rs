//! Where the reference vectors are, and how they write a body down.

use std::fs;
use std::path::PathBuf;

use protocol::Sender;
use protocol::registry::{self, Entry};
use serde_json::Value;

/// The reference's directory of vectors, or `None` with a note when it is not there.
pub(crate) fn vectors(name: &str) -> Option<String> {
    let root = std::env::var_os("BEZGELOR_REFERENCE").map_or_else(
        || {
            PathBuf::from(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../../shared/reference"
            ))
        },
        PathBuf::from,
    );
    let text = fs::read_to_string(root.join("protocol/vectors").join(name)).ok();
    if text.is_none() {
        eprintln!("skipped: reference data absent");
    }
    text
}

/// The JSON object of every line.
pub(crate) fn lines(name: &str) -> Vec<Value> {
    let text = vectors(name).unwrap_or_default();
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a vector is JSON"))
        .collect()
}

/// The registry's entry for a vector.
pub(crate) fn entry(vector: &Value) -> &'static Entry {
    let opcode = vector["opcode"].as_str().expect("opcode");
    let opcode = u16::from_str_radix(&opcode[2..], 16).expect("hex opcode");
    let sender = match vector["dir"].as_str() {
        Some("S") => Sender::Server,
        Some("C") => Sender::Client,
        _ => Sender::Both,
    };
    registry::find(opcode, sender).expect("every vector's message is known")
}

/// The bytes of a hex text.
pub(crate) fn bytes(hex: &Value) -> Vec<u8> {
    let hex = hex.as_str().expect("hex").as_bytes();
    let digits = hex
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).expect("ASCII"));
    digits
        .map(|pair| u8::from_str_radix(pair, 16).expect("hex"))
        .collect()
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
