//! What stops a player from using a thing and cannot be done from outside yet.

use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::ids::{ConnectionId, CreatureId, WorldId, ZoneInstanceId};
use bezgelor_core::model::{CharacterSheet, Spawn};
use bezgelor_core::testing::{character, spawn};
use bezgelor_core::time::{Millis, Now};
use protocol::enums::UpdateHealthMask;
use protocol::messages::{ClientActivateUnitCast, ClientEnteredWorld};
use protocol::{Message, decode_message, encode_message};

use super::*;
use crate::combat::recovery;
use crate::config::ZoneConfig;
use crate::data::WorldData;
use crate::inputs::Inputs;
use crate::player::entry::PlayerEntry;

const WHO: ConnectionId = ConnectionId(7);

/// A player who uses a chest that takes ten seconds, and the outputs of the last step.
fn in_use() -> (Zone, Outputs) {
    let world_id = WorldId(51);
    let chest = Creature {
        id: CreatureId(9),
        activate_cast_ms: 10_000,
        ..Creature::default()
    };
    let data = WorldData::new(vec![chest], Vec::new(), Vec::new(), Vec::new());
    let stands = Spawn {
        entity_type: Kind::CHEST.0,
        creature_id: CreatureId(9),
        world_id,
        ..spawn(1)
    };
    let config = ZoneConfig::new(ZoneInstanceId(1), world_id, 1);
    let mut zone = Zone::new(config, Arc::new(data), &[stands]);
    let (mut inputs, mut out) = (Inputs::new(), Outputs::new());
    let mut own = character(1);
    own.world_id = world_id;
    own.placement.position = Vec3::default();
    let sheet = CharacterSheet::new(own, Vec::new(), Vec::new());
    let entry = Box::new(PlayerEntry::new(WHO, sheet));
    inputs.join(entry).expect("room");
    let mut step = |zone: &mut Zone, inputs: &mut Inputs, at| {
        let mono = Millis(at);
        zone.step(
            Now {
                mono,
                ..Now::default()
            },
            inputs,
            &mut out,
        );
    };
    step(&mut zone, &mut inputs, 50);
    say(&mut inputs, &ClientEnteredWorld { world_zone_id: 0 });
    step(&mut zone, &mut inputs, 100);
    let chest = zone
        .units
        .alive()
        .find(|&row| zone.units.kind[row as usize] == Kind::CHEST);
    let activate_unit_id = zone.units.id(chest.expect("it stands")).0;
    let cast = ClientActivateUnitCast {
        client_unique_id: 1,
        activate_unit_id,
    };
    say(&mut inputs, &cast);
    step(&mut zone, &mut inputs, 150);
    (zone, out)
}

fn say<M: Message>(inputs: &mut Inputs, message: &M) {
    let mut bytes = Vec::new();
    encode_message(message, &mut bytes);
    inputs.message(WHO, M::OPCODE, &bytes[2..]).expect("room");
}

/// Nothing but falls hurts players so far, and who falls has moved: so not from outside.
#[test]
fn who_is_hurt_stops_and_is_told_why() {
    let (mut zone, mut out) = in_use();
    let seat = zone.players.seat(WHO).expect("here");
    assert!(zone.players.at(seat).activation.is_some());
    out.clear();
    recovery::wound(&mut zone, &mut out, seat, 0.0, UpdateHealthMask::None);
    assert!(zone.players.at(seat).activation.is_some(), "not a scratch");
    recovery::wound(&mut zone, &mut out, seat, 1.0, UpdateHealthMask::None);
    assert!(zone.players.at(seat).activation.is_none());
    assert!(zone.activations.seats.is_empty());
    let told = out.deliveries().find_map(|(message, _)| {
        let (opcode, body) = message.split_first_chunk::<2>()?;
        let is_stop = u16::from_le_bytes(*opcode) == Server07F9::OPCODE;
        is_stop.then(|| decode_message::<Server07F9>(body).expect("decodes"))
    });
    let why = told.expect("told").cast_result;
    assert_eq!(why, CastResult::DamageInterrupts);
}
