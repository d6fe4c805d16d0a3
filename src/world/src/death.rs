//! Death of a player and the way back (`flows.md` section 9, `features.md` section 8).
//!
//! Who dies lies where it fell. Its client is given a ghost to drive that stays near the body, and
//! the ways back: where it lies, always, and at a holocrypt when one stands in the zone. Nothing
//! yet gives the ways that cost something or that others offer. Who goes elsewhere is alive; who
//! leaves the world dead comes back dead.

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::CreatureId;
use protocol::enums::{CastResult, ResurrectionType, UpdateHealthMask};
use protocol::messages::{
    ClientResurrectAccept, ServerMovementControlRemove, ServerResurrectionShow,
};

use crate::combat::{health, recovery, threat};
use crate::entity::changes;
use crate::entity::owned;
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::entity::unmake;
use crate::interaction::{activation, chair};
use crate::movement::{breath, ride, walk};
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::script::{self, Happening};
use crate::travel::journey;
use crate::vehicle::{board, drive};
use crate::zone::Zone;

/// The creature of the holocrypts that the public world data have.
const HOLOCRYPT: CreatureId = CreatureId(32_450);
/// World units a ghost goes from its body: what it sees reaches farther on all sides. Ours.
const GHOST_RANGE: f32 = 48.0;
/// World units from a holocrypt where one wakes at it. Ours.
const BESIDE: f32 = 3.0;
/// Of all health, what one comes back with.
const HEALTH_SHARE: f32 = 0.5;
/// Health of a ghost, as every peer gives it.
const GHOST_HEALTH: f32 = 101.0;

/// A player is dead.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Death {
    /// What its client drives; `None` until clients know of it, or when the zone had no room.
    pub(crate) ghost: Option<Row>,
    /// The ways back it was offered; none before it was.
    ways: ResurrectionType,
}

/// Where a ghost may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tether(Vec3);

impl Tether {
    /// Whether the ghost may go there.
    pub(crate) fn allows(self, to: Vec3) -> bool {
        self.0.distance_squared_xz(to) <= GHOST_RANGE * GHOST_RANGE
    }
}

/// What holds a dead player's ghost.
pub(crate) fn tether(zone: &Zone, seat: Seat) -> Option<Tether> {
    let is_dead = zone.players.at(seat).death.is_some();
    is_dead.then(|| Tether(zone.placement(seat).position))
}

/// The player a ghost is of.
pub(crate) fn ghost_of(zone: &Zone, ghost: Row) -> Option<Seat> {
    let owner = owned::owner(zone, ghost)?;
    let death = zone.players.at(owner).death?;
    (death.ghost == Some(ghost)).then_some(owner)
}

/// A player has lost all health.
pub(crate) fn die(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    if zone.players.at(seat).death.is_some() {
        return;
    }
    activation::stop(zone, out, seat, CastResult::SpellCancelled);
    chair::get_up(zone, out, seat);
    board::get_off(zone, out, seat);
    ride::leave(zone, seat);
    breath::surface(zone, out, seat);
    let row = zone.row(seat);
    zone.units.body[row as usize].health = 0.0;
    let player = zone.players.at_mut(seat);
    player.motion.stop();
    player.motion.owed = false;
    player.camping = None;
    player.death = Some(Death::default());
    changes::tell_now(zone, out, row);
    let died = health::death_state(zone, row);
    zone.broadcast(out, row, None, &died);
    threat::clear(zone, out, row);
    script::tell(zone, out, script::Kind::PlayerDied, || {
        let player = zone.unit_id(seat);
        Happening::PlayerDied { player }
    });
    haunt(zone, out, seat);
}

/// A dead player's client drives its body no more, and will drive its ghost.
fn haunt(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    let row = zone.row(seat);
    zone.send(out, seat, &ServerMovementControlRemove);
    zone.broadcast(out, row, None, &drive::command(zone, row));
    let mut ghost = owned::seed(zone, seat, Kind::GHOST, GHOST_HEALTH);
    ghost.body.sheathed = Some(true);
    let ghost = owned::make(zone, seat, &ghost);
    zone.dying.push((seat, ghost));
}

