//! A zone that breaks while operations on valuables are on their way.

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{ItemTemplateId, WorldId, ZoneInstanceId};
use bezgelor_core::model::{Character, CharacterSheet, Item};
use bezgelor_core::testing::character;
use bezgelor_core::time::{Millis, UnixMillis};
use protocol::enums::InventoryLocation;
use protocol::messages::{ClientEnteredWorld, ClientItemMove, ServerPlayerCreate};
use protocol::structs::ItemLocation;
use protocol::{Message, decode_message, encode_message};
use world::Refused;

use super::*;

const WORLD: WorldId = WorldId(870);
/// An item in the inventory of everybody, at index 0: its id is 50 and the number of the player.
const ITEMS: u64 = 50;

fn entry(number: u64) -> Box<PlayerEntry> {
    let character = Character {
        faction: 166,
        world_id: WORLD,
        placement: Placement {
            position: Vec3::new(1.0, 2.0, 3.0),
            rotation: Vec3::default(),
        },
        ..character(number)
    };
    let item = Item {
        id: ItemId(ITEMS + number),
        template_id: ItemTemplateId(5),
        location: 1,
        bag_index: 0,
        stack_count: 1,
        charges: 0,
    };
    Box::new(PlayerEntry::new(
        ConnectionId(number),
        CharacterSheet::new(character, Vec::new(), vec![item]),
    ))
}

struct Stage {
    hosted: HostedZone,
    now_ms: u64,
}

impl Stage {
    /// Two players in the world.
    fn new() -> Self {
        let config = ZoneConfig::new(ZoneInstanceId(1), WORLD, 7);
        let data = Arc::new(WorldData::default());
        let mut stage = Self {
            hosted: HostedZone::with(config, data, Population::default(), None),
            now_ms: 0,
        };
        for number in [1, 2] {
            assert!(stage.hosted.join(entry(number)).is_ok());
        }
        stage.step();
        for number in [1, 2] {
            stage.say(number, &ClientEnteredWorld { world_zone_id: 0 });
        }
        stage.step();
        stage
    }

    fn step(&mut self) {
        self.now_ms += 50;
        self.hosted.step(Now {
            mono: Millis(self.now_ms),
            unix: UnixMillis(0),
        });
    }

    fn say<M: Message>(&mut self, number: u64, message: &M) {
        let mut bytes = Vec::new();
        encode_message(message, &mut bytes);
        let taken = self
            .hosted
            .message(ConnectionId(number), M::OPCODE, &bytes[2..]);
        taken.expect("room");
    }

    /// A player moves its item to index `to`; the operation that asks for it.
    fn moves(&mut self, number: u64, to: u32) -> Operation {
        let place = |bag_index| ItemLocation {
            location: InventoryLocation::Inventory,
            bag_index,
        };
        let wish = ClientItemMove {
            from: place(0),
            to: place(to),
        };
        self.say(number, &wish);
        self.step();
        self.hosted.begun().pop().expect("an operation")
    }

    /// Where the zone believes a player's item to be: another move from there makes it ask.
    fn index_of(&self, number: u64) -> u32 {
        let resident = &self.hosted.residents[&CharacterId(number)];
        resident.sheet.items[0].bag_index
    }

    fn breaks(self) -> Self {
        Self {
            hosted: self.hosted.rebuilt(),
            now_ms: self.now_ms,
        }
    }
}

#[test]
fn what_is_kept_after_its_zone_broke_is_so_in_the_next() {
    let mut stage = Stage::new();
    let operation = stage.moves(1, 9);
    let life = stage.hosted.life;
    let mut stage = stage.breaks();
    stage.step();
    assert_eq!(stage.hosted.zone.player_count(), 1, "one of them waits");
    stage
        .hosted
        .settled(life, &operation, Outcome::Kept(Vec::new()));
    stage.step();
    assert_eq!(stage.hosted.zone.player_count(), 2);
    assert_eq!((stage.index_of(1), stage.index_of(2)), (9, 0));
    // The new zone believes it too: what was at 0 is not there any more.
    stage.say(1, &ClientEnteredWorld { world_zone_id: 0 });
    stage.step();
    let salvaged = stage.hosted.zone.salvage();
    let one = salvaged.iter().find(|e| e.connection == ConnectionId(1));
    assert_eq!(one.map(|entry| entry.sheet.items[0].bag_index), Some(9));
}

