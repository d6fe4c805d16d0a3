//! One shard's part of the realm: who is in which zone, what has to be saved, and on the first
//! shard the services.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use bezgelor_core::ids::{CharacterId, ConnectionId, ShardId, ZoneInstanceId};
use bezgelor_core::limits::{REALM_HEARTBEAT_MS, SOFT_STATE_WRITE_MS};
use bezgelor_core::model::CharacterSoftState;
use bezgelor_core::recipients::Recipients;
use bezgelor_core::time::{Millis, Now};
use db::{DbError, OperationId, SoftSaved};
use protocol::capture::BroadcastTap;
use shard::metrics::ScriptFigures;
use shard::{Host, Queue, Shard, ShardMessage};
use world::{Command, PlayerEntry};

use crate::common::Common;
use crate::control::desk::Desk;
use crate::message::{Ask, Message, Signal, Tell, Whereabouts};
use crate::premises::Premises;
use crate::saves::Saves;
use crate::scripts::Scripts;
use crate::seats::Seats;
use crate::service::{SERVICE_SHARD, Services};
use crate::travels::Travels;
use crate::unhandled::Unhandled;
use crate::valuables::Valuables;
use crate::zone::HostedZone;

/// Milliseconds between two looks of the services at the clock.
const SERVICES_TICK_MS: u64 = 1_000;

/// See the module. Lives on one shard.
pub struct RealmHost {
    pub(crate) common: Arc<Common>,
    services: Option<Services>,
    /// Where commands are done; beside the services.
    pub(crate) desk: Option<Desk>,
    /// Zones of this shard, and what became of others.
    pub(crate) premises: Premises,
    pub(crate) scripts: Scripts,
    /// Shown to who logs in.
    pub(crate) message_of_the_day: String,
    /// What was last said to all zones, with its number: a zone that was on its way missed it.
    pub(crate) notices: VecDeque<(u64, Command)>,
    saves: Saves,
    /// What journeys left behind, on its way to the database.
    pub(crate) travels: Travels,
    /// Zones that closed by themselves.
    pub(crate) over: Vec<ZoneInstanceId>,
    /// Operations under way and the ids for what they create.
    pub valuables: Valuables,
    save_at: Millis,
    services_at: Millis,
    pub(crate) heartbeat_at: Millis,
    /// Looks after accounts that other realms want.
    pub(crate) seats: Seats,
    pub(crate) residents: HashMap<ConnectionId, (ZoneInstanceId, CharacterId)>,
    /// Who logged out and goes back to its list once its character is saved: the list must show
    /// where the character was left.
    returning: HashMap<CharacterId, ConnectionId>,
    operations: u128,
    draining: bool,
    /// Who is recorded in a zone of this shard.
    pub(crate) taps: HashMap<ConnectionId, BroadcastTap>,
    /// Messages of clients that nothing takes.
    pub unhandled: Unhandled,
}

impl RealmHost {
    /// The part of shard `shard` of `shards`.
    #[must_use]
    pub fn new(common: Arc<Common>, shard: ShardId, shards: u16) -> Self {
        let capacity = common.realm_config.capacity;
        // 64 random bits per shard and start, then a counter: never the same twice.
        let prefix = u64::from_le_bytes(common.random().unwrap_or_default());
        Self {
            services: (shard == SERVICE_SHARD).then(|| Services::new(capacity, shards)),
            desk: (shard == SERVICE_SHARD).then(|| Desk::new(&common, shards)),
            premises: Premises::default(),
            scripts: Scripts::new(Arc::clone(&common.scripts.0)),
            message_of_the_day: common.realm_config.message_of_the_day.clone(),
            notices: VecDeque::new(),
            saves: Saves::default(),
            travels: Travels::default(),
            over: Vec::new(),
            valuables: Valuables::default(),
            save_at: Millis(0),
            services_at: Millis(0),
            heartbeat_at: Millis(0),
            seats: Seats::default(),
            residents: HashMap::new(),
            returning: HashMap::new(),
            operations: u128::from(prefix) << 64,
            draining: false,
            taps: HashMap::new(),
            unhandled: Unhandled::default(),
            common,
        }
    }

    /// What all shards share.
    #[must_use]
    pub fn common(&self) -> &Arc<Common> {
        &self.common
    }

    /// A fresh name for an operation on valuables.
    pub fn next_operation(&mut self) -> OperationId {
        self.operations += 1;
        OperationId(self.operations)
    }

    /// Asks the services on behalf of a connection of this shard.
    pub fn ask(&mut self, shard: &Shard<Self>, connection: ConnectionId, ask: Ask) {
        let from = Whereabouts {
            shard: shard.id(),
            connection,
        };
        match &mut self.services {
            Some(services) => {
                services.ask(from, ask, shard.now().mono);
                self.pass_on(shard);
            }
            None => post(shard, SERVICE_SHARD, Message::Ask { from, ask }),
        }
    }

