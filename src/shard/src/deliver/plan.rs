//! A step's messages, sorted by recipient.

use std::ops::Range;

use bezgelor_core::ids::ConnectionId;
use bezgelor_core::recipients::Recipients;

use super::crowd::{Crowd, STRIPE};
use crate::frame::{Broadcast, Head, Outgoing, Template};
use crate::host::Host;
use crate::table::Table;

/// In the place of a recipient that is gone.
const NOBODY: u32 = u32::MAX;

/// Memory for sorting one step's deliveries; empty between two uses.
#[derive(Default)]
pub(crate) struct Plan {
    pub(super) messages: Messages,
    lists: Lists,
    crowd: Crowd,
    /// The slots of the crowd's members.
    members: Vec<u32>,
    /// What one recipient gets.
    numbers: Vec<u32>,
    merged: Vec<u32>,
    /// The same, written.
    pub(super) outgoing: Outgoing,
}

/// All messages of the step.
#[derive(Default)]
pub(super) struct Messages {
    /// One behind the other.
    plain: Vec<u8>,
    /// The same, mixed and framed.
    pub(super) framed: Vec<u8>,
    items: Vec<Item>,
    pub(super) heads: Vec<Head>,
}

/// The places of a message and of its template.
struct Item {
    plain: Range<usize>,
    framed: Range<usize>,
}

impl Messages {
    fn push(&mut self, plain: &[u8]) -> u32 {
        let start = self.plain.len();
        self.plain.extend_from_slice(plain);
        let framed = Template::push(plain, &mut self.framed);
        self.heads.push(Head::new(framed.start, plain.len()));
        self.items.push(Item {
            plain: start..self.plain.len(),
            framed,
        });
        self.items.len() as u32 - 1
    }

    pub(super) fn broadcast(&self, number: u32) -> Broadcast<'_> {
        let item = &self.items[number as usize];
        Broadcast::of(
            &self.plain[item.plain.clone()],
            &self.framed[item.framed.clone()],
        )
    }

    fn clear(&mut self) {
        self.plain.clear();
        self.framed.clear();
        self.items.clear();
        self.heads.clear();
    }
}

/// Messages whose recipients are named one by one.
#[derive(Default)]
struct Lists {
    /// Message by message, each recipient's slot.
    entries: Vec<(u32, u32)>,
    /// Per slot.
    marks: Vec<Mark>,
    /// Slots with messages, each once.
    touched: Vec<u32>,
    /// Numbers of messages, recipient by recipient.
    order: Vec<u32>,
}

/// A slot with messages.
#[derive(Clone, Copy, Default)]
struct Mark {
    /// Who is in it.
    name: ConnectionId,
    /// How many messages it gets.
    count: u32,
    /// Where the next of them goes in `order`.
    next: u32,
}

impl Lists {
    /// Message `number` goes to `id`; false when that one is gone.
    fn push<H: Host>(&mut self, table: &Table<H>, number: u32, id: ConnectionId) -> bool {
        let slot = Table::<H>::slot_of(id);
        match self.marks.get_mut(slot) {
            Some(mark) if mark.count > 0 && mark.name == id => mark.count += 1,
            Some(mark) if mark.count == 0 && table.slot(id).is_some() => {
                (mark.name, mark.count) = (id, 1);
                self.touched.push(slot as u32);
            }
            _ => return false,
        }
        self.entries.push((slot as u32, number));
        true
    }

    /// Sorts the messages by recipient, each one's in the order they were given.
    fn sort(&mut self) {
        let mut start = 0;
        for slot in &self.touched {
            let mark = &mut self.marks[*slot as usize];
            mark.next = start;
            start += mark.count;
        }
        self.order.resize(start as usize, 0);
        for (slot, number) in &self.entries {
            let mark = &mut self.marks[*slot as usize];
            self.order[mark.next as usize] = *number;
            mark.next += 1;
        }
    }

