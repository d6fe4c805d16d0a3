//! Operations on valuables on their way from a zone to the store and back.
//!
//! Each operation is one small task: it takes ids for what is created, hands the record to the
//! database thread, waits for the outcome and tells the zone. The tick never waits. An operation
//! whose outcome is unknown is asked about until it is known; only then is its zone told.
//!
//! A character whose last state is safe is not reported as saved before its operations are settled:
//! nobody reads what may still change.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;
use std::time::Duration;

use bezgelor_core::ids::{CharacterId, ItemId, ZoneInstanceId};
use bezgelor_core::limits::{
    ID_BLOCK, VALUABLES_IDS_AT_HAND, VALUABLES_IDS_WAIT_MS, VALUABLES_RETRY_MS,
};
use bezgelor_core::time::UnixMillis;
use bezgelor_core::valuables::Side;
use db::{DbError, DbHandle, IdKind, OperationId, Refusal};
use shard::{Queue, Shard, rt};
use world::{Operation, Refused};

use crate::realm_host::RealmHost;

/// Milliseconds between two looks for ids that are on their way.
const IDS_POLL_MS: u64 = 5;

/// The zone an operation comes from, and which of its lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The zone.
    pub instance: ZoneInstanceId,
    /// How often it was rebuilt before.
    pub life: u32,
}

/// How an operation ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is kept; these are the items it created.
    Kept(Vec<ItemId>),
    /// Nothing happened, nor ever will.
    Refused(Refused),
}

/// What one shard knows of its operations. Lives on that shard.
#[derive(Debug, Default)]
pub struct Valuables {
    ids: VecDeque<Range<u64>>,
    is_fetching: bool,
    /// Operations under way by character.
    open: BTreeMap<CharacterId, u32>,
    /// Characters whose state is safe and whose operations are not settled.
    saved: BTreeSet<CharacterId>,
}

impl Valuables {
    /// True when nothing is under way.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.open.is_empty() && self.saved.is_empty()
    }

    fn begin(&mut self, parties: &[CharacterId]) {
        for &character in parties {
            *self.open.entry(character).or_default() += 1;
        }
    }

    /// The characters that may be reported as saved now.
    fn end(&mut self, parties: &[CharacterId]) -> Vec<CharacterId> {
        for character in parties {
            if let Some(open) = self.open.get_mut(character) {
                *open -= 1;
                if *open == 0 {
                    self.open.remove(character);
                }
            }
        }
        let over = parties.iter().filter(|id| !self.open.contains_key(id));
        over.filter(|id| self.saved.remove(id)).copied().collect()
    }

    /// True when a character whose state is safe has to wait for its operations; the end of the
    /// last of them reports it.
    pub fn holds(&mut self, character: CharacterId) -> bool {
        let holds = self.open.contains_key(&character);
        if holds {
            self.saved.insert(character);
        }
        holds
    }

    /// Sees to it that ids are at hand before they are needed.
    pub fn replenish(&mut self, shard: &Shard<RealmHost>, db: &DbHandle) {
        if self.is_fetching || self.ids_at_hand() >= VALUABLES_IDS_AT_HAND {
            return;
        }
        self.is_fetching = true;
        let (shard, db) = (shard.clone(), db.clone());
        shard.clone().spawn(Queue::Net, "item-ids", async move {
            let block = db.take_ids(IdKind::Item, ID_BLOCK).await;
            if block.is_err() {
                // A database that is away is not asked again at once.
                rt::sleep(Duration::from_millis(VALUABLES_RETRY_MS)).await;
            }
            shard.host(|host| {
                host.valuables.is_fetching = false;
                host.valuables.ids.extend(block.ok());
            });
        });
    }

    fn ids_at_hand(&self) -> u64 {
        self.ids.iter().map(|block| block.end - block.start).sum()
    }

    fn take_ids(&mut self, count: usize) -> Option<Vec<ItemId>> {
        if self.ids_at_hand() < count as u64 {
            return None;
        }
        let mut taken = Vec::with_capacity(count);
        while taken.len() < count {
            let block = self.ids.front_mut()?;
            match block.next() {
                Some(id) => taken.push(ItemId(id)),
                None => drop(self.ids.pop_front()),
            }
        }
        Some(taken)
    }
}

/// Keeps an operation, or finds that it cannot be kept; then tells the zone it came from.
pub fn keep(shard: &Shard<RealmHost>, origin: Origin, operation: Operation, at: UnixMillis) {
    let db = shard.host(|host| {
        host.valuables.begin(&operation.parties);
        host.common().db.clone()
    });
    let shard = shard.clone();
    shard.clone().spawn(Queue::Net, "valuables", async move {
        let outcome = settle(&shard, &db, &operation, at).await;
        shard.zone(origin.instance, |zone| {
            zone.settled(origin.life, &operation, outcome);
        });
        let saved = shard.host(|host| host.valuables.end(&operation.parties));
        for character in saved {
            shard.host(|host| host.saved(&shard, character));
        }
    });
}

