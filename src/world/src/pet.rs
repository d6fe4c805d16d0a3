//! Vanity pets: one a player, which follows it and means nothing (`features.md` sections 5 and 21).
//!
//! It goes with its owner wherever that goes, by coming again there. What calls one is a command;
//! the spells that do it in play call [`summon`] as well.

use bezgelor_core::Vec3;
use bezgelor_core::ids::{CreatureId, UnitId};
use game::hunt::{FOLLOW_DISTANCE, FOLLOW_LOOK_MS, FOLLOW_SLACK, FOLLOW_SPEED};
use game::movement::in_world;

use crate::creature::{errand, mind};
use crate::entity::owned;
use crate::entity::slots::Row;
use crate::entity::units::{Kind, Look};
use crate::entity::unmake;
use crate::movement::way::Way;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// Health of a pet, which nothing takes from it.
const HEALTH: f32 = 800.0;
/// A pet so many world units behind comes at once: its owner rides, was put elsewhere, or went
/// where it cannot walk. Ours.
const LOST: f32 = 40.0;

/// Calls a pet to a player, instead of the one it has.
///
/// # Errors
/// Why it does not come.
pub(crate) fn summon(
    zone: &mut Zone,
    out: &mut Outputs,
    seat: Seat,
    creature_id: CreatureId,
) -> Result<(), &'static str> {
    if zone.data.creature(creature_id).is_none() {
        return Err("There is no such creature.");
    }
    send_away(zone, out, seat);
    zone.players.at_mut(seat).entry.sheet.condition.pet = Some(creature_id);
    if come(zone, seat) {
        Ok(())
    } else {
        Err("There is no room for it.")
    }
}

/// Sends a player's pet away for good; false when it has none.
pub(crate) fn dismiss(zone: &mut Zone, out: &mut Outputs, seat: Seat) -> bool {
    send_away(zone, out, seat);
    zone.players
        .at_mut(seat)
        .entry
        .sheet
        .condition
        .pet
        .take()
        .is_some()
}

/// The pet is not here any more; where its owner goes it comes again.
pub(crate) fn send_away(zone: &mut Zone, out: &mut Outputs, seat: Seat) {
    if let Some(pet) = zone.players.at_mut(seat).pet.take() {
        unmake::unmake(zone, out, pet);
    }
}

/// The pet of a player that came into a world comes too. False when it should and cannot.
pub(crate) fn come(zone: &mut Zone, seat: Seat) -> bool {
    let Some(creature_id) = zone.players.at(seat).entry.sheet.condition.pet else {
        return true;
    };
    let creature = zone.data.creature(creature_id).copied().unwrap_or_default();
    let mut seed = owned::seed(zone, seat, Kind::PET, HEALTH);
    seed.position = beside(seed.position);
    seed.body.sheathed = Some(false);
    seed.look = Look {
        creature_id,
        display_info: creature.display_info,
        outfit_info: creature.outfit_info,
        ..Look::default()
    };
    let Some(pet) = owned::make(zone, seat, &seed) else {
        return false;
    };
    zone.players.at_mut(seat).pet = Some(pet);
    let whom = zone.unit_id(seat);
    errand::begin(zone, pet, errand::Phase::Follow { whom }, UnitId(0));
    errand::look_again(zone, pet, FOLLOW_LOOK_MS);
    true
}

fn beside(at: Vec3) -> Vec3 {
    let place = Vec3::new(at.x + FOLLOW_DISTANCE, at.y, at.z);
    if in_world(place) { place } else { at }
}

/// A look at a pet: it sets out when its owner is too far, and comes at once when that is lost.
pub(crate) fn follow(zone: &mut Zone, pet: Row) {
    mind::bring_up(zone, pet);
    let Some(owner) = owned::owner(zone, pet) else {
        return;
    };
    let at = zone.units.position[pet as usize];
    let to = zone.placement(owner).position;
    let behind = at.distance_squared(to);
    if behind > FOLLOW_SLACK * FOLLOW_SLACK {
        let lost = behind > LOST * LOST;
        let way = if lost {
            Way::Nowhere
        } else {
            errand::go(zone, pet, to, FOLLOW_SPEED, FOLLOW_DISTANCE)
        };
        match way {
            Way::Later => return zone.minds.agenda.put(pet, zone.now.mono.plus(1)),
            Way::Nowhere if zone.minds.courses.get(pet).is_none() || lost => {
                zone.minds.courses.stop(pet);
                zone.units.position[pet as usize] = beside(to);
                zone.vision.touch(pet);
                zone.minds.courses.changed.push(pet);
            }
            _ => {}
        }
    }
    errand::look_again(zone, pet, FOLLOW_LOOK_MS);
}
