//! How busy the zones of a shard keep it, told to the services, and what they make of it.

use std::collections::HashMap;

use bezgelor_core::ids::{ShardId, ZoneInstanceId};
use bezgelor_core::limits::BALANCE_LOOK_MS;
use bezgelor_core::time::Millis;
use realm::balance::Permille;
use shard::Shard;

use crate::control::Letter;
use crate::realm_host::RealmHost;
use crate::service::SERVICE_SHARD;

/// What was last told. Lives on its shard.
#[derive(Debug, Default)]
pub(super) struct Told {
    at: Millis,
    /// Microseconds every zone had cost by then.
    spent_us: HashMap<ZoneInstanceId, u64>,
}

impl Told {
    /// What each zone has cost since, when `spent_us` is what each has cost altogether.
    fn since(
        &mut self,
        spent_us: HashMap<ZoneInstanceId, u64>,
        now: Millis,
    ) -> Vec<(ZoneInstanceId, Permille)> {
        let passed_ms = now.since(self.at).max(1);
        self.at = now;
        let before = std::mem::replace(&mut self.spent_us, spent_us);
        let spent = self.spent_us.iter();
        let known = spent.filter_map(|(instance, spent)| {
            // One that has just come brought along what it had cost elsewhere.
            let spent_us = spent.saturating_sub(*before.get(instance)?);
            let load = spent_us / passed_ms;
            Some((*instance, Permille::try_from(load).unwrap_or(Permille::MAX)))
        });
        known.collect()
    }
}

impl RealmHost {
    /// Tells the services now and then how busy each zone keeps this shard; there, has a zone moved
    /// when the shards are far apart.
    pub(crate) fn weigh_zones(&mut self, shard: &Shard<Self>, now: Millis) {
        if !self.common.rebalances || now < self.premises.told.at.plus(BALANCE_LOOK_MS) {
            return;
        }
        let times = shard.zone_times().into_iter();
        let spent = times.map(|(instance, times)| (instance, times.step_us + times.distribute_us));
        let zones = self.premises.told.since(spent.collect(), now);
        let load = Letter::Load {
            shard: shard.id(),
            zones,
        };
        self.write(shard, SERVICE_SHARD, load);
        let wish = self.with_services(shard, |services| services.balance(now));
        if let Some(found) = wish.flatten() {
            let (instance, to) = (found.instance, found.to);
            tracing::info!(
                instance = instance.0,
                to = to.0,
                "a shard has much more to do than another; a zone moves"
            );
            if let Err(why) = self.begin_move(shard, instance, to) {
                tracing::info!(why, "it does not move");
            }
        }
    }

    pub(crate) fn weighed(&mut self, from: ShardId, zones: Vec<(ZoneInstanceId, Permille)>) {
        if let Some(services) = self.services_mut() {
            services.weighed(from, zones);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_load_is_what_was_spent_of_the_time_that_passed() {
        let mut told = Told::default();
        let zone = ZoneInstanceId(4);
        assert_eq!(told.since([(zone, 900_000)].into(), Millis(1_000)), []);
        let load = told.since([(zone, 1_000_000)].into(), Millis(2_000));
        assert_eq!(load, [(zone, 100)], "a tenth of a second in a second");
        assert_eq!(told.since([].into(), Millis(3_000)), []);
        let back = told.since([(zone, 1_200_000)].into(), Millis(4_000));
        assert_eq!(
            back,
            [],
            "what it cost elsewhere is not held against it here"
        );
    }
}
