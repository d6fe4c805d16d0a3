//! What changes about a unit in a step is told once, as it is at the end of it.

use ::world::{Command, Order, Question};
use bezgelor_core::Vec3;
use bezgelor_core::ids::ConnectionId;
use command::ZoneCommand;
use game::fall::{DEADLY_DEPTH, HARMLESS_DEPTH};
use protocol::enums::{ItemSlot, StateFlags, UpdateHealthMask};
use protocol::messages::*;
use protocol::unions::IEntityCommandModel as Model;

use crate::bench::{Bench, entry};
use crate::stable::{BOARD, bench, mount, spawns};
use crate::valuables::{keep, move_item, operation};

/// Player 1, and player 2 who looks on.
fn two() -> Bench {
    let mut bench = bench(&spawns());
    bench.enter(1, Vec3::default());
    bench.enter(2, Vec3::new(0.0, 0.0, 5.0));
    bench.hush();
    bench
}

fn order(bench: &mut Bench, command: ZoneCommand) {
    let question = Question::Run(ConnectionId(1), command);
    let order = Order::Ask {
        ticket: 1,
        question,
    };
    let command = Command::Order(Box::new(order));
    bench.inputs.command(command).expect("room");
}

#[test]
fn weapons_drawn_and_put_away_in_one_step_are_told_once() {
    let mut bench = two();
    for drawn in [true, false, true, false] {
        bench.say(
            1,
            &ClientToggleWeapons {
                toggle_state: drawn,
            },
        );
    }
    bench.step();
    let told: Vec<ServerEntityStatUpdateInteger> = bench.client(2).all();
    let values: Vec<u32> = told.iter().map(|told| told.stat.value).collect();
    assert_eq!(values, [0], "the last of it");
    bench.step();
    let again: Vec<ServerEntityStatUpdateInteger> = bench.client(2).all();
    assert_eq!(again.len(), 1, "and not again");
}

#[test]
fn of_two_speeds_in_one_step_the_last_is_told() {
    let mut bench = two();
    for factor in [3.0, 2.0] {
        let player = None;
        order(&mut bench, ZoneCommand::MovementSpeed { factor, player });
    }
    bench.step();
    for number in [1, 2] {
        let told: Vec<ServerEntityPropertiesUpdate> = bench.client(number).all();
        let [told] = &told[..] else {
            panic!("{told:?}");
        };
        assert_eq!(told.properties.len(), 1);
        assert!((told.properties[0].value - 2.0).abs() < 1e-6);
    }
}

#[test]
fn gear_and_mount_of_one_step_are_one_look() {
    let mut bench = two();
    bench.say(1, &move_item((0, 0), (1, 3)));
    bench.step();
    let off = operation(&bench);
    keep(&mut bench, &off, &[]);
    order(&mut bench, mount(BOARD, Some(4711)));
    bench.step();
    let told: Vec<ServerEntityVisualUpdate> = bench.client(2).all();
    let [told] = &told[..] else {
        panic!("{told:?}");
    };
    let mut shown = told.item_visuals.iter();
    let board = shown.find(|visual| visual.slot == ItemSlot::Mount);
    assert_eq!(board.map(|visual| visual.display_id), Some(4711));
}

#[test]
fn health_lost_and_gained_in_one_step_is_told_once_with_its_reason() {
    let mut bench = two();
    let mut hurt = entry(3, Vec3::default());
    hurt.sheet.condition.wounds = 10;
    bench.join_entry(hurt);
    bench.step();
    bench.say(3, &ClientEnteredWorld { world_zone_id: 0 });
    bench.step();
    let depth = (HARMLESS_DEPTH + DEADLY_DEPTH) / 2.0;
    for step in 0..=4_u8 {
        let height = -depth * f32::from(step) / 4.0;
        let falls = if step < 4 {
            StateFlags::Fall
        } else {
            StateFlags::None
        };
        let models = [
            Model::SetPosition {
                position: Vec3::new(0.0, height, 0.0),
                blend: true,
            },
            Model::SetState { state: falls },
        ];
        let items = models.map(|model| ClientEntityCommandItems { model });
        let (time, items) = (1, items.to_vec());
        bench.hush();
        bench.say(3, &ClientEntityCommand { time, items });
        // Long enough that health also comes back in the step.
        bench.step_after(1_000);
    }
    let told: Vec<ServerPlayerHealthUpdate> = bench.client(3).all();
    let masks: Vec<_> = told.iter().map(|told| told.mask).collect();
    assert_eq!(masks, [UpdateHealthMask::FallDamage]);
    let seen: Vec<ServerEntityHealthUpdate> = bench.client(2).all();
    let healths: Vec<u32> = seen.iter().map(|seen| seen.health).collect();
    assert_eq!(healths, [told[0].health]);
}
