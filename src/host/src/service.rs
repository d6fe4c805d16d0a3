//! The realm-wide services: login limiter, presence, queue and the directory of zones.
//!
//! They live on one shard, the first. Others ask by message and are answered by message; what a
//! connection has to be told goes to wherever it is now.

use std::collections::HashMap;

use bezgelor_core::ids::{AccountId, ConnectionId, ShardId, ZoneInstanceId};
use bezgelor_core::limits::CONNECTIONS_PER_SHARD_MAX;
use bezgelor_core::limits::{SHARDS_MAX, ZONE_FOLLOW_MS, ZONE_SETTLE_MS};
use bezgelor_core::time::Millis;
use protocol::enums::GenericError;
use realm::balance::{Balance, Move, Permille};
use realm::directory::{Change, Directory, PlaceError, Placement, ZoneKey};
use realm::openings::Openings;
use realm::presence::{Claim, Presence, PresenceEvent, Stage};
use realm::queue::Queue;
use realm::session::Kick;
use sts::limiter::Limiter;

use crate::control::ZoneView;
use crate::message::{Ask, Signal, Tell, Whereabouts};

/// The shard that holds the services.
pub const SERVICE_SHARD: ShardId = ShardId(0);
/// Claimed connections whose whereabouts are known.
const WHEREABOUTS_MAX: usize = CONNECTIONS_PER_SHARD_MAX * SHARDS_MAX;

/// A zone on its way.
struct Moving {
    instance: ZoneInstanceId,
    /// It is given up then.
    until: Millis,
}

/// What a connection is told that has to go; none when its account logged in again.
fn farewell(kick: Option<Kick>) -> Signal {
    kick.map_or(Signal::Superseded, Signal::Kicked)
}

/// See the module. Lives on [`SERVICE_SHARD`].
pub struct Services {
    limiter: Limiter,
    presence: Presence,
    queue: Queue,
    directory: Directory,
    openings: Openings,
    whereabouts: HashMap<ConnectionId, Whereabouts>,
    outgoing: Vec<(Whereabouts, Signal)>,
    /// Connections that were told to go, until they have: one that is on its way to another shard
    /// did not hear it.
    leaving: HashMap<ConnectionId, Option<Kick>>,
    /// The zone that is moving.
    moving: Option<Moving>,
    balance: Balance,
}

impl Services {
    /// Services of an empty realm for `capacity` players on `shards` shards.
    #[must_use]
    pub fn new(capacity: u32, shards: u16) -> Self {
        let mut directory = Directory::new();
        for shard in 0..shards {
            directory.shard_up(ShardId(shard));
        }
        Self {
            limiter: Limiter::new(),
            presence: Presence::new(),
            queue: Queue::new(capacity),
            directory,
            openings: Openings::default(),
            whereabouts: HashMap::new(),
            outgoing: Vec::new(),
            leaving: HashMap::new(),
            moving: None,
            balance: Balance::default(),
        }
    }

    /// Answers a question; then take [`Services::drain`].
    pub fn ask(&mut self, from: Whereabouts, ask: Ask, now: Millis) {
        let answer = match ask {
            Ask::Admit(attempt) => Signal::Admitted(self.limiter.admit(&attempt, now)),
            Ask::BeginProof(attempt) => Signal::Admitted(self.limiter.begin_proof(&attempt, now)),
            Ask::Claim { account, identity } => {
                Signal::Claimed(self.claim(account, identity, from))
            }
            Ask::Queue(ticket) => Signal::Queued(self.queue.join(ticket, now)),
            Ask::Enter {
                account,
                identity,
                character,
            } => Signal::Entered(self.presence.enter(account, identity, character)),
            Ask::IsIdle(account) => {
                let stage = self.presence.stage(account);
                Signal::Idle(stage.is_none_or(|stage| stage == Stage::Lobby))
            }
            Ask::Place(key) => Signal::Placed(self.place(key)),
        };
        self.outgoing.push((from, answer));
        self.collect();
    }

