//! How often one address or one token may ask: a bucket of tokens each, a bounded number of them.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use bezgelor_core::limits::HTTP_RATES_MAX;

/// So many at once, and so many in `per` after that.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rate {
    burst: f64,
    per_second: f64,
}

impl Rate {
    /// `count` in `per`, of which `burst` at once.
    pub(crate) fn new(count: u32, per: Duration, burst: u32) -> Self {
        Self {
            burst: f64::from(burst.max(1)),
            per_second: f64::from(count.max(1)) / per.as_secs_f64(),
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    level: f64,
    at: Instant,
}

/// Buckets by key.
#[derive(Debug)]
pub(crate) struct Rates<K> {
    rate: Rate,
    buckets: HashMap<K, Bucket>,
}

impl<K: Eq + Hash + Clone> Rates<K> {
    pub(crate) fn new(rate: Rate) -> Self {
        Self {
            rate,
            buckets: HashMap::new(),
        }
    }

    /// Takes one from the bucket of `key`.
    ///
    /// # Errors
    /// Seconds until the next one, when it is empty.
    pub(crate) fn take(&mut self, key: &K, now: Instant) -> Result<(), u64> {
        if self.buckets.len() >= HTTP_RATES_MAX && !self.buckets.contains_key(key) {
            self.forget_full(now);
        }
        let rate = self.rate;
        let full = Bucket {
            level: rate.burst,
            at: now,
        };
        if self.buckets.len() >= HTTP_RATES_MAX && !self.buckets.contains_key(key) {
            // So many ask too often at once that nobody new can be told apart from them.
            return Err(1);
        }
        let bucket = self.buckets.entry(key.clone()).or_insert(full);
        let passed = now.saturating_duration_since(bucket.at).as_secs_f64();
        bucket.level = (bucket.level + passed * rate.per_second).min(rate.burst);
        bucket.at = now;
        if bucket.level < 1.0 {
            let wait = (1.0 - bucket.level) / rate.per_second;
            return Err(wait.ceil().max(1.0) as u64);
        }
        bucket.level -= 1.0;
        Ok(())
    }

    /// A full bucket says what an absent one does.
    fn forget_full(&mut self, now: Instant) {
        let rate = self.rate;
        self.buckets.retain(|_, bucket| {
            let passed = now.saturating_duration_since(bucket.at).as_secs_f64();
            bucket.level + passed * rate.per_second < rate.burst
        });
    }
}

/// What counts as one address: one of version 4, or the half of version 6 that one line is given.
pub(crate) fn neighbourhood(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => {
            let network = address.to_bits() & !u128::from(u64::MAX);
            std::net::Ipv6Addr::from_bits(network).into()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_then_the_pace() {
        let now = Instant::now();
        let mut rates = Rates::new(Rate::new(60, Duration::from_secs(60), 3));
        for _ in 0..3 {
            assert_eq!(rates.take(&1, now), Ok(()));
        }
        assert_eq!(rates.take(&1, now), Err(1));
        assert_eq!(rates.take(&2, now), Ok(()), "another key has its own");
        let later = now + Duration::from_secs(1);
        assert_eq!(rates.take(&1, later), Ok(()));
        assert_eq!(rates.take(&1, later), Err(1));
        let much_later = now + Duration::from_secs(3600);
        for _ in 0..3 {
            assert_eq!(rates.take(&1, much_later), Ok(()));
        }
        assert_eq!(
            rates.take(&1, much_later),
            Err(1),
            "no more than the burst is saved up"
        );
    }

    #[test]
    fn a_slow_pace_says_how_long() {
        let now = Instant::now();
        let mut rates = Rates::new(Rate::new(5, Duration::from_secs(3600), 1));
        assert_eq!(rates.take(&1, now), Ok(()));
        assert_eq!(rates.take(&1, now), Err(720));
    }

    #[test]
    fn memory_is_bounded_and_freed() {
        let now = Instant::now();
        let mut rates = Rates::new(Rate::new(60, Duration::from_secs(60), 2));
        for key in 0..HTTP_RATES_MAX {
            assert_eq!(rates.take(&key, now), Ok(()));
        }
        assert_eq!(rates.take(&HTTP_RATES_MAX, now), Err(1));
        assert_eq!(rates.buckets.len(), HTTP_RATES_MAX);
        let later = now + Duration::from_secs(5);
        assert_eq!(rates.take(&HTTP_RATES_MAX, later), Ok(()));
        assert_eq!(rates.buckets.len(), 1);
    }

    #[test]
    fn one_line_is_one_address() {
        let of = |text: &str| neighbourhood(text.parse().expect("an address"));
        assert_eq!(of("2001:db8::1"), of("2001:db8::ffff:1"));
        assert_ne!(of("2001:db8::1"), of("2001:db8:0:1::1"));
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
