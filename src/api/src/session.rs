//! Logins of the page: kept in memory by digest, bounded, gone with the process.

use std::collections::HashMap;

use bezgelor_core::ids::AccountId;
use bezgelor_core::limits::{HTTP_SESSION_MS, HTTP_SESSIONS_MAX};
use bezgelor_core::time::UnixMillis;

/// Who is logged in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    /// By e-mail address and password; the verifier tells a changed password.
    Account(AccountId, Vec<u8>),
    /// By a bearer token, kept by its digest.
    Token([u8; 32]),
}

#[derive(Clone, Debug)]
struct Session {
    holder: Holder,
    used_at: UnixMillis,
}

/// Sessions by the digest of their secret.
#[derive(Debug, Default)]
pub(crate) struct Sessions(HashMap<[u8; 32], Session>);

impl Sessions {
    /// Begins one; the one unused for longest makes room when there are too many.
    pub(crate) fn begin(&mut self, secret: [u8; 32], holder: Holder, now: UnixMillis) {
        if self.0.len() >= HTTP_SESSIONS_MAX {
            self.0.retain(|_, session| !ended(session, now));
        }
        if self.0.len() >= HTTP_SESSIONS_MAX {
            let oldest = self.0.iter().min_by_key(|(_, session)| session.used_at.0);
            if let Some(oldest) = oldest.map(|(secret, _)| *secret) {
                self.0.remove(&oldest);
            }
        }
        let used_at = now;
        self.0.insert(secret, Session { holder, used_at });
    }

    /// Who holds it, if it has not ended.
    pub(crate) fn holder(&mut self, secret: &[u8; 32], now: UnixMillis) -> Option<Holder> {
        let session = self.0.get_mut(secret)?;
        if ended(session, now) {
            self.0.remove(secret);
            return None;
        }
        session.used_at = now;
        Some(session.holder.clone())
    }

    /// Ends one.
    pub(crate) fn end(&mut self, secret: &[u8; 32]) {
        self.0.remove(secret);
    }

    /// Ends all of an account but one.
    pub(crate) fn end_others(&mut self, account: AccountId, keep: Option<&[u8; 32]>) {
        self.0.retain(|secret, session| {
            let own = matches!(&session.holder, Holder::Account(id, _) if *id == account);
            !own || keep == Some(secret)
        });
    }
}

fn ended(session: &Session, now: UnixMillis) -> bool {
    now.0.saturating_sub(session.used_at.0) > HTTP_SESSION_MS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(number: usize) -> [u8; 32] {
        let mut secret = [0; 32];
        secret[..8].copy_from_slice(&number.to_le_bytes());
        secret
    }

    fn account(id: u32) -> Holder {
        Holder::Account(AccountId(id), Vec::new())
    }

    #[test]
    fn a_session_ends_when_it_is_not_used() {
        let mut sessions = Sessions::default();
        sessions.begin(secret(1), account(1), UnixMillis(0));
        let last = UnixMillis(HTTP_SESSION_MS);
        assert_eq!(sessions.holder(&secret(1), last), Some(account(1)));
        let later = UnixMillis(2 * HTTP_SESSION_MS);
        assert_eq!(
            sessions.holder(&secret(1), later),
            Some(account(1)),
            "it was used"
        );
        let too_late = UnixMillis(3 * HTTP_SESSION_MS + 1);
        assert_eq!(sessions.holder(&secret(1), too_late), None);
        assert_eq!(sessions.holder(&secret(2), last), None);
    }

    #[test]
    fn the_longest_unused_makes_room() {
        let mut sessions = Sessions::default();
        for number in 0..=HTTP_SESSIONS_MAX {
            sessions.begin(secret(number), account(1), UnixMillis(number as i64));
        }
        assert_eq!(sessions.0.len(), HTTP_SESSIONS_MAX);
        let now = UnixMillis(HTTP_SESSIONS_MAX as i64);
        assert_eq!(sessions.holder(&secret(0), now), None);
        assert!(sessions.holder(&secret(1), now).is_some());
    }

    #[test]
    fn a_changed_password_ends_the_other_sessions() {
        let mut sessions = Sessions::default();
        for number in 0..3 {
            sessions.begin(secret(number), account(7), UnixMillis(0));
        }
        sessions.begin(secret(9), account(8), UnixMillis(0));
        sessions.end_others(AccountId(7), Some(&secret(1)));
        let left = [0, 1, 2, 9].map(|n| sessions.holder(&secret(n), UnixMillis(1)).is_some());
        assert_eq!(left, [false, true, false, true]);
    }
}