    fn claim(&mut self, account: AccountId, identity: ConnectionId, from: Whereabouts) -> Claim {
        if self.whereabouts.len() >= WHEREABOUTS_MAX {
            return Claim::Full;
        }
        let claim = self.presence.claim(account, identity);
        if claim != Claim::Full {
            self.whereabouts.insert(identity, from);
        }
        claim
    }

    /// Why a player may not go to a copy of a world; `None` when it may. A copy that has to be
    /// opened counts for `by`.
    pub fn way(
        &mut self,
        key: ZoneKey,
        by: Option<AccountId>,
        now: Millis,
    ) -> Option<GenericError> {
        let opens = !self.directory.runs(key);
        if opens && by.is_some_and(|account| !self.openings.open(account, now)) {
            return Some(GenericError::InstanceLimitExceeded);
        }
        match self.directory.has_room(key) {
            Ok(()) => None,
            Err(PlaceError::Full) => Some(GenericError::InstanceFull),
            Err(PlaceError::TooMany | PlaceError::NoShard) => {
                Some(GenericError::InstanceLimitExceeded)
            }
        }
    }

    /// Where a zone is that runs.
    #[must_use]
    pub fn placed(&self, key: ZoneKey) -> Option<Placement> {
        let mut running = self.directory.running();
        running.find_map(|(own, placement, _)| (own == key).then_some(placement))
    }

    fn place(&mut self, key: ZoneKey) -> Option<Placement> {
        match self.directory.place(key) {
            Ok(placement) => Some(placement),
            Err(error) => {
                tracing::warn!(world = key.world.0, ?error, "no shard takes the zone");
                None
            }
        }
    }

    /// Takes news; then take [`Services::drain`].
    pub fn tell(&mut self, tell: Tell, now: Millis) {
        match tell {
            Tell::Ended(attempt, outcome) => self.limiter.end(&attempt, outcome, now),
            Tell::Moved { identity, to } => {
                if let Some(place) = self.whereabouts.get_mut(&identity) {
                    *place = to;
                    let leaving = self.leaving.get(&identity);
                    self.outgoing
                        .extend(leaving.map(|kick| (to, farewell(*kick))));
                }
            }
            Tell::Released { account, identity } => {
                self.presence.release(account, identity);
                self.queue.leave(account, identity, now);
                self.whereabouts.remove(&identity);
                self.leaving.remove(&identity);
            }
            Tell::Joined { character, zone } => {
                self.presence.stands_in(character, zone);
                self.directory.joined(zone.1);
            }
            Tell::Left {
                character,
                instance,
                transfers,
            } => {
                self.directory.left(instance);
                if !transfers {
                    self.presence.saving(character);
                }
            }
            Tell::Followed { character, zone } => self.presence.stands_in(character, zone),
            Tell::ZoneMoved { instance, to } => {
                self.directory.moved(instance, to);
                self.balance.moved(instance, now);
                self.has_moved(instance);
            }
            Tell::ZoneStays(instance) => self.has_moved(instance),
            Tell::ZoneClosed(instance) => {
                self.directory.close(instance);
                self.has_moved(instance);
            }
            Tell::Saved(character) => self.presence.saved(character),
        }
        self.collect();
    }

    /// Lets time pass; once a second is enough.
    pub fn tick(&mut self, now: Millis) {
        self.queue.tick(now);
        self.openings.tick(now);
        self.collect();
    }

