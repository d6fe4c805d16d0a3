//! `packet decode`: hex, raw frames or a recording, printed message by message.
//!
//! What was wrong stands where it was met, and everything that can be read behind it is still
//! printed; the exit code tells that something was.

use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use bezgelor_core::limits::CONTAINER_DEPTH_MAX;
use crypto::PacketCipher;
use protocol::capture::{self, parse_hex};
use protocol::container::{self, Container};
use protocol::frame::take_frame;
use protocol::messages::ClientHelloRealm;
use protocol::registry;
use protocol::{BitReader, Message as _, Sender, decode_message, trace};

use crate::transcript::{Origin, Transcript};

/// Largest frame the inspector believes; it reads files, not strangers.
const FRAME_BYTES_BELIEVED: usize = 16 * 1024 * 1024;

/// How to read what is given.
pub(crate) struct Options {
    /// Tried in this order; one at least.
    pub(crate) ciphers: Vec<PacketCipher>,
    pub(crate) from: Option<Sender>,
    pub(crate) json: bool,
}

/// What was read, and whether all of it was sound.
pub(crate) type Decoded = (String, bool);

/// Decodes a hex text, a file, or with `-` what comes in.
pub(crate) fn input(input: &str, options: Options) -> Result<Decoded> {
    let Some(bytes) = file(input)? else {
        let bytes = hex(input).with_context(|| {
            let is_path = input.contains(['/', '\\', '.']);
            let reason = if is_path { "no such file" } else { "no file" };
            format!("{reason}, and not hex either: {input}")
        })?;
        return bytes_or_message(bytes, options);
    };
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return bytes_or_message(bytes, options);
    };
    if text.starts_with(capture::HEADER) {
        return recording(text, &options);
    }
    bytes_or_message(hex(text).unwrap_or(bytes), options)
}

/// Decodes one body given as hex, as a file, or with `-` as what comes in.
pub(crate) fn body(input: &str, opcode: u16, options: &Options) -> Result<Decoded> {
    let body = match file(input)? {
        Some(bytes) => {
            let text = std::str::from_utf8(&bytes).ok();
            text.and_then(hex).unwrap_or(bytes)
        }
        // Many messages are nothing but their opcode.
        None if digits(input).is_empty() => Vec::new(),
        None => hex(input).context("a body is given as hex or as a file")?,
    };
    let mut out = Transcript::new(options.json);
    out.message(&Origin::default(), options.from, opcode, &body);
    Ok(out.end())
}

/// The bytes of standard input or of a file; None when `input` names neither.
fn file(input: &str) -> Result<Option<Vec<u8>>> {
    if input == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.context("cannot read standard input")?;
        return Ok(Some(bytes));
    }
    if !Path::new(input).is_file() {
        return Ok(None);
    }
    let bytes = std::fs::read(input).with_context(|| format!("cannot read {input}"))?;
    Ok(Some(bytes))
}

/// `text` without white space around it and `0x` in front.
pub(crate) fn digits(text: &str) -> &str {
    let text = text.trim();
    let prefixed = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    prefixed.unwrap_or(text)
}

/// Hex digits with white space or colons between them, `0x` in front or not.
fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: String = digits(text)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != ':')
        .collect();
    parse_hex(&digits).filter(|bytes| !bytes.is_empty())
}

fn recording(text: &str, options: &Options) -> Result<Decoded> {
    let mut out = Transcript::new(options.json);
    for (number, line) in text.lines().enumerate() {
        let record = capture::parse_line(line).with_context(|| format!("line {}", number + 1));
        let mut record = match record {
            Ok(Some(record)) => record,
            Ok(None) => continue,
            Err(error) => {
                out.fault(&Origin::default(), &format!("{error:#}"));
                continue;
            }
        };
        let (opcode, body) = container::split_opcode(&mut record.message)?;
        let origin = Origin {
            at_ms: Some(record.at_ms),
            ..Origin::default()
        };
        out.message(&origin, Some(record.sender), opcode, body);
    }
    Ok(out.end())
}

/// Whole frames if the sizes say so, else one message of opcode and body.
fn bytes_or_message(mut bytes: Vec<u8>, options: Options) -> Result<Decoded> {
    if begins_with_frame(&bytes, &options) {
        return Ok(frames(&mut bytes, options));
    }
    let size = bytes.first_chunk().map(|size| u32::from_le_bytes(*size));
    let len = bytes.len();
    let (opcode, body) = container::split_opcode(&mut bytes)?;
    if registry::find(opcode, options.from.unwrap_or(Sender::Both)).is_none() {
        let size = size.map_or_else(String::new, |size| format!(" (its size would be {size})"));
        bail!(
            "{len} bytes that are neither a whole frame{size} nor a message of known layout \
             (its opcode would be {opcode:#06x})"
        );
    }
    let mut out = Transcript::new(options.json);
    out.message(&Origin::default(), options.from, opcode, body);
    Ok(out.end())
}

