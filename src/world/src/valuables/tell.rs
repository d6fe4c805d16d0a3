//! What clients are told of valuables (`flows.md` section 10).

use std::sync::Arc;

use bezgelor_core::ids::{ConnectionId, ItemId};
use bezgelor_core::model::Item as StoredItem;
use game::inventory::{Seen, Spot};
use protocol::enums::{
    ChatChannelType, GenericError, InventoryLocation, ItemSlot, ItemUpdateReason,
};
use protocol::messages::{
    ServerCombatReward, ServerGenericError, ServerItemAdd, ServerItemDelete, ServerItemError,
    ServerItemMove, ServerItemStackCountUpdate, ServerItemSwap,
};
use protocol::structs::{InventoryItem, Item, ItemDragDrop, ItemLocation};

use super::intent::{Intent, Party};
use super::seat;
use crate::outputs::Outputs;
use crate::player::introduction::system_line;
use crate::player::players::Seat;
use crate::travel::fare;
use crate::zone::Zone;

/// Tells a player what became different.
pub(super) fn seen(
    zone: &Zone,
    out: &mut Outputs,
    seat: Seat,
    seen: &[Seen],
    reason: ItemUpdateReason,
) {
    for change in seen {
        match *change {
            Seen::Added(item) => {
                let inventory_item = inventory_item(&item, reason);
                zone.send(out, seat, &ServerItemAdd { inventory_item });
            }
            Seen::Moved(item) => moved(zone, out, seat, &item),
            Seen::Swapped(first, second) => {
                let swap = ServerItemSwap {
                    to: drag_drop(&first),
                    from: drag_drop(&second),
                };
                zone.send(out, seat, &swap);
            }
            Seen::Counted(item) => {
                let count = ServerItemStackCountUpdate {
                    guid: item.id.0,
                    stack_count: item.stack_count,
                    reason,
                };
                zone.send(out, seat, &count);
            }
            Seen::Removed(item) => {
                let guid = item.0;
                zone.send(out, seat, &ServerItemDelete { guid, reason });
            }
            Seen::Currency(held) => {
                // Currency `n` is stat `n - 1`, as in 0x025E.
                let balance = ServerCombatReward {
                    stat: held.currency_id.wrapping_sub(1) & 0x1F,
                    new_value: held.amount,
                    ..ServerCombatReward::default()
                };
                zone.send(out, seat, &balance);
            }
        }
    }
}

fn moved(zone: &Zone, out: &mut Outputs, seat: Seat, item: &StoredItem) {
    let to = drag_drop(item);
    zone.send(out, seat, &ServerItemMove { to });
}

/// `drag_drop` is the location above the lowest byte and the index in it (`flows.md` section 10).
fn drag_drop(item: &StoredItem) -> ItemDragDrop {
    ItemDragDrop {
        guid: item.id.0,
        drag_drop: u64::from(item.location) << 8 | u64::from(item.bag_index),
    }
}

/// A client waits for an answer even when it asked for what is so already.
pub(super) fn nothing_to_do(zone: &Zone, out: &mut Outputs, seat: Seat, item: ItemId) {
    let items = &zone.players.at(seat).entry.sheet.items;
    if let Some(item) = items.iter().find(|held| held.id == item) {
        moved(zone, out, seat, item);
    }
}

/// Tells that a wish is not fulfilled: to its client with the item it means, or in words to who
/// asked for the player.
pub(super) fn refusal(
    zone: &Zone,
    out: &mut Outputs,
    party: Party,
    (intent, item): (&Intent, ItemId),
    error_code: GenericError,
) {
    if let Some(asker) = intent.asker() {
        let text = format!("Not done: {}.", in_words(error_code));
        return line(zone, out, asker.connection, &text);
    }
    let Some(seat) = seat(zone, party) else {
        return;
    };
    match intent {
        Intent::Move { .. } | Intent::Split { .. } | Intent::Destroy { .. } => {
            let item_guid = item.0;
            let error = ServerItemError {
                item_guid,
                error_code,
            };
            zone.send(out, seat, &error);
        }
        Intent::Fare { way, .. } => fare::unpaid(zone, out, seat, way, error_code),
        Intent::Grant { .. } | Intent::Currency { .. } => {
            let error = error_code;
            zone.send(out, seat, &ServerGenericError { error });
        }
    }
}

/// For game masters: the client has texts of its own for players.
fn in_words(error: GenericError) -> &'static str {
    match error {
        GenericError::ItemBadId => "there is no such item",
        GenericError::ItemInventoryFull => "the inventory is full",
        GenericError::ItemBadParams => "that is no possible number of items",
        GenericError::Params => "there is no such currency, or its cap is reached",
        GenericError::VendorNotEnoughCash => "there is not enough of the currency",
        GenericError::ItemLocked => "too much is waiting to be done already",
        GenericError::PlayerBusy => "it takes longer than it should and may still happen",
        GenericError::DbFailure => "nothing can be kept at the moment",
        _ => "it is not allowed",
    }
}

/// A line of the server to somebody who may be gone.
pub(super) fn line(zone: &Zone, out: &mut Outputs, to: ConnectionId, text: &str) {
    if let Some(seat) = zone.players.seat(to) {
        zone.send(out, seat, &system_line(ChatChannelType::System, text));
    }
}

/// Everybody around is to be shown what a player wears now. `before` is what it wore: places that
/// are bare now are said to be so.
pub(super) fn gear(zone: &mut Zone, seat: Seat, before: &[StoredItem]) {
    let row = zone.row(seat);
    let data = Arc::clone(&zone.data);
    let slots = before
        .iter()
        .filter_map(|item| data.item_look(item.template_id))
        .map(|look| ItemSlot(u32::from(look.slot)));
    zone.changes.looks(row, slots);
}

/// An item as 0x0111 and 0x025E tell it.
pub(crate) fn inventory_item(item: &StoredItem, reason: ItemUpdateReason) -> InventoryItem {
    let Spot {
        location,
        bag_index,
    } = Spot::of(item);
    InventoryItem {
        item: Item {
            guid: item.id.0,
            item_id: item.template_id.0 & 0x3_FFFF,
            location_data: ItemLocation {
                location: InventoryLocation(u32::from(location & 0x1FF)),
                bag_index,
            },
            stack_count: item.stack_count,
            charges: item.charges,
            durability: 1.0,
            ..Item::default()
        },
        reason,
    }
}
