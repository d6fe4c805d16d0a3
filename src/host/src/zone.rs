//! A zone of the game in its place: inputs before a step, outputs behind it, and what is needed to
//! let its players in again should it break.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Instant;

use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{CharacterId, ConnectionId, ItemId, ShardId};
use bezgelor_core::model::{CharacterSoftState, Patrol, Portal, Spawn, SpawnTerm, ZoneTutorial};
use bezgelor_core::time::Now;
use bezgelor_core::travel::Holder;
use bezgelor_core::valuables::Owner;
use game::inventory::apply;
use shard::{Shard, Zone};
use world::replay;
use world::{
    Arrival, ChatOrigin, Command, Event, Inputs, InputsFull, LeaveReason, Operation, Order,
    Outputs, Permissions, PlayerEntry, WorldData, ZoneConfig,
};

use crate::common::Common;
use crate::control::letter::Typed;
use crate::control::{Author, CommandSource, Letter};
use crate::message::Tell;
use crate::realm_host::RealmHost;
use crate::service::SERVICE_SHARD;
use crate::valuables::{self, Origin, Outcome};
use crate::zone_log::{ZoneLog, ZoneLogs};

/// Who stands in a world before any player comes.
#[derive(Clone, Debug, Default)]
pub struct Population {
    /// All spawns.
    pub spawns: Arc<[Spawn]>,
    /// Those that travel.
    pub patrols: Arc<[Patrol]>,
    /// Those that are not always there.
    pub terms: Arc<[SpawnTerm]>,
    /// Those that lead elsewhere.
    pub portals: Arc<[Portal]>,
    /// What clients explain to whoever comes into a zone, of all worlds.
    pub tutorials: Arc<[ZoneTutorial]>,
}

impl Population {
    /// Begins the recording of a zone of it that has not taken a step yet.
    pub(crate) fn begin_log(&self, config: &ZoneConfig, log: &mut Vec<u8>) {
        let Self {
            spawns,
            patrols,
            terms,
            portals,
            tutorials,
        } = self;
        replay::write_header(config, log);
        let all = (&**spawns, &**patrols, &**terms, &**portals, &**tutorials);
        replay::write_population(all, log);
    }

    /// A zone of it.
    #[must_use]
    pub fn zone(&self, config: ZoneConfig, data: Arc<WorldData>) -> world::Zone {
        let mut zone = world::Zone::populated(config, data, Arc::clone(&self.spawns));
        zone.assign_patrols(&self.patrols);
        zone.set_terms(&self.terms);
        zone.set_portals(&self.portals);
        zone.set_tutorials(&self.tutorials);
        zone
    }
}

/// See the module. Lives on one shard.
pub struct HostedZone {
    config: ZoneConfig,
    data: Arc<WorldData>,
    population: Population,
    logs: Option<ZoneLogs>,
    log: Option<ZoneLog>,
    zone: world::Zone,
    inputs: Inputs,
    outputs: Outputs,
    /// When the step under way began.
    began: Option<Instant>,
    /// Everybody who was let in, as last saved.
    residents: HashMap<CharacterId, Box<PlayerEntry>>,
    connections: HashMap<ConnectionId, CharacterId>,
    /// How often it was rebuilt.
    life: u32,
    /// Operations on valuables that are not settled, by party.
    open: HashMap<CharacterId, u32>,
    /// Who was here when the zone broke and had something open: enters when it is settled.
    held_back: HashSet<CharacterId>,
    /// Whose connection ended while it was not in the zone.
    gone: Vec<ConnectionId>,
    /// Connections that ended, of those who are not out yet.
    leaving: HashSet<ConnectionId>,
    /// Of whose character the next step tells what its client does not know: all of it, or what
    /// was kept.
    untold: HashSet<CharacterId>,
    /// Of whom a zone that broke was to tell it.
    missed: HashSet<CharacterId>,
    /// The number of what was last said to all zones.
    noticed: u64,
    /// Part of its time that it was told to work for nothing.
    works_permille: u64,
    /// The shard on which it has its scripts.
    has_scripts_on: Option<ShardId>,
    /// Scripts had it before, and made things in it.
    had_scripts: bool,
}

impl HostedZone {
    /// A fresh instance.
    #[must_use]
    pub fn new(common: &Common, mut config: ZoneConfig, population: Population) -> Self {
        config.tick_ms = common.zone_tick_ms;
        config.realm_id = common.realm_config.id;
        config.realm_name.clone_from(&common.realm_config.name);
        config
            .message_of_the_day
            .clone_from(&common.realm_config.message_of_the_day);
        config.logout_ms = common.realm_config.logout_s.saturating_mul(1000);
        config.grid_idle_ms = u64::from(common.realm_config.empty_grid_s) * 1000;
        config.visible_movers_max = common.realm_config.visible_movers_max as usize;
        config.refused_steps_max = common.realm_config.refused_steps_max;
        config.relay_interval_ms = u64::from(common.realm_config.relay_interval_ms);
        let logs = common.zone_logs.clone();
        Self::with(config, Arc::clone(&common.world), population, logs)
    }

