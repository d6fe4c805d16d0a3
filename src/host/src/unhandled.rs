//! Messages of clients that nothing here takes, or not when they came: counted, and each kind named
//! in the log once.
//!
//! A strange client, or a part of the game that is not built yet, is seen without the log being
//! flooded.

use std::collections::BTreeMap;
use std::fmt;

use bezgelor_core::limits::UNHANDLED_PER_SHARD_MAX;
use protocol::stray::{Fault, Stray};
use protocol::{Sender, registry};

/// Counts of one shard since it started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unhandled {
    by_kind: BTreeMap<(u16, Fault), u64>,
    /// Of kinds beyond those told apart.
    others: u64,
}

impl Unhandled {
    /// Counts a message; says so the first time for its opcode and fault.
    pub fn count(&mut self, stray: &Stray) {
        let kind = (stray.opcode, stray.fault);
        let is_full = self.by_kind.len() >= UNHANDLED_PER_SHARD_MAX;
        let Some(count) = self.by_kind.get_mut(&kind) else {
            if is_full {
                self.others += 1;
            } else {
                self.by_kind.insert(kind, 1);
                name_in_log(stray);
            }
            return;
        };
        *count += 1;
    }

    /// All of them.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.others + self.by_kind.values().sum::<u64>()
    }

    /// Says how many of each there were; nothing when there were none.
    pub fn summarize(&self) {
        if self.total() > 0 {
            tracing::info!(total = self.total(), kinds = %self, "messages nothing took");
        }
    }
}

impl fmt::Display for Unhandled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, ((opcode, fault), count)) in self.by_kind.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            let when = match fault {
                Fault::Unknown => "",
                Fault::OutOfState => " out of state",
            };
            write!(f, "{comma}{opcode:#06x} {}{when} {count}", name(*opcode))?;
        }
        if self.others > 0 {
            write!(f, ", others {}", self.others)?;
        }
        Ok(())
    }
}

fn name_in_log(stray: &Stray) {
    let why = match stray.fault {
        Fault::Unknown => "nothing takes it",
        Fault::OutOfState => "out of state",
    };
    tracing::info!(
        opcode = format_args!("{:#06x}", stray.opcode),
        name = stray.name(),
        bytes = stray.bytes,
        begins = %stray.begins(),
        why,
        "a message nothing took"
    );
}

fn name(opcode: u16) -> &'static str {
    registry::name(opcode, Sender::Client).unwrap_or("unknown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_named_and_counted_and_the_kinds_are_bounded() {
        let mut unhandled = Unhandled::default();
        for _ in 0..3 {
            unhandled.count(&Stray::new(0x0150, Fault::Unknown, &[1, 2]));
        }
        unhandled.count(&Stray::new(0x7abc, Fault::Unknown, &[]));
        unhandled.count(&Stray::new(0x025b, Fault::OutOfState, &[]));
        assert_eq!(
            unhandled.to_string(),
            "0x0150 ClientResetAttributePoints 3, 0x025b ClientCharacterCreate out of state 1, \
             0x7abc unknown 1"
        );
        for opcode in 0x1000..0x1000 + UNHANDLED_PER_SHARD_MAX as u16 {
            unhandled.count(&Stray::new(opcode, Fault::Unknown, &[]));
        }
        assert_eq!(unhandled.by_kind.len(), UNHANDLED_PER_SHARD_MAX);
        assert_eq!(unhandled.others, 3);
        assert_eq!(unhandled.total(), 5 + UNHANDLED_PER_SHARD_MAX as u64);
    }
}
