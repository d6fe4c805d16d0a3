//! Messages that nothing takes, or not now, as a log wants to know them: what, how long, and how
//! they begin.

use std::fmt;

use bezgelor_core::limits::{UNHANDLED_PER_CONNECTION_MAX, UNHANDLED_SAMPLE_BYTES};

use crate::message::Sender;
use crate::registry;

/// Why a message is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// Nothing takes it, in no state.
    Unknown,
    /// Something does, but not in the state the connection is in.
    OutOfState,
}

/// One such message of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stray {
    /// What it claims to be.
    pub opcode: u16,
    /// Why it was not taken.
    pub fault: Fault,
    /// Bytes of its body.
    pub bytes: usize,
    sample: [u8; UNHANDLED_SAMPLE_BYTES],
}

impl Stray {
    /// The message with this opcode and body, and why it was not taken.
    #[must_use]
    pub fn new(opcode: u16, fault: Fault, body: &[u8]) -> Self {
        let mut sample = [0; UNHANDLED_SAMPLE_BYTES];
        for (to, from) in sample.iter_mut().zip(body) {
            *to = *from;
        }
        Self {
            opcode,
            fault,
            bytes: body.len(),
            sample,
        }
    }

    /// Its name, where one is known.
    #[must_use]
    pub fn name(&self) -> &'static str {
        registry::name(self.opcode, Sender::Client).unwrap_or("unknown")
    }

    /// The first bytes of its body in hex.
    #[must_use]
    pub fn begins(&self) -> impl fmt::Display {
        let shown = self.bytes.min(UNHANDLED_SAMPLE_BYTES);
        let sample = self.sample;
        fmt::from_fn(move |f| {
            sample[..shown]
                .iter()
                .try_for_each(|byte| write!(f, "{byte:02x}"))
        })
    }
}

/// Those of one connection since somebody last asked; a few of them, the others are let go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strays(Vec<Stray>);

impl Strays {
    /// Notes a message.
    pub fn note(&mut self, opcode: u16, fault: Fault, body: &[u8]) {
        if self.0.len() < UNHANDLED_PER_CONNECTION_MAX {
            self.0.push(Stray::new(opcode, fault, body));
        }
    }

    /// All of them, forgotten by this.
    #[must_use]
    pub fn take(&mut self) -> Vec<Stray> {
        std::mem::take(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stray_is_named_and_its_sample_short() {
        let stray = Stray::new(0x0150, Fault::Unknown, &[0xAB; 100]);
        assert_eq!(stray.name(), "ClientResetAttributePoints");
        assert_eq!(stray.bytes, 100);
        let begins = stray.begins().to_string();
        assert_eq!(begins, "ab".repeat(UNHANDLED_SAMPLE_BYTES));
        assert_eq!(
            Stray::new(0x7abc, Fault::Unknown, &[1, 2])
                .begins()
                .to_string(),
            "0102"
        );
        assert_eq!(Stray::new(0x7abc, Fault::Unknown, &[]).name(), "unknown");
    }

    #[test]
    fn a_connection_remembers_a_few() {
        let mut strays = Strays::default();
        for opcode in 0..100 {
            strays.note(opcode, Fault::Unknown, &[]);
        }
        assert_eq!(strays.take().len(), UNHANDLED_PER_CONNECTION_MAX);
        assert!(strays.take().is_empty());
    }
}
