//! Who is where: one connection per account, one copy of every character.
//!
//! One state machine per realm. A newer login always wins; the older connection is kicked. What
//! makes that safe is the third place a character can be in, *saving*: it has left its zone and its
//! last state is not confirmed by the database yet. Until then nobody may load it again.

use std::collections::{BTreeMap, HashMap, VecDeque};

use bezgelor_core::ids::{AccountId, CharacterId, ConnectionId, ShardId, ZoneInstanceId};
use bezgelor_core::limits::PRESENCE_ACCOUNTS_MAX;

/// The answer to a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The account is this connection's, and none of its characters is on its way out.
    Granted,
    /// The account is this connection's, but a character of it is still being saved.
    OlderStillSaving,
    /// The realm knows as many accounts as it can.
    Full,
}

/// The answer to somebody who chose a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enter {
    /// It may be loaded.
    Granted,
    /// It, or another one of the account, is still in the world or being saved.
    StillSaving,
    /// A newer login has taken the account over.
    Lost,
}

/// What somebody else has to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PresenceEvent {
    /// Close this connection: its account logged in again.
    Kick(ConnectionId),
}

/// Where an account's character is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Nowhere: the character list, at most.
    #[default]
    Lobby,
    /// Chosen and being loaded, or already in a zone.
    World {
        /// Which one.
        character: CharacterId,
        /// The zone that holds it, once it stands in one.
        zone: Option<(ShardId, ZoneInstanceId)>,
    },
    /// Out of its zone, its last state not yet confirmed.
    Saving {
        /// Which one.
        character: CharacterId,
    },
}

#[derive(Debug, Default)]
struct Account {
    connection: Option<ConnectionId>,
    stage: Stage,
}

/// See the module.
#[derive(Debug, Default)]
pub struct Presence {
    accounts: HashMap<AccountId, Account>,
    /// Characters in the world or being saved.
    characters: BTreeMap<CharacterId, AccountId>,
    events: VecDeque<PresenceEvent>,
}

impl Presence {
    /// Nobody is anywhere.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A connection proved to be this account's. An older one is kicked.
    pub fn claim(&mut self, account: AccountId, connection: ConnectionId) -> Claim {
        if !self.accounts.contains_key(&account) && self.accounts.len() >= PRESENCE_ACCOUNTS_MAX {
            return Claim::Full;
        }
        let entry = self.accounts.entry(account).or_default();
        if let Some(older) = entry.connection.replace(connection)
            && older != connection
        {
            self.events.push_back(PresenceEvent::Kick(older));
        }
        match entry.stage {
            Stage::Lobby => Claim::Granted,
            Stage::World { .. } | Stage::Saving { .. } => Claim::OlderStillSaving,
        }
    }

    /// The connection chose a character. Granted, the character counts as in the world.
    pub fn enter(
        &mut self,
        account: AccountId,
        connection: ConnectionId,
        character: CharacterId,
    ) -> Enter {
        let Some(entry) = self.accounts.get_mut(&account) else {
            return Enter::Lost;
        };
        if entry.connection != Some(connection) {
            return Enter::Lost;
        }
        if entry.stage != Stage::Lobby {
            return Enter::StillSaving;
        }
        entry.stage = Stage::World {
            character,
            zone: None,
        };
        self.characters.insert(character, account);
        Enter::Granted
    }

    /// The character now stands in this zone.
    pub fn stands_in(&mut self, character: CharacterId, zone: (ShardId, ZoneInstanceId)) {
        if let Some(Stage::World { zone: place, .. }) = self.stage_mut(character) {
            *place = Some(zone);
        }
    }

    /// The character left its zone and its last state went to the database.
    pub fn saving(&mut self, character: CharacterId) {
        if let Some(stage) = self.stage_mut(character) {
            *stage = Stage::Saving { character };
        }
    }

    /// Its last state is confirmed, or there was nothing to save: it may be loaded again.
    pub fn saved(&mut self, character: CharacterId) {
        let Some(account) = self.characters.remove(&character) else {
            return;
        };
        if let Some(entry) = self.accounts.get_mut(&account) {
            entry.stage = Stage::Lobby;
            if entry.connection.is_none() {
                self.accounts.remove(&account);
            }
        }
    }

    /// A connection is gone. Its character, if any, stays until [`Presence::saved`].
    pub fn release(&mut self, account: AccountId, connection: ConnectionId) {
        let Some(entry) = self.accounts.get_mut(&account) else {
            return;
        };
        if entry.connection != Some(connection) {
            return;
        }
        entry.connection = None;
        if entry.stage == Stage::Lobby {
            self.accounts.remove(&account);
        }
    }

    /// A shard died and its zones with it: their characters can be saved by nobody any more, and
    /// are free to be loaded from what the database holds. Returns them.
    pub fn shard_lost(&mut self, shard: ShardId) -> Vec<CharacterId> {
        let lost: Vec<CharacterId> = self
            .characters
            .iter()
            .filter(|(_, account)| {
                let stage = self.accounts.get(account).map(|entry| entry.stage);
                matches!(stage, Some(Stage::World { zone: Some((on, _)), .. }) if on == shard)
            })
            .map(|(character, _)| *character)
            .collect();
        for character in &lost {
            self.saved(*character);
        }
        lost
    }

    /// Where an account is, None when it is not here at all.
    #[must_use]
    pub fn stage(&self, account: AccountId) -> Option<Stage> {
        self.accounts.get(&account).map(|entry| entry.stage)
    }

