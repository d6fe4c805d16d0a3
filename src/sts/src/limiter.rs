//! How often a login may be tried: per account name and per network, in bounded memory.
//!
//! Five failures cost nothing; each further one doubles a delay from one second to a quarter of an
//! hour; nothing is ever locked for good, because then a stranger could lock a player out. Names
//! count whether or not there is such an account, so a refusal says nothing about that.

use std::collections::HashMap;
use std::net::IpAddr;

use bezgelor_core::limits::{
    LOGIN_ACCOUNT_MEMORY_MS, LOGIN_ADDRESS_MEMORY_MS, LOGIN_DELAY_MS_MAX, LOGIN_FAILURES_FREE,
    LOGIN_LIMITER_ENTRIES_MAX,
};
use bezgelor_core::time::Millis;
use sha2::{Digest, Sha256};

/// First delay; each further failure doubles it.
const DELAY_MS_MIN: u64 = 1000;

/// What an attempt is counted under. It holds no name and no address in clear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    account: Key,
    network: Option<Key>,
}

impl Attempt {
    /// An attempt at `email_key` (the lower-cased e-mail) from `address`. With `network_exempt`
    /// only the account is counted.
    #[must_use]
    pub fn new(email_key: &str, address: IpAddr, network_exempt: bool) -> Self {
        let digest: [u8; 32] = Sha256::digest(email_key.as_bytes()).into();
        Self {
            account: Key::Account(std::array::from_fn(|i| digest[i])),
            network: (!network_exempt).then(|| Key::network(address)),
        }
    }
}

/// How a proof that was begun ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was right.
    Proven,
    /// It was wrong, or the client did not wait for the result.
    Failed,
    /// The server could not check it.
    Unchecked,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Key {
    /// Half of the SHA-256 of the lower-cased e-mail.
    Account([u8; 16]),
    /// A /24.
    V4([u8; 3]),
    /// A /64.
    V6([u8; 8]),
}

impl Key {
    fn network(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(v4) => {
                let [a, b, c, _] = v4.octets();
                Self::V4([a, b, c])
            }
            IpAddr::V6(v6) => {
                let octets = v6.octets();
                Self::V6(std::array::from_fn(|i| octets[i]))
            }
        }
    }

    fn memory_ms(self) -> u64 {
        match self {
            Self::Account(_) => LOGIN_ACCOUNT_MEMORY_MS,
            Self::V4(_) | Self::V6(_) => LOGIN_ADDRESS_MEMORY_MS,
        }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    failures: u32,
    failed_at: Millis,
}

impl Entry {
    fn forget_after(&mut self, memory_ms: u64, now: Millis) {
        if now.since(self.failed_at) >= memory_ms {
            self.failures = 0;
        }
    }

    fn fail(&mut self, now: Millis) {
        self.failures = self.failures.saturating_add(1);
        self.failed_at = now;
    }

    fn delay_ms(&self) -> u64 {
        match self.failures.checked_sub(LOGIN_FAILURES_FREE + 1) {
            None => 0,
            Some(doublings) => {
                let factor = 1_u64.checked_shl(doublings).unwrap_or(u64::MAX);
                DELAY_MS_MIN.saturating_mul(factor).min(LOGIN_DELAY_MS_MAX)
            }
        }
    }

    fn admits(&self, now: Millis) -> bool {
        now.since(self.failed_at) >= self.delay_ms()
    }
}

/// The counters of one realm's login. One value serves all listeners: it lives with whoever the
/// shards send [`crate::Query::Admit`] to.
///
/// Memory is bounded by two generations of half the limit each. A full young one becomes the old
/// one and the old one is forgotten, so what is in use survives and no insertion ever searches.
#[derive(Debug, Default)]
pub struct Limiter {
    young: HashMap<Key, Entry>,
    old: HashMap<Key, Entry>,
}