/// Who was dead when it came lies there still, and is given its ghost once its client shows the
/// world.
pub(crate) fn come(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    let is_waiting = zone.dying.iter().any(|&(own, _)| own == seat);
    let death = zone.players.at(seat).death;
    if death.is_some_and(|death| death.ghost.is_none()) && !is_waiting {
        haunt(zone, out, seat);
    }
}

/// Gives those who died their ghosts, once clients know that those are there, and shows the ways
/// back; at the end of a step.
pub(crate) fn settle(zone: &mut Zone, out: &mut Outputs) {
    let mut dying = std::mem::take(&mut zone.dying);
    for (seat, ghost) in dying.drain(..) {
        let has_holocrypt = holocrypt(zone, seat).is_some();
        let player = zone.players.at_mut(seat);
        let mut ways = ResurrectionType::WakeHere;
        if has_holocrypt {
            ways |= ResurrectionType::Holocrypt;
        }
        player.death = Some(Death { ghost, ways });
        walk::stand(zone, seat);
        if ghost.is_some() {
            walk::hand_over(zone, out, seat, true);
        }
        let shown = ServerResurrectionShow {
            ghost_id: ghost.map_or(0, |ghost| zone.units.id(ghost).0),
            dead: true,
            show_rez_flags: ways,
            ..ServerResurrectionShow::default()
        };
        zone.send(out, seat, &shown);
    }
    zone.dying = dying;
}

/// 0x015A: a dead player chose a way back.
pub(crate) fn accept(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientResurrectAccept,
) {
    let death = zone.players.at(seat).death;
    let way = message.rez_type;
    let offered = death.is_some_and(|death| way.0.count_ones() == 1 && death.ways.0 & way.0 != 0);
    if !offered {
        zone.counters.senseless += 1;
        return;
    }
    let crypt = holocrypt(zone, seat).filter(|_| way == ResurrectionType::Holocrypt);
    revive(zone, out, seat);
    walk::hand_over(zone, out, seat, true);
    if let Some(position) = crypt {
        let rotation = zone.placement(seat).rotation;
        let mut spot = zone.spot(seat);
        spot.placement = Placement { position, rotation };
        journey::go(zone, out, seat, spot, None);
    }
}

/// A dead player lives again, with a part of its health. Its ghost is gone.
pub(crate) fn revive(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    let Some(death) = zone.players.at_mut(seat).death.take() else {
        return;
    };
    let waiting = zone.dying.iter().position(|&(own, _)| own == seat);
    let unsettled = waiting.and_then(|at| zone.dying.remove(at).1);
    if let Some(ghost) = death.ghost.or(unsettled) {
        unmake::unmake(zone, out, ghost);
    }
    zone.players.at_mut(seat).motion.stop();
    let row = zone.row(seat);
    let body = &mut zone.units.body[row as usize];
    body.health = (body.health_max * HEALTH_SHARE).max(1.0);
    let alive = health::death_state(zone, row);
    zone.broadcast(out, row, None, &alive);
    zone.changes.health(row, UpdateHealthMask::None);
    recovery::note(zone, seat);
    walk::stand(zone, seat);
}

/// A place at the holocrypt nearest to a player's body, when one stands in the zone; whether
/// somebody is near it or not.
fn holocrypt(zone: &Zone, seat: Seat) -> Option<Vec3> {
    let at = zone.placement(seat).position;
    let crypts = zone
        .units
        .alive()
        .filter(|&row| zone.units.look[row as usize].creature_id == HOLOCRYPT);
    let awake = crypts.map(|row| zone.units.position[row as usize]);
    let places = awake.chain(zone.grids.asleep_of(HOLOCRYPT));
    let nearest = places.min_by(|a, b| at.distance_squared(*a).total_cmp(&at.distance_squared(*b)));
    nearest.map(|place| Vec3::new(place.x + BESIDE, place.y, place.z))
}
