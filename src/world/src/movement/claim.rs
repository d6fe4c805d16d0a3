//! What a client says of its unit, command by command: all 30 kinds are taken, checked or refused.
//!
//! Of keys every one is checked, and the last is where the unit is: the times between them are a
//! client's own and nobody's business. Ways along splines and throws are the server's to give, and
//! so is a unit's size.

use bezgelor_core::Vec3;
use bezgelor_core::limits::CLAIMED_KEYS_MAX;
use bezgelor_core::time::Millis;
use game::motion::Turn;
use game::motion::turn::Facing;
use game::movement::{GROUNDED, StepFault, in_world, is_velocity};
use protocol::enums::ModeType;
use protocol::unions::IEntityCommandModel as Command;

use crate::death;
use crate::entity::slots::Row;
use crate::interaction::reach;
use crate::maps::lands::Ground;
use crate::movement::ride;
use crate::player::players::{Player, Seat};
use crate::vehicle::drive;
use crate::zone::Zone;

/// Angles beyond this many radians are noise.
const ANGLE_MAX: f32 = 1_000.0;
/// Modes of movement there are.
const MODES: u32 = 4;

/// Why a client's commands are not applied.
pub(crate) enum Refusal {
    /// A step nobody can make, or no numbers.
    Impossible(StepFault),
    /// More than one message may hold, or commands only the server gives.
    Senseless,
    /// A ghost goes too far from its body: it may wish to.
    Astray,
}

/// Applies one command of the client that drives a player's unit.
pub(crate) fn apply(zone: &mut Zone, seat: Seat, command: &Command) -> Result<(), Refusal> {
    let row = drive::driven(zone, seat).unwrap_or_else(|| zone.row(seat));
    match command {
        // The client's own clock; relayed motion carries ours.
        Command::SetTime { .. } => return Ok(()),
        Command::SetPlatform { unit_id } => {
            if !ride::board(zone, seat, *unit_id) {
                return Err(Refusal::Senseless);
            }
        }
        &Command::SetPosition { position, blend } => go(zone, seat, row, position, blend)?,
        Command::SetPositionKeys {
            times,
            positions,
            blend,
            ..
        } => {
            last_key(times, positions)?;
            for &position in positions {
                go(zone, seat, row, position, *blend)?;
            }
        }
        _ => {
            let turned = rotation(zone, (seat, row), command);
            if let Err(Refusal::Impossible(_)) = turned {
                take_back(zone.players.at_mut(seat), zone.now.mono);
            }
            match turned? {
                Some(rotation) => zone.units.rotation[row as usize] = rotation,
                None => steer(zone.players.at_mut(seat), zone.now.mono, command)?,
            }
        }
    }
    zone.players.at_mut(seat).motion.changed = true;
    Ok(())
}

/// Where a command of the group of rotation makes a unit look; `None` for one of another group.
fn rotation(
    zone: &Zone,
    (seat, row): (Seat, Row),
    command: &Command,
) -> Result<Option<Vec3>, Refusal> {
    let before = zone.units.rotation[row as usize];
    let facing = Facing {
        position: zone.units.position[row as usize],
        travels: None,
        before,
    };
    let towards = |turn: Turn, place: Option<Vec3>| turn.at(zone.now.mono, facing, |_| place);
    let rotation = match command {
        Command::SetRotation { rotation, .. } | Command::SetRotationSpin { rotation, .. } => {
            *rotation
        }
        Command::SetRotationKeys {
            times, rotations, ..
        } => {
            let last = last_key(times, rotations)?;
            if !rotations.iter().all(|&rotation| is_angle(rotation)) {
                return Err(Refusal::Impossible(StepFault::NoPlace));
            }
            last
        }
        Command::SetRotationFaceUnit { unit_id, .. } => {
            let whom = reach::seen(zone, seat, *unit_id).ok_or(Refusal::Senseless)?;
            let place = zone.position_now(whom);
            towards(Turn::Unit(zone.units.id(whom)), Some(place))
        }
        &Command::SetRotationFacePosition { position, .. } if in_world(position) => {
            towards(Turn::Point(position), None)
        }
        Command::SetRotationDefaults { .. } => before,
        _ => return Ok(None),
    };
    if is_angle(rotation) {
        Ok(Some(rotation))
    } else {
        Err(Refusal::Impossible(StepFault::NoPlace))
    }
}

