//! Using a thing with a cast bar (`flows.md` section 7): the client asks (0x0097, 0x0098), is told
//! that it begins (0x07FD), and the server keeps the time.
//!
//! What is a matter of skill the client decides and says how it ended (0x0805: 0 failed, 1 done, 2
//! given up; peers agree). Its numbers say how soon that can be (`game::skill`): whoever is done
//! before has not done it. Who moves away or is hurt has stopped, and so has who uses what is gone.

use bezgelor_core::Vec3;
use bezgelor_core::ids::UnitId;
use bezgelor_core::time::Millis;
use game::skill::UNKNOWN_LATEST_MS;
use protocol::enums::CastResult;
use protocol::messages::{
    ClientActivateUnitCast, ClientActivateUnitInteraction, ClientSpellInteractionResult,
    Server07F9, ServerSpellFinish, ServerSpellStartClientInteraction,
};
use protocol::structs::Position;

use crate::data::Creature;
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::interaction::uses::{self, Use};
use crate::interaction::{door, reach, reading, spent};
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::script::{self, Happening};
use crate::travel::{bind, portal};
use crate::vehicle::board;
use crate::zone::Zone;

/// Who is farther than this from where it began has moved.
const STRAY_MAX: f32 = 1.0;
/// What the client says in 0x0805.
const FAILED: u8 = 0;
/// See [`FAILED`].
const DONE: u8 = 1;
/// See [`FAILED`].
const GIVEN_UP: u8 = 2;

/// A thing that is being used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Activation {
    unit: UnitId,
    casting_id: u32,
    began_at: Millis,
    cast_ms: u64,
    from: Vec3,
    /// The client has to say how it ended: when at the earliest, and when at the latest.
    word_ms: Option<(u64, u64)>,
    /// It said that it is done.
    is_done: bool,
}

/// Who uses something: few at a time, so a list.
#[derive(Debug, Default)]
pub(crate) struct Activations {
    seats: Vec<Seat>,
    casting_id: u32,
}

impl Activations {
    /// The player is not here any more.
    pub(crate) fn forget(&mut self, seat: Seat) {
        self.seats.retain(|&own| own != seat);
    }
}

/// 0x0097.
pub(crate) fn cast(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientActivateUnitCast,
) {
    begin(
        zone,
        out,
        seat,
        (message.client_unique_id, message.activate_unit_id),
    );
}

/// 0x0098.
pub(crate) fn interaction(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientActivateUnitInteraction,
) {
    begin(
        zone,
        out,
        seat,
        (message.client_unique_id, message.activate_unit_id),
    );
}

fn begin(zone: &mut Zone, out: &mut Outputs, seat: Seat, (client_id, guid): (u32, u32)) {
    let creature = reach::reached(zone, seat, guid).and_then(|row| {
        let id = zone.units.look[row as usize].creature_id;
        Some((row, *zone.data.creature(id)?))
    });
    let Some((row, creature)) = creature else {
        zone.counters.senseless += 1;
        return;
    };
    let Some(own) = uses::of(zone, out, seat, row) else {
        return;
    };
    stop(zone, out, seat, CastResult::SpellCancelled);
    board::get_off(zone, out, seat);
    zone.activations.casting_id = zone.activations.casting_id.wrapping_add(1).max(1);
    let casting_id = zone.activations.casting_id;
    zone.activations.seats.push(seat);
    let (began_at, from) = (zone.now.mono, zone.placement(seat).position);
    zone.players.at_mut(seat).activation = Some(Activation {
        unit: UnitId(guid),
        casting_id,
        began_at,
        cast_ms: u64::from(creature.activate_cast_ms),
        from,
        word_ms: own.by_client.then(|| word_ms(&creature, &own)),
        is_done: false,
    });
    let at = zone.position_now(row);
    let is_in_use = spent::is_used_up(zone, row) && users(zone, row) > 1;
    let begins = ServerSpellStartClientInteraction {
        client_unique_id: client_id,
        casting_id,
        // The one it is done to, whatever the field is called.
        caster_id: guid,
        position: Position {
            vector_0: at.x,
            vector_1: at.y,
            vector_2: at.z,
        },
        yaw: zone.units.rotation[row as usize].x,
        ..ServerSpellStartClientInteraction::default()
    };
    zone.send(out, seat, &begins);
    if is_in_use {
        stop(zone, out, seat, CastResult::NoValidActivateSpell);
    } else {
        spent::tell_use(zone, out, row, true);
    }
}

/// When the client can say how the use of a thing ended that takes skill.
fn word_ms(creature: &Creature, own: &Use) -> (u64, u64) {
    let (earliest, latest) = match &own.trial {
        Some(trial) => (trial.earliest_ms(), trial.latest_ms()),
        None => (0, UNKNOWN_LATEST_MS),
    };
    (earliest, latest + u64::from(creature.activate_cast_ms))
}

