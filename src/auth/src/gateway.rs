//! What the queries of a session are answered with.

use std::net::{IpAddr, Ipv4Addr};

use bezgelor_core::ids::{AccountId, RealmId};
use bezgelor_core::model::Suspension;
use bezgelor_core::time::UnixMillis;
use protocol::enums::NpLoginResult;
use zeroize::Zeroizing;

/// A token that was good, whose it was, and where that one may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redeemed {
    /// The account.
    pub account: AccountId,
    /// Whether it may play.
    pub suspension: Option<Suspension>,
    /// The address the token was given to.
    pub address: IpAddr,
    /// Realms that are up; the first is chosen.
    pub realms: Vec<Gateway>,
    /// Texts of 0x0763, each a line.
    pub messages: Vec<String>,
    /// The realm that [`NewKey`] was kept for.
    pub key_of: Option<RealmId>,
}

/// A session key that is worth keeping if a token turns out to be good.
#[derive(Clone, Debug, PartialEq)]
pub struct NewKey {
    /// Who shows the token.
    pub(crate) peer: IpAddr,
    /// The key itself; it is stored as a hash.
    pub session_key: Zeroizing<[u8; 16]>,
    /// The key is good until then.
    pub expires_at: UnixMillis,
}

impl NewKey {
    /// The key of whoever connects from `peer`.
    #[must_use]
    pub fn new(peer: IpAddr, session_key: Zeroizing<[u8; 16]>, expires_at: UnixMillis) -> Self {
        Self {
            peer,
            session_key,
            expires_at,
        }
    }

    /// Whether it opens a realm to an account whose token was given to `address`.
    #[must_use]
    pub fn opens(&self, address: IpAddr, suspension: Option<&Suspension>, now: UnixMillis) -> bool {
        denial(address, suspension, self.peer, now).is_none()
    }
}

/// A realm that is up, as a client reaches it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gateway {
    /// Its id.
    pub id: RealmId,
    /// Its name.
    pub name: String,
    /// Where its world listener is; a host name is resolved by whoever answers.
    pub address: Ipv4Addr,
    /// The port there.
    pub port: u16,
    /// 0 PvE, 1 PvP.
    pub realm_type: u8,
}

/// Why somebody may not come in, as 0x063D says it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Denial {
    pub(crate) result: NpLoginResult,
    pub(crate) suspended_days: f32,
}

impl From<NpLoginResult> for Denial {
    fn from(result: NpLoginResult) -> Self {
        Self {
            result,
            suspended_days: 0.0,
        }
    }
}

/// `None` when an account whose token was given to `address` may play from `peer` now.
pub(crate) fn denial(
    address: IpAddr,
    suspension: Option<&Suspension>,
    peer: IpAddr,
    now: UnixMillis,
) -> Option<Denial> {
    if !is_same_client(address, peer) {
        return Some(NpLoginResult::ErrorInvalidClientIP.into());
    }
    match suspension?.ends_at {
        None => Some(NpLoginResult::ErrorAccountBanned.into()),
        Some(end) if end > now => Some(Denial {
            result: NpLoginResult::AccountSuspended,
            suspended_days: end.days_since(now),
        }),
        Some(_) => None,
    }
}

/// The same IPv4 address, or the same /64: an IPv6 host changes the rest as it likes.
fn is_same_client(a: IpAddr, b: IpAddr) -> bool {
    match (a.to_canonical(), b.to_canonical()) {
        (IpAddr::V6(a), IpAddr::V6(b)) => a.segments()[..4] == b.segments()[..4],
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suspensions_and_addresses() {
        const DAY_MS: i64 = 86_400_000;
        let now = UnixMillis(1_000_000_000);
        let check = |address: &str, ends: Option<Option<i64>>| {
            let suspension = ends.map(|ends_at| Suspension {
                ends_at: ends_at.map(|ms| UnixMillis(now.0 + ms)),
                reason: String::new(),
            });
            let key = NewKey {
                peer: "203.0.113.9".parse().unwrap(),
                session_key: [0; 16].into(),
                expires_at: now,
            };
            let address = address.parse().unwrap();
            let denial = denial(address, suspension.as_ref(), key.peer, now);
            let opens = key.opens(address, suspension.as_ref(), now);
            assert_eq!(opens, denial.is_none());
            denial
        };
        assert_eq!(check("203.0.113.9", None), None);
        assert_eq!(check("::ffff:203.0.113.9", None), None);
        assert_eq!(
            check("203.0.113.8", None),
            Some(NpLoginResult::ErrorInvalidClientIP.into())
        );
        assert_eq!(
            check("203.0.113.9", Some(None)),
            Some(NpLoginResult::ErrorAccountBanned.into())
        );
        assert_eq!(check("203.0.113.9", Some(Some(0))), None, "it is over");
        let suspended = Denial {
            result: NpLoginResult::AccountSuspended,
            suspended_days: 1.5,
        };
        let ends = Some(Some(DAY_MS * 3 / 2));
        assert_eq!(check("203.0.113.9", ends), Some(suspended));
    }

    #[test]
    fn an_ipv6_client_is_its_64() {
        let same = |a: &str, b: &str| is_same_client(a.parse().unwrap(), b.parse().unwrap());
        assert!(same("2001:db8::1", "2001:db8::2"));
        assert!(!same("2001:db8::1", "2001:db8:0:1::1"));
        assert!(!same("2001:db8::1", "10.0.0.1"));
    }
}
