//! Zones that nobody is in are closed: what they held is saved when its player leaves, so all that
//! ends is their cost. The next who wants in opens the world again.

use bezgelor_core::ids::ZoneInstanceId;
use bezgelor_core::time::Millis;
use shard::Shard;

use super::Fate;
use crate::message::Tell;
use crate::realm_host::RealmHost;

/// Milliseconds between two looks for vacant zones.
const LOOK_MS: u64 = 500;

impl RealmHost {
    /// Closes a zone of this shard now, if it is vacant ([`HostedZone::is_vacant`]), and tells the
    /// directory; false when it is not here or somebody is in it, on the way in, or has something
    /// open. Who is sent to it meanwhile is placed anew.
    ///
    /// [`HostedZone::is_vacant`]: crate::zone::HostedZone::is_vacant
    pub fn close_zone(&mut self, shard: &Shard<Self>, instance: ZoneInstanceId) -> bool {
        let vacant = shard.zone(instance, |zone| zone.is_vacant());
        let leaves = self.premises.departures.iter();
        let leaves = { leaves }.any(|departure| departure.leaves(instance));
        if vacant != Some(true) || leaves {
            return false;
        }
        shard.remove_zone(instance);
        let premise = self.premises.running.remove(&instance);
        self.premises.gone.note(instance, Fate::Closed);
        self.tell(shard, Tell::ZoneClosed(instance));
        tracing::info!(
            world = premise.map_or(0, |premise| premise.world.0),
            instance = instance.0,
            shard = shard.id().0,
            "zone closed"
        );
        true
    }

    /// Closes what has been vacant for as long as the configuration allows.
    pub(crate) fn close_vacant(&mut self, shard: &Shard<Self>, now: Millis) {
        let patience_ms = u64::from(self.common.realm_config.empty_zone_s) * 1000;
        if patience_ms == 0 || now < self.premises.look_at {
            return;
        }
        self.premises.look_at = now.plus(LOOK_MS);
        let mut over = Vec::new();
        for (&instance, premise) in &mut self.premises.running {
            if shard.zone(instance, |zone| zone.is_vacant()) != Some(true) {
                premise.vacant_since = None;
                continue;
            }
            let since = *premise.vacant_since.get_or_insert(now);
            if now.since(since) >= patience_ms {
                over.push(instance);
            }
        }
        for instance in over {
            self.close_zone(shard, instance);
        }
    }
}