#[test]
fn what_was_kept_but_never_seen_by_the_zone_that_broke_is_not_forgotten() {
    let mut stage = Stage::new();
    let operation = stage.moves(1, 9);
    let life = stage.hosted.life;
    // The answer is there, and the zone breaks in the step that would have taken it.
    stage
        .hosted
        .settled(life, &operation, Outcome::Kept(Vec::new()));
    let mut stage = stage.breaks();
    stage.step();
    assert_eq!(
        stage.hosted.zone.player_count(),
        2,
        "nobody has anything open"
    );
    let salvaged = stage.hosted.zone.salvage();
    let one = salvaged.iter().find(|e| e.connection == ConnectionId(1));
    assert_eq!(one.map(|entry| entry.sheet.items[0].bag_index), Some(9));
}

#[test]
fn what_is_refused_after_its_zone_broke_did_not_happen() {
    let mut stage = Stage::new();
    let operation = stage.moves(1, 9);
    let life = stage.hosted.life;
    let mut stage = stage.breaks();
    let outcome = Outcome::Refused(Refused::Away);
    stage.hosted.settled(life, &operation, outcome);
    stage.step();
    assert_eq!(stage.hosted.zone.player_count(), 2);
    assert_eq!(stage.index_of(1), 0);
}

#[test]
fn who_goes_while_it_is_held_back_is_gone() {
    let mut stage = Stage::new();
    let operation = stage.moves(1, 9);
    let life = stage.hosted.life;
    let mut stage = stage.breaks();
    let left = stage.hosted.leave(ConnectionId(1), LeaveReason::LinkLost);
    left.expect("room");
    assert_eq!(stage.hosted.gone, [ConnectionId(1)]);
    stage
        .hosted
        .settled(life, &operation, Outcome::Kept(Vec::new()));
    stage.step();
    assert_eq!(stage.hosted.zone.player_count(), 1);
}

/// What a client is told of its character, by its place among all that is told in a step.
fn told_of_itself(stage: &Stage, number: u64) -> Vec<ServerPlayerCreate> {
    let deliveries = stage.hosted.outputs.deliveries();
    let told = deliveries.filter(|(_, to)| to.iter().any(|to| to == ConnectionId(number)));
    let bodies = told.filter_map(|(message, _)| {
        message.strip_prefix(ServerPlayerCreate::OPCODE.to_le_bytes().as_slice())
    });
    bodies
        .map(|body| decode_message(body).expect("what the server sends decodes"))
        .collect()
}

#[test]
fn who_left_in_the_step_that_broke_does_not_stay_for_ever() {
    let mut stage = Stage::new();
    let left = stage.hosted.leave(ConnectionId(1), LeaveReason::LinkLost);
    left.expect("room");
    // The farewell is lost with the step.
    let mut stage = stage.breaks();
    assert_eq!(stage.hosted.gone, [ConnectionId(1)]);
    stage.step();
    assert_eq!(stage.hosted.zone.player_count(), 1);
    stage.hosted.forget(ConnectionId(1)).expect("it was known");
    assert!(stage.hosted.leaving.is_empty());
}

#[test]
fn who_came_in_the_step_that_broke_is_told_who_it_is() {
    let mut stage = Stage::new();
    stage.hosted.learn();
    assert!(stage.hosted.join(entry(3)).is_ok());
    stage.step();
    // It was in already, and what it was told is lost.
    let mut stage = stage.breaks();
    stage.step();
    assert_eq!(told_of_itself(&stage, 3).len(), 1);
    assert_eq!(told_of_itself(&stage, 1).len(), 0, "it knows");
}

#[test]
fn who_waited_for_the_step_that_broke_is_told_who_it_is() {
    let mut stage = Stage::new();
    stage.hosted.learn();
    assert!(stage.hosted.join(entry(3)).is_ok());
    let mut stage = stage.breaks();
    stage.step();
    assert_eq!(told_of_itself(&stage, 3).len(), 1);
}

#[test]
fn what_was_kept_in_the_step_that_broke_is_told() {
    let mut stage = Stage::new();
    let operation = stage.moves(1, 9);
    stage.hosted.learn();
    let life = stage.hosted.life;
    stage
        .hosted
        .settled(life, &operation, Outcome::Kept(Vec::new()));
    stage.step();
    // Its move is told, and lost.
    let mut stage = stage.breaks();
    stage.step();
    let told = told_of_itself(&stage, 1);
    let place = told[0].inventory[0].item.location_data.bag_index;
    assert_eq!(place, 9);
    assert_eq!(told_of_itself(&stage, 2).len(), 0, "nothing of it changed");
}