impl Limiter {
    /// An empty table.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// True when a login may begin now. Changes nothing, so trying too early never lengthens the
    /// delay, and beginning without ever offering a proof never keeps the player out.
    pub fn admit(&mut self, attempt: &Attempt, now: Millis) -> bool {
        let network_admits = match attempt.network {
            Some(network) => self.entry(network, now).admits(now),
            None => true,
        };
        network_admits && self.entry(attempt.account, now).admits(now)
    }

    /// True when a proof may be checked now. It counts as failed until [`Limiter::end`] says
    /// otherwise, so that many at once do not slip through.
    pub fn begin_proof(&mut self, attempt: &Attempt, now: Millis) -> bool {
        let admitted = self.admit(attempt, now);
        if admitted {
            // Not the network: many honest players may share one and come at the same time.
            self.entry(attempt.account, now).fail(now);
        }
        admitted
    }

    /// Notes how a proof that was begun ended.
    pub fn end(&mut self, attempt: &Attempt, outcome: Outcome, now: Millis) {
        match outcome {
            // Forgives the account. Not the network: a guesser may own an account.
            Outcome::Proven => self.entry(attempt.account, now).failures = 0,
            Outcome::Unchecked => {
                let account = self.entry(attempt.account, now);
                account.failures = account.failures.saturating_sub(1);
            }
            Outcome::Failed => {
                if let Some(network) = attempt.network {
                    self.entry(network, now).fail(now);
                }
            }
        }
    }

    /// Entries held, for metrics.
    #[must_use]
    pub fn len(&self) -> usize {
        self.young.len() + self.old.len()
    }

    /// True when nothing is remembered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn entry(&mut self, key: Key, now: Millis) -> &mut Entry {
        let known = self.old.remove(&key);
        if self.young.len() >= LOGIN_LIMITER_ENTRIES_MAX / 2 && !self.young.contains_key(&key) {
            self.old = std::mem::take(&mut self.young);
        }
        let entry = self.young.entry(key).or_default();
        if let Some(known) = known {
            *entry = known;
        }
        entry.forget_after(key.memory_ms(), now);
        entry
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt(name: &str, address: &str) -> Attempt {
        Attempt::new(name, address.parse().unwrap(), false)
    }

    fn fail(limiter: &mut Limiter, attempt: &Attempt, at: Millis) -> bool {
        let begun = limiter.begin_proof(attempt, at);
        if begun {
            limiter.end(attempt, Outcome::Failed, at);
        }
        begun
    }

    /// Fails as often as the limiter lets it within the time; returns the count.
    fn guesses(limiter: &mut Limiter, until_ms: u64, next: impl Fn(u32) -> Attempt) -> u32 {
        let mut count = 0;
        for at in (0..until_ms).step_by(500).map(Millis) {
            while fail(limiter, &next(count), at) {
                count += 1;
            }
        }
        count
    }

