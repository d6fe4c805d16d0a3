//! Operations with several parties, as features to come will draft them.

use std::sync::Arc;

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{ConnectionId, ItemTemplateId, WorldId, ZoneInstanceId};
use bezgelor_core::model::{Character, CharacterSheet, CurrencyBalance};
use bezgelor_core::recipients::Recipients;
use bezgelor_core::testing::character;
use bezgelor_core::time::{Now, UnixMillis};
use bezgelor_core::valuables::{Owner, OwnerKind, Slot};
use game::inventory::Spot;
use protocol::messages::{ServerCombatReward, ServerItemAdd, ServerItemDelete};
use protocol::{Message, decode_message};

use super::*;
use crate::config::ZoneConfig;
use crate::data::WorldData;
use crate::inputs::Inputs;
use crate::player::entry::PlayerEntry;

const WORLD: WorldId = WorldId(1);

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
    Box::new(PlayerEntry::new(
        ConnectionId(number),
        CharacterSheet::new(
            character,
            vec![CurrencyBalance {
                currency_id: 1,
                amount: 50,
            }],
            vec![item(10 + number, 0)],
        ),
    ))
}

fn item(id: u64, bag_index: u32) -> Item {
    Item {
        id: ItemId(id),
        template_id: ItemTemplateId(5),
        location: 1,
        bag_index,
        stack_count: 1,
        charges: 0,
    }
}

/// Players 1 to 3, each with item 10 + number and 50 credits.
struct Stage {
    zone: Zone,
    inputs: Inputs,
    out: Outputs,
    now_ms: u64,
}

impl Stage {
    fn new() -> Self {
        let config = ZoneConfig::new(ZoneInstanceId(1), WORLD, 7);
        let mut stage = Self {
            zone: Zone::new(config, Arc::new(WorldData::default()), &[]),
            inputs: Inputs::new(),
            out: Outputs::new(),
            now_ms: 0,
        };
        for number in 1..=3 {
            stage.inputs.join(entry(number)).expect("room");
        }
        stage.step();
        stage
    }

    fn step(&mut self) {
        self.now_ms += 50;
        let now = Now {
            mono: Millis(self.now_ms),
            unix: UnixMillis(0),
        };
        self.zone.step(now, &mut self.inputs, &mut self.out);
    }

    fn party(number: u64) -> Party {
        Party {
            character: CharacterId(number),
            connection: ConnectionId(number),
        }
    }

    fn begin(&mut self, number: u64, draft: Draft) -> bool {
        let from = Spot {
            location: 1,
            bag_index: 0,
        };
        let wish = Waiting {
            since: self.zone.now.mono,
            intent: Intent::Destroy { from },
        };
        let party = Self::party(number);
        let begun = open(
            &mut self.zone,
            &mut self.out,
            party,
            (wish, ItemId(0)),
            draft,
        );
        begun.is_ok()
    }

    fn told<M: Message>(&self, number: u64) -> Vec<M> {
        let to = |(_, recipients): &(&[u8], Recipients<'_>)| {
            recipients.iter().any(|to| to == ConnectionId(number))
        };
        let bodies = self.out.deliveries().filter(to).map(|(message, _)| message);
        let mine = bodies.filter(|message| message[..2] == M::OPCODE.to_le_bytes());
        mine.map(|message| decode_message(&message[2..]).expect("decodes"))
            .collect()
    }

    fn items(&self, number: u64) -> Vec<u64> {
        let seat = self.zone.players.seat(ConnectionId(number)).expect("here");
        let items = self.zone.players.at(seat).entry.sheet.items.iter();
        items.map(|item| item.id.0).collect()
    }
}

fn slot(owner: Owner, bag_index: u32) -> Slot {
    Slot {
        owner,
        location: 1,
        bag_index,
    }
}

