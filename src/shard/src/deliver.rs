//! All broadcasts of a step, written and sent recipient by recipient.
//!
//! Message by message, each recipient's outbox and key table would have left the cache before its
//! next message; in a crowd that costs more than the writing itself. For the same reason all of one
//! recipient's messages are written into memory that every recipient uses, and sent from there in
//! one call; only what the kernel does not take goes to its outbox.

use std::ops::Range;

use bezgelor_core::ids::ConnectionId;
use crypto::PacketCipher;

use crate::frame::{Broadcast, Head, Outgoing, Template};
use crate::host::Host;
use crate::local::Shard;
use crate::table::Table;

/// In the place of a recipient that is gone.
const NOBODY: u32 = u32::MAX;

/// Memory for sorting one step's deliveries; empty between two uses.
#[derive(Default)]
pub(crate) struct Plan {
    /// The messages, one behind the other.
    plain: Vec<u8>,
    /// The same, mixed and framed.
    framed: Vec<u8>,
    items: Vec<Item>,
    heads: Vec<Head>,
    /// The recipients' slots, message by message.
    slots: Vec<u32>,
    /// Per slot: who is in it, as far as it has messages.
    names: Vec<ConnectionId>,
    /// Per slot: how many messages it gets; then where the next of them goes in `order`.
    marks: Vec<u32>,
    /// Slots with messages, each once.
    touched: Vec<u32>,
    /// Numbers of messages, recipient by recipient.
    order: Vec<u32>,
    /// All that one recipient gets.
    outgoing: Outgoing,
}

/// The places of a message and of its template.
struct Item {
    plain: Range<usize>,
    framed: Range<usize>,
    recipients: usize,
}

impl Plan {
    /// Looks every recipient up; how many are gone.
    fn collect<'a, H: Host>(
        &mut self,
        table: &Table<H>,
        deliveries: impl IntoIterator<Item = (&'a [u8], &'a [ConnectionId])>,
    ) -> u64 {
        let mut gone = 0;
        self.marks.resize(table.slots(), 0);
        self.names.resize(table.slots(), ConnectionId(0));
        for (plain, recipients) in deliveries {
            let start = self.plain.len();
            self.plain.extend_from_slice(plain);
            let framed = Template::push(plain, &mut self.framed);
            self.heads.push(Head::new(framed.start, plain.len()));
            self.items.push(Item {
                plain: start..self.plain.len(),
                framed,
                recipients: recipients.len(),
            });
            for id in recipients {
                let slot = Table::<H>::slot_of(*id);
                match self.marks.get_mut(slot) {
                    Some(mark) if *mark > 0 && self.names[slot] == *id => {
                        *mark += 1;
                        self.slots.push(slot as u32);
                    }
                    Some(mark) if *mark == 0 && table.slot(*id).is_some() => {
                        *mark = 1;
                        self.names[slot] = *id;
                        self.touched.push(slot as u32);
                        self.slots.push(slot as u32);
                    }
                    _ => {
                        gone += 1;
                        self.slots.push(NOBODY);
                    }
                }
            }
        }
        gone
    }

    /// Sorts the messages by recipient, each one's in the order they were given.
    fn sort(&mut self) {
        let mut start = 0;
        for slot in &self.touched {
            let mark = &mut self.marks[*slot as usize];
            start += std::mem::replace(mark, start);
        }
        self.order.resize(start as usize, 0);
        let mut slots = self.slots.iter();
        for (number, item) in self.items.iter().enumerate() {
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
        self.plain.clear();
        self.framed.clear();
        self.items.clear();
        self.heads.clear();
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
        let gone = plan.collect(&table, deliveries);
        plan.sort();
        let Plan {
            plain,
            framed,
            items,
            heads,
            touched,
            marks,
            order,
            outgoing,
            ..
        } = &mut *plan;
        let broadcast = |number: &u32| {
            let item = &items[*number as usize];
            Broadcast::of(&plain[item.plain.clone()], &framed[item.framed.clone()])
        };
        let mut begin = 0;
        self.count(|counters| {
            counters.stale += gone;
            counters.delivered += order.len() as u64;
            for slot in touched.iter() {
                let end = std::mem::take(&mut marks[*slot as usize]) as usize;
                let numbers = &order[std::mem::replace(&mut begin, end)..end];
                let Some(connection) = table.at(*slot as usize) else {
                    continue;
                };
                let fill = |outgoing: &mut Outgoing, done: usize, cipher: &PacketCipher| {
                    outgoing.fill(&numbers[done..], heads, framed, cipher)
                };
                let waits = connection.push_broadcasts(
                    (numbers.len(), |at: usize| broadcast(&numbers[at])),
                    fill,
                    outgoing,
                    self.bounds(),
                    counters,
                );
                if waits {
                    self.mark_dirty(connection);
                }
            }
        });
        plan.clear();
    }
}
