//! One realm per account, when several realms share a database: who logs in on another one is sent
//! away here, and its seat is given up once nothing of the account is left.

use std::sync::Arc;

use bezgelor_core::limits::{REALM_HEARTBEAT_MS, REALM_STALE_MS, SEAT_LOOK_MS};
use bezgelor_core::time::{Millis, Now};
use db::{DbError, WantedSeat};
use realm::session::Kick;
use shard::{Queue, Shard};

use crate::realm_host::RealmHost;

/// After a silence this long others may have taken seats of this realm for left.
const SILENCE_MS: u64 = REALM_STALE_MS as u64 - REALM_HEARTBEAT_MS;

/// What is known of the looks at the seats.
#[derive(Debug, Default)]
pub(crate) struct Seats {
    look_at: Millis,
    /// A look is under way.
    looking: bool,
    /// When the others heard of this realm last.
    heard_at: Millis,
}

impl RealmHost {
    /// Looks now and then whether other realms want accounts that play here.
    pub(crate) fn look_at_seats(&mut self, shard: &Shard<Self>, now: Now) {
        if self.services().is_none() || self.seats.looking || now.mono < self.seats.look_at {
            return;
        }
        self.seats.look_at = now.mono.plus(SEAT_LOOK_MS);
        self.seats.looking = true;
        let (shard, common) = (shard.clone(), Arc::clone(&self.common));
        shard.clone().spawn(Queue::Background, "seats", async move {
            let realm = common.realm_config.id;
            let looked = async {
                let wanted = common.db.wanted_seats(realm).await?;
                let free = shard.host(|host| host.free_seats(&shard, wanted));
                if free.is_empty() {
                    return Ok::<(), DbError>(());
                }
                common.db.give_seats(realm, free).await
            };
            if let Err(error) = looked.await {
                tracing::debug!(%error, "nobody could be given to another realm");
            }
            shard.host(|host| host.seats.looking = false);
        });
    }

    /// Sends away whoever another realm wants; those of whom nothing is left are returned.
    fn free_seats(&mut self, shard: &Shard<Self>, wanted: Vec<WantedSeat>) -> Vec<WantedSeat> {
        let mut free = Vec::new();
        for seat in wanted {
            let services = self.services();
            if services.is_some_and(|services| services.knows(seat.account)) {
                self.superseded(shard, seat.account);
            } else {
                free.push(seat);
            }
        }
        free
    }

    fn superseded(&mut self, shard: &Shard<Self>, account: bezgelor_core::ids::AccountId) {
        let kicked = self.with_services(shard, |services| services.kick(account, Kick::NewerLogin));
        if kicked == Some(true) {
            let account = account.0;
            tracing::info!(account, "sent away: the account logged in on another realm");
        }
    }

    /// The others have heard of this realm. After a long silence whoever they took over goes.
    pub(crate) fn was_heard(&mut self, shard: &Shard<Self>) {
        let now = shard.now().mono;
        let silent_ms = now.since(self.seats.heard_at);
        self.seats.heard_at = now;
        let Some(services) = self.services().filter(|_| silent_ms > SILENCE_MS) else {
            return;
        };
        let connected = services.connected();
        let (shard, common) = (shard.clone(), Arc::clone(&self.common));
        shard.clone().spawn(Queue::Background, "seats", async move {
            let lost = common.db.lost_seats(common.realm_config.id, connected);
            match lost.await {
                Ok(lost) => shard.host(|host| {
                    for account in lost {
                        host.superseded(&shard, account);
                    }
                }),
                Err(error) => tracing::warn!(%error, "who plays elsewhere could not be told"),
            }
        });
    }
}
