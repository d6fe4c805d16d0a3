//! Who stands where, by name: what the services know of everybody in the world.

use std::collections::HashMap;

use bezgelor_core::ids::{
    AccountId, CharacterId, ConnectionId, ShardId, WorldId, WorldZoneId, ZoneInstanceId,
};
use bezgelor_core::permission::{Permission, Permissions};
use bezgelor_core::time::UnixMillis;
use bezgelor_core::travel::Holder;
use protocol::messages::ClientWhoRequest;
use world::who::{self, Person};

/// A character in the world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which.
    pub character: CharacterId,
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub account: AccountId,
    /// 1 to 50.
    pub level: u8,
    /// `Race` of the protocol.
    pub race: u8,
    /// `Class` of the protocol.
    pub class: u8,
    /// `Sex` of the protocol.
    pub sex: u8,
    /// `Path` of the protocol.
    pub path: u8,
    /// 166 Dominion, 167 Exile.
    pub faction: u16,
    /// Row of World.
    pub world: WorldId,
    /// Row of WorldZone it is in.
    pub world_zone: WorldZoneId,
    /// The zone it stands in.
    pub instance: ZoneInstanceId,
    /// Whose copy of the world that is.
    pub holder: Holder,
    /// The shard of that zone.
    pub shard: ShardId,
    /// Its connection there.
    pub connection: ConnectionId,
    /// What it may do.
    pub permissions: Permissions,
    /// Whether it came from the character list, and not from another zone.
    pub just_logged_in: bool,
    /// When it came into the world.
    pub since: UnixMillis,
}

impl Standing {
    /// As others find it.
    fn person(&self) -> Person {
        Person {
            name: self.name.clone(),
            level: self.level,
            race: self.race,
            class: self.class,
            sex: self.sex,
            faction: self.faction,
            path: self.path,
            world_zone: self.world_zone,
        }
    }

    /// Whether it is staff.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        self.permissions.has(Permission::GMFlag)
    }
}

/// Everybody. Bounded by the places of the realm.
#[derive(Debug, Default)]
pub(crate) struct Roster(HashMap<CharacterId, Standing>);

impl Roster {
    /// A character stands in a zone now.
    pub(crate) fn stands(&mut self, mut standing: Standing) {
        if !standing.just_logged_in
            && let Some(before) = self.0.get(&standing.character)
        {
            standing.since = before.since;
        }
        self.0.insert(standing.character, standing);
    }

    /// It left that zone, unless it stands in another already.
    pub(crate) fn left(&mut self, character: CharacterId, instance: ZoneInstanceId) {
        if self
            .0
            .get(&character)
            .is_some_and(|now| now.instance == instance)
        {
            self.0.remove(&character);
        }
    }

    pub(crate) fn get(&self, character: CharacterId) -> Option<&Standing> {
        self.0.get(&character)
    }

    /// By name, case not regarded.
    pub(crate) fn named(&self, name: &str) -> Option<&Standing> {
        let name = name.to_lowercase();
        self.0
            .values()
            .find(|standing| standing.name.to_lowercase() == name)
    }

    /// The one character of an account in the world.
    pub(crate) fn of_account(&self, account: AccountId) -> Option<&Standing> {
        self.0.values().find(|standing| standing.account == account)
    }

    pub(crate) fn rights(&mut self, character: CharacterId, permissions: Permissions) {
        if let Some(standing) = self.0.get_mut(&character) {
            standing.permissions = permissions;
        }
    }

    /// All, by name.
    pub(crate) fn all(&self) -> Vec<Standing> {
        let mut all: Vec<Standing> = self.0.values().cloned().collect();
        all.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        all
    }

    /// Who is found by a search from a zone; by name, so that the same search finds the same. Staff
    /// is found by staff alone.
    pub(crate) fn find(
        &self,
        (instance, connection): (ZoneInstanceId, ConnectionId),
        request: &ClientWhoRequest,
    ) -> (Vec<Person>, bool) {
        let is_own =
            |other: &&Standing| (other.instance, other.connection) == (instance, connection);
        let searcher = self.0.values().find(is_own);
        let all_are_shown = searcher.is_some_and(Standing::is_staff);
        let is_shown = |other: &&Standing| all_are_shown || !other.is_staff();
        let mut all: Vec<&Standing> = self.0.values().filter(is_shown).collect();
        all.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        who::find(request, all.into_iter().map(Standing::person))
    }

    /// A character came into another zone of its world.
    pub(crate) fn walks(&mut self, character: CharacterId, world_zone: WorldZoneId) {
        if let Some(standing) = self.0.get_mut(&character) {
            standing.world_zone = world_zone;
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ann(instance: u32, just_logged_in: bool, since: i64) -> Standing {
        Standing {
            character: CharacterId(7),
            name: "Ann Bee".into(),
            account: AccountId(1),
            level: 1,
            race: 1,
            class: 1,
            sex: 0,
            path: 0,
            faction: 167,
            world: WorldId(426),
            world_zone: WorldZoneId(0),
            instance: ZoneInstanceId(instance),
            holder: Holder::Everybody,
            shard: ShardId(0),
            connection: ConnectionId(3),
            permissions: Permissions::NONE,
            just_logged_in,
            since: UnixMillis(since),
        }
    }

    #[test]
    fn who_moves_on_is_not_lost_by_the_news_of_leaving() {
        let mut roster = Roster::default();
        roster.stands(ann(1, true, 10));
        roster.stands(ann(2, false, 20));
        roster.left(CharacterId(7), ZoneInstanceId(1));
        let found = roster.named("ANN bee").expect("still there");
        assert_eq!(
            (found.instance, found.since),
            (ZoneInstanceId(2), UnixMillis(10))
        );
        roster.left(CharacterId(7), ZoneInstanceId(2));
        assert_eq!((roster.count(), roster.named("Ann Bee")), (0, None));
    }

    #[test]
    fn staff_is_found_by_staff_alone_and_everybody_where_it_is_now() {
        let mut roster = Roster::default();
        roster.stands(ann(1, true, 10));
        let mut master = ann(2, true, 10);
        (master.character, master.name) = (CharacterId(8), "Gee Emm".into());
        master.connection = ConnectionId(4);
        master.permissions = Permissions::of(&[Permission::GMFlag]);
        roster.stands(master);
        roster.walks(CharacterId(7), WorldZoneId(12));
        let everybody = ClientWhoRequest::default();
        let found = |instance, connection| {
            let from = (ZoneInstanceId(instance), ConnectionId(connection));
            let (people, is_partial) = roster.find(from, &everybody);
            assert!(!is_partial);
            let line = |person: Person| (person.name, person.world_zone.0);
            people.into_iter().map(line).collect::<Vec<_>>()
        };
        let ann = ("Ann Bee".to_owned(), 12);
        let master = ("Gee Emm".to_owned(), 0);
        assert_eq!(found(2, 4), [ann.clone(), master]);
        assert_eq!(found(1, 3), vec![ann]);
    }
}