    fn with(
        config: ZoneConfig,
        data: Arc<WorldData>,
        population: Population,
        logs: Option<ZoneLogs>,
    ) -> Self {
        let zone = population.zone(config.clone(), Arc::clone(&data));
        let log = logs.as_ref().map(|logs| logs.begin(&config, &population));
        Self {
            config,
            data,
            log,
            logs,
            population,
            zone,
            inputs: Inputs::new(),
            outputs: Outputs::new(),
            began: None,
            residents: HashMap::new(),
            connections: HashMap::new(),
            life: 0,
            open: HashMap::new(),
            held_back: HashSet::new(),
            gone: Vec::new(),
            leaving: HashSet::new(),
            untold: HashSet::new(),
            missed: HashSet::new(),
            noticed: 0,
            works_permille: 0,
            has_scripts_on: None,
            had_scripts: false,
        }
    }

    /// Lets a player in at the next step.
    ///
    /// # Errors
    /// The entry comes back when this step takes no more: try again after it.
    pub fn join(&mut self, entry: Box<PlayerEntry>) -> Result<(), Box<PlayerEntry>> {
        let copy = entry.clone();
        self.inputs.join(entry)?;
        let character = copy.sheet.character.id;
        if copy.arrival == Arrival::Login {
            self.untold.insert(character);
        }
        self.connections.insert(copy.connection, character);
        self.residents.insert(character, copy);
        Ok(())
    }

    /// Takes a client's message for the next step.
    ///
    /// # Errors
    /// [`InputsFull`]: keep it and try again after the step.
    pub fn message(
        &mut self,
        connection: ConnectionId,
        opcode: u16,
        body: &[u8],
    ) -> Result<(), InputsFull> {
        self.inputs.message(connection, opcode, body)
    }

    /// The connection is gone.
    ///
    /// # Errors
    /// [`InputsFull`]: try again after the step.
    pub fn leave(
        &mut self,
        connection: ConnectionId,
        reason: LeaveReason,
    ) -> Result<(), InputsFull> {
        let character = self.connections.get(&connection);
        if character.is_some_and(|character| self.held_back.remove(character)) {
            self.gone.push(connection);
            return Ok(());
        }
        if character.is_some() {
            self.leaving.insert(connection);
        }
        self.inputs.leave(connection, reason)
    }

    /// Takes the operations of the last step; from here on their parties have something open.
    fn begun(&mut self) -> Vec<Operation> {
        let operations: Vec<Operation> = self.outputs.take_operations().collect();
        for character in operations.iter().flat_map(|operation| &operation.parties) {
            *self.open.entry(*character).or_default() += 1;
        }
        operations
    }

    /// An operation of this zone is settled. What is kept is true for its parties whether the
    /// zone that began it still lives or not.
    pub fn settled(&mut self, life: u32, operation: &Operation, outcome: Outcome) {
        if let Outcome::Kept(ids) = &outcome {
            self.remember_valuables(operation, ids);
            let is_told = life == self.life;
            let told = if is_told {
                &mut self.untold
            } else {
                &mut self.missed
            };
            told.extend(&operation.parties);
        }
        for character in &operation.parties {
            if let Some(open) = self.open.get_mut(character) {
                *open -= 1;
                if *open == 0 {
                    self.open.remove(character);
                    self.let_in(*character);
                }
            }
        }
        if life != self.life {
            return;
        }
        let taken = match outcome {
            Outcome::Kept(ids) => self.inputs.committed(operation.ticket, ids),
            Outcome::Refused(why) => self.inputs.refused(operation.ticket, why),
        };
        if taken.is_err() {
            tracing::error!("a zone had no room for an answer it waits for");
        }
    }

    fn remember_valuables(&mut self, operation: &Operation, ids: &[ItemId]) {
        let sides = &operation.sides;
        for character in &operation.parties {
            if let Some(entry) = self.residents.get_mut(character) {
                let owner = Owner::character(*character);
                let sheet = &mut entry.sheet;
                let (items, currencies) = (&mut sheet.items, &mut sheet.currencies);
                apply(owner, sides, (ids, &operation.arriving), items, currencies);
            }
        }
    }