    /// What the one in `slot` gets; nothing from now on.
    fn take(&mut self, slot: u32) -> &[u32] {
        let mark = &mut self.marks[slot as usize];
        match std::mem::take(&mut mark.count) {
            0 => &[],
            count => &self.order[(mark.next - count) as usize..mark.next as usize],
        }
    }

    fn clear(&mut self) {
        self.entries.clear();
        self.touched.clear();
        self.order.clear();
    }
}

impl Plan {
    /// Looks every recipient up; how many are gone.
    pub(super) fn collect<'a, H: Host>(
        &mut self,
        table: &Table<H>,
        deliveries: impl IntoIterator<Item = (&'a [u8], Recipients<'a>)>,
    ) -> u64 {
        let mut gone = 0;
        self.lists.marks.resize(table.slots(), Mark::default());
        let mut known: Option<&[ConnectionId]> = None;
        for (plain, recipients) in deliveries {
            let number = self.messages.push(plain);
            if let Recipients::Among { crowd, chosen } = recipients {
                if known.is_none() {
                    known = Some(crowd);
                    self.meet(table, crowd);
                }
                if known.is_some_and(|known| std::ptr::eq(known, crowd)) {
                    self.crowd.push(number, chosen);
                    continue;
                }
            }
            for id in recipients.iter() {
                gone += u64::from(!self.lists.push(table, number, id));
            }
        }
        self.lists.sort();
        gone
    }

    fn meet<H: Host>(&mut self, table: &Table<H>, crowd: &[ConnectionId]) {
        self.crowd.begin(crowd.len());
        let slot = |id: &ConnectionId| table.slot(*id).map_or(NOBODY, |slot| slot as u32);
        self.members.extend(crowd.iter().map(slot));
    }

    /// Calls `send` for each recipient with its slot and the numbers of its messages, ascending;
    /// how many were for somebody who is gone.
    pub(super) fn for_each(
        &mut self,
        mut send: impl FnMut(u32, &[u32], &Messages, &mut Outgoing),
    ) -> u64 {
        let mut gone = 0;
        let Self {
            messages,
            lists,
            crowd,
            members,
            numbers,
            merged,
            outgoing,
        } = self;
        for (member, &slot) in members.iter().enumerate() {
            if member % STRIPE == 0 {
                crowd.turn(member);
            }
            numbers.clear();
            crowd.list(member, numbers);
            // Its own messages, if there are any, come with the others'.
            if numbers.is_empty() {
                continue;
            }
            if slot == NOBODY {
                gone += numbers.len() as u64;
                continue;
            }
            match lists.take(slot) {
                [] => send(slot, numbers, messages, outgoing),
                own => {
                    merge(numbers, own, merged);
                    send(slot, merged, messages, outgoing);
                }
            }
        }
        for at in 0..lists.touched.len() {
            let slot = lists.touched[at];
            match lists.take(slot) {
                [] => {}
                own => send(slot, own, messages, outgoing),
            }
        }
        gone
    }

    pub(super) fn clear(&mut self) {
        self.messages.clear();
        self.lists.clear();
        self.crowd.clear();
        self.members.clear();
    }
}

/// Two ascending lists as one.
fn merge(mut a: &[u32], b: &[u32], out: &mut Vec<u32>) {
    out.clear();
    for number in b {
        let before = a.partition_point(|other| other < number);
        out.extend_from_slice(&a[..before]);
        out.push(*number);
        a = &a[before..];
    }
    out.extend_from_slice(a);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lists_become_one_in_order() {
        let mut out = vec![9];
        merge(&[1, 2, 5, 7], &[0, 3, 4, 8], &mut out);
        assert_eq!(out, [0, 1, 2, 3, 4, 5, 7, 8]);
        merge(&[], &[1], &mut out);
        assert_eq!(out, [1]);
        merge(&[2], &[], &mut out);
        assert_eq!(out, [2]);
    }
}
