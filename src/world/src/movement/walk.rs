//! Movement of players: what their clients say is checked, applied and told to who sees it.
//!
//! A client drives its own unit, but never farther than time allows (`game::movement`). A step that
//! is not believed is answered by taking control: the client is put back where it was last
//! believed, and whatever it sends until it acknowledges the next ticket (0x0636, 0x0635) was said
//! before it knew and is ignored.

use bezgelor_core::geometry::Placement;
use bezgelor_core::limits::{MOVEMENT_COMMANDS_MAX, REFUSED_STEPS_TOLD};
use bezgelor_core::model::Character;
use game::movement::{SpeedLimits, StepFault};
use game::property::{MOUNT_SPEED_MULTIPLIER, MOVE_SPEED_MULTIPLIER, player_base, value_of};
use protocol::messages::{Server0635, ServerEntityCommand, ServerMovementControl};
use protocol::unions::IEntityCommandModel as Command;
use protocol::wire::Union as _;
use protocol::{BitReader, DecodeError};

use crate::death;
use crate::handler::dispatch;
use crate::interaction::chair;
use crate::movement::claim::{self, Refusal};
use crate::movement::{breath, fall, ride};
use crate::outputs::{Disbelief, DisconnectReason, Event, Outputs};
use crate::player::players::{Seat, Speed};
use crate::travel::flight;
use crate::vehicle::{board, drive};
use crate::zone::Zone;

/// Control goes back to a client that does not acknowledge within this time.
const CONTROL_TIMEOUT_MS: u64 = 5_000;
/// 0x0637: what a client did with its unit. Read command by command, without a list in between.
pub(crate) fn commands(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    body: &[u8],
) -> Result<(), DecodeError> {
    let mut r = BitReader::new(body);
    let _client_time = r.take(32);
    let count = r.take_count(32, COMMAND_BITS_MIN);
    r.check()?;
    if !takes_commands(zone, seat) {
        return Ok(());
    }
    if count > MOVEMENT_COMMANDS_MAX {
        zone.counters.senseless += 1;
        return Ok(());
    }
    let sits = zone.chairs.of(seat).is_some();
    for _ in 0..count {
        let case = r.take(5) as u32;
        let command = Command::read(&mut r, case);
        r.check()?;
        match claim::apply(zone, seat, &command) {
            Ok(()) => {}
            Err(Refusal::Senseless) => zone.counters.senseless += 1,
            Err(Refusal::Astray) => {
                correct(zone, out, seat);
                return Ok(());
            }
            Err(Refusal::Impossible(fault)) => {
                disbelieve(zone, out, seat, fault);
                return Ok(());
            }
        }
    }
    fall::follow(zone, out, seat);
    breath::follow(zone, seat);
    note_mover(zone, seat);
    if sits {
        let at = zone.placement(seat).position;
        chair::moved(zone, out, seat, at);
    }
    Ok(())
}

/// A step that nobody can make: it is taken back. Who makes many is named, with the last of them,
/// and sent away when there are more than the realm bears.
fn disbelieve(zone: &mut Zone, out: &mut Outputs, seat: Seat, fault: StepFault) {
    zone.counters.steps_refused += 1;
    let player = zone.players.at(seat);
    let (score, most) = (player.guard.score(), zone.config.refused_steps_max);
    let is_sent_away = most > 0 && score > most;
    if is_sent_away || score == REFUSED_STEPS_TOLD {
        out.event(Event::Disbelieved(Disbelief {
            connection: zone.players.connection[seat as usize],
            character: player.entry.sheet.character.id,
            at: player.guard.at(),
            fault,
            score,
            is_sent_away,
        }));
    }
    if is_sent_away {
        dispatch::disconnect(zone, out, seat, DisconnectReason::Movement);
    } else {
        correct(zone, out, seat);
    }
}

/// A command's selector and its smallest case.
const COMMAND_BITS_MIN: u32 = 5 + 1;

fn takes_commands(zone: &mut Zone, seat: Seat) -> bool {
    let now = zone.now.mono;
    let player = zone.players.at_mut(seat);
    if player.control.by_server && now >= player.control.given_back_at {
        player.control.by_server = false;
    }
    !player.control.by_server && drive::driven(zone, seat).is_some()
}