    /// The connection and zone of a character that stands in the world.
    #[must_use]
    pub fn locate(
        &self,
        character: CharacterId,
    ) -> Option<(ConnectionId, (ShardId, ZoneInstanceId))> {
        let entry = self.accounts.get(self.characters.get(&character)?)?;
        match entry.stage {
            Stage::World {
                zone: Some(zone), ..
            } => Some((entry.connection?, zone)),
            _ => None,
        }
    }

    /// Accounts with a connection or a character that is still being saved.
    #[must_use]
    pub fn account_count(&self) -> usize {
        self.accounts.len()
    }

    /// The next thing somebody else has to be told.
    pub fn poll(&mut self) -> Option<PresenceEvent> {
        self.events.pop_front()
    }

    fn stage_mut(&mut self, character: CharacterId) -> Option<&mut Stage> {
        let account = self.characters.get(&character)?;
        self.accounts.get_mut(account).map(|entry| &mut entry.stage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ANN: AccountId = AccountId(1);
    const OLD: ConnectionId = ConnectionId(10);
    const NEW: ConnectionId = ConnectionId(11);
    const HERO: CharacterId = CharacterId(100);
    const ZONE: (ShardId, ZoneInstanceId) = (ShardId(0), ZoneInstanceId(7));

    fn in_world() -> Presence {
        let mut presence = Presence::new();
        assert_eq!(presence.claim(ANN, OLD), Claim::Granted);
        assert_eq!(presence.enter(ANN, OLD, HERO), Enter::Granted);
        presence.stands_in(HERO, ZONE);
        presence
    }

    #[test]
    fn a_newer_login_kicks_the_older_and_waits_for_its_save() {
        let mut presence = in_world();
        assert_eq!(presence.locate(HERO), Some((OLD, ZONE)));
        assert_eq!(presence.claim(ANN, NEW), Claim::OlderStillSaving);
        assert_eq!(presence.poll(), Some(PresenceEvent::Kick(OLD)));
        assert_eq!(presence.poll(), None);
        assert_eq!(presence.enter(ANN, NEW, HERO), Enter::StillSaving);
        presence.saving(HERO);
        // The old connection's end must not take the account away from the new one.
        presence.release(ANN, OLD);
        assert_eq!(
            presence.enter(ANN, NEW, CharacterId(101)),
            Enter::StillSaving
        );
        presence.saved(HERO);
        assert_eq!(presence.enter(ANN, NEW, HERO), Enter::Granted);
        assert_eq!(presence.enter(ANN, OLD, HERO), Enter::Lost);
    }

    #[test]
    fn a_logout_frees_the_character_only_when_it_is_saved() {
        let mut presence = in_world();
        presence.saving(HERO);
        assert_eq!(presence.locate(HERO), None);
        assert_eq!(presence.enter(ANN, OLD, HERO), Enter::StillSaving);
        presence.saved(HERO);
        assert_eq!(presence.stage(ANN), Some(Stage::Lobby));
        assert_eq!(presence.enter(ANN, OLD, HERO), Enter::Granted);
    }

    #[test]
    fn a_lost_connection_leaves_the_character_until_it_is_saved() {
        let mut presence = in_world();
        presence.release(ANN, OLD);
        assert_eq!(presence.account_count(), 1);
        assert_eq!(presence.claim(ANN, NEW), Claim::OlderStillSaving);
        // Nobody left to kick.
        assert_eq!(presence.poll(), None);
        presence.saving(HERO);
        presence.saved(HERO);
        presence.release(ANN, NEW);
        assert_eq!(presence.account_count(), 0);
    }

    #[test]
    fn claiming_again_with_the_same_connection_kicks_nobody() {
        let mut presence = Presence::new();
        presence.claim(ANN, OLD);
        assert_eq!(presence.claim(ANN, OLD), Claim::Granted);
        assert_eq!(presence.poll(), None);
        presence.release(ANN, OLD);
        assert_eq!(presence.stage(ANN), None);
        assert_eq!(presence.enter(ANN, OLD, HERO), Enter::Lost);
    }

    #[test]
    fn a_dead_shard_frees_its_characters_and_no_others() {
        let mut presence = in_world();
        let other = AccountId(2);
        presence.claim(other, NEW);
        presence.enter(other, NEW, CharacterId(200));
        presence.stands_in(CharacterId(200), (ShardId(1), ZoneInstanceId(8)));
        assert_eq!(presence.shard_lost(ShardId(0)), [HERO]);
        assert_eq!(presence.enter(ANN, OLD, HERO), Enter::Granted);
        assert_eq!(
            presence.enter(other, NEW, CharacterId(200)),
            Enter::StillSaving
        );
    }

    proptest! {
        /// Whatever happens, no character is let in twice before it is saved.
        #[test]
        fn never_two_copies(steps in prop::collection::vec((0_u8..5, 1_u32..3, 0_u64..4), 0..200)) {
            let mut presence = Presence::new();
            let mut inside = std::collections::HashSet::new();
            for (what, account, connection) in steps {
                let (account, connection) = (AccountId(account), ConnectionId(connection));
                let character = CharacterId(u64::from(account.0));
                match what {
                    0 => drop(presence.claim(account, connection)),
                    1 => {
                        if presence.enter(account, connection, character) == Enter::Granted {
                            prop_assert!(inside.insert(character), "a second copy");
                        }
                    }
                    2 => presence.saving(character),
                    3 => {
                        presence.saved(character);
                        inside.remove(&character);
                    }
                    _ => presence.release(account, connection),
                }
                prop_assert_eq!(presence.characters.len(), inside.len());
            }
        }
    }
}