    /// Whether nothing its players have under way at the store is undecided.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.open.is_empty()
    }

    /// The connection of a resident has another name; who that is.
    pub fn rename(&mut self, from: ConnectionId, to: ConnectionId) -> Option<&PlayerEntry> {
        let character = self.connections.remove(&from)?;
        self.connections.insert(to, character);
        if self.leaving.remove(&from) {
            self.leaving.insert(to);
        }
        if self.inputs.rename(from, to).is_err() {
            tracing::error!("a zone had no room for the names of its players");
        }
        let entry = self.residents.get_mut(&character)?;
        entry.connection = to;
        Some(entry)
    }

    /// Takes what is said to all zones, unless it has heard it already.
    pub fn notice(&mut self, number: u64, command: &Command) {
        if number <= self.noticed {
            return;
        }
        self.noticed = number;
        if self.command(command.clone()).is_err() {
            let instance = self.config.instance.0;
            tracing::warn!(instance, "a zone was too full for a notice");
        }
    }

    /// It need not hear what was said to all zones before, up to this number.
    pub fn has_noticed(&mut self, number: u64) {
        self.noticed = number;
    }

    /// Whether nobody is in it, on the way in, or has anything open: it may be closed.
    #[must_use]
    pub fn is_vacant(&self) -> bool {
        self.connections.is_empty()
            && self.open.is_empty()
            && self.inputs.is_empty()
            && self.zone.is_idle()
    }

    /// Everybody in it or on the way in.
    pub fn residents(&self) -> impl Iterator<Item = (ConnectionId, CharacterId)> {
        self.connections
            .iter()
            .map(|(connection, character)| (*connection, *character))
    }

    /// Learns from the outputs of a step what it says of its residents.
    fn learn(&mut self) {
        // What was to be told is on its way to the clients.
        self.untold.clear();
        let outputs = std::mem::take(&mut self.outputs);
        for (character, travel) in outputs.travels() {
            if let Some(entry) = self.residents.get_mut(character) {
                entry.sheet.travel.clone_from(travel);
            }
        }
        for state in outputs.saves() {
            self.remember(state);
        }
        self.outputs = outputs;
    }

    fn remember(&mut self, state: &CharacterSoftState) {
        let Some(entry) = self.residents.get_mut(&state.id) else {
            return;
        };
        let character = &mut entry.sheet.character;
        character.world_id = state.world_id;
        character.world_zone_id = state.world_zone_id;
        character.placement = state.placement;
        character.played_s = state.played_s;
        character.last_online_at = state.last_online_at;
        character.revision = state.revision;
        entry.sheet.explored.learn_all(&state.seen);
        entry.sheet.reputations.learn_all(&state.reputations);
        entry.sheet.lore.learn_all(&state.read);
        entry.sheet.condition = state.condition;
    }

    /// Takes an order for the next step.
    ///
    /// # Errors
    /// [`InputsFull`]: try again after the step.
    pub fn command(&mut self, command: Command) -> Result<(), InputsFull> {
        if let Command::Order(order) = &command
            && let Order::MessageOfTheDay { text } = &**order
        {
            self.config.message_of_the_day.clone_from(text);
        }
        self.inputs.command(command)
    }

    /// Hands on the realm's word on a journey of somebody who is here.
    ///
    /// # Errors
    /// As [`HostedZone::command`].
    pub fn way(
        &mut self,
        character: CharacterId,
        holder: Holder,
        refusal: Option<u32>,
    ) -> Result<(), InputsFull> {
        let Some(entry) = self.residents.get(&character) else {
            return Ok(());
        };
        let connection = entry.connection;
        let order = Order::Way {
            connection,
            holder,
            refusal,
        };
        self.command(Command::Order(Box::new(order)))
    }

    /// Keeps its shard busy for so many thousandths of its time, to see what that costs.
    pub fn works(&mut self, permille: u64) {
        self.works_permille = permille;
    }

    /// From now on `text` is shown to who logs in.
    pub fn shows_at_login(&mut self, text: String) {
        // A zone that was just made has room.
        let _ = self.command(Command::Order(Box::new(Order::MessageOfTheDay { text })));
    }

    /// A player typed a command: the services read it.
    fn typed(
        &self,
        shard: &Shard<RealmHost>,
        connection: ConnectionId,
        line: String,
        origin: ChatOrigin,
        placement: Placement,
    ) {
        let character = self.connections.get(&connection);
        let Some(entry) = character.and_then(|character| self.residents.get(character)) else {
            return;
        };
        let (character, at) = (&entry.sheet.character, placement.position);
        let world = self.config.world_id.0;
        let author = Author {
            source: CommandSource::Chat,
            account: Some(character.account_id),
            character: Some(character.id),
            who: character.name.clone(),
            place: format!("world {world} at {:.1} {:.1} {:.1}", at.x, at.y, at.z),
            limit: Permissions::ALL,
        };
        let typed = Letter::Typed(Typed {
            author,
            line,
            zone: (shard.id(), self.config.instance),
            connection,
            origin,
        });
        shard.host(|host| host.write(shard, SERVICE_SHARD, typed));
    }

    /// Takes somebody off the list; who it was.
    fn forget(&mut self, connection: ConnectionId) -> Option<CharacterId> {
        let character = self.connections.remove(&connection)?;
        self.leaving.remove(&connection);
        self.missed.remove(&character);
        self.residents.remove(&character);
        Some(character)
    }

    /// Somebody is out of this zone; the host sees to what has to follow.
    fn end(&mut self, shard: &Shard<RealmHost>, connection: ConnectionId, ending: Ending) {
        let Some(character) = self.forget(connection) else {
            return;
        };
        let transfers = ending == Ending::Transfers;
        let left = Tell::Left {
            character,
            instance: self.config.instance,
            transfers,
        };
        shard.host(|host| match ending {
            Ending::LoggedOut => host.logged_out(shard, connection, left),
            Ending::Gone | Ending::Transfers => host.left_zone(shard, connection, left),
        });
    }
}

