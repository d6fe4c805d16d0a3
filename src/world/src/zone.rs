//! One zone: the state and the order of a step.
//!
//! A step takes the inputs in the order they came, lets the systems run over the columns, and tells
//! the outputs what is to be sent and kept. It does no I/O, reads no clock and cannot fail; the
//! same inputs at the same times give the same bytes.

use std::collections::VecDeque;
use std::sync::Arc;

use bezgelor_core::geometry::{Placement, Vec3};
use bezgelor_core::ids::{ConnectionId, UnitId};
use bezgelor_core::model::{Spawn, ZoneTutorial};
use bezgelor_core::time::{Millis, Now};
use bezgelor_core::travel::Spot;
use game::motion::EntityClock;
use protocol::Message;
use protocol::enums::CastResult;
use protocol::messages::ServerEntityCommand;

use crate::combat::fights::Fights;
use crate::combat::recovery::Wounded;
use crate::combat::{self, recovery, threat};
use crate::config::ZoneConfig;
use crate::counters::Counters;
use crate::creature::aggro;
use crate::creature::mind::{self, Minds};
use crate::creature::terms::Terms;
use crate::data::WorldData;
use crate::death;
use crate::entity::changes::{self, Changes};
use crate::entity::slots::Row;
use crate::entity::sparse::Sparse;
use crate::entity::units::Units;
use crate::entity::unmake;
use crate::handler::command;
use crate::handler::dispatch;
use crate::inputs::{Input, Inputs};
use crate::instance::removal::{self, Closing};
use crate::interaction::activation::{self, Activations};
use crate::interaction::chair::{self, Chairs};
use crate::maps::grids::{self, Grids};
use crate::maps::lands::Ground;
use crate::maps::whereabouts;
use crate::movement::breath::{self, Divers};
use crate::movement::relay::{self, Relay};
use crate::movement::ride;
use crate::order::BreakPoint;
use crate::outputs::{Event, Outputs};
use crate::pet;
use crate::player::enter;
use crate::player::entry::PlayerEntry;
use crate::player::players::{Player, Players, Seat};
use crate::random::Random;
use crate::script::{self, Scripts};
use crate::sight::appear;
use crate::sight::shed::{Ladder, Shedding};
use crate::sight::tiers::RANK_INTERVAL_MS;
use crate::sight::vision::Vision;
use crate::travel::flight;
use crate::trigger::{self, Triggers};
use crate::valuables::{self, Valuables};
use crate::vehicle::board;
use crate::vehicle::seats::Vehicles;

/// Of so many steps, one lets somebody in while newcomers have to wait.
const DOOR_STEPS: u64 = 10;

/// One instance of a world. Lives on one shard from its making to its end.
#[derive(Debug)]
pub struct Zone {
    pub(crate) config: ZoneConfig,
    pub(crate) data: Arc<WorldData>,
    /// The ground of its world, when any map has it.
    pub(crate) ground: Option<Arc<dyn Ground>>,
    pub(crate) now: Now,
    /// Time of the first step: the entity clock counts from here.
    started_at: Option<Millis>,
    pub(crate) units: Units,
    pub(crate) grids: Grids,
    pub(crate) minds: Minds,
    pub(crate) fights: Fights,
    pub(crate) terms: Terms,
    pub(crate) chairs: Chairs,
    pub(crate) activations: Activations,
    /// Players who stand on something that moves.
    pub(crate) riders: Vec<Seat>,
    /// Players who fly with a taxi.
    pub(crate) fliers: Vec<Seat>,
    /// What is to be told of units at the end of the step.
    pub(crate) changes: Changes,
    /// Whose a unit is that a player called.
    pub(crate) owned: Sparse<Seat>,
    /// Where a unit leads that takes whoever uses it elsewhere.
    pub(crate) portals: Sparse<Spot>,
    pub(crate) vehicles: Vehicles,
    /// What a client explains in zones of the world, ascending by zone.
    pub(crate) tutorials: Vec<ZoneTutorial>,
    /// Players who died in this step, and their ghosts.
    pub(crate) dying: Vec<(Seat, Option<Row>)>,
    /// Players who lack health.
    pub(crate) wounded: Wounded,
    pub(crate) divers: Divers,
    pub(crate) triggers: Triggers,
    pub(crate) players: Players,
    pub(crate) vision: Vision,
    /// Came in this step and are still to be told the rest of the world.
    pub(crate) entering: Vec<Seat>,
    /// Who moved in this step.
    pub(crate) movers: Vec<Seat>,
    pub(crate) relay: Relay,
    /// Newcomers who wait because of load.
    at_door: VecDeque<Box<PlayerEntry>>,
    ladder: Ladder,
    pub(crate) valuables: Valuables,
    /// It closes, and when.
    pub(crate) closing: Option<Closing>,
    /// Where it was told to break.
    pub(crate) breaks: Option<BreakPoint>,
    pub(crate) scripts: Scripts,
    pub(crate) counters: Counters,
    pub(crate) random: Random,
    /// Memory of the message that tells motion, used again for every mover.
    pub(crate) motion_message: ServerEntityCommand,
    farewell: Vec<Seat>,
}