    /// What connections have to be told, and where they are.
    pub fn drain(&mut self) -> std::vec::Drain<'_, (Whereabouts, Signal)> {
        self.outgoing.drain(..)
    }

    /// Has whatever connection an account has closed, after its client was told; false for none.
    pub fn kick(&mut self, account: AccountId, kick: Kick) -> bool {
        let identity = self.presence.connection(account);
        let to = identity.and_then(|identity| self.whereabouts.get(&identity));
        if let (Some(identity), Some(to)) = (identity, to) {
            self.leaving.insert(identity, Some(kick));
            self.outgoing.push((*to, Signal::Kicked(kick)));
        }
        to.is_some()
    }

    /// A zone is to move: the shard it is on, which has to be told. One moves at a time.
    ///
    /// # Errors
    /// Why it does not, in words.
    pub fn begin_move(
        &mut self,
        instance: ZoneInstanceId,
        to: ShardId,
        now: Millis,
    ) -> Result<ShardId, &'static str> {
        let mut zones = self.directory.running();
        let zone = zones.find(|(_, placement, _)| placement.instance == instance);
        let (_, placement, _) = zone.ok_or("There is no such zone.")?;
        if placement.shard == to {
            return Err("It is there already.");
        }
        if self.is_moving(now) {
            return Err("Another zone is moving.");
        }
        let until = now.plus(2 * (ZONE_SETTLE_MS + ZONE_FOLLOW_MS));
        self.moving = Some(Moving { instance, until });
        Ok(placement.shard)
    }

    /// A shard says how busy each of its zones keeps it.
    pub fn weighed(&mut self, shard: ShardId, zones: Vec<(ZoneInstanceId, Permille)>) {
        self.balance.report(shard, zones);
    }

    /// The zone that should move now for the sake of load.
    pub fn balance(&mut self, now: Millis) -> Option<Move> {
        self.balance.look(now)
    }

    /// Whether a zone is moving.
    #[must_use]
    pub fn is_moving(&self, now: Millis) -> bool {
        let moving = self.moving.as_ref();
        moving.is_some_and(|moving| now < moving.until)
    }

    /// Where a zone runs.
    #[must_use]
    pub fn shard_of(&self, instance: ZoneInstanceId) -> Option<ShardId> {
        let mut zones = self.directory.running();
        let zone = zones.find(|(_, placement, _)| placement.instance == instance);
        zone.map(|(_, placement, _)| placement.shard)
    }

    fn has_moved(&mut self, instance: ZoneInstanceId) {
        self.moving.take_if(|moving| moving.instance == instance);
    }

    /// Every zone that runs, by its number.
    #[must_use]
    pub fn zones(&self) -> Vec<ZoneView> {
        let zones = self.directory.running();
        let view = |(key, placement, players): (ZoneKey, Placement, usize)| ZoneView {
            instance: placement.instance,
            world: key.world,
            shard: placement.shard,
            players: u32::try_from(players).unwrap_or(u32::MAX),
        };
        zones.map(view).collect()
    }

    /// Accounts that have a connection.
    #[must_use]
    pub fn connected(&self) -> Vec<AccountId> {
        self.presence.connected()
    }

    /// Whether anything of an account is here: a connection, or a character being saved.
    #[must_use]
    pub fn knows(&self, account: AccountId) -> bool {
        self.presence.stage(account).is_some()
    }

    /// Lets nobody new in from now on, or everybody again.
    pub fn set_closed(&mut self, closed: bool) {
        self.queue.set_closed(closed);
        self.collect();
    }

    /// Changes how many players the realm takes.
    pub fn set_capacity(&mut self, capacity: u32) {
        self.queue.set_capacity(capacity);
        self.collect();
    }

    /// Logins that wait for room.
    #[must_use]
    pub fn waiting_count(&self) -> u32 {
        u32::try_from(self.queue.waiting_count()).unwrap_or(u32::MAX)
    }

    /// Players that hold a place in the realm.
    #[must_use]
    pub fn online_count(&self) -> u32 {
        u32::try_from(self.queue.inside_count()).unwrap_or(u32::MAX)
    }

    fn collect(&mut self) {
        while let Some(PresenceEvent::Kick(identity)) = self.presence.poll() {
            if let Some(to) = self.whereabouts.get(&identity) {
                self.leaving.insert(identity, None);
                self.outgoing.push((*to, Signal::Superseded));
            }
        }
        while let Some((identity, event)) = self.queue.poll() {
            if let Some(to) = self.whereabouts.get(&identity) {
                self.outgoing.push((*to, Signal::Queue(event)));
            }
        }
        // Zones are opened by the first who comes to their shard, and closed there when nobody has
        // been in them for long; nobody needs the news.
        while let Some(Change::Opened(..) | Change::Closed(..)) = self.directory.poll() {}
    }
}

