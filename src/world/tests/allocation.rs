//! A zone whose players walk around one another, and are hunted, asks for no memory: the columns,
//! the grids, the lists of sight and the outputs are as large as they have to be, and stay.
#![expect(unsafe_code, reason = "counting allocations means being the allocator")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::Arc;

use ::world::maps::lands::Lands;
use ::world::{Inputs, Outputs, PlayerEntry, WorldData, Zone, ZoneConfig};
use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{ConnectionId, WorldId, ZoneInstanceId};
use bezgelor_core::model::{Character, CharacterSheet, Spawn};
use bezgelor_core::testing::{character, spawn};
use bezgelor_core::time::{Millis, Now, UnixMillis};
use game::faction::Factions;
use protocol::Message;
use protocol::messages::{
    ClientEnteredWorld, ClientEntityCommand, ClientEntityCommandItems, ServerEntityCommand,
};
use protocol::unions::IEntityCommandModel as Cmd;

struct Counting;

thread_local! {
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

// SAFETY: every call goes on to the system's allocator unchanged; counting touches nothing of it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: the caller's promise is ours.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise is ours.
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: the caller's promise is ours.
        unsafe { System.realloc(memory, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const WORLD: WorldId = WorldId(22);
const PLAYERS: u64 = 60;

fn entry(number: u64) -> Box<PlayerEntry> {
    let at = Vec3::new(number as f32, 0.0, 0.0);
    let character = Character {
        name: format!("Walker Number{number}"),
        world_id: WORLD,
        placement: Placement {
            position: at,
            rotation: Vec3::default(),
        },
        ..character(number)
    };
    Box::new(PlayerEntry::new(
        ConnectionId(number),
        CharacterSheet::new(character, Vec::new(), Vec::new()),
    ))
}

fn say<M: Message>(inputs: &mut Inputs, scratch: &mut Vec<u8>, number: u64, message: &M) {
    scratch.clear();
    protocol::encode_message(message, scratch);
    inputs
        .message(ConnectionId(number), M::OPCODE, &scratch[2..])
        .expect("room");
}

#[test]
fn walking_among_others_allocates_nothing() {
    let config = ZoneConfig::new(ZoneInstanceId(1), WORLD, 1);
    let mut zone = Zone::new(config, Arc::new(WorldData::default()), &[]);
    let (mut inputs, mut out, mut scratch) = (Inputs::new(), Outputs::new(), Vec::new());
    for number in 1..=PLAYERS {
        inputs.join(entry(number)).expect("room");
    }
    let mut now_ms = 0;
    let mut step = |inputs: &mut Inputs, out: &mut Outputs| {
        now_ms += 50;
        let now = Now {
            mono: Millis(now_ms),
            unix: UnixMillis(now_ms as i64),
        };
        let before = COUNT.get();
        zone.step(now, inputs, out);
        COUNT.get() - before
    };
    step(&mut inputs, &mut out);
    for number in 1..=PLAYERS {
        say(
            &mut inputs,
            &mut scratch,
            number,
            &ClientEnteredWorld { world_zone_id: 0 },
        );
    }
    step(&mut inputs, &mut out);
    let mut allocations = 0;
    for tick in 0..200_u16 {
        for number in 1..=PLAYERS {
            let z = f32::from(tick % 20) * 0.3;
            let position = Vec3::new(number as f32, 0.0, z);
            let items = vec![
                ClientEntityCommandItems {
                    model: Cmd::SetPosition {
                        position,
                        blend: true,
                    },
                },
                ClientEntityCommandItems {
                    model: Cmd::SetVelocity {
                        velocity: Vec3::new(0.0, 0.0, 6.0),
                        blend: true,
                    },
                },
            ];
            let time = u32::from(tick) * 50;
            say(
                &mut inputs,
                &mut scratch,
                number,
                &ClientEntityCommand { time, items },
            );
        }
        let asked = step(&mut inputs, &mut out);
        assert_eq!(out.delivered_messages() as u64, PLAYERS * (PLAYERS - 1));
        // The first rounds find out how large everything gets.
        if tick >= 40 {
            allocations += asked;
        }
    }
    assert_eq!(allocations, 0, "in 160 steps of {PLAYERS} walking players");
}

const HUNTERS: u64 = 60;

/// Creatures that hate the players, among those.
fn hunters() -> Vec<Spawn> {
    let hunter = |number: u64| Spawn {
        world_id: WORLD,
        placement: Placement {
            position: Vec3::new(number as f32, 0.0, 12.0),
            rotation: Vec3::default(),
        },
        faction1: 500,
        faction2: 500,
        ..spawn(number)
    };
    (1..=HUNTERS).map(hunter).collect()
}

/// Players run to and fro, farther than any creature reaches, so that hunts begin, go on, are given
/// up and begin again.
#[test]
fn hunting_allocates_nothing() {
    let config = ZoneConfig::new(ZoneInstanceId(1), WORLD, 1);
    let hated = Factions::new(Vec::new(), vec![(character(1).faction, 500, 0)]);
    let data = WorldData::default().with_lands(Lands::new(hated, Vec::new(), Vec::new()));
    let mut zone = Zone::new(config, Arc::new(data), &hunters());
    let (mut inputs, mut out, mut scratch) = (Inputs::new(), Outputs::new(), Vec::new());
    for number in 1..=PLAYERS {
        inputs.join(entry(number)).expect("room");
    }
    let (mut asked, mut told) = (0, 0);
    let mut now_ms = 0;
    // A run there and back takes 800 steps; what is told of a hunt differs from run to run by how
    // the looks fall, so a few of them find out how large everything gets.
    const ROUND: u64 = 800;
    for tick in 0..6 * ROUND {
        let turn = tick % ROUND;
        let way = turn.min(ROUND - turn) as f32 * 0.3;
        for number in 1..=PLAYERS {
            if tick == 1 {
                let entered = ClientEnteredWorld { world_zone_id: 0 };
                say(&mut inputs, &mut scratch, number, &entered);
            } else if tick > 1 && tick % 4 == 0 {
                let position = Vec3::new(number as f32, 0.0, way);
                let model = Cmd::SetPosition {
                    position,
                    blend: true,
                };
                let items = vec![ClientEntityCommandItems { model }];
                let walked = ClientEntityCommand { time: 0, items };
                say(&mut inputs, &mut scratch, number, &walked);
            }
        }
        now_ms += 50;
        let now = Now {
            mono: Millis(now_ms),
            unix: UnixMillis(now_ms as i64),
        };
        let before = COUNT.get();
        zone.step(now, &mut inputs, &mut out);
        // A save of soft state is handed on with its own memory.
        let saves = out.saves().len() as u64;
        if tick >= 5 * ROUND {
            asked += (COUNT.get() - before).saturating_sub(saves);
            let of_creatures = out
                .deliveries()
                .filter(|(message, _)| message[..2] == ENTITY_COMMAND);
            told += of_creatures.count();
        }
    }
    assert!(told > 1_000, "hardly anything happened: {told}");
    assert_eq!(
        asked, 0,
        "in a run of {PLAYERS} players and {HUNTERS} hunters"
    );
}

/// 0x0638, as it is sent.
const ENTITY_COMMAND: [u8; 2] = ServerEntityCommand::OPCODE.to_le_bytes();