/// Players who use a thing.
pub(crate) fn users(zone: &Zone, row: Row) -> usize {
    let unit = zone.units.id(row);
    let seats = zone.activations.seats.iter();
    let used = seats.filter_map(|&seat| zone.players.at(seat).activation);
    used.filter(|activation| activation.unit == unit).count()
}

/// 0x0805: how it ended for the client.
pub(crate) fn result(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    message: &ClientSpellInteractionResult,
) {
    let activation = zone.players.at(seat).activation;
    let own = activation.filter(|own| own.casting_id == message.casting_id && !own.is_done);
    let Some((mut activation, (earliest_ms, _))) = own.and_then(|own| Some((own, own.word_ms?)))
    else {
        zone.counters.senseless += 1;
        return;
    };
    let is_early = zone.now.mono.since(activation.began_at) < earliest_ms;
    match message.result {
        DONE if !is_early => {
            activation.is_done = true;
            zone.players.at_mut(seat).activation = Some(activation);
        }
        FAILED | GIVEN_UP => stop(zone, out, seat, CastResult::ClientSideInteractionFail),
        _ => {
            zone.counters.senseless += 1;
            stop(zone, out, seat, CastResult::ClientSideInteractionFail);
        }
    }
}

/// Once per step: what is done has its effect; who moved away, or never said a word, has stopped.
pub(crate) fn pass_time(zone: &mut Zone, out: &mut Outputs) {
    if zone.activations.seats.is_empty() {
        return;
    }
    let now = zone.now.mono;
    for seat in zone.activations.seats.clone() {
        let Some(activation) = zone.players.at(seat).activation else {
            continue;
        };
        let at = zone.placement(seat).position;
        let passed_ms = now.since(activation.began_at);
        let waits = activation.word_ms.filter(|_| !activation.is_done);
        if at.distance_squared(activation.from) > STRAY_MAX * STRAY_MAX {
            stop(zone, out, seat, CastResult::CasterMovement);
        } else if reach::seen(zone, seat, activation.unit.0).is_none() {
            stop(zone, out, seat, CastResult::TargetUnknown);
        } else if reach::reached(zone, seat, activation.unit.0).is_none() {
            stop(zone, out, seat, CastResult::TargetRangeMax);
        } else if waits.is_none() && passed_ms >= activation.cast_ms {
            complete(zone, out, seat, activation);
        } else if waits.is_some_and(|(_, latest_ms)| passed_ms >= latest_ms) {
            stop(zone, out, seat, CastResult::ClientSideInteractionFail);
        }
    }
}

fn complete(zone: &mut Zone, out: &mut Outputs, seat: Seat, activation: Activation) {
    end(zone, out, seat);
    let server_unique_id = activation.casting_id;
    zone.send(out, seat, &ServerSpellFinish { server_unique_id });
    if let Some(row) = reach::reached(zone, seat, activation.unit.0) {
        take_effect(zone, out, seat, row);
    }
}

/// What using a thing does.
pub(crate) fn take_effect(zone: &mut Zone, out: &mut Outputs, seat: Seat, row: Row) {
    tell_scripts(zone, out, seat, row);
    match zone.units.kind[row as usize] {
        _ if portal::is_way(zone, row) => portal::enter(zone, out, seat, row),
        Kind::DOOR => door::toggle(zone, out, row),
        Kind::BIND_POINT => bind::at(zone, out, seat, row),
        _ if reading::is_readable(zone, row) => reading::read(zone, out, seat, row, false),
        _ if spent::is_used_up(zone, row) => spent::use_up(zone, out, row),
        _ => {}
    }
}

/// A player used something, whatever comes of it.
pub(crate) fn tell_scripts(zone: &Zone, out: &mut Outputs, seat: Seat, row: Row) {
    let player = zone.unit_id(seat);
    script::tell_of(
        zone,
        out,
        (script::Kind::Activated, row),
        |unit, creature| Happening::Activated {
            player,
            unit,
            creature,
        },
    );
}

/// Ends what is under way without effect, and says why.
pub(crate) fn stop(zone: &mut Zone, out: &mut Outputs, seat: Seat, why: CastResult) {
    let Some(activation) = end(zone, out, seat) else {
        return;
    };
    let stopped = Server07F9 {
        server_unique_id: activation.casting_id,
        cast_result: why,
        caster_id: zone.unit_id(seat).0,
        cancel_cast: true,
    };
    zone.send(out, seat, &stopped);
}

fn end(zone: &mut Zone, out: &mut Outputs, seat: Seat) -> Option<Activation> {
    zone.activations.forget(seat);
    let activation = zone.players.at_mut(seat).activation.take()?;
    // Whoever was refused leaves it to who was there before.
    if let Some(row) = zone.units.row(activation.unit)
        && users(zone, row) == 0
    {
        spent::tell_use(zone, out, row, false);
    }
    Some(activation)
}

#[cfg(test)]
mod tests;
