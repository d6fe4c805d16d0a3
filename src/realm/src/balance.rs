//! When a zone is to move to another shard: every shard says now and then how busy each of its
//! zones keeps it, and when one has had far more to do than another for long enough, the zone goes
//! over that evens them out best.
//!
//! Moving costs every player in the zone a moment, so it has to be worth it, and it does not happen
//! again soon ([`BALANCE_PAUSE_MS`]). A zone that moved leaves the shards closer together than they
//! were, so none goes to and fro.

use std::collections::BTreeMap;

use bezgelor_core::ids::{ShardId, ZoneInstanceId};
use bezgelor_core::limits::{
    BALANCE_GAP_MIN, BALANCE_LOOKS, BALANCE_PAUSE_MS, BALANCE_REST_MS, ZONE_INSTANCES_MAX,
};
use bezgelor_core::time::Millis;

/// Thousandths of a core's time.
pub type Permille = u32;

/// A zone that should be elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Which.
    pub instance: ZoneInstanceId,
    /// Where to.
    pub to: ShardId,
}

/// See the module. One per realm process, beside the directory.
#[derive(Debug, Default)]
pub struct Balance {
    loads: BTreeMap<ShardId, Vec<(ZoneInstanceId, Permille)>>,
    /// Looks in a row at which the shards were far apart.
    uneven: u32,
    /// No zone moves before.
    rests_until: Millis,
    /// When zones moved that may not move again yet.
    moved: BTreeMap<ZoneInstanceId, Millis>,
}

impl Balance {
    /// What a shard says of its zones; it replaces what it said before.
    pub fn report(&mut self, shard: ShardId, mut zones: Vec<(ZoneInstanceId, Permille)>) {
        zones.truncate(ZONE_INSTANCES_MAX);
        self.loads.insert(shard, zones);
    }

    /// Which zone should move now; once per round of reports.
    pub fn look(&mut self, now: Millis) -> Option<Move> {
        self.moved.retain(|_, at| now.since(*at) < BALANCE_REST_MS);
        let Some(best) = self.best() else {
            self.uneven = 0;
            return None;
        };
        self.uneven += 1;
        if self.uneven < BALANCE_LOOKS || now < self.rests_until {
            return None;
        }
        Some(best)
    }

    /// A zone has moved, whoever wanted it.
    pub fn moved(&mut self, instance: ZoneInstanceId, now: Millis) {
        self.uneven = 0;
        self.rests_until = now.plus(BALANCE_PAUSE_MS);
        self.moved.insert(instance, now);
        // What was said of it was said of another shard.
        self.loads.clear();
    }

