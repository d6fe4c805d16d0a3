//! Kinds of units: each shown by its own model, and what fights or breaks and is no creature.

use bezgelor_core::Vec3;
use bezgelor_core::model::Spawn;
use command::ZoneCommand;
use game::hunt::LEASH;
use game::respawn::CORPSE_MS;
use protocol::messages::*;
use protocol::unions::{IEntityCommandModel as Move, IEntityModel as Model};
use protocol::wire::Union;

use crate::bench::Bench;
use crate::hunting::{
    CATTLE, FOES, NEAR, bench, creature, enter, look_at, motions, order, steps, walk,
};

const TURRET: u8 = 13;
const DESTRUCTIBLE: u8 = 2;
const DESTRUCTIBLE_DOOR: u8 = 30;

fn thing(number: u64, kind: u8, at: Vec3) -> Spawn {
    Spawn {
        entity_type: kind,
        ..creature(number, FOES, at)
    }
}

/// Whether units are in combat, by the last word of each.
fn in_combat(bench: &Bench, unit: u32) -> bool {
    let told: Vec<ServerUnitEnteredCombat> = bench.client(1).all();
    let last = told.iter().rfind(|told| told.unit_id == unit);
    last.is_some_and(|told| told.in_combat)
}

/// Kinds the client knows, and that of players, which no spawn has.
const KINDS: u8 = 37;
const PLAYER: u8 = 20;

#[test]
fn each_kind_is_shown_by_the_model_of_its_own_number() {
    let kinds = (0..KINDS).filter(|&kind| kind != PLAYER);
    let spawns: Vec<Spawn> = kinds
        .map(|kind| {
            let at = Vec3::new(f32::from(kind), 0.0, 20.0);
            Spawn {
                entity_type: kind,
                ..creature(u64::from(kind) + 1, CATTLE, at)
            }
        })
        .collect();
    let mut bench = bench(&spawns);
    enter(&mut bench, 1, Vec3::default());
    steps(&mut bench, 2);
    let mut shown = Vec::new();
    for create in bench.client(1).all::<ServerEntityCreate>() {
        let model = create.entity_model.case();
        // Things stand in a row, each as far along it as the number of its kind says.
        let place = |command: &ServerEntityCreateCommands| match command.model {
            Move::SetPosition { position, .. } if position.z > 0.0 => Some(position.x as u32),
            _ => None,
        };
        let place = create.commands.iter().find_map(place);
        assert_eq!(place.unwrap_or(u32::from(PLAYER)), model, "{create:?}");
        shown.push(model);
    }
    shown.sort_unstable();
    let all: Vec<u32> = (0..u32::from(KINDS)).collect();
    assert_eq!(shown, all, "the player itself is of the one that is left");
}

#[test]
fn a_plug_was_said_to_be_in_its_socket_twice() {
    use ServerEntityCreateWorldPlacementDataTypeSwitch as Placement;
    const PLUG: u8 = 15;
    const SIMPLE: u8 = 10;
    let spawns = [PLUG, SIMPLE].map(|kind| Spawn {
        entity_type: kind,
        world_socket_id: 300,
        ..creature(u64::from(kind), CATTLE, NEAR)
    });
    let mut bench = bench(&spawns);
    enter(&mut bench, 1, Vec3::default());
    let created: Vec<ServerEntityCreate> = bench.client(1).all();
    let of = |kind: u8| {
        let found = created
            .iter()
            .find(|unit| unit.entity_model.case() == u32::from(kind));
        found.expect("it is seen")
    };
    let model = &of(PLUG).entity_model;
    let in_model = matches!(model, Model::Plug { socket_id: 300, .. });
    assert!(in_model, "{model:?}");
    let placed = |kind| matches!(of(kind).world_placement_data.type_, Placement::Case1 { .. });
    assert!(!placed(PLUG) && placed(SIMPLE));
}

#[test]
fn a_turret_turns_to_its_foe_and_stays_where_it_is() {
    let mut bench = bench(&[thing(1, TURRET, Vec3::default())]);
    enter(&mut bench, 1, NEAR);
    steps(&mut bench, 60);
    assert!(in_combat(&bench, 1));
    let own = bench.client(1).own.expect("told");
    let told = motions(&bench, 1, 1);
    let stands = |models: &Vec<Move>| {
        let mut places = models.iter().filter_map(|model| match model {
            Move::SetPosition { position, .. } => Some(*position),
            _ => None,
        });
        places.next() == Some(Vec3::default()) && places.next().is_none()
    };
    assert!(!told.is_empty() && told.iter().all(stands), "{told:?}");
    let faces = Move::SetRotationFaceUnit {
        unit_id: own,
        blend: false,
    };
    assert!(told[0].contains(&faces), "{told:?}");

    // Out of its reach it is left alone, without a step.
    walk(&mut bench, 1, NEAR, Vec3::new(LEASH + 4.0, 0.0, 0.0));
    steps(&mut bench, 40);
    assert!(!in_combat(&bench, 1) && !in_combat(&bench, own));
    assert!(motions(&bench, 1, 1).iter().all(stands));
}

#[test]
fn a_turret_is_shot_to_pieces_and_comes_back() {
    let mut bench = bench(&[thing(1, TURRET, Vec3::new(40.0, 0.0, 0.0))]);
    enter(&mut bench, 1, Vec3::default());
    look_at(&mut bench, 1, 1);
    let refused = order(&mut bench, 1, ZoneCommand::EntityFollow {});
    assert_eq!(refused, Err("It cannot walk.".into()));
    assert_eq!(
        order(&mut bench, 1, ZoneCommand::EntityKill {}),
        Ok(vec!["It is dead.".into()])
    );
    let died: Vec<ServerEntityDeathState> = bench.client(1).all();
    assert_eq!((died.len(), died[0].unit_id, died[0].dead), (1, 1, true));
    bench.step_after(CORPSE_MS + 50);
    steps(&mut bench, 2);
    assert!(!bench.client(1).sees.contains(&1));
    order(&mut bench, 1, ZoneCommand::EntityRespawn {}).expect("done");
    steps(&mut bench, 2);
    let own = bench.client(1).own.expect("told");
    assert!(bench.client(1).sees.iter().any(|&unit| unit != own));
}

#[test]
fn things_break_without_a_fight_and_who_comes_late_sees_the_pieces() {
    for kind in [DESTRUCTIBLE, DESTRUCTIBLE_DOOR] {
        let mut bench = bench(&[thing(1, kind, Vec3::new(5.0, 0.0, 0.0))]);
        enter(&mut bench, 1, Vec3::default());
        steps(&mut bench, 20);
        assert!(!in_combat(&bench, 1), "things hate nobody");
        look_at(&mut bench, 1, 1);
        order(&mut bench, 1, ZoneCommand::EntityKill {}).expect("it breaks");
        let own = bench.client(1).own.expect("told");
        assert!(!in_combat(&bench, own), "{kind}");
        enter(&mut bench, 2, Vec3::default());
        let dead: Vec<ServerEntityDeathState> = bench.client(2).all();
        assert!(
            dead.iter().any(|dead| dead.unit_id == 1 && dead.dead),
            "{kind}"
        );
        bench.step_after(CORPSE_MS + 50);
        steps(&mut bench, 2);
        assert!(!bench.client(2).sees.contains(&1), "{kind}");
    }
}