    /// Tells the services.
    pub fn tell(&mut self, shard: &Shard<Self>, tell: Tell) {
        match &mut self.services {
            Some(services) => {
                services.tell(tell, shard.now().mono);
                if let Tell::Left {
                    character,
                    instance,
                    ..
                } = tell
                {
                    self.no_longer_stands(character, instance);
                }
                self.pass_on(shard);
            }
            None => post(shard, SERVICE_SHARD, Message::Tell(tell)),
        }
    }

    /// The services, on the shard that has them.
    pub(crate) fn services(&self) -> Option<&Services> {
        self.services.as_ref()
    }

    pub(crate) fn services_mut(&mut self) -> Option<&mut Services> {
        self.services.as_mut()
    }

    /// Lets the services do something and tells whom they want told; `None` elsewhere.
    pub(crate) fn with_services<R>(
        &mut self,
        shard: &Shard<Self>,
        act: impl FnOnce(&mut Services) -> R,
    ) -> Option<R> {
        let done = act(self.services.as_mut()?);
        self.pass_on(shard);
        Some(done)
    }

    fn pass_on(&mut self, shard: &Shard<Self>) {
        let Some(services) = &mut self.services else {
            return;
        };
        for (to, signal) in services.drain() {
            if to.shard == shard.id() {
                shard.signal(to.connection, signal);
            } else {
                post(
                    shard,
                    to.shard,
                    Message::Reply {
                        connection: to.connection,
                        signal,
                    },
                );
            }
        }
    }

    /// Takes a state to be written behind.
    pub fn save(&mut self, state: CharacterSoftState) {
        self.saves.push(state);
    }

    /// Somebody left its zone; the services and who waits for its state are told.
    pub fn left_zone(&mut self, shard: &Shard<Self>, connection: ConnectionId, left: Tell) {
        self.residents.remove(&connection);
        self.taps.remove(&connection);
        self.tell(shard, left);
        if let Tell::Left {
            character,
            transfers: false,
            ..
        } = left
        {
            self.saves.push_last(character);
        }
    }

    /// As [`RealmHost::left_zone`], of somebody who goes back to the character list.
    pub fn logged_out(&mut self, shard: &Shard<Self>, connection: ConnectionId, left: Tell) {
        if let Tell::Left { character, .. } = left {
            self.returning.insert(character, connection);
        }
        self.left_zone(shard, connection, left);
    }

    /// From now on, until it leaves its zone, `tap` hears what a connection is sent by it.
    pub fn tap(&mut self, connection: ConnectionId, tap: BroadcastTap) {
        self.taps.insert(connection, tap);
    }

    /// Whether [`RealmHost::record`] would do anything.
    #[must_use]
    pub fn is_recording(&self) -> bool {
        !self.taps.is_empty()
    }

    /// Tells those who record of a message (u16 opcode + body) of a zone.
    pub fn record(&self, message: &[u8], recipients: Recipients<'_>) {
        for recipient in recipients.iter() {
            if let Some(tap) = self.taps.get(&recipient) {
                tap(message);
            }
        }
    }

    /// A character that presence let in enters no zone after all.
    pub fn not_entered(&mut self, entry: &PlayerEntry) {
        self.taps.remove(&entry.connection);
        let character = &entry.sheet.character;
        if entry.arrival == world::Arrival::Transfer {
            // The zone it came from counted its revision up; what it knows may not be written yet.
            self.travels.push(character.id, entry.sheet.travel.clone());
            self.saves.push(CharacterSoftState {
                id: character.id,
                world_id: character.world_id,
                world_zone_id: character.world_zone_id,
                placement: character.placement,
                played_s: character.played_s,
                last_online_at: character.last_online_at,
                revision: character.revision,
                seen: entry.sheet.explored.clone().take_unsaved(),
                reputations: entry.sheet.reputations.clone().take_unsaved(),
                read: entry.sheet.lore.clone().take_unsaved(),
                condition: entry.sheet.condition,
            });
        }
        self.saves.push_last(character.id);
    }

    fn write_travels(&mut self, shard: &Shard<Self>) {
        let Some((id, travel)) = self.travels.begin() else {
            return;
        };
        let (shard, common) = (shard.clone(), Arc::clone(&self.common));
        shard
            .clone()
            .spawn(Queue::Background, "travel", async move {
                let written = common.db.save_travel(id, travel).await;
                let kept = match &written {
                    Ok(_) => true,
                    Err(error) => {
                        tracing::warn!(%error, "a journey could not be saved; trying again");
                        shard::rt::sleep(std::time::Duration::from_millis(500)).await;
                        !error.is_transient()
                    }
                };
                shard.host(|host| {
                    if let Some(character) = host.travels.written(kept) {
                        host.saved(&shard, character);
                    }
                });
            });
    }

