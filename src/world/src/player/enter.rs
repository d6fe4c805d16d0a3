//! Coming into the world, in the order the client needs it (`flows.md` section 4).
//!
//! Three moments: at the door the client is told which world it loads (steps 1 and 2); at the end
//! of that tick, behind everything it sees (step 3), it is told the rest (5 to 19, in
//! `introduction`); when it has loaded it says so, is brought up to date and gets control (20).

use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::WorldZoneId;
use bezgelor_core::model::{Character, Condition};
use bezgelor_core::time::Millis;
use game::breath::Breath;
use game::budget::CostBudget;
use game::clip::Clip;
use game::fall::Fall;
use game::movement::{SpeedLimits, StepGuard, in_world};
use game::property::{BASE_HEALTH, player_base, value_of};
use protocol::enums::{CharacterFlag, StandState};
use protocol::messages::{
    ClientEnteredWorld, ServerChangeWorld, ServerCharacterFlagsUpdated, ServerPlayerEnteredWorld,
};
use protocol::structs::Position;

use crate::combat::recovery;
use crate::creature::mind;
use crate::death::{self, Death};
use crate::entity::units::{Body, Kind, Look, UnitSeed};
use crate::instance::admission;
use crate::maps::grids;
use crate::maps::whereabouts::{self, Whereabouts};
use crate::movement::motion::Motion;
use crate::movement::walk;
use crate::outputs::{EnterFault, Event, Outputs};
use crate::player::entry::{Arrival, PlayerEntry};
use crate::player::introduction;
use crate::player::players::{Control, Marks, Player, Seat, Stage};
use crate::script;
use crate::trigger;
use crate::vehicle::drive;
use crate::zone::Zone;

/// Lets a player in, or says why not.
pub(crate) fn join(zone: &mut Zone, out: &mut Outputs, entry: Box<PlayerEntry>) {
    let connection = entry.connection;
    if let Err(reason) = admit(zone, out, entry) {
        out.event(Event::EnterFailed { connection, reason });
    }
}

fn admit(zone: &mut Zone, out: &mut Outputs, entry: Box<PlayerEntry>) -> Result<(), EnterFault> {
    let character = &entry.sheet.character;
    let here = (zone.config.world_id, zone.config.holder);
    if (character.world_id, entry.holder) != here || zone.closing.is_some() {
        return Err(EnterFault::OtherWorld);
    }
    let Placement { position, rotation } = character.placement;
    if !in_world(position) || !rotation.is_finite() {
        return Err(EnterFault::NoPlace);
    }
    if zone.valuables.is_open(character.id) {
        return Err(EnterFault::AlreadyHere);
    }
    let known = |seat| zone.players.at(seat).entry.sheet.character.id == character.id;
    if zone.players.seat(entry.connection).is_some() || zone.players.taken().any(known) {
        return Err(EnterFault::AlreadyHere);
    }
    let seed = seed(character, entry.sheet.condition);
    grids::prepare(zone, out, position);
    let row = zone.units.insert(&seed).ok_or(EnterFault::Full)?;
    let player = player(zone, entry);
    let Some(seat) = zone.players.insert(row, player) else {
        zone.units.remove(row);
        return Err(EnterFault::Full);
    };
    zone.units.seat[row as usize] = Some(seat);
    let Condition {
        wounds, is_dead, ..
    } = zone.players.at(seat).entry.sheet.condition;
    if wounds > 0 && !is_dead {
        recovery::note(zone, seat);
    }
    admission::came_in(zone, out, seat);
    appear_at(zone, out, seat);
    Ok(())
}

