//! What a bearer token or a login over HTTP may do, one word each.

use std::fmt;
use std::str::FromStr;

use bezgelor_core::model::AccountRole;

/// One right over the HTTP interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Read the state of realms, shards and zones.
    Status,
    /// Read the figures at `/metrics`.
    Metrics,
    /// See who is in the world and where.
    Players,
    /// Read accounts.
    Accounts,
    /// Read characters.
    Characters,
    /// Read the audit log.
    Audit,
    /// Read the server's log.
    Logs,
    /// List and run commands.
    Commands,
    /// Everything, and everything that is to come.
    Admin,
}

impl Scope {
    /// All of them with the word of each and what it allows.
    pub const ALL: [(Self, &'static str, &'static str); 9] = [
        (
            Self::Status,
            "status",
            "the state of realms, shards and zones",
        ),
        (Self::Metrics, "metrics", "the figures at /metrics"),
        (Self::Players, "players", "who is in the world and where"),
        (Self::Accounts, "accounts", "accounts, their roles and bans"),
        (
            Self::Characters,
            "characters",
            "the characters of all accounts",
        ),
        (Self::Audit, "audit", "who did what with which command"),
        (Self::Logs, "logs", "the server's log"),
        (Self::Commands, "commands", "list and run every command"),
        (Self::Admin, "admin", "everything"),
    ];

    /// The word people write.
    #[must_use]
    pub fn word(self) -> &'static str {
        let found = Self::ALL.iter().find(|(scope, ..)| *scope == self);
        found.map_or("", |(_, word, _)| word)
    }
}

/// A word that is no scope.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no scope; there are {words}", words = words())]
pub struct UnknownScope(String);

fn words() -> String {
    let words: Vec<&str> = Scope::ALL.iter().map(|(_, word, _)| *word).collect();
    words.join(", ")
}

/// A set of scopes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scopes(u16);

impl Scopes {
    /// No right at all.
    pub const NONE: Self = Self(0);
    /// Every right.
    pub const ADMIN: Self = Self(1 << Scope::Admin as u16);

    /// With one more.
    #[must_use]
    pub const fn with(self, scope: Scope) -> Self {
        Self(self.0 | 1 << scope as u16)
    }

    /// Whether `scope` is allowed, by name or by [`Scope::Admin`].
    #[must_use]
    pub const fn allow(self, scope: Scope) -> bool {
        self.0 & (1 << scope as u16 | Self::ADMIN.0) != 0
    }

    /// Whether nothing is.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What an account may do after its login; commands go by its permissions besides.
    #[must_use]
    pub const fn of_role(role: AccountRole) -> Self {
        match role {
            AccountRole::Player => Self::NONE,
            AccountRole::GameMaster => Self::NONE
                .with(Scope::Status)
                .with(Scope::Players)
                .with(Scope::Commands),
            AccountRole::Administrator | AccountRole::Console => Self::ADMIN,
        }
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = Scope::ALL.iter();
        let held = held.filter(|(scope, ..)| self.0 & (1 << *scope as u16) != 0);
        let words: Vec<&str> = held.map(|(_, word, _)| *word).collect();
        out.write_str(&words.join(" "))
    }
}

impl FromStr for Scopes {
    type Err = UnknownScope;

    /// Reads words separated by spaces or commas.
    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        let words = text.split([' ', ',']).filter(|word| !word.is_empty());
        words.into_iter().try_fold(Self::NONE, |scopes, word| {
            let found = Scope::ALL.iter().find(|(_, known, _)| *known == word);
            let (scope, ..) = found.ok_or_else(|| UnknownScope(word.to_owned()))?;
            Ok(scopes.with(*scope))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_and_go() {
        let scopes: Scopes = "players,status metrics".parse().expect("known words");
        assert_eq!(scopes.to_string(), "status metrics players");
        assert!(scopes.allow(Scope::Players) && !scopes.allow(Scope::Accounts));
        let wrong = "status playres"
            .parse::<Scopes>()
            .expect_err("no such word");
        assert!(
            wrong
                .to_string()
                .contains("`playres` is no scope; there are status")
        );
        for (scope, word, _) in Scope::ALL {
            assert_eq!(word.parse(), Ok(Scopes::NONE.with(scope)));
            assert!(Scopes::ADMIN.allow(scope));
        }
    }

    #[test]
    fn a_player_has_no_right_over_others() {
        for (scope, ..) in Scope::ALL {
            assert!(!Scopes::of_role(AccountRole::Player).allow(scope));
            assert!(Scopes::of_role(AccountRole::Administrator).allow(scope));
        }
        let master = Scopes::of_role(AccountRole::GameMaster);
        assert!(master.allow(Scope::Commands) && !master.allow(Scope::Accounts));
    }
}
