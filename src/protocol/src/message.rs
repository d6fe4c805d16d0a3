//! What makes a structure a message: its opcode, who sends it, and how sure we are of its layout.

use crate::wire::{BitReader, BitWriter, DecodeError, Wire};

/// A message of the game protocol. Derived with `#[derive(Message)]`.
pub trait Message: Wire {
    /// Identifies the layout of the body together with [`Message::SENDER`].
    const OPCODE: u16;
    /// The name of the struct.
    const NAME: &'static str;
    /// Who sends it.
    const SENDER: Sender;
    /// How sure we are of the layout.
    const STANDING: Standing;

    /// Appends the body, without opcode.
    fn encode(&self, w: &mut BitWriter<'_>) {
        self.write(w, 0);
    }

    /// Takes a body. Bits behind it are left alone, as the client leaves them.
    ///
    /// # Errors
    /// The first fault: the body ends too early, a count cannot be true, a selector has no case.
    fn decode(r: &mut BitReader<'_>) -> Result<Self, DecodeError> {
        let message = Self::read(r, 0);
        r.check().map(|()| message)
    }

    /// Takes a body into a message that is kept. Those that come by the thousand per second
    /// (marked `reuse`) then reserve nothing once they have grown; after an error the content
    /// means nothing.
    ///
    /// # Errors
    /// As [`Message::decode`].
    fn decode_into(&mut self, r: &mut BitReader<'_>) -> Result<(), DecodeError> {
        self.read_into(r, 0);
        r.check()
    }
}

/// Who sends a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sender {
    /// The client, to us.
    Client,
    /// We, to the client.
    Server,
    /// Either end.
    Both,
}

impl Sender {
    /// True when `other` (a concrete end) may send it.
    #[must_use]
    pub fn includes(self, other: Self) -> bool {
        self == other || self == Self::Both
    }

    /// `C`, `S` or `B`, as the reference writes directions.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Client => 'C',
            Self::Server => 'S',
            Self::Both => 'B',
        }
    }
}

/// What a layout was checked against (`client_registry.tsv`, `messages.txt`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Equal to the codec the client itself registers, or corrected after it.
    Proven,
    /// Equal to a codec of the client, but too short to be told from others of the same shape.
    Short,
    /// No fields, and the client expects none.
    Empty,
    /// Equal to the client's codec except for parts that depend on a condition.
    Partial,
    /// A container: known from captured traffic.
    Container,
    /// From one or more peers, without an equal shape in the client.
    Unproven,
    /// The client knows no such message: it cannot occur with this build.
    Unregistered,
}

/// Appends u16 opcode and body, which is what frames and containers carry.
pub fn encode_message<M: Message>(message: &M, out: &mut Vec<u8>) {
    out.extend_from_slice(&M::OPCODE.to_le_bytes());
    let mut w = BitWriter::new(out);
    message.encode(&mut w);
    w.finish();
}

/// Takes a whole body; what is behind it is ignored.
///
/// # Errors
/// As [`Message::decode`].
pub fn decode_message<M: Message>(body: &[u8]) -> Result<M, DecodeError> {
    M::decode(&mut BitReader::new(body))
}
