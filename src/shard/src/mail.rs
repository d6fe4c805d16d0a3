//! Between shards: one bounded inbox each, batches per tick and destination, nobody ever waits.
//!
//! A sender that finds an inbox full keeps the batch and tries again later, in order. Two shards
//! that waited for each other's full inboxes would stand still for ever; two that keep do not.

use std::collections::VecDeque;
use std::time::Instant;

use bezgelor_core::ids::ShardId;

use crate::handover::Adopted;
use crate::host::Host;
use crate::local::Shard;

/// Something to do on another shard.
pub type Errand<H> = Box<dyn FnOnce(&Shard<H>) + Send>;

/// What one shard sends to another.
pub enum ShardMessage<H: Host> {
    /// A connection moves there.
    Adopt(Box<Adopted<H>>),
    /// Something to do there.
    Run(Errand<H>),
    /// Something for its host.
    Host(H::Message),
}

impl<H: Host> ShardMessage<H> {
    fn is_vital(&self) -> bool {
        match self {
            Self::Adopt(_) | Self::Run(_) => true,
            Self::Host(message) => H::is_vital(message),
        }
    }
}

/// Messages that travel together.
pub(crate) struct Batch<H: Host> {
    /// The sender; none when it is not a shard.
    pub(crate) from: Option<ShardId>,
    pub(crate) posted_at: Instant,
    pub(crate) messages: Vec<ShardMessage<H>>,
}

/// What became of a message whose destination has no room at all: it comes back.
pub struct Refused<H: Host>(pub ShardMessage<H>);

/// What [`Mail`] counted since it was last asked.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct MailCounts {
    pub(crate) posted: u64,
    pub(crate) spilled: u64,
    pub(crate) dropped: u64,
}

/// The outgoing side of one shard.
pub(crate) struct Mail<H: Host> {
    own: ShardId,
    lines: Vec<Line<H>>,
    kept_max: usize,
    counts: MailCounts,
}

struct Line<H: Host> {
    inbox: flume::Sender<Batch<H>>,
    /// Collected since the last flush, with the moment of the first.
    open: Vec<ShardMessage<H>>,
    opened_at: Option<Instant>,
    /// Batches that found the inbox full.
    spill: VecDeque<Batch<H>>,
    spilled: usize,
}

impl<H: Host> Mail<H> {
    pub(crate) fn new(
        own: ShardId,
        inboxes: impl IntoIterator<Item = flume::Sender<Batch<H>>>,
        kept_max: usize,
    ) -> Self {
        let line = |inbox| Line {
            inbox,
            open: Vec::new(),
            opened_at: None,
            spill: VecDeque::new(),
            spilled: 0,
        };
        Self {
            own,
            lines: inboxes.into_iter().map(line).collect(),
            kept_max,
            counts: MailCounts::default(),
        }
    }

    /// Adds `message` to the batch for `to`; it leaves at the next flush.
    pub(crate) fn post(&mut self, to: ShardId, message: ShardMessage<H>) -> Result<(), Refused<H>> {
        let Some(line) = self.lines.get_mut(usize::from(to.0)) else {
            return Err(Refused(message));
        };
        if line.open.len() + line.spilled >= self.kept_max {
            if !line.drop_oldest_dispensable() {
                return Err(Refused(message));
            }
            self.counts.dropped += 1;
        }
        line.opened_at.get_or_insert_with(Instant::now);
        line.open.push(message);
        self.counts.posted += 1;
        Ok(())
    }

    /// Sends what was collected for every destination.
    pub(crate) fn flush(&mut self) {
        for line in &mut self.lines {
            self.counts.spilled += line.flush(self.own);
        }
    }

    /// Sends what was collected for `to`, without waiting for the tick's end.
    pub(crate) fn flush_to(&mut self, to: ShardId) {
        if let Some(line) = self.lines.get_mut(usize::from(to.0)) {
            self.counts.spilled += line.flush(self.own);
        }
    }

    /// Whether every message has reached its inbox.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines
            .iter()
            .all(|line| line.open.is_empty() && line.spill.is_empty())
    }

    pub(crate) fn take_counts(&mut self) -> MailCounts {
        std::mem::take(&mut self.counts)
    }
}

impl<H: Host> Line<H> {
    /// Returns 1 when the open batch had to be kept.
    fn flush(&mut self, own: ShardId) -> u64 {
        while let Some(batch) = self.spill.pop_front() {
            let messages = batch.messages.len();
            match self.inbox.try_send(batch) {
                // A shard that is gone takes its mail with it.
                Ok(()) | Err(flume::TrySendError::Disconnected(_)) => self.spilled -= messages,
                Err(flume::TrySendError::Full(batch)) => {
                    self.spill.push_front(batch);
                    break;
                }
            }
        }
        if self.open.is_empty() {
            return 0;
        }
        let batch = Batch {
            from: Some(own),
            posted_at: self.opened_at.take().unwrap_or_else(Instant::now),
            messages: std::mem::take(&mut self.open),
        };
        if self.spill.is_empty() {
            match self.inbox.try_send(batch) {
                Ok(()) | Err(flume::TrySendError::Disconnected(_)) => 0,
                Err(flume::TrySendError::Full(batch)) => self.keep(batch),
            }
        } else {
            self.keep(batch)
        }
    }

    fn keep(&mut self, batch: Batch<H>) -> u64 {
        self.spilled += batch.messages.len();
        self.spill.push_back(batch);
        1
    }

    fn drop_oldest_dispensable(&mut self) -> bool {
        for batch in &mut self.spill {
            if let Some(at) = batch
                .messages
                .iter()
                .position(|message| !message.is_vital())
            {
                batch.messages.remove(at);
                self.spilled -= 1;
                return true;
            }
        }
        let at = self.open.iter().position(|message| !message.is_vital());
        at.inspect(|at| drop(self.open.remove(*at))).is_some()
    }
}