    /// The zone that brings the busiest and the idlest shard closest together, if they are far
    /// apart now and much closer after it.
    fn best(&self) -> Option<Move> {
        let sum = |zones: &[(ZoneInstanceId, Permille)]| -> Permille {
            zones.iter().map(|(_, load)| load).sum()
        };
        let loads = self.loads.iter();
        let mut loads: Vec<(Permille, ShardId)> =
            loads.map(|(shard, zones)| (sum(zones), *shard)).collect();
        loads.sort_unstable();
        let (&(least, to), &(most, from)) = (loads.first()?, loads.last()?);
        let gap = most - least;
        if gap < BALANCE_GAP_MIN {
            return None;
        }
        let zones = self.loads.get(&from)?.iter();
        let may = zones.filter(|(instance, _)| !self.moved.contains_key(instance));
        // What is left of the gap when this one has gone over.
        let after = |load: Permille| gap.abs_diff(2 * load);
        let (instance, load) = may.min_by_key(|(_, load)| after(*load))?;
        (after(*load) <= gap / 2).then_some(Move {
            instance: *instance,
            to,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn zone(number: u32) -> ZoneInstanceId {
        ZoneInstanceId(number)
    }

    fn looks(balance: &mut Balance, from_ms: u64) -> Option<Move> {
        (0..u64::from(BALANCE_LOOKS)).find_map(|look| balance.look(Millis(from_ms + look)))
    }

    #[test]
    fn the_zone_goes_over_that_evens_out_best() {
        let mut balance = Balance::default();
        balance.report(
            ShardId(0),
            vec![(zone(1), 500), (zone(2), 300), (zone(3), 20)],
        );
        balance.report(ShardId(1), vec![(zone(4), 100)]);
        for look in 1..u64::from(BALANCE_LOOKS) {
            assert_eq!(balance.look(Millis(look)), None, "it may pass");
        }
        let expected = Move {
            instance: zone(2),
            to: ShardId(1),
        };
        assert_eq!(balance.look(Millis(100)), Some(expected));
    }

    #[test]
    fn one_heavy_zone_alone_stays_where_it_is() {
        let mut balance = Balance::default();
        balance.report(ShardId(0), vec![(zone(1), 900), (zone(2), 10)]);
        balance.report(ShardId(1), vec![]);
        assert_eq!(looks(&mut balance, 0), None, "it would only change sides");
    }

    #[test]
    fn a_gap_that_closes_by_itself_counts_anew() {
        let mut balance = Balance::default();
        let apart = vec![(zone(1), 400), (zone(2), 400)];
        for round in 0..5 {
            balance.report(ShardId(0), apart.clone());
            balance.report(ShardId(1), vec![]);
            for look in 1..u64::from(BALANCE_LOOKS) {
                assert_eq!(balance.look(Millis(round * 100 + look)), None);
            }
            balance.report(ShardId(0), vec![]);
            assert_eq!(balance.look(Millis(round * 100 + 99)), None);
        }
    }

    #[test]
    fn zones_do_not_move_again_soon() {
        let mut balance = Balance::default();
        balance.moved(zone(1), Millis(0));
        let report = |balance: &mut Balance| {
            balance.report(ShardId(0), vec![(zone(1), 400), (zone(2), 420)]);
            balance.report(ShardId(1), vec![]);
        };
        report(&mut balance);
        assert_eq!(looks(&mut balance, BALANCE_PAUSE_MS / 2), None);
        let second = looks(&mut balance, BALANCE_PAUSE_MS);
        assert_eq!(second.map(|found| found.instance), Some(zone(2)));
        balance.moved(zone(2), Millis(BALANCE_PAUSE_MS));
        report(&mut balance);
        let third = looks(&mut balance, 2 * BALANCE_PAUSE_MS);
        assert_eq!(third, None, "both moved lately");
        assert!(looks(&mut balance, 2 * BALANCE_REST_MS).is_some());
    }

    proptest! {
        #[test]
        fn whatever_moves_brings_shards_together_and_then_it_is_over(
            loads in prop::collection::vec(0_u32..600, 1..24),
            shards in 2_u16..6,
        ) {
            let mut places: Vec<u16> = loads.iter().map(|load| (load % 2) as u16).collect();
            let spread = |places: &[u16]| {
                let squared = |shard| {
                    let own = places.iter().zip(&loads).filter(|(place, _)| **place == shard);
                    own.map(|(_, load)| u64::from(*load)).sum::<u64>().pow(2)
                };
                (0..shards).map(squared).sum::<u64>()
            };
            let mut balance = Balance::default();
            let mut now = 0;
            let mut moves = 0;
            loop {
                for shard in 0..shards {
                    let own = (0_u32..).zip(&places).filter(|(_, place)| **place == shard);
                    let own = own.map(|(n, _)| (zone(n), loads[n as usize])).collect();
                    balance.report(ShardId(shard), own);
                }
                now += 2 * BALANCE_REST_MS;
                let Some(found) = looks(&mut balance, now) else { break };
                let before = spread(&places);
                places[found.instance.0 as usize] = found.to.0;
                prop_assert!(spread(&places) < before, "{places:?} {loads:?}");
                balance.moved(found.instance, Millis(now));
                moves += 1;
                prop_assert!(moves < 200, "it never ends");
            }
        }
    }
}