/// Whether `bytes` are frames: to the last byte, or at least a first one that can be read.
fn begins_with_frame(bytes: &[u8], options: &Options) -> bool {
    let mut copy = bytes.to_vec();
    let mut rest = copy.as_mut_slice();
    let Ok(Some(payload)) = take_frame(&mut rest, FRAME_BYTES_BELIEVED) else {
        return false;
    };
    let first = open_with_any(payload, options);
    while let Ok(Some(_)) = take_frame(&mut rest, FRAME_BYTES_BELIEVED) {}
    rest.is_empty() || first.is_ok_and(|opened| opened.is_sound())
}

fn frames(mut bytes: &mut [u8], mut options: Options) -> Decoded {
    let mut out = Transcript::new(options.json);
    loop {
        let payload = match take_frame(&mut bytes, FRAME_BYTES_BELIEVED) {
            Ok(Some(payload)) => payload,
            Ok(None) => break,
            Err(error) => {
                out.fault(&Origin::default(), &error.to_string());
                return out.end();
            }
        };
        let mut origin = Origin {
            frame_bytes: Some(payload.len() + 4),
            ..Origin::default()
        };
        match open_with_any(payload, &options) {
            Ok(opened) => {
                origin.layers = opened.layers;
                out.message(&origin, opened.from, opened.opcode, &opened.body);
                if let Some(cipher) = session_cipher(opened.opcode, &opened.body) {
                    options.ciphers.insert(0, cipher);
                }
            }
            Err(error) => out.fault(&origin, &format!("{error:#}")),
        }
    }
    if !bytes.is_empty() {
        let unfinished = format!("{} bytes of an unfinished frame", bytes.len());
        out.fault(&Origin::default(), &unfinished);
    }
    out.end()
}

/// Right behind the hello to the realm both ends switch to the key that it carries.
fn session_cipher(opcode: u16, body: &[u8]) -> Option<PacketCipher> {
    if opcode != ClientHelloRealm::OPCODE {
        return None;
    }
    let hello = decode_message::<ClientHelloRealm>(body).ok()?;
    Some(PacketCipher::from_session_key(hello.session_key))
}

/// What a frame holds behind its containers.
struct Opened {
    layers: Vec<u16>,
    from: Option<Sender>,
    opcode: u16,
    body: Vec<u8>,
}

impl Opened {
    /// True when it is a message whose layout fits, which no wrong key gives.
    fn is_sound(&self) -> bool {
        let entry = registry::find(self.opcode, self.from.unwrap_or(Sender::Both));
        entry
            .is_some_and(|entry| trace::read(entry.layout, &mut BitReader::new(&self.body)).is_ok())
    }
}

/// Tries the keys in order: the first that gives a sound message, else the first that gives any.
fn open_with_any(payload: &[u8], options: &Options) -> Result<Opened> {
    let mut best = None;
    for cipher in &options.ciphers {
        let opened = open(payload, options.from, cipher);
        if opened.as_ref().is_ok_and(Opened::is_sound) {
            return opened;
        }
        best = match best {
            None | Some(Err(_)) => Some(opened),
            first => first,
        };
    }
    best.unwrap_or_else(|| Err(anyhow!("no key")))
}

fn open(payload: &[u8], from: Option<Sender>, cipher: &PacketCipher) -> Result<Opened> {
    let mut payload = payload.to_vec();
    let (mut layers, mut from) = (Vec::new(), from);
    let (mut opcode, mut inner) = container::split_opcode(&mut payload)?;
    while let Some(container) = Container::from_opcode(opcode) {
        from = Some(container.sender());
        layers.push(opcode);
        if layers.len() > CONTAINER_DEPTH_MAX {
            bail!("containers nested too deep");
        }
        let unwrapped = container::unwrap(container, inner, cipher);
        inner = unwrapped.with_context(|| format!("{opcode:#06x}"))?;
        (opcode, inner) = container::split_opcode(inner)?;
    }
    Ok(Opened {
        layers,
        from,
        opcode,
        body: inner.to_vec(),
    })
}
