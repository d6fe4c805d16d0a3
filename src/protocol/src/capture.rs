//! A recorded session as text: one message per line, readable by people, tools and tests.
//!
//! ```text
//! # bezgelor capture 1
//! 0 S 0300aa3e0000…
//! 41 C 92058a3e…
//! ```
//!
//! A line is: milliseconds since the recording began, `C` or `S` for who sent it, and the message
//! out of all its containers (u16 opcode, body) in hex. Lines that begin with `#` are notes, the
//! first one is [`HEADER`]. A recording holds what was said, hence session keys and chat: treat
//! it like a password.

use std::fmt::{self, Write as _};

use bezgelor_core::limits::FRAME_BYTES_MAX;

use crate::message::Sender;

/// The first line of a recording.
pub const HEADER: &str = "# bezgelor capture 1";

/// One message of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Milliseconds since the recording began.
    pub at_ms: u64,
    /// Who sent it.
    pub sender: Sender,
    /// u16 opcode and body.
    pub message: Vec<u8>,
}

/// Hears every message of a connection, both ways, out of its containers. Lives with the
/// connection's codec.
pub trait Tap: fmt::Debug + Send {
    /// A message went by.
    fn heard(&self, sender: Sender, opcode: u16, body: &[u8]);

    /// What is to hear the messages (u16 opcode + body) that reach the client past the codec;
    /// none when nobody listens to this connection.
    fn for_broadcasts(&self) -> Option<BroadcastTap>;
}

/// See [`Tap::for_broadcasts`].
pub type BroadcastTap = Box<dyn Fn(&[u8]) + Send>;

/// A line that is no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadLine;

impl fmt::Display for BadLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected: milliseconds, C or S, hex of opcode and body")
    }
}

impl std::error::Error for BadLine {}

/// Appends the line of a message, line feed included.
pub fn write_line(at_ms: u64, sender: Sender, message: &[u8], out: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(out, "{at_ms} {} ", sender.letter());
    for byte in message {
        let _ = write!(out, "{byte:02x}");
    }
    out.push('\n');
}

/// The record of a line; `None` for notes and empty lines.
///
/// # Errors
/// [`BadLine`] for anything else, a message longer than a frame included.
pub fn parse_line(line: &str) -> Result<Option<Record>, BadLine> {
    let line = line.trim();
    if line.is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let mut words = line.split_ascii_whitespace();
    let (Some(at_ms), Some(sender), Some(hex), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(BadLine);
    };
    let sender = match sender {
        "C" => Sender::Client,
        "S" => Sender::Server,
        _ => return Err(BadLine),
    };
    let message = parse_hex(hex).ok_or(BadLine)?;
    if !(2..=FRAME_BYTES_MAX).contains(&message.len()) {
        return Err(BadLine);
    }
    let at_ms = at_ms.parse().map_err(|_| BadLine)?;
    Ok(Some(Record {
        at_ms,
        sender,
        message,
    }))
}

/// The bytes of a hex text, or `None` when it is none.
#[must_use]
pub fn parse_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |c: &u8| char::from(*c).to_digit(16).map(|digit| digit as u8);
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    pairs
        .iter()
        .map(|[high, low]| Some(digit(high)? << 4 | digit(low)?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_back() {
        let mut text = format!("{HEADER}\n\n");
        write_line(41, Sender::Client, &[0x92, 0x05, 0xFF], &mut text);
        assert!(text.ends_with("41 C 9205ff\n"));
        let records: Vec<_> = text
            .lines()
            .filter_map(|line| parse_line(line).expect("fine"))
            .collect();
        let expected = Record {
            at_ms: 41,
            sender: Sender::Client,
            message: vec![0x92, 0x05, 0xFF],
        };
        assert_eq!(records, [expected]);
    }

    #[test]
    fn what_is_no_record_is_refused() {
        for line in [
            "1 C",
            "1 X 0000",
            "x C 0000",
            "1 C 00",
            "1 C 00000",
            "1 C 0g00",
            "1 C 0000 1",
        ] {
            assert_eq!(parse_line(line), Err(BadLine), "{line}");
        }
    }
}