fn player(zone: &Zone, entry: Box<PlayerEntry>) -> Player {
    let now = zone.now.mono;
    let character = &entry.sheet.character;
    let condition = entry.sheet.condition;
    let speed = walk::speed(character);
    let limits = SpeedLimits::on_foot(speed.foot);
    Player {
        stage: Stage::Loading,
        motion: Motion::default(),
        guard: StepGuard::new(character.placement.position, now, limits),
        fall: Fall::default(),
        breath: Breath::default(),
        clip: Clip::default(),
        limits,
        speed,
        aboard: None,
        mount_display: 0,
        pet: None,
        death: condition.is_dead.then(Death::default),
        control: Control {
            by_server: true,
            ticket: 0,
            given_back_at: Millis(u64::MAX),
        },
        budget: CostBudget::new(now),
        camping: None,
        joined_at: now,
        save_at: zone.first_save_at(entry.connection),
        played_before_s: character.played_s,
        activation: None,
        asked: None,
        pays: None,
        removed_at: None,
        is_introduced: false,
        greeted: entry.arrival == Arrival::Transfer,
        notices: Vec::new(),
        flight: None,
        marks: Marks::default(),
        whereabouts: Whereabouts::default(),
        inside: Vec::new(),
        entry,
    }
}

fn seed(character: &Character, condition: Condition) -> UnitSeed {
    let base = player_base(character.class, character.level);
    let health_max = value_of(&base, BASE_HEALTH);
    let health = match condition {
        Condition { is_dead: true, .. } => 0.0,
        Condition { wounds, .. } => (health_max - wounds as f32).max(1.0),
    };
    UnitSeed {
        kind: Kind::PLAYER,
        position: character.placement.position,
        rotation: character.placement.rotation,
        faction1: character.faction & 0x3FFF,
        faction2: character.faction & 0x3FFF,
        body: Body {
            level: character.level,
            health,
            health_max,
            shield_max: 0.0,
            stand_state: StandState::State0.0 as u8,
            sheathed: Some(true),
        },
        look: Look::default(),
        seat: None,
    }
}

/// Steps 1 and 2: the loading screen. What the client saw before is gone for it from here on.
pub(crate) fn appear_at(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    let Placement { position, rotation } = zone.placement(seat);
    let message = ServerChangeWorld {
        world_id: zone.config.world_id.0 & 0x7FFF,
        position: Position {
            vector_0: position.x,
            vector_1: position.y,
            vector_2: position.z,
        },
        yaw: rotation.x,
        pitch: rotation.y,
    };
    zone.send(out, seat, &message);
    zone.send(
        out,
        seat,
        &ServerCharacterFlagsUpdated {
            flags: CharacterFlag::None,
        },
    );
    zone.vision.touch(zone.row(seat));
    zone.entering.push(seat);
}

/// The rest of the world for everybody who came in this step.
pub(crate) fn introduce_all(zone: &mut Zone, out: &mut Outputs) {
    let mut entering = std::mem::take(&mut zone.entering);
    for seat in entering.drain(..) {
        introduction::tell(zone, out, seat);
    }
    zone.entering = entering;
}

/// 0x00F2, step 20: the client shows the world. What moved while it was loading is told again, the
/// loading screen goes, and the client drives its unit.
pub(crate) fn entered(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientEnteredWorld,
) {
    let own = zone.row(seat);
    for &row in &zone.players.visible[seat as usize] {
        let command = match zone.units.seat[row as usize] {
            Some(_) if row == own => None,
            Some(_) => Some(drive::command(zone, row)),
            None if drive::driver(zone, row).is_some() => Some(drive::command(zone, row)),
            None => mind::entity_command(zone, row),
        };
        if let Some(command) = command {
            zone.send(out, seat, &command);
        }
    }
    zone.send(out, seat, &ServerPlayerEnteredWorld);
    let now = zone.now.mono;
    let player = zone.players.at_mut(seat);
    player.stage = Stage::InWorld;
    player.control.by_server = false;
    player.guard = StepGuard::new(player.guard.at(), now, player.limits);
    death::come(zone, out, seat);
    script::introduce(zone, out, seat);
    whereabouts::arrive(zone, out, seat, WorldZoneId(message.world_zone_id));
    trigger::follow(zone, out, seat);
}