/// Applies a command of the groups of velocity, move, state or mode.
fn steer(player: &mut Player, now: Millis, command: &Command) -> Result<(), Refusal> {
    let motion = &mut player.motion;
    match command {
        Command::SetVelocity { velocity, .. } => {
            return speed_up(player, now, std::slice::from_ref(velocity));
        }
        Command::SetVelocityKeys {
            times, velocities, ..
        } => {
            last_key(times, velocities)?;
            return speed_up(player, now, velocities);
        }
        Command::SetVelocityDefaults { .. } => motion.velocity = None,
        Command::SetMove { move_, .. } => motion.steer = Some(*move_),
        Command::SetMoveKeys { times, moves, .. } => motion.steer = Some(last_key(times, moves)?),
        Command::SetMoveDefaults { .. } => motion.steer = None,
        Command::SetState { state } => motion.state = Some(*state),
        Command::SetStateKeys { times, states, .. } => {
            motion.state = Some(last_key(times, states)?);
        }
        Command::SetStateDefault { .. } => motion.state = None,
        Command::SetMode { mode } => motion.mode = Some(known(*mode)?),
        Command::SetModeKeys { times, modes, .. } => {
            let last = last_key(times, modes)?;
            modes.iter().try_for_each(|&mode| known(mode).map(drop))?;
            motion.mode = Some(last);
        }
        Command::SetModeDefault { .. } => motion.mode = None,
        _ => return Err(Refusal::Senseless),
    }
    Ok(())
}

/// Takes velocities one after the other; who says one that nobody has is put back where it was.
fn speed_up(player: &mut Player, now: Millis, velocities: &[Vec3]) -> Result<(), Refusal> {
    if !velocities.iter().all(|&velocity| is_velocity(velocity)) {
        take_back(player, now);
        return Err(Refusal::Impossible(StepFault::TooFast));
    }
    player.motion.velocity = velocities.last().copied();
    Ok(())
}

/// Counts what a client said in vain; its unit is where it was.
fn take_back(player: &mut Player, now: Millis) {
    player.guard.take_back(player.guard.at(), now);
}

/// The last of some keys whose times rise; no keys, too many or others make no sense.
fn last_key<T: Copy>(times: &[u32], values: &[T]) -> Result<T, Refusal> {
    let rise = times.windows(2).all(|pair| pair[0] <= pair[1]);
    let last = values.last().copied();
    last.filter(|_| rise && values.len() <= CLAIMED_KEYS_MAX)
        .ok_or(Refusal::Senseless)
}

fn known(mode: ModeType) -> Result<ModeType, Refusal> {
    if mode.0 < MODES {
        Ok(mode)
    } else {
        Err(Refusal::Senseless)
    }
}

/// A step of the unit in `row`, which a player's client drives. Whoever it carries comes along.
fn go(zone: &mut Zone, seat: Seat, row: Row, position: Vec3, blend: bool) -> Result<(), Refusal> {
    let base = ride::base(zone, seat).ok_or(Refusal::Senseless)?;
    let tether = death::tether(zone, seat);
    if tether.is_some_and(|tether| !tether.allows(ride::on(base, position))) {
        return Err(Refusal::Astray);
    }
    let (own, now) = (zone.row(seat), zone.now.mono);
    let player = zone.players.at_mut(seat);
    let (limits, motion) = (player.limits, &mut player.motion);
    player
        .guard
        .step(position, now, limits)
        .map_err(Refusal::Impossible)?;
    let ground = zone.ground.as_deref();
    if motion.ride.is_some() {
        player.clip.forget();
    } else if let Some(ground) = ground {
        let before = zone.units.position[row as usize];
        let height = |x, z| ground.height(x, z);
        if player.clip.goes_through(position, height) {
            player.guard.take_back(before, now);
            return Err(Refusal::Impossible(StepFault::ThroughGround));
        }
    }
    if motion.ride.is_some() || ground.is_none_or(|ground| carries(ground, position)) {
        player.guard.touch_ground();
    }
    motion.blend = blend;
    motion.changed = true;
    if let Some(ride) = &mut motion.ride {
        ride.relative = position;
    }
    zone.units.position[row as usize] = ride::on(base, position);
    zone.vision.touch(row);
    if row != own {
        ride::follow(zone, row);
    }
    Ok(())
}

/// Whether ground or water carries somebody, as far as the map knows: over a hole it knows nothing.
fn carries(ground: &dyn Ground, at: Vec3) -> bool {
    let Some(height) = ground.height(at.x, at.z) else {
        return true;
    };
    at.y <= height + GROUNDED
        || ground
            .liquid(at.x, at.z)
            .is_some_and(|surface| at.y <= surface + GROUNDED)
}

fn is_angle(rotation: Vec3) -> bool {
    let axes = [rotation.x, rotation.y, rotation.z];
    axes.into_iter().all(|axis| axis.abs() <= ANGLE_MAX)
}