impl Zone {
    /// An instance with a copy of its spawns: see [`Zone::populated`].
    #[must_use]
    pub fn new(config: ZoneConfig, data: Arc<WorldData>, spawns: &[Spawn]) -> Self {
        Self::populated(config, data, spawns.into())
    }

    /// An instance in which its spawns stand wherever a player comes near; those of other worlds
    /// are passed over, those that make no sense are counted in [`Counters::spawns_refused`].
    #[must_use]
    pub fn populated(config: ZoneConfig, data: Arc<WorldData>, spawns: Arc<[Spawn]>) -> Self {
        let mut counters = Counters::default();
        let grids = Grids::new(
            spawns,
            |spawn| spawn.world_id == config.world_id,
            |lack| {
                counters.spawns_refused += 1;
                counters.lacks.add(lack);
            },
        );
        let mut zone = Self {
            vision: Vision::new(config.vision_range, config.visible_movers_max),
            random: Random::new(config.seed),
            ground: data.lands().ground(config.world_id),
            triggers: Triggers::new(config.world_id, data.locations()),
            config,
            data,
            now: Now::default(),
            started_at: None,
            units: Units::new(),
            grids,
            minds: Minds::default(),
            fights: Fights::default(),
            terms: Terms::default(),
            chairs: Chairs::default(),
            activations: Activations::default(),
            riders: Vec::new(),
            fliers: Vec::new(),
            changes: Changes::default(),
            owned: Sparse::default(),
            portals: Sparse::default(),
            vehicles: Vehicles::default(),
            tutorials: Vec::new(),
            dying: Vec::new(),
            wounded: Wounded::default(),
            divers: Divers::default(),
            players: Players::default(),
            entering: Vec::new(),
            movers: Vec::new(),
            relay: Relay::default(),
            at_door: VecDeque::new(),
            ladder: Ladder::default(),
            valuables: Valuables::default(),
            closing: None,
            breaks: None,
            scripts: Scripts::default(),
            counters,
            motion_message: ServerEntityCommand::default(),
            farewell: Vec::new(),
        };
        zone.count_gaps();
        zone
    }

    /// What it was made with.
    #[must_use]
    pub fn config(&self) -> &ZoneConfig {
        &self.config
    }

    /// Players in it.
    #[must_use]
    pub fn player_count(&self) -> usize {
        self.players.count()
    }