/// How a stay in a zone ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// Back to the character list.
    LoggedOut,
    /// The connection is closed or about to be.
    Gone,
    /// On to another zone.
    Transfers,
}

impl Zone<RealmHost> for HostedZone {
    fn period_ms(&self) -> u64 {
        self.zone.tick_ms()
    }

    fn status(&self) -> shard::metrics::ZoneStatus {
        shard::metrics::ZoneStatus {
            world: self.config.world_id,
            players: u32::try_from(self.zone.player_count()).unwrap_or(u32::MAX),
            leaves_out: match self.zone.shedding() {
                world::Shedding::Nothing => "",
                rung => rung.name(),
            },
            rung: self.zone.shedding() as u8,
            lacks: self.zone.counters().lacks,
        }
    }

    fn step(&mut self, now: Now) {
        self.began = Some(Instant::now());
        if let Some(log) = &mut self.log {
            log.step(now, &self.inputs);
        }
        self.zone.step(now, &mut self.inputs, &mut self.outputs);
        let works_us = self.zone.tick_ms() * self.works_permille;
        while self
            .began
            .is_some_and(|began| (began.elapsed().as_micros() as u64) < works_us)
        {
            std::hint::spin_loop();
        }
        if let Some(log) = &mut self.log {
            log.stepped(&self.outputs);
        }
    }

    fn distribute(&mut self, shard: &Shard<RealmHost>, now: Now) {
        if shard.host(|host| host.is_recording()) {
            for (message, recipients) in self.outputs.deliveries() {
                shard.host(|host| host.record(message, recipients));
            }
        }
        shard.deliver_all(self.outputs.deliveries());
        self.learn();
        for (character, travel) in self.outputs.travels() {
            shard.host(|host| host.travels.push(*character, travel.clone()));
        }
        for state in self.outputs.saves() {
            shard.host(|host| host.save(state.clone()));
        }
        let origin = Origin {
            instance: self.config.instance,
            life: self.life,
        };
        for operation in self.begun() {
            valuables::keep(shard, origin, operation, now.unix);
        }
        for connection in std::mem::take(&mut self.gone) {
            self.end(shard, connection, Ending::Gone);
        }
        // Events are few; taken out one by one because each may change the lists of this zone.
        let events: Vec<Event> = self.outputs.take_events().collect();
        for event in events {
            self.distribute_event(shard, event);
        }
        self.tell_scripts(shard);
        if self.zone.is_over() && self.is_vacant() {
            shard.host(|host| host.over.push(self.config.instance));
        }
        if let Some(began) = self.began.take() {
            let own_us = began.elapsed().as_micros() as u64;
            let period_ms = self.zone.tick_ms();
            let spent_us = load::spent_us(own_us, period_ms, shard.load_permille());
            self.inputs.spent(spent_us);
        }
    }

    fn rebuild(self, _: &Shard<RealmHost>, _: Now) -> Option<Self> {
        tracing::error!(
            instance = self.config.instance.0,
            world = self.config.world_id.0,
            players = self.residents.len(),
            "a zone broke; it is rebuilt and its players enter again"
        );
        Some(self.rebuilt())
    }
}

mod events;
mod load;
mod rebuild;
mod scripts;
#[cfg(test)]
mod simulation;
#[cfg(test)]
mod tests;
