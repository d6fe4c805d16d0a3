//! What `packet decode` prints: for people a headline per message and a line per field, for
//! programs a JSON object per line.

use std::fmt::Write as _;

use protocol::registry;
use protocol::trace::{self, json};
use protocol::{BitReader, Sender};

use crate::print;

/// Where a message was met.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origin {
    /// In a recording: when.
    pub(crate) at_ms: Option<u64>,
    /// In a frame: how long it was.
    pub(crate) frame_bytes: Option<usize>,
    /// Opcodes of the containers around it, from outside to inside.
    pub(crate) layers: Vec<u16>,
}

/// The text so far.
pub(crate) struct Transcript {
    out: String,
    json: bool,
    sound: bool,
}

impl Transcript {
    pub(crate) fn new(json: bool) -> Self {
        Self {
            out: String::new(),
            json,
            sound: true,
        }
    }

    /// The text, and whether everything in it was sound.
    pub(crate) fn end(self) -> (String, bool) {
        (self.out, self.sound)
    }

    /// Something that is no message.
    pub(crate) fn fault(&mut self, origin: &Origin, error: &str) {
        self.sound = false;
        self.begin(origin);
        if self.json {
            self.member("error", |out| json::put_string(error, out));
            self.finish_object();
        } else {
            self.line(format_args!("malformed: {error}"));
        }
    }

    /// A message. One of unknown layout is no fault.
    pub(crate) fn message(
        &mut self,
        origin: &Origin,
        from: Option<Sender>,
        opcode: u16,
        body: &[u8],
    ) {
        self.begin(origin);
        let sender = from.unwrap_or(Sender::Both);
        let entry = registry::find(opcode, sender);
        let mut r = BitReader::new(body);
        let read = entry.map(|entry| trace::read(entry.layout, &mut r));
        self.sound &= !matches!(read, Some(Err(_)));
        let name = registry::name(opcode, sender).unwrap_or("unknown");
        let sender = entry.map_or(sender, |entry| entry.sender);
        if self.json {
            self.object(opcode, sender, name, body, (r.position(), read));
            return;
        }
        let (hex, len) = (print::hex(body), body.len());
        match read {
            None => self.line(format_args!(
                "{opcode:#06x} {name}, layout unknown, {len} bytes {hex}"
            )),
            Some(Err(error)) => self.line(format_args!(
                "{opcode:#06x} {name} ({sender:?}), malformed at {error}: {hex}"
            )),
            Some(Ok(items)) => {
                let (bits, of) = (r.position(), len * 8);
                self.line(format_args!(
                    "{opcode:#06x} {name} ({sender:?}), {bits} of {of} bits"
                ));
                print::items(&items, 0, &mut self.out);
            }
        }
    }

    /// The members of a vector of the reference, so that the line can be verified again.
    fn object(
        &mut self,
        opcode: u16,
        sender: Sender,
        name: &str,
        body: &[u8],
        (bits, read): (
            usize,
            Option<Result<Vec<trace::Item>, protocol::DecodeError>>,
        ),
    ) {
        self.member("opcode", |out| put(out, format_args!("\"0x{opcode:04X}\"")));
        self.member("dir", |out| {
            put(out, format_args!("\"{}\"", sender.letter()));
        });
        self.member("name", |out| json::put_string(name, out));
        match read {
            None => {}
            Some(Err(error)) => {
                self.member("error", |out| json::put_string(&error.to_string(), out));
            }
            Some(Ok(items)) => {
                self.member("value", |out| out.push_str(&json::object(&items)));
                self.member("leaves", |out| out.push_str(&json::leaves(&items)));
                self.member("bits", |out| put(out, format_args!("{bits}")));
            }
        }
        let hex = print::hex(body);
        self.member("hex", |out| put(out, format_args!("\"{hex}\"")));
        self.finish_object();
    }

    fn begin(&mut self, origin: &Origin) {
        if self.json {
            self.out.push('{');
            if let Some(at_ms) = origin.at_ms {
                self.member("at_ms", |out| put(out, format_args!("{at_ms}")));
            }
            if let Some(bytes) = origin.frame_bytes {
                self.member("frame_bytes", |out| put(out, format_args!("{bytes}")));
                let layers = origin
                    .layers
                    .iter()
                    .map(|layer| format!("\"0x{layer:04X}\""));
                let layers = layers.collect::<Vec<_>>().join(",");
                self.member("layers", |out| put(out, format_args!("[{layers}]")));
            }
            return;
        }
        if let Some(at_ms) = origin.at_ms {
            put(&mut self.out, format_args!("{at_ms:>8} ms "));
        }
        if let Some(bytes) = origin.frame_bytes {
            put(&mut self.out, format_args!("frame of {bytes} bytes: "));
        }
        for layer in &origin.layers {
            put(&mut self.out, format_args!("{layer:#06x} > "));
        }
    }

    fn member(&mut self, name: &str, write: impl FnOnce(&mut String)) {
        if !self.out.ends_with('{') {
            self.out.push(',');
        }
        put(&mut self.out, format_args!("\"{name}\":"));
        write(&mut self.out);
    }

    fn finish_object(&mut self) {
        self.out.push_str("}\n");
    }

    fn line(&mut self, text: std::fmt::Arguments<'_>) {
        put(&mut self.out, text);
        self.out.push('\n');
    }
}

/// Writing to a string cannot fail.
fn put(out: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = out.write_fmt(what);
}
