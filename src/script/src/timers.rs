//! Timers of scripts, by when they are due.

use std::collections::BTreeMap;

use bezgelor_core::ids::ZoneInstanceId;
use bezgelor_core::time::Millis;
use mlua::Function;

/// One timer.
pub(crate) struct Timer {
    pub(crate) zone: ZoneInstanceId,
    /// Its script's place in the program.
    pub(crate) script: usize,
    pub(crate) function: Function,
    /// Milliseconds to the next time; `None` for once.
    pub(crate) every_ms: Option<u64>,
}

/// All of one VM. Their ids go up, so those that are due together come in the order they were set.
#[derive(Default)]
pub(crate) struct Timers {
    by_due: BTreeMap<(Millis, u64), Timer>,
    due_of: BTreeMap<u64, Millis>,
}

impl Timers {
    pub(crate) fn set(&mut self, id: u64, due: Millis, timer: Timer) {
        self.by_due.insert((due, id), timer);
        self.due_of.insert(id, due);
    }

    /// Takes a timer of a zone's script off; nobody cancels another's.
    pub(crate) fn cancel(&mut self, id: u64, (zone, script): (ZoneInstanceId, usize)) -> bool {
        let Some(&due) = self.due_of.get(&id) else {
            return false;
        };
        let key = (due, id);
        let own = self.by_due.get(&key);
        if own.is_none_or(|own| (own.zone, own.script) != (zone, script)) {
            return false;
        }
        self.by_due.remove(&key);
        self.due_of.remove(&id);
        true
    }

    /// Takes the next that is due.
    pub(crate) fn pop_due(&mut self, now: Millis) -> Option<(u64, Timer)> {
        let entry = self.by_due.first_entry()?;
        if entry.key().0 > now {
            return None;
        }
        let ((_, id), timer) = entry.remove_entry();
        self.due_of.remove(&id);
        Some((id, timer))
    }

    /// Whether none is due.
    pub(crate) fn is_quiet(&self, now: Millis) -> bool {
        let first = self.by_due.first_key_value();
        first.is_none_or(|((due, _), _)| *due > now)
    }

    /// Those of a zone.
    pub(crate) fn count(&self, zone: ZoneInstanceId) -> usize {
        self.by_due
            .values()
            .filter(|timer| timer.zone == zone)
            .count()
    }

    /// Takes those off that `goes` says so of.
    pub(crate) fn drop_if(&mut self, goes: impl Fn(&Timer) -> bool) {
        self.by_due.retain(|(_, id), timer| {
            let stays = !goes(timer);
            if !stays {
                self.due_of.remove(id);
            }
            stays
        });
    }
}
