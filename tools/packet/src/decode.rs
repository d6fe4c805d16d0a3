//! `packet decode`: hex, raw frames or a recording, printed message by message.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use bezgelor_core::limits::CONTAINER_DEPTH_MAX;
use crypto::PacketCipher;
use protocol::capture::{self, parse_hex};
use protocol::container::{self, Container};
use protocol::frame::take_frame;
use protocol::messages::ClientHelloRealm;
use protocol::registry::{self, Entry};
use protocol::trace::{self, json};
use protocol::{BitReader, Message as _, Sender, decode_message};

use crate::print;

/// Largest frame the inspector believes; it reads files, not strangers.
const FRAME_BYTES_BELIEVED: usize = 16 * 1024 * 1024;

/// How to read what is given.
pub(crate) struct Options {
    pub(crate) cipher: PacketCipher,
    pub(crate) from: Option<Sender>,
    pub(crate) json: bool,
}

/// Decodes a hex text or a file.
pub(crate) fn input(input: &str, options: Options) -> Result<String> {
    let path = Path::new(input);
    if !path.is_file() {
        let hex: String = input.split_whitespace().collect();
        let bytes = parse_hex(&hex).context("neither a file nor hex")?;
        return bytes_or_message(bytes, options);
    }
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {input}"))?;
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return bytes_or_message(bytes, options);
    };
    if text.starts_with(capture::HEADER) {
        return recording(text, &options);
    }
    let hex: String = text.split_whitespace().collect();
    bytes_or_message(parse_hex(&hex).unwrap_or(bytes), options)
}

/// Decodes one body given as hex.
pub(crate) fn body(hex: &str, opcode: u16, options: &Options) -> Result<String> {
    let body = parse_hex(hex).context("a body is given as hex")?;
    let mut out = String::new();
    message(opcode, &body, options.from, options.json, &mut out);
    Ok(out)
}

fn recording(text: &str, options: &Options) -> Result<String> {
    let mut out = String::new();
    for (number, line) in text.lines().enumerate() {
        let record = capture::parse_line(line).with_context(|| format!("line {}", number + 1))?;
        let Some(mut record) = record else { continue };
        let _ = write!(out, "{:>8} ms ", record.at_ms);
        let (opcode, body) = container::split_opcode(&mut record.message)?;
        message(opcode, body, Some(record.sender), options.json, &mut out);
    }
    Ok(out)
}

/// Whole frames if the sizes say so, else one message of opcode and body.
fn bytes_or_message(mut bytes: Vec<u8>, options: Options) -> Result<String> {
    if are_frames(&mut bytes.clone()) {
        return frames(&mut bytes, options);
    }
    let (opcode, body) = container::split_opcode(&mut bytes)?;
    let mut out = String::new();
    message(opcode, body, options.from, options.json, &mut out);
    Ok(out)
}

fn are_frames(mut bytes: &mut [u8]) -> bool {
    let mut found = false;
    while let Ok(Some(_)) = take_frame(&mut bytes, FRAME_BYTES_BELIEVED) {
        found = true;
    }
    found && bytes.is_empty()
}

fn frames(mut bytes: &mut [u8], options: Options) -> Result<String> {
    let mut cipher = options.cipher;
    let mut out = String::new();
    while let Some(payload) = take_frame(&mut bytes, FRAME_BYTES_BELIEVED)? {
        let size = payload.len() + 4;
        let mut from = options.from;
        let (mut opcode, mut inner) = container::split_opcode(payload)?;
        let _ = write!(out, "frame of {size} bytes: ");
        let mut depth = 0;
        while let Some(container) = Container::from_opcode(opcode) {
            from = Some(container.sender());
            depth += 1;
            if depth > CONTAINER_DEPTH_MAX {
                bail!("containers nested too deep");
            }
            let _ = write!(out, "{opcode:#06x} > ");
            inner = container::unwrap(container, inner, &cipher)?;
            (opcode, inner) = container::split_opcode(inner)?;
        }
        message(opcode, inner, from, options.json, &mut out);
        // Right behind this message the client switches to its session key.
        if opcode == ClientHelloRealm::OPCODE
            && let Ok(hello) = decode_message::<ClientHelloRealm>(inner)
        {
            cipher = PacketCipher::from_session_key(hello.session_key);
        }
    }
    Ok(out)
}

fn entry(opcode: u16, from: Option<Sender>) -> Option<&'static Entry> {
    registry::find(opcode, from.unwrap_or(Sender::Both))
}

fn message(opcode: u16, body: &[u8], from: Option<Sender>, as_json: bool, out: &mut String) {
    let Some(entry) = entry(opcode, from) else {
        let (hex, len) = (print::hex(body), body.len());
        let name = registry::name(opcode, from.unwrap_or(Sender::Both)).unwrap_or("unknown");
        let _ = writeln!(
            out,
            "{opcode:#06x} {name}, layout unknown, {len} bytes {hex}"
        );
        return;
    };
    let mut r = BitReader::new(body);
    let read = trace::read(entry.layout, &mut r);
    let (name, sender) = (entry.name, entry.sender);
    let _ = write!(out, "{opcode:#06x} {name} ({sender:?}), ");
    let items = match read {
        Ok(items) => items,
        Err(error) => {
            let hex = print::hex(body);
            let _ = writeln!(out, "malformed at {error}: {hex}");
            return;
        }
    };
    let _ = writeln!(out, "{} of {} bits", r.position(), body.len() * 8);
    if as_json {
        let _ = writeln!(out, "{}", json::object(&items));
    } else {
        print::items(&items, 0, out);
    }
}
