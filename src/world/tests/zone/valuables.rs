//! Items and currency in a zone: what clients are told, when, and that nothing is true before it
//! is kept.

use ::world::{Command, DisconnectReason, Event, LeaveReason, Operation, OperationKind, Refused};
use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{CharacterId, ConnectionId, ItemId, ItemTemplateId, WorldId};
use bezgelor_core::limits::{VALUABLES_PATIENCE_MS, VALUABLES_WAITING_MAX};
use protocol::Message;
use protocol::enums::{GenericError, InventoryLocation, ItemSlot, ItemUpdateReason};
use protocol::messages::*;
use protocol::structs::ItemLocation;

use crate::bench::{Bench, POTION};

pub(crate) const ORIGIN: Vec3 = Vec3::new(0.0, 0.0, 0.0);

pub(crate) fn place(location: u32, bag_index: u32) -> ItemLocation {
    ItemLocation {
        location: InventoryLocation(location),
        bag_index,
    }
}

pub(crate) fn move_item(from: (u32, u32), to: (u32, u32)) -> ClientItemMove {
    ClientItemMove {
        from: place(from.0, from.1),
        to: place(to.0, to.1),
    }
}

fn drag_drop(location: u64, bag_index: u64) -> u64 {
    location << 8 | bag_index
}

pub(crate) fn give(bench: &mut Bench, number: u64, template: u32, count: u32) {
    let command = Command::GrantItem {
        connection: ConnectionId(number),
        template_id: ItemTemplateId(template),
        count,
    };
    bench.inputs.command(command).expect("room");
}

/// The only operation of the last step.
pub(crate) fn operation(bench: &Bench) -> Operation {
    let [operation] = bench.out.operations() else {
        panic!("one operation, not {:?}", bench.out.operations());
    };
    operation.clone()
}

pub(crate) fn keep(bench: &mut Bench, operation: &Operation, ids: &[u64]) {
    let ids = ids.iter().map(|&id| ItemId(id)).collect();
    bench.inputs.committed(operation.ticket, ids).expect("room");
}

pub(crate) fn refuse(bench: &mut Bench, operation: &Operation, why: Refused) {
    bench.inputs.refused(operation.ticket, why).expect("room");
}

#[test]
fn a_move_is_told_when_it_is_kept_and_not_before() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.hush();
    bench.say(1, &move_item((1, 0), (1, 9)));
    bench.step();
    let asked = operation(&bench);
    assert_eq!(asked.kind, OperationKind::Move);
    assert_eq!(asked.parties, [CharacterId(1001)]);
    for _ in 0..5 {
        bench.step();
    }
    assert!(bench.client(1).inbox.is_empty(), "nothing of it is true");
    keep(&mut bench, &asked, &[]);
    bench.step();
    let told = bench.client(1).all::<ServerItemMove>();
    assert_eq!(
        (told[0].to.guid, told[0].to.drag_drop),
        (2, drag_drop(1, 9))
    );
    assert_eq!(bench.client(1).inbox.len(), 1);
}

#[test]
fn taking_off_and_putting_on_shows_to_everybody_around() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.enter(2, ORIGIN);
    bench.hush();
    bench.say(1, &move_item((0, 0), (1, 3)));
    bench.step();
    let off = operation(&bench);
    keep(&mut bench, &off, &[]);
    bench.step();
    let shown = bench.client(2).all::<ServerEntityVisualUpdate>();
    assert_eq!(Some(shown[0].unit_id), bench.client(1).own);
    let slot = |update: &ServerEntityVisualUpdate, slot| {
        let visual = update.item_visuals.iter().find(|v| v.slot == slot);
        visual.map(|visual| visual.display_id)
    };
    // Under the chest piece is the character's own look of that slot.
    assert_eq!(slot(&shown[0], ItemSlot::ArmorChest), Some(100));
    assert_eq!(bench.client(1).all::<ServerEntityVisualUpdate>().len(), 1);
    bench.hush();
    bench.say(1, &move_item((1, 3), (0, 0)));
    bench.step();
    let on = operation(&bench);
    keep(&mut bench, &on, &[]);
    bench.step();
    let shown = bench.client(2).all::<ServerEntityVisualUpdate>();
    assert_eq!(slot(&shown[0], ItemSlot::ArmorChest), Some(4242));
    bench.hush();
    bench.say(1, &move_item((1, 0), (0, 7)));
    bench.step();
    assert!(bench.out.operations().is_empty());
    let error = &bench.client(1).all::<ServerItemError>()[0];
    let expected = (2, GenericError::ItemNotValidForSlot);
    assert_eq!((error.item_guid, error.error_code), expected);
}

