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

/// Opcodes of which a name is known (`opcodes.tsv`) but no layout.
const NAMES_WITHOUT_LAYOUT: &[(u16, Sender, &str)] = &[
    (0x0000, Sender::Client, "State"),
    (0x0001, Sender::Client, "State2"),
    (0x010F, Sender::Server, "ServerCharacter"),
    (0x0145, Sender::Server, "ServerCharacterAppearanceResult"),
    (0x0150, Sender::Client, "ClientResetAttributePoints"),
    (0x017C, Sender::Client, "ClientSpendAttributePoints"),
    (0x019E, Sender::Server, "ServerAttributePoints"),
    (0x0551, Sender::Server, "ServerSpellList"),
];

/// What to call an opcode that `sender` sent, also when its layout is not known.
#[must_use]
pub fn name(opcode: u16, sender: Sender) -> Option<&'static str> {
    let known = find(opcode, sender).map(|entry| entry.name);
    known.or_else(|| {
        let mut names = NAMES_WITHOUT_LAYOUT.iter();
        let found = names.find(|(code, from, _)| *code == opcode && sender.includes(*from))?;
        Some(found.2)
    })
}

/// The message of this name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Entry> {
    entries().iter().copied().find(|entry| entry.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opcode_belongs_to_one_message_per_sender() {
        let all = entries();
        assert_eq!(all.len(), 918);
        for pair in all.windows(2) {
            let same = pair[0].opcode == pair[1].opcode;
            assert!(
                !same || pair[0].sender != pair[1].sender,
                "{}",
                pair[0].name
            );
        }
    }

    #[test]
    fn opcodes_are_found_by_who_sent_them() {
        let list = find(0x0117, Sender::Server).expect("the character list");
        assert_eq!(list.name, "ServerCharacterList");
        assert!(find(0x0117, Sender::Client).is_none());
        assert!(find(0x0117, Sender::Both).is_some());
        for sender in [Sender::Client, Sender::Server] {
            assert_eq!(
                find(0x056F, sender).map(|entry| entry.name),
                Some("BiInputKeySet")
            );
        }
        assert!(find(0xFFFF, Sender::Both).is_none());
    }

    #[test]
    fn names_are_known_without_layouts() {
        assert_eq!(name(0x0000, Sender::Client), Some("State"));
        assert_eq!(name(0x0000, Sender::Server), None);
        assert_eq!(name(0x0637, Sender::Client), Some("ClientEntityCommand"));
        for (opcode, sender, name) in NAMES_WITHOUT_LAYOUT {
            assert!(find(*opcode, *sender).is_none(), "{name} has a layout");
        }
    }
}
