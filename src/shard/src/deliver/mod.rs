//! All broadcasts of a step, written and sent recipient by recipient.
//!
//! Message by message, each recipient's outbox and key table would have left the cache before its
//! next message; in a crowd that costs more than the writing itself. For the same reason all of one
//! recipient's messages are written into memory that every recipient uses, and sent from there in
//! one call; only what the kernel does not take goes to its outbox.

mod crowd;
mod plan;

use bezgelor_core::recipients::Recipients;
use crypto::PacketCipher;

use crate::frame::Outgoing;
use crate::host::Host;
use crate::local::Shard;
pub(crate) use plan::Plan;

impl<H: Host> Shard<H> {
    /// As [`Shard::deliver`] for each of `deliveries`, in their order; much cheaper for a crowd.
    /// A crowd ([`Recipients::Among`]) names each of its members once.
    pub fn deliver_all<'a>(
        &self,
        deliveries: impl IntoIterator<Item = (&'a [u8], Recipients<'a>)>,
    ) {
        let table = self.table().borrow();
        let mut plan = self.plan().borrow_mut();
        let gone = plan.collect(&table, deliveries);
        self.count(|counters| {
            let gone_of_crowd = plan.for_each(|slot, numbers, messages, outgoing| {
                let Some(connection) = table.at(slot as usize) else {
                    return;
                };
                counters.delivered += numbers.len() as u64;
                let fill = |outgoing: &mut Outgoing, done: usize, cipher: &PacketCipher| {
                    outgoing.fill(&numbers[done..], &messages.heads, &messages.framed, cipher)
                };
                let waits = connection.push_broadcasts(
                    (numbers.len(), |at: usize| messages.broadcast(numbers[at])),
                    fill,
                    outgoing,
                    self.bounds(),
                    counters,
                );
                if waits {
                    self.mark_dirty(connection);
                }
            });
            counters.stale += gone + gone_of_crowd;
        });
        plan.clear();
    }
}