#[test]
fn gifts_splits_merges_and_their_end_are_told_as_the_client_knows_them() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.hush();
    give(&mut bench, 1, POTION, 30);
    bench.step();
    let gift = operation(&bench);
    keep(&mut bench, &gift, &[500, 501]);
    bench.step();
    let added = bench.client(1).all::<ServerItemAdd>();
    let item = |at: usize| {
        (
            added[at].inventory_item.item.guid,
            added[at].inventory_item.item.stack_count,
        )
    };
    assert_eq!([item(0), item(1)], [(500, 20), (501, 10)]);
    assert_eq!(added[0].inventory_item.reason, ItemUpdateReason::GM);
    assert_eq!(
        bench.client(1).all::<ServerChat>().len(),
        1,
        "the asker hears of it"
    );
    bench.hush();
    let split = ClientItemSplit {
        guid: 500,
        location: place(1, 8),
        count: 7,
    };
    bench.say(1, &split);
    bench.step();
    let split = operation(&bench);
    keep(&mut bench, &split, &[502]);
    bench.step();
    let counted = bench.client(1).all::<ServerItemStackCountUpdate>();
    assert_eq!((counted[0].guid, counted[0].stack_count), (500, 13));
    assert_eq!(counted[0].reason, ItemUpdateReason::StackSplit);
    let added = bench.client(1).all::<ServerItemAdd>();
    let new = &added[0].inventory_item.item;
    assert_eq!(
        (new.guid, new.stack_count, new.location_data.bag_index),
        (502, 7, 8)
    );
    bench.hush();
    bench.say(1, &move_item((1, 8), (1, 1)));
    bench.step();
    let merge = operation(&bench);
    keep(&mut bench, &merge, &[]);
    bench.step();
    let counted = bench.client(1).all::<ServerItemStackCountUpdate>();
    assert_eq!((counted[0].guid, counted[0].stack_count), (500, 20));
    assert_eq!(bench.client(1).all::<ServerItemDelete>()[0].guid, 502);
    bench.hush();
    bench.say(1, &ClientItemDelete { from: place(1, 1) });
    bench.step();
    let end = operation(&bench);
    keep(&mut bench, &end, &[]);
    bench.step();
    let deleted = bench.client(1).all::<ServerItemDelete>();
    assert_eq!(
        (deleted[0].guid, deleted[0].reason),
        (500, ItemUpdateReason::PlayerRequested)
    );
}

#[test]
fn currency_is_told_as_the_new_balance() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.hush();
    let pay = |delta| Command::GrantCurrency {
        connection: ConnectionId(1),
        currency_id: 1,
        delta,
    };
    bench.inputs.command(pay(-78)).expect("room");
    bench.step();
    assert!(bench.out.operations().is_empty(), "77 is all there is");
    bench.inputs.command(pay(-70)).expect("room");
    bench.step();
    let paid = operation(&bench);
    keep(&mut bench, &paid, &[]);
    bench.step();
    let told = bench.client(1).all::<ServerCombatReward>();
    assert_eq!((told[0].stat, told[0].new_value), (0, 7));
}

#[test]
fn wishes_are_judged_in_order_by_what_is_kept_when_their_turn_comes() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.hush();
    // The second only makes sense after the first, the third no more after the second.
    bench.say(1, &move_item((1, 0), (1, 5)));
    bench.say(1, &move_item((1, 5), (1, 6)));
    bench.say(1, &move_item((1, 5), (1, 7)));
    bench.step();
    let first = operation(&bench);
    keep(&mut bench, &first, &[]);
    bench.step();
    let second = operation(&bench);
    assert_ne!(second.ticket, first.ticket);
    keep(&mut bench, &second, &[]);
    bench.step();
    assert!(bench.out.operations().is_empty());
    let expected = [
        ServerItemMove::OPCODE,
        ServerItemMove::OPCODE,
        ServerItemError::OPCODE,
    ];
    assert_eq!(bench.client(1).opcodes(), expected);
    let error = &bench.client(1).all::<ServerItemError>()[0];
    assert_eq!(error.error_code, GenericError::ItemUnknownItem);
}

