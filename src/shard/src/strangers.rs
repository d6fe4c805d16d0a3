//! Unauthenticated connections per address, so that one stranger cannot take all places.

use std::collections::HashMap;
use std::net::IpAddr;

/// What is counted as one: an IPv4 address, or the /64 that one household gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Network {
    V4(u32),
    V6(u64),
}

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(v4) => Self::V4(v4.to_bits()),
            IpAddr::V6(v6) => Self::V6((v6.to_bits() >> 64) as u64),
        }
    }
}

/// The counts of one shard; an entry for each network with somebody unauthenticated.
#[derive(Debug, Default)]
pub(crate) struct Strangers(HashMap<Network, usize>);

impl Strangers {
    /// Whether one more from `address` may come in when `max` may be there.
    pub(crate) fn admits(&self, address: IpAddr, max: usize) -> bool {
        self.0.get(&address.into()).is_none_or(|count| *count < max)
    }

    /// One came in.
    pub(crate) fn enter(&mut self, address: IpAddr) {
        *self.0.entry(address.into()).or_default() += 1;
    }

    /// One that came in is known now, or gone.
    pub(crate) fn leave(&mut self, address: IpAddr) {
        if let Some(count) = self.0.get_mut(&address.into()) {
            *count -= 1;
            if *count == 0 {
                self.0.remove(&address.into());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX: usize = 32;

    fn at(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn the_cap_holds_per_network_and_frees_with_each_that_leaves() {
        let mut strangers = Strangers::default();
        for _ in 0..MAX {
            assert!(strangers.admits(at("192.0.2.1"), MAX));
            strangers.enter(at("192.0.2.1"));
        }
        assert!(!strangers.admits(at("192.0.2.1"), MAX));
        assert!(
            !strangers.admits(at("::ffff:192.0.2.1"), MAX),
            "the same, mapped"
        );
        assert!(strangers.admits(at("192.0.2.2"), MAX));
        strangers.leave(at("192.0.2.1"));
        assert!(strangers.admits(at("192.0.2.1"), MAX));
    }

    #[test]
    fn a_v6_household_counts_as_one() {
        let mut strangers = Strangers::default();
        for n in 0..MAX {
            strangers.enter(at(&format!("2001:db8::{n:x}")));
        }
        assert!(!strangers.admits(at("2001:db8::ffff:1"), MAX));
        assert!(
            strangers.admits(at("2001:db8:0:1::1"), MAX),
            "the neighbours are not"
        );
    }

    #[test]
    fn nothing_is_kept_of_who_is_gone() {
        let mut strangers = Strangers::default();
        strangers.enter(at("192.0.2.1"));
        strangers.leave(at("192.0.2.1"));
        strangers.leave(at("192.0.2.1"));
        assert!(strangers.0.is_empty());
        assert!(strangers.admits(at("127.0.0.1"), MAX));
    }
}
