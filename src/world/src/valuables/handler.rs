//! What clients say about their things.

use bezgelor_core::ids::ItemId;
use game::inventory::Spot;
use protocol::messages::{ClientItemDelete, ClientItemMove, ClientItemSplit};
use protocol::structs::ItemLocation;

use super::{Intent, request};
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// 0x0182: from a place to another; also wearing, taking off, stacking and exchanging.
pub(crate) fn move_item(zone: &mut Zone, out: &mut Outputs, seat: Seat, message: &ClientItemMove) {
    let (from, to) = (spot(&message.from), spot(&message.to));
    request(zone, out, seat, Intent::Move { from, to });
}

/// 0x017D: so many off a stack.
pub(crate) fn split(zone: &mut Zone, out: &mut Outputs, seat: Seat, message: &ClientItemSplit) {
    let intent = Intent::Split {
        item: ItemId(message.guid),
        to: spot(&message.location),
        count: message.count,
    };
    request(zone, out, seat, intent);
}

/// 0x0149: all that is in a place.
pub(crate) fn destroy(zone: &mut Zone, out: &mut Outputs, seat: Seat, message: &ClientItemDelete) {
    let from = spot(&message.from);
    request(zone, out, seat, Intent::Destroy { from });
}

fn spot(place: &ItemLocation) -> Spot {
    Spot {
        // Nine bits on the wire.
        location: place.location.0 as u16,
        bag_index: place.bag_index,
    }
}