    fn write_behind(&mut self, shard: &Shard<Self>, now: Millis) {
        for character in self.saves.nothing_to_write() {
            self.saved(shard, character);
        }
        if now < self.save_at && !(self.saves.is_urgent() || self.draining) {
            return;
        }
        let Some(batch) = self.saves.begin() else {
            return;
        };
        self.save_at = now.plus(SOFT_STATE_WRITE_MS);
        let (shard, common) = (shard.clone(), Arc::clone(&self.common));
        shard.clone().spawn(Queue::Background, "save", async move {
            let written = common.db.save_soft_state(batch).await;
            if written.is_err() {
                // A database that is away is not asked again at once.
                shard::rt::sleep(std::time::Duration::from_millis(500)).await;
            }
            shard.host(|host| host.written(&shard, written));
        });
    }

    /// The last state of a character is safe: it is reported, once its operations are settled too.
    pub fn saved(&mut self, shard: &Shard<Self>, character: CharacterId) {
        if self.valuables.holds(character) || self.travels.holds(character) {
            return;
        }
        self.tell(shard, Tell::Saved(character));
        if let Some(connection) = self.returning.remove(&character) {
            shard.signal(connection, Signal::LoggedOut);
        }
    }

    /// Sees to it that ids for items are at hand.
    pub fn replenish_ids(&mut self, shard: &Shard<Self>) {
        self.valuables.replenish(shard, &self.common.db);
    }

    fn written(&mut self, shard: &Shard<Self>, written: Result<SoftSaved, DbError>) {
        match written {
            Ok(_) => {
                for character in self.saves.written() {
                    self.saved(shard, character);
                }
            }
            Err(error) => {
                tracing::warn!(%error, "positions could not be saved; trying again");
                self.saves.failed();
            }
        }
    }

    /// Lets time pass for the services and tells the realm list that this realm lives.
    fn serve(&mut self, shard: &Shard<Self>, now: Now) {
        let Some(services) = &mut self.services else {
            return;
        };
        if now.mono < self.services_at {
            return;
        }
        self.services_at = now.mono.plus(SERVICES_TICK_MS);
        services.tick(now.mono);
        let online = services.online_count();
        self.pass_on(shard);
        if now.mono < self.heartbeat_at {
            return;
        }
        self.heartbeat_at = now.mono.plus(REALM_HEARTBEAT_MS);
        let closing = self.desk.as_ref().is_some_and(Desk::is_closing);
        let (shard, common) = (shard.clone(), Arc::clone(&self.common));
        shard
            .clone()
            .spawn(Queue::Background, "heartbeat", async move {
                let id = common.realm_config.id;
                let heard = common.db.realm_heartbeat(id, online, closing, now.unix);
                match heard.await {
                    Ok(()) => shard.host(|host| host.was_heard(&shard)),
                    Err(error) => {
                        tracing::warn!(%error, "the realm's sign of life could not be stored");
                    }
                }
            });
    }
}

pub(crate) fn post(shard: &Shard<RealmHost>, to: ShardId, message: Message) {
    if shard.post_now(to, ShardMessage::Host(message)).is_err() {
        tracing::error!(to = to.0, "a message between shards found no room");
    }
}

impl Host for RealmHost {
    type Message = Message;
    type Signal = Signal;
    type Zone = HostedZone;

    fn on_message(&mut self, shard: &Shard<Self>, _: Option<ShardId>, message: Message) {
        match message {
            Message::Ask { from, ask } => {
                if let Some(services) = &mut self.services {
                    services.ask(from, ask, shard.now().mono);
                    self.pass_on(shard);
                }
            }
            Message::Tell(tell) => self.tell(shard, tell),
            Message::Letter(letter) => self.open(shard, *letter),
            Message::Zone(removal) => self.arrive(shard, *removal),
            Message::Reply { connection, signal } => shard.signal(connection, signal),
        }
    }

    fn on_tick(&mut self, shard: &Shard<Self>, now: Now) {
        self.replenish_ids(shard);
        self.write_travels(shard);
        self.write_behind(shard, now.mono);
        for instance in std::mem::take(&mut self.over) {
            self.close_zone(shard, instance);
        }
        self.serve_desk(shard, now);
        self.serve(shard, now);
        self.pass_zones(shard);
        self.weigh_zones(shard, now.mono);
        self.close_vacant(shard, now.mono);
        self.look_at_seats(shard, now);
        self.run_scripts(shard, now);
    }

    fn script_figures(&self) -> ScriptFigures {
        self.scripts.figures()
    }

    fn on_zone_lost(&mut self, shard: &Shard<Self>, zone: ZoneInstanceId) {
        self.zone_lost(shard, zone);
    }

    fn on_lane_lost(&mut self, shard: &Shard<Self>, connection: ConnectionId) {
        if let Some((instance, _)) = self.residents.get(&connection) {
            shard.zone(*instance, |zone| {
                zone.leave(connection, world::LeaveReason::Closed)
            });
        }
    }

    fn on_drain(&mut self, _: &Shard<Self>) {
        self.draining = true;
        self.unhandled.summarize();
    }

    fn is_drained(&self) -> bool {
        self.residents.is_empty()
            && self.premises.is_settled()
            && self.saves.is_empty()
            && self.travels.is_empty()
            && self.valuables.is_idle()
    }
}
