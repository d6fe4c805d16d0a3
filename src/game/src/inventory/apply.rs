//! What a kept operation does to one holder, and what the holder sees of it.

use bezgelor_core::ids::ItemId;
use bezgelor_core::model::{CurrencyBalance, Item};
use bezgelor_core::valuables::{Owner, Side, Slot};

/// One thing a holder sees of an operation, as it is afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// An item that was not there before.
    Added(Item),
    /// An item is elsewhere.
    Moved(Item),
    /// Two items changed places.
    Swapped(Item, Item),
    /// A stack grew or shrank.
    Counted(Item),
    /// An item is gone: destroyed, used up or somebody else's.
    Removed(ItemId),
    /// A balance is another.
    Currency(CurrencyBalance),
}

/// The items of `items` that the operation takes from `owner` to somebody else, as they are now.
#[must_use]
pub fn leaving(owner: Owner, sides: &[Side], items: &[Item]) -> Vec<Item> {
    let leaves = |side: &Side| match side {
        Side::ItemMove { item, from, to } if from.owner == owner && to.owner != owner => {
            items.iter().find(|held| held.id == *item).copied()
        }
        _ => None,
    };
    sides.iter().filter_map(leaves).collect()
}

/// Does to one holder what a kept operation says. `ids` are those the store gave to the created
/// items that had none, in the order of the sides; `brought` the items that come from others.
/// `items` and `currencies` stay in the order of places and ids.
pub fn apply(
    owner: Owner,
    sides: &[Side],
    (ids, brought): (&[ItemId], &[Item]),
    items: &mut Vec<Item>,
    currencies: &mut Vec<CurrencyBalance>,
) -> Vec<Seen> {
    let mut seen = Vec::new();
    let mut fresh = ids.iter().copied();
    for side in sides {
        match *side {
            Side::ItemCreate {
                mut item,
                owner: of,
            } => {
                if item.id.0 == 0 {
                    item.id = fresh.next().unwrap_or_default();
                }
                if of == owner {
                    items.push(item);
                    seen.push(Seen::Added(item));
                }
            }
            Side::ItemMove { item, from, to } => {
                seen.extend(moved(owner, item, (from, to), brought, items));
            }
            Side::ItemCount {
                item,
                owner: of,
                delta,
            } if of == owner => {
                if let Some(held) = held(items, item) {
                    held.stack_count = changed(held.stack_count, delta);
                    seen.push(Seen::Counted(*held));
                }
            }
            Side::ItemCharges {
                item,
                owner: of,
                delta,
            } if of == owner => {
                if let Some(held) = held(items, item) {
                    held.charges = changed(held.charges, delta);
                    seen.push(Seen::Counted(*held));
                }
            }
            Side::ItemDestroy {
                item, owner: of, ..
            } if of == owner => {
                items.retain(|held| held.id != item);
                seen.push(Seen::Removed(item));
            }
            Side::Currency {
                owner: of,
                currency_id,
                delta,
            } if of == owner => {
                seen.push(Seen::Currency(paid(currencies, currency_id, delta)));
            }
            _ => {}
        }
    }
    items.sort_by_key(|item| (item.location, item.bag_index));
    pair_swaps(sides, &mut seen);
    seen
}

fn held(items: &mut [Item], id: ItemId) -> Option<&mut Item> {
    items.iter_mut().find(|held| held.id == id)
}

fn changed(count: u32, delta: i64) -> u32 {
    let after = i64::from(count).saturating_add(delta);
    u32::try_from(after.max(0)).unwrap_or(u32::MAX)
}

fn moved(
    owner: Owner,
    id: ItemId,
    (from, to): (Slot, Slot),
    brought: &[Item],
    items: &mut Vec<Item>,
) -> Option<Seen> {
    let placed = |item: &Item| Item {
        location: to.location,
        bag_index: to.bag_index,
        ..*item
    };
    if from.owner == owner && to.owner == owner {
        let item = held(items, id)?;
        *item = placed(item);
        Some(Seen::Moved(*item))
    } else if from.owner == owner {
        items.retain(|held| held.id != id);
        Some(Seen::Removed(id))
    } else if to.owner == owner {
        let item = placed(brought.iter().find(|item| item.id == id)?);
        items.push(item);
        Some(Seen::Added(item))
    } else {
        None
    }
}

fn paid(currencies: &mut Vec<CurrencyBalance>, currency_id: u8, delta: i64) -> CurrencyBalance {
    let at = match currencies.binary_search_by_key(&currency_id, |held| held.currency_id) {
        Ok(at) => at,
        Err(at) => {
            let amount = 0;
            currencies.insert(
                at,
                CurrencyBalance {
                    currency_id,
                    amount,
                },
            );
            at
        }
    };
    let held = &mut currencies[at];
    held.amount = held.amount.saturating_add_signed(delta);
    *held
}

/// Two items that exchanged places are one swap for the client.
fn pair_swaps(sides: &[Side], seen: &mut Vec<Seen>) {
    let way = |id: ItemId| {
        sides.iter().find_map(|side| match *side {
            Side::ItemMove { item, from, to } if item == id => Some((from, to)),
            _ => None,
        })
    };
    let mut at = 0;
    while let Some(&[Seen::Moved(first), Seen::Moved(second)]) = seen.get(at..at + 2) {
        let back = way(second.id).map(|(from, to)| (to, from));
        if way(first.id) == back {
            seen[at] = Seen::Swapped(first, second);
            seen.remove(at + 1);
        }
        at += 1;
    }
}
