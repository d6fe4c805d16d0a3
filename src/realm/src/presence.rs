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
        /// The zone it was in.
        zone: Option<(ShardId, ZoneInstanceId)>,
    },
}

#[derive(Debug, Default)]
struct Account {
    connection: Option<ConnectionId>,
    /// The connection that chose the character; a newer login may have taken its place since.
    entered_by: Option<ConnectionId>,
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

    /// A connection goes by another number now: it moved to another shard.
    pub fn moved(&mut self, account: AccountId, from: ConnectionId, to: ConnectionId) {
        if let Some(entry) = self.accounts.get_mut(&account) {
            for known in [&mut entry.connection, &mut entry.entered_by] {
                if *known == Some(from) {
                    *known = Some(to);
                }
            }
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
        entry.entered_by = Some(connection);
        self.characters.insert(character, account);
        Enter::Granted
    }

    /// The character now stands in this zone. Say so before the zone gets it: a connection that is
    /// released while its character stands nowhere gives the character up.
    pub fn stands_in(&mut self, character: CharacterId, zone: (ShardId, ZoneInstanceId)) {
        if let Some(Stage::World { zone: place, .. }) = self.stage_mut(character) {
            *place = Some(zone);
        }
    }

    /// The character left its zone and its last state went to the database.
    pub fn saving(&mut self, character: CharacterId) {
        if let Some(stage) = self.stage_mut(character)
            && let Stage::World { zone, .. } = *stage
        {
            *stage = Stage::Saving { character, zone };
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

    /// A connection is gone. Its character, if it stands in a zone or is being saved, stays until
    /// [`Presence::saved`]; one that was let in and never reached a zone is given up.
    pub fn release(&mut self, account: AccountId, connection: ConnectionId) {
        let Some(entry) = self.accounts.get_mut(&account) else {
            return;
        };
        if entry.connection == Some(connection) {
            entry.connection = None;
        }
        match entry.stage {
            Stage::World {
                character,
                zone: None,
            } if entry.entered_by == Some(connection) => {
                self.saved(character);
            }
            Stage::Lobby if entry.connection.is_none() => {
                self.accounts.remove(&account);
            }
            Stage::Lobby | Stage::World { .. } | Stage::Saving { .. } => {}
        }
    }

    /// A shard died, and with it its zones, its saves under way and its connections, those that
    /// `lost` names. Nobody can save those characters any more; they are free to be loaded from
    /// what the database holds. Returns them.
    pub fn shard_lost(
        &mut self,
        shard: ShardId,
        lost: impl Fn(ConnectionId) -> bool,
    ) -> Vec<CharacterId> {
        let on_shard = |stage: Stage| match stage {
            Stage::World { zone, .. } | Stage::Saving { zone, .. } => {
                zone.is_some_and(|(on, _)| on == shard)
            }
            Stage::Lobby => false,
        };
        let characters = self.characters.iter().filter(|(_, account)| {
            let stage = self.accounts.get(account).map(|entry| entry.stage);
            stage.is_some_and(on_shard)
        });
        let characters: Vec<CharacterId> = characters.map(|(character, _)| *character).collect();
        for character in &characters {
            self.saved(*character);
        }
        let connections: Vec<(AccountId, ConnectionId)> = self
            .accounts
            .iter()
            .flat_map(|(account, entry)| {
                let known = [entry.connection, entry.entered_by].into_iter().flatten();
                known.map(|connection| (*account, connection))
            })
            .filter(|(_, connection)| lost(*connection))
            .collect();
        for (account, connection) in connections {
            self.release(account, connection);
        }
        characters
    }

    /// Where an account is, None when it is not here at all.
    #[must_use]
    pub fn stage(&self, account: AccountId) -> Option<Stage> {
        self.accounts.get(&account).map(|entry| entry.stage)
    }

    /// The connection of an account, when it has one.
    #[must_use]
    pub fn connection(&self, account: AccountId) -> Option<ConnectionId> {
        self.accounts.get(&account)?.connection
    }

    /// The accounts that have a connection, ascending.
    #[must_use]
    pub fn connected(&self) -> Vec<AccountId> {
        let connected = self
            .accounts
            .iter()
            .filter(|(_, entry)| entry.connection.is_some());
        let mut accounts: Vec<AccountId> = connected.map(|(account, _)| *account).collect();
        accounts.sort_unstable();
        accounts
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
    fn a_connection_lost_on_the_way_in_gives_the_character_up() {
        let mut presence = Presence::new();
        presence.claim(ANN, OLD);
        presence.enter(ANN, OLD, HERO);
        presence.release(ANN, OLD);
        assert_eq!(presence.account_count(), 0);
        presence.claim(ANN, NEW);
        assert_eq!(presence.enter(ANN, NEW, HERO), Enter::Granted);
    }

    #[test]
    fn a_newer_login_waits_for_one_on_the_way_in() {
        let mut presence = Presence::new();
        presence.claim(ANN, OLD);
        presence.enter(ANN, OLD, HERO);
        assert_eq!(presence.claim(ANN, NEW), Claim::OlderStillSaving);
        // The older connection may still hand the character to a zone, until it is gone.
        assert_eq!(presence.enter(ANN, NEW, HERO), Enter::StillSaving);
        presence.release(ANN, OLD);
        assert_eq!(presence.enter(ANN, NEW, HERO), Enter::Granted);
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
    fn a_connection_that_moved_is_still_the_same() {
        let mut presence = in_world();
        presence.moved(ANN, OLD, NEW);
        assert_eq!(presence.locate(HERO), Some((NEW, ZONE)));
        // Late news of a move that another login has overtaken changes nothing.
        presence.moved(ANN, OLD, ConnectionId(12));
        presence.release(ANN, OLD);
        assert_eq!(presence.locate(HERO), Some((NEW, ZONE)));
        presence.claim(ANN, ConnectionId(13));
        assert_eq!(presence.poll(), Some(PresenceEvent::Kick(NEW)));
    }

    #[test]
    fn a_dead_shard_frees_its_characters_and_no_others() {
        let mut presence = in_world();
        let other = AccountId(2);
        presence.claim(other, NEW);
        presence.enter(other, NEW, CharacterId(200));
        presence.stands_in(CharacterId(200), (ShardId(1), ZoneInstanceId(8)));
        // A third is being saved, a fourth just being let in, on the shard that dies.
        for (account, connection) in [(3, 12), (4, 13)] {
            let (account, connection) = (AccountId(account), ConnectionId(connection));
            presence.claim(account, connection);
            presence.enter(account, connection, CharacterId(u64::from(account.0)));
        }
        presence.stands_in(CharacterId(3), ZONE);
        presence.saving(CharacterId(3));
        let lost = [ConnectionId(12), ConnectionId(13)];
        let free = presence.shard_lost(ShardId(0), |connection| lost.contains(&connection));
        assert_eq!(free, [CharacterId(3), HERO]);
        assert_eq!(
            (presence.stage(AccountId(3)), presence.stage(AccountId(4))),
            (None, None)
        );
        assert_eq!(presence.enter(ANN, OLD, HERO), Enter::Granted);
        assert_eq!(
            presence.enter(other, NEW, CharacterId(200)),
            Enter::StillSaving
        );
    }

    proptest! {
        /// Whatever happens, no character is let in twice before it is saved or given up.
        #[test]
        fn never_two_copies(
            steps in prop::collection::vec((0_u8..6, 1_u32..3, 0_u64..4), 0..200),
        ) {
            let mut presence = Presence::new();
            // Who brought a character in, and whether it stands in a zone.
            let mut inside: HashMap<CharacterId, (ConnectionId, bool)> = HashMap::new();
            for (what, account, connection) in steps {
                let (account, connection) = (AccountId(account), ConnectionId(connection));
                let character = CharacterId(u64::from(account.0));
                match what {
                    0 => drop(presence.claim(account, connection)),
                    1 => {
                        if presence.enter(account, connection, character) == Enter::Granted {
                            let before = inside.insert(character, (connection, false));
                            prop_assert_eq!(before, None, "a second copy");
                        }
                    }
                    2 => presence.saving(character),
                    3 => {
                        presence.saved(character);
                        inside.remove(&character);
                    }
                    4 => {
                        presence.stands_in(character, ZONE);
                        inside.entry(character).and_modify(|(_, stands)| *stands = true);
                    }
                    _ => {
                        let saving = matches!(presence.stage(account), Some(Stage::Saving { .. }));
                        presence.release(account, connection);
                        if !saving && inside.get(&character) == Some(&(connection, false)) {
                            inside.remove(&character);
                        }
                    }
                }
                prop_assert_eq!(presence.characters.len(), inside.len());
            }
        }
    }
}
