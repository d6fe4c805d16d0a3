//! All messages in one table, for those who meet an opcode and not a type: the inspector, fuzzing,
//! and tests over every message.

use std::sync::LazyLock;

use crate::message::{Message, Sender, Standing};
use crate::messages;
use crate::wire::{BitReader, BitWriter, DecodeError, Layout, Shape, Wire};

/// One message.
#[derive(Debug)]
pub struct Entry {
    /// Its opcode.
    pub opcode: u16,
    /// Its name.
    pub name: &'static str,
    /// The folder it lives in.
    pub topic: &'static str,
    /// Who sends it.
    pub sender: Sender,
    /// How sure we are of its layout.
    pub standing: Standing,
    /// Its fields.
    pub layout: &'static Layout,
    /// Decodes a body into the struct and encodes that into `out`; returns the bits consumed.
    pub roundtrip: fn(&mut BitReader<'_>, &mut Vec<u8>) -> Result<usize, DecodeError>,
}

impl Entry {
    /// The entry of a message type.
    #[must_use]
    pub const fn of<M: Message>(topic: &'static str) -> Self {
        let Shape::Struct(layout) = <M as Wire>::SHAPE else {
            panic!("a message is a struct");
        };
        Self {
            opcode: M::OPCODE,
            name: M::NAME,
            topic,
            sender: M::SENDER,
            standing: M::STANDING,
            layout,
            roundtrip: roundtrip::<M>,
        }
    }
}

fn roundtrip<M: Message>(r: &mut BitReader<'_>, out: &mut Vec<u8>) -> Result<usize, DecodeError> {
    let message = M::decode(r)?;
    let mut w = BitWriter::new(out);
    message.encode(&mut w);
    w.finish();
    Ok(r.position())
}

/// All messages, rising by opcode.
static ENTRIES: LazyLock<Vec<&'static Entry>> = LazyLock::new(|| {
    let mut entries: Vec<_> = messages::TOPICS.iter().copied().flatten().collect();
    entries.sort_by_key(|entry| (entry.opcode, entry.sender.letter()));
    entries
});

/// All messages, rising by opcode.
#[must_use]
pub fn entries() -> &'static [&'static Entry] {
    &ENTRIES
}

/// The message with this opcode that `sender` may send.
#[must_use]
pub fn find(opcode: u16, sender: Sender) -> Option<&'static Entry> {
    let all = entries();
    let from = all.partition_point(|entry| entry.opcode < opcode);
    let same = all[from..]
        .iter()
        .take_while(|entry| entry.opcode == opcode);
    same.copied()
        .find(|entry| sender == Sender::Both || entry.sender.includes(sender))
}

/// The message of this name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Entry> {
    entries().iter().copied().find(|entry| entry.name == name)
}