/// Player 1 sells its item to player 2 for 30 credits.
fn trade() -> Draft {
    let (one, two) = (CharacterId(1), CharacterId(2));
    let (one, two) = (Owner::character(one), Owner::character(two));
    let pay = |owner, delta| Side::Currency {
        owner,
        currency_id: 1,
        delta,
    };
    Draft {
        kind: OperationKind::Move,
        sides: vec![
            Side::ItemMove {
                item: ItemId(11),
                from: slot(one, 0),
                to: slot(two, 3),
            },
            pay(two, -30),
            pay(one, 30),
        ],
        reason: ItemUpdateReason::Trade,
        others: vec![Stage::party(2)],
        arriving: Vec::new(),
    }
}

#[test]
fn both_parties_of_a_trade_wait_for_it_and_see_it_at_once() {
    let mut stage = Stage::new();
    stage.out.clear();
    assert!(stage.begin(1, trade()));
    let [operation] = stage.out.operations() else {
        panic!("one operation");
    };
    let ticket = operation.ticket;
    assert_eq!(operation.parties, [CharacterId(1), CharacterId(2)]);
    assert!(!stage.begin(3, trade()), "one of its parties is busy");
    assert!(!stage.zone.valuables.is_open(CharacterId(3)));
    stage.step();
    assert_eq!((stage.items(1), stage.items(2)), (vec![11], vec![12]));
    stage.inputs.committed(ticket, Vec::new()).expect("room");
    stage.step();
    assert_eq!((stage.items(1), stage.items(2)), (vec![], vec![12, 11]));
    assert_eq!(stage.told::<ServerItemDelete>(1)[0].guid, 11);
    assert_eq!(stage.told::<ServerCombatReward>(1)[0].new_value, 80);
    let added = &stage.told::<ServerItemAdd>(2)[0].inventory_item;
    assert_eq!(
        (added.item.guid, added.item.location_data.bag_index),
        (11, 3)
    );
    assert_eq!(added.reason, ItemUpdateReason::Trade);
    assert_eq!(stage.told::<ServerCombatReward>(2)[0].new_value, 20);
    assert!(stage.told::<ServerCombatReward>(3).is_empty());
    assert!(!stage.zone.valuables.is_open(CharacterId(1)));
    assert!(!stage.zone.valuables.is_open(CharacterId(2)));
}

#[test]
fn a_party_that_left_leaves_the_other_with_what_became_of_it() {
    let mut stage = Stage::new();
    assert!(stage.begin(1, trade()));
    let ticket = stage.out.operations()[0].ticket;
    let reason = crate::inputs::LeaveReason::LinkLost;
    stage.inputs.leave(ConnectionId(1), reason).expect("room");
    stage.step();
    stage.inputs.committed(ticket, Vec::new()).expect("room");
    stage.step();
    assert_eq!(stage.told::<ServerCombatReward>(2)[0].new_value, 20);
    assert_eq!(stage.items(2), [12, 11], "what it was given is there");
    assert!(!stage.zone.valuables.is_open(CharacterId(1)));
}

#[test]
fn what_comes_from_outside_the_zone_arrives_as_it_is_there() {
    let mut stage = Stage::new();
    let mail = Owner {
        kind: OwnerKind::Mail,
        id: 77,
    };
    let me = Owner::character(CharacterId(3));
    let letter = Item {
        stack_count: 9,
        ..item(500, 4)
    };
    let draft = Draft {
        kind: OperationKind::Move,
        sides: vec![Side::ItemMove {
            item: letter.id,
            from: slot(mail, 0),
            to: slot(me, 6),
        }],
        reason: ItemUpdateReason::Mail,
        others: Vec::new(),
        arriving: vec![letter],
    };
    assert!(stage.begin(3, draft));
    let ticket = stage.out.operations()[0].ticket;
    stage.inputs.committed(ticket, Vec::new()).expect("room");
    stage.step();
    let added = &stage.told::<ServerItemAdd>(3)[0].inventory_item.item;
    assert_eq!((added.guid, added.stack_count), (500, 9));
    assert_eq!(added.location_data.bag_index, 6);
    assert_eq!(stage.items(3), [13, 500]);
}
