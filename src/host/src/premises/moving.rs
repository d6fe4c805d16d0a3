//! A zone goes to another shard while it runs, and its players' connections follow it.
//!
//! 1. The zone is held still until what its players have under way at the store is settled.
//! 2. It is packed, with whatever waits for its next step, and goes by mail; the connections are
//!    told to follow, and come behind it on the same way.
//! 3. It stands held where it arrived until everybody has followed or is known to be gone. Every
//!    connection has a new name there, which the zone is told as an input.
//!
//! Nothing is lost on the way: what a client said waits in its lane, what the zone said is in the
//! connections' outboxes, letters are sent after it ([`Fate::Moved`]), who comes to where it was is
//! sent on.

use std::collections::HashSet;

use bezgelor_core::ids::{ConnectionId, ShardId, WorldId, ZoneInstanceId};
use bezgelor_core::limits::{ZONE_FOLLOW_MS, ZONE_SETTLE_MS};
use bezgelor_core::time::Millis;
use shard::{Parcel, Refused, Shard, ShardMessage};
use world::LeaveReason;

use super::Fate;
use crate::control::Letter;
use crate::control::letter::standing;
use crate::message::{Message, Signal, Tell};
use crate::realm_host::RealmHost;
use crate::zone::HostedZone;

/// A zone on its way.
pub struct Removal {
    instance: ZoneInstanceId,
    world: WorldId,
    parcel: Parcel<HostedZone>,
    /// Whose connections follow, by their names where they come from.
    following: HashSet<ConnectionId>,
}

/// A zone that is to go.
#[derive(Debug)]
pub(super) struct Departure {
    instance: ZoneInstanceId,
    to: ShardId,
    /// It stays if it cannot go before.
    until: Millis,
}

impl Departure {
    pub(super) fn leaves(&self, instance: ZoneInstanceId) -> bool {
        self.instance == instance
    }
}

/// A zone that stands still until its players are here.
#[derive(Debug)]
pub(super) struct Arrival {
    following: HashSet<ConnectionId>,
    /// Who has not come by then is gone.
    until: Millis,
}

impl RealmHost {
    /// Moves a zone of this shard to another. The services are told how that ends.
    pub(crate) fn move_zone(&mut self, shard: &Shard<Self>, instance: ZoneInstanceId, to: ShardId) {
        let premises = &mut self.premises;
        let runs = premises.running.contains_key(&instance);
        if !runs || to == shard.id() || shard.is_draining() {
            return self.tell(shard, Tell::ZoneStays(instance));
        }
        if !premises
            .departures
            .iter()
            .any(|other| other.leaves(instance))
        {
            let until = shard.now().mono.plus(ZONE_SETTLE_MS);
            let departure = Departure {
                instance,
                to,
                until,
            };
            premises.departures.push(departure);
        }
        self.pass_zones(shard);
    }

    /// Lets go what may go, and lets those go on that waited for long enough.
    pub(crate) fn pass_zones(&mut self, shard: &Shard<Self>) {
        let now = shard.now().mono;
        for departure in std::mem::take(&mut self.premises.departures) {
            let instance = departure.instance;
            let arrives = self.premises.arrivals.contains_key(&instance);
            if !arrives && shard.zone(instance, |zone| zone.is_settled()) == Some(true) {
                self.depart(shard, &departure);
            } else if departure.until <= now || shard.is_draining() {
                if !arrives {
                    shard.release_zone(instance);
                }
                self.tell(shard, Tell::ZoneStays(instance));
            } else {
                if !arrives {
                    shard.hold_zone(instance);
                }
                self.premises.departures.push(departure);
            }
        }
        let late = self
            .premises
            .arrivals
            .extract_if(.., |_, arrival| arrival.until <= now);
        for (instance, arrival) in late.collect::<Vec<_>>() {
            tracing::error!(
                instance = instance.0,
                missing = arrival.following.len(),
                "connections did not follow their zone; it goes on without them"
            );
            for connection in arrival.following {
                shard.zone(instance, |zone| {
                    zone.leave(connection, LeaveReason::LinkLost)
                });
            }
            shard.release_zone(instance);
        }
    }