async fn settle(
    shard: &Shard<RealmHost>,
    db: &DbHandle,
    operation: &Operation,
    at: UnixMillis,
) -> Outcome {
    let nameless = |side: &&Side| matches!(side, Side::ItemCreate { item, .. } if item.id.0 == 0);
    let count = operation.sides.iter().filter(nameless).count();
    let Some(ids) = ids(shard, count).await else {
        return Outcome::Refused(Refused::Away);
    };
    let id = shard.host(RealmHost::next_operation);
    let record = db::Operation {
        id,
        kind: operation.kind as u16,
        at,
        sides: named(&operation.sides, &ids),
    };
    let committed = match db.commit(record) {
        Ok(ticket) => ticket.wait().await.map(|_| ()),
        Err(error) => Err(error),
    };
    match committed {
        Ok(()) => Outcome::Kept(ids),
        Err(DbError::Uncertain(id)) => find_out(db, id, ids).await,
        Err(error) => Outcome::Refused(reason(&error, operation)),
    }
}

/// The sides with ids for what is created.
fn named(sides: &[Side], ids: &[ItemId]) -> Vec<Side> {
    let mut ids = ids.iter();
    let mut sides = sides.to_vec();
    for side in &mut sides {
        if let Side::ItemCreate { item, .. } = side
            && item.id.0 == 0
            && let Some(&id) = ids.next()
        {
            item.id = id;
        }
    }
    sides
}

/// Asks until the store can say what became of an operation.
async fn find_out(db: &DbHandle, id: OperationId, ids: Vec<ItemId>) -> Outcome {
    tracing::warn!(operation = %id, "the outcome of an operation is unknown: asking for it");
    loop {
        match db.resolve(id).await {
            Ok(true) => return Outcome::Kept(ids),
            // A store that is closed for good is asked by the next process.
            Ok(false) | Err(DbError::Closed) => return Outcome::Refused(Refused::Away),
            Err(_) => rt::sleep(Duration::from_millis(VALUABLES_RETRY_MS)).await,
        }
    }
}

fn reason(error: &DbError, operation: &Operation) -> Refused {
    match error {
        DbError::Refused(Refusal::GivenUp) => Refused::Away,
        DbError::Refused(refusal) => {
            let parties = &operation.parties;
            tracing::error!(%refusal, ?parties, "the store contradicts what a zone believes");
            Refused::Contradicted
        }
        error if error.is_transient() => Refused::Away,
        error => {
            tracing::error!(%error, "an operation on valuables failed");
            Refused::Away
        }
    }
}

/// Ids for what an operation creates; none when they do not come in time.
async fn ids(shard: &Shard<RealmHost>, count: usize) -> Option<Vec<ItemId>> {
    let tries = VALUABLES_IDS_WAIT_MS / IDS_POLL_MS;
    for _ in 0..=tries {
        let taken = shard.host(|host| {
            let taken = host.valuables.take_ids(count);
            host.replenish_ids(shard);
            taken
        });
        if taken.is_some() {
            return taken;
        }
        rt::sleep(Duration::from_millis(IDS_POLL_MS)).await;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: CharacterId = CharacterId(1);
    const BERT: CharacterId = CharacterId(2);

    #[test]
    fn who_is_saved_is_reported_when_the_last_of_its_operations_is_settled() {
        let mut valuables = Valuables::default();
        assert!(!valuables.holds(ANNA), "nothing of it is under way");
        valuables.begin(&[ANNA, BERT]);
        valuables.begin(&[ANNA]);
        assert!(valuables.holds(ANNA));
        assert_eq!(valuables.end(&[ANNA, BERT]), []);
        assert!(!valuables.is_idle());
        assert_eq!(valuables.end(&[ANNA]), [ANNA]);
        assert!(valuables.is_idle());
    }

    #[test]
    fn ids_come_from_one_block_after_the_other_and_never_in_part() {
        let mut valuables = Valuables::default();
        valuables.ids.extend([10..12, 40..43]);
        assert_eq!(valuables.take_ids(6), None);
        assert_eq!(valuables.take_ids(0), Some(Vec::new()));
        let taken = valuables.take_ids(4).expect("five are at hand");
        assert_eq!(taken, [10, 11, 40, 41].map(ItemId));
        assert_eq!(valuables.take_ids(1), Some(vec![ItemId(42)]));
        assert_eq!(valuables.take_ids(1), None);
    }
}
