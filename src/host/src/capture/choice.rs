//! Whose conversations are recorded; commands change it while the realm runs.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

use bezgelor_core::limits::CAPTURES_OPEN_MAX;

/// Shared by every recorder. Read once per login, and only while recording is on.
#[derive(Clone, Debug)]
pub(super) struct Choice(Arc<RwLock<Names>>);

#[derive(Debug)]
struct Names {
    everybody: bool,
    /// In lower case.
    names: BTreeSet<String>,
}

impl Choice {
    /// These accounts; everybody when there is none.
    pub(super) fn new(accounts: &[String]) -> Self {
        let names = accounts.iter().map(|email| email.to_lowercase());
        Self(Arc::new(RwLock::new(Names {
            everybody: accounts.is_empty(),
            names: names.collect(),
        })))
    }

    /// Whether a connection is to be recorded that says it is this account's, or says nothing.
    pub(super) fn wants(&self, account: Option<&str>) -> bool {
        let names = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let named = account.map(str::to_lowercase);
        names.everybody || named.is_some_and(|named| names.names.contains(&named))
    }

    /// Puts an account on the list or takes it off; false when that changes nothing because
    /// everybody is recorded or the list is full.
    pub(super) fn want(&self, account: &str, on: bool) -> bool {
        let mut names = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let full = on && names.names.len() >= CAPTURES_OPEN_MAX;
        if names.everybody || full {
            return false;
        }
        let account = account.to_lowercase();
        if on {
            names.names.insert(account);
        } else {
            names.names.remove(&account);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_changes_for_all_who_read_it() {
        let choice = Choice::new(&["A@b.c".into()]);
        let reader = choice.clone();
        assert!(reader.wants(Some("a@B.c")) && !reader.wants(Some("d@e.f")));
        assert!(choice.want("D@e.f", true) && reader.wants(Some("d@e.f")));
        assert!(choice.want("a@b.c", false) && !reader.wants(Some("a@b.c")));
        assert!(!reader.wants(None));
        let everybody = Choice::new(&[]);
        assert!(everybody.wants(None) && !everybody.want("a@b.c", false));
    }
}