    /// Whether it closed and everybody is out.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.closing.is_some() && self.players.count() == 0 && self.at_door.is_empty()
    }

    /// Spawns of its world, whether they stand or nobody is near them.
    #[must_use]
    pub fn spawn_count(&self) -> usize {
        self.grids.spawn_count()
    }

    /// Grids in which everything stands, because a player is near or was lately.
    #[must_use]
    pub fn grid_count(&self) -> usize {
        self.grids.awake_count()
    }

    /// Units that stand in it, players among them.
    #[must_use]
    pub fn unit_count(&self) -> usize {
        self.units.count()
    }

    /// What happened since it was made.
    #[must_use]
    pub fn counters(&self) -> &Counters {
        &self.counters
    }

    /// True when nobody is in it: without inputs, a step would change nothing.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.players.count() == 0
            && self.vision.is_idle()
            && self.at_door.is_empty()
            && self.minds.are_settled()
    }

    /// Advances to `now`: consumes `inputs`, replaces what is in `out`.
    ///
    /// Times must not go back. An idle zone (nobody in it, nothing to take) costs next to nothing.
    pub fn step(&mut self, now: Now, inputs: &mut Inputs, out: &mut Outputs) {
        out.clear();
        self.now = now;
        self.started_at.get_or_insert(now.mono);
        self.counters.steps += 1;
        grids::begin(self, out);
        for (from, to) in inputs.take_renamed() {
            self.rename(from, to);
        }
        self.take_load(inputs, out);
        self.open_door(out);
        self.take_inputs(inputs, out);
        valuables::pass_time(self, out);
        removal::pass_time(self, out);
        activation::pass_time(self, out);
        flight::pass_time(self, out);
        grids::follow_all(self, out);
        if self.is_idle() {
            return;
        }
        let turns = (RANK_INTERVAL_MS / self.tick_ms()).max(1);
        let step = self.counters.steps;
        self.vision.rank(step, turns, &self.players);
        whereabouts::follow_all(self, out);
        trigger::follow_all(self, out);
        recovery::pass_time(self);
        breath::pass_time(self, out);
        relay::relay(self, out);
        self.break_at(BreakPoint::System);
        aggro::watch(self, out);
        mind::live(self, out);
        combat::tell::tell(self, out);
        self.vision.update(&mut self.units, &mut self.players);
        threat::part_unseen(self, out);
        appear::tell(self, out);
        mind::wake(self);
        board::settle(self, out);
        death::settle(self, out);
        changes::tell(self, out);
        enter::introduce_all(self, out);
        self.save_due(out);
    }

    /// Panics when it was told to break here.
    pub(crate) fn break_at(&self, point: BreakPoint) {
        assert!(
            self.breaks != Some(point),
            "the zone was told to break: {point:?}"
        );
    }

    /// Milliseconds until the next step should be taken.
    #[must_use]
    pub fn tick_ms(&self) -> u64 {
        self.ladder.rung().tick_ms(self.config.tick_ms).max(1)
    }

    /// What the zone leaves out because of its load.
    #[must_use]
    pub fn shedding(&self) -> Shedding {
        self.ladder.rung()
    }

    fn take_load(&mut self, inputs: &mut Inputs, out: &mut Outputs) {
        let spent_us = inputs.take_spent_us();
        let tick_ms = self.tick_ms();
        let Some(rung) = self.ladder.spent(spent_us, tick_ms) else {
            return;
        };
        self.counters.shedding_changes += 1;
        let movers_max = rung.movers_max(self.config.visible_movers_max);
        self.vision.tiers.set_movers_max(movers_max);
        out.event(Event::Shedding(rung));
    }

    /// Lets in who waits: one now and then while the load lasts, all at once when it is over.
    fn open_door(&mut self, out: &mut Outputs) {
        let admits = if !self.ladder.rung().shuts_door() {
            usize::MAX
        } else if self.counters.steps.is_multiple_of(DOOR_STEPS) {
            1
        } else {
            0
        };
        for _ in 0..self.at_door.len().min(admits) {
            if let Some(entry) = self.at_door.pop_front() {
                enter::join(self, out, entry);
            }
        }
    }

    fn take_inputs(&mut self, inputs: &mut Inputs, out: &mut Outputs) {
        let (records, bytes) = inputs.split();
        for input in records {
            match input {
                Input::Join(entry) if self.ladder.rung().shuts_door() => {
                    self.counters.waited_at_door += 1;
                    self.at_door.push_back(entry);
                }
                Input::Join(entry) => enter::join(self, out, entry),
                Input::Leave { connection, .. } => {
                    let waiting = self.at_door.len();
                    self.at_door.retain(|entry| entry.connection != connection);
                    if let Some(seat) = self.players.seat(connection) {
                        self.depart(out, seat);
                        out.event(Event::Left { connection });
                    } else if self.at_door.len() < waiting {
                        out.event(Event::Left { connection });
                    }
                }
                Input::Message {
                    connection,
                    opcode,
                    start,
                    end,
                } => {
                    let body = bytes.get(start as usize..end as usize).unwrap_or_default();
                    dispatch::message(self, out, connection, opcode, body);
                }
                Input::Command(command) => command::run(self, out, command),
                Input::Committed { ticket, ids } => {
                    valuables::committed(self, out, ticket, &ids);
                }
                Input::Refused { ticket, why } => valuables::refused(self, out, ticket, why),
            }
        }
        inputs.clear_bytes();
    }

    /// A player's connection has another name from now on.
    fn rename(&mut self, from: ConnectionId, to: ConnectionId) {
        self.players.rename(from, to);
        for entry in &mut self.at_door {
            if entry.connection == from {
                entry.connection = to;
            }
        }
    }

    /// When its first step was: all its patrols set out then.
    pub(crate) fn started_at(&self) -> Millis {
        self.started_at.unwrap_or(self.now.mono)
    }

    /// Milliseconds of the entity clock: what 0x0262, 0x0637 and 0x0638 call time.
    pub(crate) fn clock_ms(&self) -> u32 {
        // The client's clock has 32 bits and wraps with ours after 49 days.
        self.now.mono.since(self.started_at()) as u32
    }

    /// Now, on both clocks.
    pub(crate) fn entity_clock(&self) -> EntityClock {
        EntityClock {
            now: self.now.mono,
            entity_ms: self.clock_ms(),
        }
    }

    /// The name of a player's unit.
    pub(crate) fn unit_id(&self, seat: Seat) -> UnitId {
        self.units.id(self.players.row[seat as usize])
    }

    /// The row of a player's unit.
    pub(crate) fn row(&self, seat: Seat) -> Row {
        self.players.row[seat as usize]
    }

    /// Where a player stands.
    pub(crate) fn placement(&self, seat: Seat) -> Placement {
        let row = self.row(seat) as usize;
        Placement {
            position: self.units.position[row],
            rotation: self.units.rotation[row],
        }
    }

    /// Where a unit is at this moment; the column may be behind for one that is under way.
    pub(crate) fn position_now(&self, row: Row) -> Vec3 {
        let course = self.minds.courses.get(row);
        course.map_or(self.units.position[row as usize], |course| {
            course.at(self.now.mono).0.position
        })
    }

    /// Sends a message to one player.
    pub(crate) fn send<M: Message>(&self, out: &mut Outputs, seat: Seat, message: &M) {
        out.send(self.players.connection[seat as usize], message);
    }

    /// Sends a message to everybody who sees a unit, encoded once.
    pub(crate) fn broadcast<M: Message>(
        &self,
        out: &mut Outputs,
        row: Row,
        except: Option<Seat>,
        message: &M,
    ) {
        let viewers = &self.units.viewers[row as usize];
        if viewers.iter().all(|&seat| Some(seat) == except) {
            return;
        }
        let message = out.encode(message);
        let others = viewers.iter().filter(|&&seat| Some(seat) != except);
        out.deliver(
            message,
            others.map(|&seat| self.players.connection[seat as usize]),
        );
    }

    /// Saves a player and takes it out of the zone; who sees it is told. The caller says why.
    pub(crate) fn depart(&mut self, out: &mut Outputs, seat: Seat) -> Player {
        script::part(self, out, seat);
        let here = self.found_at(seat);
        let spot = removal::left_at(self, seat).unwrap_or(here);
        self.save_at(out, seat, spot);
        let character = self.players.at(seat).entry.sheet.character.id;
        self.valuables.leave(character);
        let row = self.row(seat);
        self.leave_map(out, seat);
        unmake::unmake(self, out, row);
        self.entering.retain(|&entering| entering != seat);
        self.movers.retain(|&mover| mover != seat);
        self.wounded.forget(seat);
        self.relay.forget(seat);
        self.players
            .remove(seat)
            .expect("a seat that departs is taken")
    }

    /// Ends all sight from and of a player's unit, for leaving and for appearing elsewhere.
    pub(crate) fn leave_map(&mut self, out: &mut Outputs, seat: Seat) {
        activation::stop(self, out, seat, CastResult::SpellCancelled);
        chair::get_up(self, out, seat);
        board::get_off(self, out, seat);
        death::revive(self, out, seat);
        pet::send_away(self, out, seat);
        ride::leave(self, seat);
        breath::surface(self, out, seat);
        flight::end(self, seat);
        let row = self.row(seat);
        threat::forget(self, out, row);
        self.vision
            .forget_player(seat, &mut self.units, &mut self.players);
        self.leave_sight(out, row);
    }

    /// Takes a unit off the map; who sees it is told.
    pub(crate) fn leave_sight(&mut self, out: &mut Outputs, row: Row) {
        let mut viewers = std::mem::take(&mut self.farewell);
        self.vision
            .forget_unit(row, &mut self.units, &mut self.players, &mut viewers);
        let connections = viewers
            .iter()
            .map(|&viewer| self.players.connection[viewer as usize]);
        appear::destroy(out, self.units.id(row), connections);
        self.farewell = viewers;
    }
}
