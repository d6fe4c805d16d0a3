//! Breath of players who swim under water, and what it costs them to have none
//! (`game::breath`; what is told: `flows.md` section 9, and the hazards of the client's interface).
//!
//! Whoever comes under is followed once a second until it has all its breath again. Its own client
//! is shown the meter (0x010A, begun and ended by 0x0109) and told of the hurt as suffocation
//! (0x092F). Where no map knows the water, nobody drowns.

use bezgelor_core::time::Millis;
use game::breath::{PULSE_MS, PULSE_SHARE, is_under};
use protocol::enums::{HazardAction, HazardType, ModeType, UpdateHealthMask};
use protocol::messages::{ServerHazardAction, ServerHazardList};
use protocol::structs::Hazard;

use crate::combat::recovery;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// Those whose breath is followed: few at a time, so a list.
#[derive(Debug, Default)]
pub(crate) struct Divers {
    seats: Vec<Seat>,
    next_at: Millis,
    /// Memory of the message that shows the meter.
    shown: ServerHazardList,
}

impl Divers {
    /// A player is not here any more.
    pub(crate) fn forget(&mut self, seat: Seat) {
        self.seats.retain(|&diver| diver != seat);
    }
}

/// The client's commands of one message are applied: follows who has come under water.
pub(crate) fn follow(zone: &mut Zone, seat: Seat) {
    let swims = zone.players.at(seat).motion.mode == Some(ModeType::Swim);
    if !swims || zone.divers.seats.contains(&seat) || !is_submerged(zone, seat) {
        return;
    }
    let now = zone.now.mono;
    if zone.divers.seats.is_empty() {
        zone.divers.next_at = now.plus(PULSE_MS);
    }
    zone.divers.seats.push(seat);
    let drowning = *zone.data.drowning();
    zone.players.at_mut(seat).breath.pass(now, true, &drowning);
}

/// Whether a living player swims with its head under water.
fn is_submerged(zone: &Zone, seat: Seat) -> bool {
    let player = zone.players.at(seat);
    if player.motion.mode != Some(ModeType::Swim) || player.death.is_some() {
        return false;
    }
    let at = zone.placement(seat).position;
    let ground = zone.ground.as_deref();
    let surface = ground.and_then(|ground| ground.liquid(at.x, at.z));
    surface.is_some_and(|surface| is_under(at.y, surface))
}

/// Once a second: breath is lost and comes back, and who has none left is hurt.
pub(crate) fn pass_time(zone: &mut Zone, out: &mut Outputs) {
    let now = zone.now.mono;
    if zone.divers.seats.is_empty() || now < zone.divers.next_at {
        return;
    }
    zone.divers.next_at = now.plus(PULSE_MS);
    let mut seats = std::mem::take(&mut zone.divers.seats);
    seats.retain(|&seat| look_at(zone, out, seat));
    zone.divers.seats = seats;
}

/// One diver; false when it is followed no more.
fn look_at(zone: &mut Zone, out: &mut Outputs, seat: Seat) -> bool {
    let (now, drowning) = (zone.now.mono, *zone.data.drowning());
    let is_under = is_submerged(zone, seat);
    let breath = &mut zone.players.at_mut(seat).breath;
    let suffocates = breath.pass(now, is_under, &drowning);
    if !is_under && breath.lost() <= 0.0 {
        surface(zone, out, seat);
        return false;
    }
    show(zone, out, seat, suffocates);
    if suffocates {
        let amount = zone.units.body[zone.row(seat) as usize].health_max * PULSE_SHARE;
        recovery::wound(zone, out, seat, amount, UpdateHealthMask::SuffocateDamage);
    }
    // Who died of it breathes no more.
    zone.players.at(seat).death.is_none()
}

/// Shows a player its meter: the list of all hazards that work on it, and at first that it began.
fn show(zone: &mut Zone, out: &mut Outputs, seat: Seat, suffocates: bool) {
    let drowning = *zone.data.drowning();
    let breath = &mut zone.players.at_mut(seat).breath;
    let (lost, begins) = (
        breath.lost(),
        !std::mem::replace(&mut breath.is_shown, true),
    );
    let hazard = Hazard {
        hazard_id: drowning.hazard,
        type_: HazardType::Breath,
        meter_value: drowning.meter(lost),
        max_value: drowning.meter_max,
        current_threshold: drowning.passed(lost),
        pulse_time_left: if suffocates { PULSE_MS as u32 } else { 0 },
        starts_full: drowning.starts_full,
        enabled: true,
        ..Hazard::default()
    };
    let mut shown = std::mem::take(&mut zone.divers.shown);
    shown.hazards.clear();
    shown.hazards.push(hazard);
    zone.send(out, seat, &shown);
    zone.divers.shown = shown;
    if begins {
        tell(zone, out, seat, HazardAction::Enable);
    }
}

fn tell(zone: &Zone, out: &mut Outputs, seat: Seat, action: HazardAction) {
    let told = ServerHazardAction {
        hazard_id: zone.data.drowning().hazard,
        action,
    };
    zone.send(out, seat, &told);
}

/// A player has all its breath: it came up long ago, died, or is somewhere else.
pub(crate) fn surface(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    zone.divers.forget(seat);
    let breath = std::mem::take(&mut zone.players.at_mut(seat).breath);
    if breath.is_shown {
        tell(zone, out, seat, HazardAction::Remove);
    }
}