    #[test]
    fn five_are_free_then_the_delay_doubles_to_a_quarter_of_an_hour() {
        let mut limiter = Limiter::new();
        let mine = attempt("a", "10.0.0.1");
        let mut at = Millis(1000);
        for n in 1..=5 {
            assert!(fail(&mut limiter, &mine, at), "free attempt {n}");
        }
        assert!(fail(&mut limiter, &mine, at), "five failures cost nothing");
        for delay_s in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900] {
            assert!(!limiter.admit(&mine, at.plus(delay_s * 1000 - 1)));
            assert!(!fail(&mut limiter, &mine, at.plus(delay_s * 1000 - 1)));
            at = at.plus(delay_s * 1000);
            assert!(limiter.admit(&mine, at), "after {delay_s} s");
            assert!(fail(&mut limiter, &mine, at), "after {delay_s} s");
        }
    }

    #[test]
    fn at_most_120_guesses_a_day_at_one_account_from_anywhere() {
        let mut limiter = Limiter::new();
        let count = guesses(&mut limiter, 86_400_000, |n| {
            attempt("victim", &format!("10.{}.{}.1", n / 200, n % 200))
        });
        assert!((90..=120).contains(&count), "{count}");
    }

    #[test]
    fn guessing_many_accounts_from_one_network_is_slow_too() {
        let mut limiter = Limiter::new();
        let count = guesses(&mut limiter, 3_600_000, |n| {
            attempt(&format!("name{n}"), &format!("10.0.0.{}", n % 250))
        });
        assert!(count <= 20, "{count}");
        let other = attempt("name0", "10.0.1.1");
        assert!(limiter.admit(&other, Millis(3_600_000)), "others go on");
    }

    #[test]
    fn parallel_proofs_do_not_slip_through_and_open_logins_lock_nobody_out() {
        let mut limiter = Limiter::new();
        let mine = attempt("a", "10.0.0.1");
        let at = Millis(0);
        assert!((0..100).all(|_| limiter.admit(&mine, at)));
        let begun = (0..100).filter(|_| limiter.begin_proof(&mine, at));
        assert_eq!(begun.count(), 6);
        assert!(!limiter.begin_proof(&mine, at.plus(999)));
        assert!(limiter.begin_proof(&mine, at.plus(1000)));
        limiter.end(&mine, Outcome::Proven, at.plus(1001));
        assert!(limiter.begin_proof(&mine, at.plus(1001)));
    }

    #[test]
    fn a_right_proof_forgives_the_account_but_not_the_network() {
        let mut limiter = Limiter::new();
        let at = Millis(5);
        let mine = attempt("mine", "10.0.0.1");
        for n in 0..6 {
            assert!(limiter.begin_proof(&mine, at));
            limiter.end(&mine, Outcome::Proven, at);
            assert!(fail(
                &mut limiter,
                &attempt(&format!("{n}"), "10.0.0.2"),
                at
            ));
        }
        assert!(!limiter.admit(&mine, at));
        assert!(limiter.admit(&attempt("mine", "10.0.9.1"), at));
        let exempt = Attempt::new("mine", "10.0.0.1".parse().unwrap(), true);
        assert!(limiter.admit(&exempt, at));
    }

    #[test]
    fn failures_are_forgotten_after_an_hour_and_a_day() {
        let mut limiter = Limiter::new();
        let at = Millis(0);
        let mine = attempt("mine", "10.0.0.1");
        for _ in 0..30 {
            limiter.entry(mine.account, at).fail(at);
            limiter.entry(mine.network.unwrap(), at).fail(at);
        }
        let failures = |limiter: &mut Limiter, ms: u64| {
            let (account, network) = (mine.account, mine.network.unwrap());
            [account, network].map(|key| limiter.entry(key, Millis(ms)).failures)
        };
        assert_eq!(failures(&mut limiter, 3_599_999), [30, 30]);
        assert_eq!(failures(&mut limiter, 3_600_000), [30, 0]);
        assert_eq!(failures(&mut limiter, 86_400_000), [0, 0]);
    }

    #[test]
    fn networks_are_24_and_64_bits_wide() {
        let network = |address: &str| attempt("", address).network;
        assert_eq!(network("10.0.0.1"), network("10.0.0.254"));
        assert_eq!(network("10.0.0.1"), network("::ffff:10.0.0.9"));
        assert_ne!(network("10.0.0.1"), network("10.0.1.1"));
        assert_eq!(network("2001:db8::1"), network("2001:db8::ffff:1"));
        assert_ne!(network("2001:db8::1"), network("2001:db8:0:1::1"));
    }

    #[test]
    fn memory_is_bounded_and_what_is_in_use_survives() {
        let mut limiter = Limiter::new();
        let victim = attempt("victim", "10.0.0.1");
        for _ in 0..6 {
            assert!(fail(&mut limiter, &victim, Millis(0)));
        }
        for n in 0..LOGIN_LIMITER_ENTRIES_MAX as u32 * 2 {
            let [_, a, b, c] = n.to_be_bytes();
            let stranger = attempt(&format!("{n}"), &format!("{a}.{b}.{c}.1"));
            limiter.admit(&stranger, Millis(1));
            assert!(limiter.len() <= LOGIN_LIMITER_ENTRIES_MAX);
            if n % 1000 == 0 {
                assert!(!limiter.admit(&victim, Millis(1)), "forgotten after {n}");
            }
        }
    }
}
