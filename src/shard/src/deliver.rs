//! All broadcasts of a step, written recipient by recipient.
//!
//! Message by message, each recipient's outbox and key table would have left the cache before its
//! next message; in a crowd that costs more than the writing itself.

use std::ops::Range;

use bezgelor_core::ids::ConnectionId;

use crate::frame::{Broadcast, mix_onto};
use crate::host::Host;
use crate::local::Shard;
use crate::table::Table;

/// In the place of a recipient that is gone.
const NOBODY: u32 = u32::MAX;

/// Memory for sorting one step's deliveries; empty between two uses.
#[derive(Default)]
pub(crate) struct Plan {
    /// The messages, mixed, one behind the other.
    mixed: Vec<u8>,
    /// The recipients' slots, message by message.
    slots: Vec<u32>,
    /// Per slot: how many messages it gets; then where the next of them goes in `order`.
    marks: Vec<u32>,
    /// Slots with messages, each once.
    touched: Vec<u32>,
    /// Numbers of messages, recipient by recipient.
    order: Vec<u32>,
}

/// A message with the place of its mixed form.
struct Item<'a> {
    plain: &'a [u8],
    mixed: Range<usize>,
    recipients: usize,
}

impl Plan {
    /// Looks every recipient up; how many are gone.
    fn collect<'a, H: Host>(
        &mut self,
        table: &Table<H>,
        deliveries: impl IntoIterator<Item = (&'a [u8], &'a [ConnectionId])>,
        items: &mut Vec<Item<'a>>,
    ) -> u64 {
        let mut gone = 0;
        self.marks.resize(table.slots(), 0);
        for (plain, recipients) in deliveries {
            let mixed = mix_onto(plain, &mut self.mixed);
            items.push(Item {
                plain,
                mixed,
                recipients: recipients.len(),
            });
            for id in recipients {
                let Some(slot) = table.slot(*id) else {
                    gone += 1;
                    self.slots.push(NOBODY);
                    continue;
                };
                let mark = &mut self.marks[slot];
                if *mark == 0 {
                    self.touched.push(slot as u32);
                }
                *mark += 1;
                self.slots.push(slot as u32);
            }
        }
        gone
    }

    /// Sorts the messages by recipient, each one's in the order they were given.
    fn sort(&mut self, items: &[Item<'_>]) {
        let mut start = 0;
        for slot in &self.touched {
            let mark = &mut self.marks[*slot as usize];
            start += std::mem::replace(mark, start);
        }
        self.order.resize(start as usize, 0);
        let mut slots = self.slots.iter();
        for (number, item) in items.iter().enumerate() {
            for slot in slots.by_ref().take(item.recipients) {
                if *slot != NOBODY {
                    let mark = &mut self.marks[*slot as usize];
                    self.order[*mark as usize] = number as u32;
                    *mark += 1;
                }
            }
        }
    }

    fn clear(&mut self) {
        self.mixed.clear();
        self.slots.clear();
        self.touched.clear();
        self.order.clear();
    }
}

impl<H: Host> Shard<H> {
    /// As [`Shard::deliver`] for each of `deliveries`, in their order; much cheaper for a crowd.
    pub fn deliver_all<'a>(
        &self,
        deliveries: impl IntoIterator<Item = (&'a [u8], &'a [ConnectionId])>,
    ) {
        let table = self.table().borrow();
        let mut plan = self.plan().borrow_mut();
        let mut items = Vec::new();
        let gone = plan.collect(&table, deliveries, &mut items);
        plan.sort(&items);
        let Plan {
            mixed,
            touched,
            marks,
            order,
            ..
        } = &mut *plan;
        let broadcasts: Vec<Broadcast<'_>> = items
            .iter()
            .map(|item| Broadcast::prepared(item.plain, &mixed[item.mixed.clone()]))
            .collect();
        let mut begin = 0;
        self.count(|counters| {
            counters.stale += gone;
            counters.delivered += order.len() as u64;
            for slot in touched.iter() {
                let end = std::mem::take(&mut marks[*slot as usize]) as usize;
                let numbers = &order[std::mem::replace(&mut begin, end)..end];
                let own = numbers.iter().map(|number| &broadcasts[*number as usize]);
                if let Some(connection) = table.at(*slot as usize)
                    && connection.push_broadcasts(own, self.bounds(), counters)
                {
                    self.mark_dirty(connection);
                }
            }
        });
        drop(broadcasts);
        plan.clear();
    }
}