/// How fast a character is on foot, and how much of a mount's speed is added to that.
pub(crate) fn speed(character: &Character) -> Speed {
    let base = player_base(character.class, character.level);
    Speed {
        foot: value_of(&base, MOVE_SPEED_MULTIPLIER),
        mount: value_of(&base, MOUNT_SPEED_MULTIPLIER),
    }
}

/// A player's client drives another unit from here on, or the same from elsewhere: where that is,
/// and how fast it can be.
pub(crate) fn stand(zone: &mut Zone, seat: Seat) {
    let own = zone.row(seat);
    let driven = drive::driven(zone, seat).unwrap_or(own);
    let at = zone.units.position[driven as usize];
    let player = zone.players.at_mut(seat);
    player.limits = if driven != own && player.aboard.is_some() {
        SpeedLimits::mounted(player.speed.foot, player.speed.mount)
    } else {
        SpeedLimits::on_foot(player.speed.foot)
    };
    player.guard.place(at);
    player.clip.forget();
}

/// What a player does has changed: its viewers are told at the end of the step.
pub(crate) fn note_mover(zone: &mut Zone, seat: Seat) {
    let motion = &mut zone.players.at_mut(seat).motion;
    if motion.changed && !motion.queued {
        motion.queued = true;
        zone.movers.push(seat);
    }
}

/// Puts a client back where it was last believed and takes control until it has heard of it.
fn correct(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    ride::leave(zone, seat);
    let player = zone.players.at_mut(seat);
    player.motion.stop();
    player.motion.changed = true;
    player.fall.forget();
    let mut message = entity_command(zone, seat);
    message.time_reset = true;
    message.server_controlled = true;
    zone.send(out, seat, &message);
    hand_over(zone, out, seat, true);
    note_mover(zone, seat);
}

/// Puts a player somewhere near, without a loading screen: its client is told where it is and
/// drives on from there.
pub(crate) fn put(zone: &mut Zone, out: &mut Outputs, seat: Seat, to: Placement) {
    chair::get_up(zone, out, seat);
    board::get_off(zone, out, seat);
    death::revive(zone, out, seat);
    ride::leave(zone, seat);
    flight::end(zone, seat);
    let row = zone.row(seat);
    zone.units.position[row as usize] = to.position;
    zone.units.rotation[row as usize] = to.rotation;
    zone.vision.touch(row);
    let player = zone.players.at_mut(seat);
    player.guard.place(to.position);
    player.clip.forget();
    player.camping = None;
    correct(zone, out, seat);
}

/// Tells a client to drive its unit, under a new ticket. With `wait`, what it says before it
/// acknowledges the ticket is ignored.
pub(crate) fn hand_over(zone: &mut Zone, out: &mut Outputs, seat: Seat, wait: bool) {
    let driven = drive::driven(zone, seat).unwrap_or_else(|| zone.row(seat));
    let unit_id = zone.units.id(driven).0;
    let given_back_at = zone.now.mono.plus(CONTROL_TIMEOUT_MS);
    let control = &mut zone.players.at_mut(seat).control;
    control.ticket = control.ticket.wrapping_add(1);
    control.by_server = wait;
    control.given_back_at = given_back_at;
    let ticket = control.ticket;
    zone.send(
        out,
        seat,
        &ServerMovementControl {
            ticket,
            immediate: true,
            unit_id,
        },
    );
}

/// 0x0635: the client drives its unit under this ticket.
pub(crate) fn control_acknowledged(
    zone: &mut Zone,
    _out: &mut Outputs,
    seat: Seat,
    message: &Server0635,
) {
    let control = &mut zone.players.at_mut(seat).control;
    if message.unknown0 == control.ticket {
        control.by_server = false;
    }
}

/// All that the unit a player drives does right now.
pub(crate) fn entity_command(zone: &Zone, seat: Seat) -> ServerEntityCommand {
    let mut message = ServerEntityCommand::default();
    fill_entity_command(zone, seat, &mut message);
    message
}

/// Makes `message` tell all that the unit a player drives does right now; its memory is used again.
pub(crate) fn fill_entity_command(zone: &Zone, seat: Seat, message: &mut ServerEntityCommand) {
    let driven = drive::driven(zone, seat).unwrap_or_else(|| zone.row(seat));
    drive::fill(zone, driven, message);
}