    fn depart(&mut self, shard: &Shard<Self>, departure: &Departure) {
        let (instance, to) = (departure.instance, departure.to);
        let Some(mut parcel) = shard.pack_zone(instance) else {
            return self.tell(shard, Tell::ZoneStays(instance));
        };
        let residents: Vec<_> = parcel.zone().residents().collect();
        let connections = residents.iter().map(|(connection, _)| *connection);
        let following: HashSet<ConnectionId> =
            connections.filter(|id| shard.has_connection(*id)).collect();
        let premise = self.premises.running.remove(&instance);
        let removal = Removal {
            instance,
            world: premise.map_or(WorldId(0), |premise| premise.world),
            parcel,
            following: following.clone(),
        };
        let message = ShardMessage::Host(Message::Zone(Box::new(removal)));
        if let Err(Refused(ShardMessage::Host(Message::Zone(removal)))) =
            shard.post_now(to, message)
        {
            tracing::error!(to = to.0, "no room for a zone on the way to another shard");
            self.premises.add(instance, removal.world);
            shard.unpack_zone(instance, removal.parcel);
            shard.release_zone(instance);
            return self.tell(shard, Tell::ZoneStays(instance));
        }
        self.premises.gone.note(instance, Fate::Moved(to));
        for (connection, _) in residents {
            self.residents.remove(&connection);
            self.taps.remove(&connection);
        }
        for connection in following {
            self.premises.followers.insert(connection, instance);
            shard.signal(connection, Signal::ZoneMoves { instance, to });
        }
    }

    /// A zone came from another shard.
    pub(crate) fn arrive(&mut self, shard: &Shard<Self>, mut removal: Removal) {
        let instance = removal.instance;
        self.premises.gone.forget(instance);
        self.premises.add(instance, removal.world);
        let zone = removal.parcel.zone();
        for (connection, character) in zone.residents() {
            self.residents.insert(connection, (instance, character));
        }
        for (number, command) in &self.notices {
            zone.notice(*number, command);
        }
        tracing::info!(
            world = removal.world.0,
            instance = instance.0,
            shard = shard.id().0,
            players = removal.following.len(),
            "zone moved here"
        );
        shard.unpack_zone(instance, removal.parcel);
        if removal.following.is_empty() {
            shard.release_zone(instance);
        } else {
            let until = shard.now().mono.plus(ZONE_FOLLOW_MS);
            let following = removal.following;
            let arrival = Arrival { following, until };
            self.premises.arrivals.insert(instance, arrival);
        }
        let to = shard.id();
        self.tell(shard, Tell::ZoneMoved { instance, to });
    }

    /// A connection goes after its zone; false when it need not.
    pub(crate) fn goes_after(&mut self, connection: ConnectionId) -> bool {
        self.premises.followers.remove(&connection).is_some()
    }

    /// Whether the zone of a connection has gone and it has not followed yet.
    pub(crate) fn is_behind(&self, connection: ConnectionId) -> bool {
        self.premises.followers.contains_key(&connection)
    }

    /// A connection that was called `from` before is where its zone is; false when the zone has not
    /// waited for it.
    pub(crate) fn follow(
        &mut self,
        shard: &Shard<Self>,
        instance: ZoneInstanceId,
        (from, to): (ConnectionId, ConnectionId),
    ) -> bool {
        if !self.has_followed(shard, instance, from) {
            return false;
        }
        let resident = shard.zone(instance, |zone| {
            let entry = zone.rename(from, to)?;
            Some(standing(shard, instance, entry))
        });
        let Some(standing) = resident.flatten() else {
            return false;
        };
        let character = standing.character;
        self.residents.remove(&from);
        self.residents.insert(to, (instance, character));
        let zone = (shard.id(), instance);
        self.tell(shard, Tell::Followed { character, zone });
        self.tell_standing(shard, standing);
        true
    }

    /// Nobody waits for a connection any more; false when nobody did. The last one lets its zone go
    /// on.
    fn has_followed(
        &mut self,
        shard: &Shard<Self>,
        instance: ZoneInstanceId,
        connection: ConnectionId,
    ) -> bool {
        let arrivals = &mut self.premises.arrivals;
        let Some(arrival) = arrivals.get_mut(&instance) else {
            return false;
        };
        let waited = arrival.following.remove(&connection);
        if arrival.following.is_empty() {
            arrivals.remove(&instance);
            shard.release_zone(instance);
        }
        waited
    }

    /// A connection ended while its zone was on the way, where it was called `connection`.
    pub(crate) fn stays_behind(
        &mut self,
        shard: &Shard<Self>,
        instance: ZoneInstanceId,
        (connection, reason): (ConnectionId, LeaveReason),
    ) {
        self.premises.followers.remove(&connection);
        match shard.zone(instance, |zone| zone.leave(connection, reason)) {
            Some(left) => {
                if left.is_err() {
                    tracing::error!("a zone had no room for a farewell");
                }
                self.has_followed(shard, instance, connection);
            }
            None => {
                if let Some(Fate::Moved(to)) = self.premises.gone.fate(instance) {
                    let behind = Letter::StaysBehind {
                        instance,
                        connection,
                        reason,
                    };
                    self.write(shard, to, behind);
                }
            }
        }
    }

    /// Where a zone that was here has gone.
    pub(crate) fn moved_to(&self, instance: ZoneInstanceId) -> Option<ShardId> {
        match self.premises.gone.fate(instance)? {
            Fate::Moved(to) => Some(to),
            Fate::Closed => None,
        }
    }
}