#[test]
fn a_refusal_changes_nothing_and_says_so() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.hush();
    bench.say(1, &move_item((1, 0), (1, 5)));
    bench.step();
    let asked = operation(&bench);
    refuse(&mut bench, &asked, Refused::Away);
    bench.step();
    let error = &bench.client(1).all::<ServerItemError>()[0];
    assert_eq!(
        (error.item_guid, error.error_code),
        (2, GenericError::DbFailure)
    );
    // It is where it was, and can be asked for again.
    bench.say(1, &move_item((1, 0), (1, 5)));
    bench.step();
    assert_eq!(operation(&bench).sides, asked.sides);
}

#[test]
fn who_believes_what_the_store_contradicts_has_to_come_again() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.say(1, &move_item((1, 0), (1, 5)));
    bench.step();
    let asked = operation(&bench);
    refuse(&mut bench, &asked, Refused::Contradicted);
    bench.step();
    let expected = Event::Disconnect {
        connection: ConnectionId(1),
        reason: DisconnectReason::Stale,
    };
    assert_eq!(bench.events, [expected]);
}

#[test]
fn nobody_waits_longer_than_a_second_for_a_word() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.hush();
    bench.say(1, &move_item((1, 0), (1, 5)));
    bench.say(1, &move_item((0, 0), (1, 6)));
    bench.step();
    let asked = operation(&bench);
    let mut waited_ms = 0;
    while bench.client(1).inbox.is_empty() {
        bench.step();
        waited_ms += 50;
        assert!(waited_ms < 1000, "no word");
    }
    assert!(waited_ms >= VALUABLES_PATIENCE_MS);
    let errors = bench.client(1).all::<ServerItemError>();
    // Of the one that is open nobody knows yet; the one in line will not be.
    assert_eq!(
        (errors[0].item_guid, errors[0].error_code),
        (2, GenericError::PlayerBusy)
    );
    assert_eq!(
        (errors[1].item_guid, errors[1].error_code),
        (1, GenericError::DbFailure)
    );
    for _ in 0..100 {
        bench.step();
    }
    assert_eq!(bench.client(1).inbox.len(), 2, "said once");
    // Known at last, it is told.
    keep(&mut bench, &asked, &[]);
    bench.step();
    assert_eq!(bench.client(1).all::<ServerItemMove>()[0].to.guid, 2);
}

#[test]
fn a_line_has_an_end() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.hush();
    for i in 0..VALUABLES_WAITING_MAX as u32 + 3 {
        bench.say(1, &move_item((1, 0), (1, 1 + i % 10)));
    }
    bench.step();
    let errors = bench.client(1).all::<ServerItemError>();
    assert_eq!(
        errors.len(),
        2,
        "one is open, the line is full, two are too many"
    );
    assert_eq!(errors[0].error_code, GenericError::ItemLocked);
}

#[test]
fn another_world_waits_until_nothing_is_open() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.say(1, &move_item((1, 0), (1, 5)));
    bench.step();
    let asked = operation(&bench);
    let teleport = Command::Teleport {
        connection: ConnectionId(1),
        world_id: WorldId(22),
        placement: Placement::default(),
    };
    bench.inputs.command(teleport).expect("room");
    bench.step();
    assert!(bench.events.is_empty(), "what is open stays with its zone");
    keep(&mut bench, &asked, &[]);
    bench.step();
    let [Event::Transfer { entry, .. }] = bench.events.as_slice() else {
        panic!("{:?}", bench.events);
    };
    let moved = entry.sheet.items.iter().find(|item| item.id == ItemId(2));
    assert_eq!(
        moved.map(|item| item.bag_index),
        Some(5),
        "and is taken along"
    );
}

#[test]
fn who_left_is_not_let_in_before_its_operation_is_settled() {
    let mut bench = Bench::new(&[]);
    bench.enter(1, ORIGIN);
    bench.say(1, &move_item((1, 0), (1, 5)));
    bench.step();
    let asked = operation(&bench);
    let left = bench.inputs.leave(ConnectionId(1), LeaveReason::LinkLost);
    left.expect("room");
    bench.step();
    bench.join(1, ORIGIN);
    bench.step();
    assert!(matches!(bench.events[..], [Event::EnterFailed { .. }]));
    keep(&mut bench, &asked, &[]);
    bench.step();
    bench.join(1, ORIGIN);
    bench.step();
    assert_eq!(bench.zone.player_count(), 1);
}