#[cfg(test)]
mod tests {
    use bezgelor_core::ids::{CharacterId, WorldId};
    use realm::presence::Enter;
    use realm::queue::{Joined, QueueEvent, Ticket};

    use super::*;

    fn at(shard: u16, connection: u64) -> Whereabouts {
        Whereabouts {
            shard: ShardId(shard),
            connection: ConnectionId(connection),
        }
    }

    fn answers(services: &mut Services) -> Vec<(Whereabouts, Signal)> {
        services.drain().collect()
    }

    #[test]
    fn a_newer_login_reaches_the_older_one_where_it_is_now() {
        let mut services = Services::new(10, 2);
        let account = AccountId(1);
        let older = ConnectionId(1);
        services.ask(
            at(0, 1),
            Ask::Claim {
                account,
                identity: older,
            },
            Millis(0),
        );
        services.tell(
            Tell::Moved {
                identity: older,
                to: at(1, 77),
            },
            Millis(0),
        );
        answers(&mut services);
        let newer = Ask::Claim {
            account,
            identity: ConnectionId(2),
        };
        services.ask(at(0, 2), newer, Millis(0));
        let told = answers(&mut services);
        assert!(matches!(told[0], (to, Signal::Claimed(Claim::Granted)) if to == at(0, 2)));
        assert!(matches!(told[1], (to, Signal::Superseded) if to == at(1, 77)));
    }

    #[test]
    fn a_character_is_busy_until_it_is_saved() {
        let mut services = Services::new(10, 1);
        let (account, identity, character) = (AccountId(1), ConnectionId(1), CharacterId(9));
        services.ask(at(0, 1), Ask::Claim { account, identity }, Millis(0));
        services.ask(
            at(0, 1),
            Ask::Enter {
                account,
                identity,
                character,
            },
            Millis(0),
        );
        services.ask(at(0, 1), Ask::IsIdle(account), Millis(0));
        let told = answers(&mut services);
        assert!(matches!(told[1].1, Signal::Entered(Enter::Granted)));
        assert!(matches!(told[2].1, Signal::Idle(false)));
        services.tell(Tell::Saved(character), Millis(0));
        services.ask(at(0, 1), Ask::IsIdle(account), Millis(0));
        assert!(matches!(answers(&mut services)[0].1, Signal::Idle(true)));
    }

    #[test]
    fn room_that_is_freed_goes_to_who_waits() {
        let mut services = Services::new(1, 1);
        for number in [1, 2] {
            let (account, identity) = (AccountId(number), ConnectionId(number.into()));
            let from = at(0, number.into());
            services.ask(from, Ask::Claim { account, identity }, Millis(0));
            let ticket = Ticket {
                account,
                connection: identity,
                bypass: false,
            };
            services.ask(from, Ask::Queue(ticket), Millis(0));
        }
        let told = answers(&mut services);
        assert!(matches!(told[1].1, Signal::Queued(Joined::Admitted)));
        assert!(matches!(told[3].1, Signal::Queued(Joined::Waiting(_))));
        let gone = Tell::Released {
            account: AccountId(1),
            identity: ConnectionId(1),
        };
        services.tell(gone, Millis(10));
        let told = answers(&mut services);
        let admitted = |(to, signal): &(Whereabouts, Signal)| {
            *to == at(0, 2) && matches!(signal, Signal::Queue(QueueEvent::Admitted))
        };
        assert!(told.iter().any(admitted));
    }

    #[test]
    fn new_zones_go_where_there_are_fewest_players() {
        let mut services = Services::new(10, 2);
        for world in [426, 870] {
            services.ask(
                at(0, 1),
                Ask::Place(ZoneKey::open(WorldId(world))),
                Millis(0),
            );
        }
        let shards: Vec<ShardId> = answers(&mut services)
            .into_iter()
            .filter_map(|(_, signal)| match signal {
                Signal::Placed(Some(placement)) => Some(placement.shard),
                _ => None,
            })
            .collect();
        assert_eq!(shards, [ShardId(0), ShardId(1)]);
    }
}
