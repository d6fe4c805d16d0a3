//! What a client knows of its items and currencies, and what it wants done with them (`flows.md`
//! section 10).

use std::collections::BTreeMap;

use protocol::enums::{GenericError, InventoryLocation};
use protocol::messages::{
    ClientItemDelete, ClientItemMove, ClientItemSplit, ServerCombatReward, ServerItemAdd,
    ServerItemDelete, ServerItemError, ServerItemMove, ServerItemStackCountUpdate, ServerItemSwap,
    ServerPlayerCreate,
};
use protocol::structs::{InventoryItem, ItemDragDrop, ItemLocation};
use protocol::{Message, decode_message};

/// A place: `InventoryLocation` and the index in it.
pub type Place = (u16, u32);

/// One item as its owner was told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Row of `Item2.tbl`.
    pub template: u32,
    /// Where it is.
    pub place: Place,
    /// How many.
    pub count: u32,
}

/// Everything a client was told it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Things {
    /// Items by their ids.
    pub items: BTreeMap<u64, Thing>,
    /// Balances by currency, those of nothing left out.
    pub currencies: BTreeMap<u8, u64>,
}

/// One piece of news about them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// An item is new.
    Added(u64),
    /// An item is elsewhere.
    Moved(u64),
    /// Two items changed places.
    Swapped(u64, u64),
    /// There is more or less of an item.
    Counted(u64),
    /// An item is gone.
    Removed(u64),
    /// A balance is another.
    Currency(u8),
    /// Nothing happened. [`GenericError::PlayerBusy`] alone means: nobody knows yet.
    Refused(u64, GenericError),
}

/// Something to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// From a place to another: into an empty one, onto a stack, or in exchange.
    Move(Place, Place),
    /// So many of an item to a place.
    Split(u64, Place, u32),
    /// What is in a place.
    Destroy(Place),
}

impl Wish {
    /// Messages that tell its fulfilment, given the first of them.
    pub(super) fn messages(self, first: Told) -> usize {
        match (self, first) {
            (_, Told::Refused(..)) => 1,
            // A stack that grew: the other one shrank or is gone. A split shrinks one first.
            (Self::Move(..), Told::Counted(_)) | (Self::Split(..), _) => 2,
            _ => 1,
        }
    }
}

impl Things {
    /// The id of what is in a place.
    #[must_use]
    pub fn at(&self, place: Place) -> Option<u64> {
        let mut items = self.items.iter();
        items
            .find(|(_, thing)| thing.place == place)
            .map(|(&id, _)| id)
    }

    /// The lowest free index of a location.
    #[must_use]
    pub fn free(&self, location: u16, places: u32) -> Option<Place> {
        let mut all = (0..places).map(|index| (location, index));
        all.find(|&place| self.at(place).is_none())
    }

    /// Takes a message in; none when it is about something else, or about all of it.
    ///
    /// # Errors
    /// When it says what no server may say: news of an item that was never told of, two items in
    /// one place.
    pub(super) fn notice(&mut self, opcode: u16, body: &[u8]) -> anyhow::Result<Option<Told>> {
        let told = match opcode {
            ServerPlayerCreate::OPCODE => {
                let create: ServerPlayerCreate = decode_message(body)?;
                *self = Self::default();
                for item in &create.inventory {
                    self.add(item)?;
                }
                for (at, &amount) in (1..).zip(&create.money) {
                    self.hold(at, amount);
                }
                // Others look at it too.
                return Ok(None);
            }
            ServerItemAdd::OPCODE => {
                let add: ServerItemAdd = decode_message(body)?;
                Told::Added(self.add(&add.inventory_item)?)
            }
            ServerItemMove::OPCODE => {
                let moved: ServerItemMove = decode_message(body)?;
                self.put(&moved.to)?;
                self.check()?;
                Told::Moved(moved.to.guid)
            }
            ServerItemSwap::OPCODE => {
                let swap: ServerItemSwap = decode_message(body)?;
                self.put(&swap.to)?;
                self.put(&swap.from)?;
                self.check()?;
                Told::Swapped(swap.to.guid, swap.from.guid)
            }
            ServerItemStackCountUpdate::OPCODE => {
                let counted: ServerItemStackCountUpdate = decode_message(body)?;
                self.known(counted.guid)?.count = counted.stack_count;
                Told::Counted(counted.guid)
            }
            ServerItemDelete::OPCODE => {
                let gone: ServerItemDelete = decode_message(body)?;
                self.known(gone.guid)?;
                self.items.remove(&gone.guid);
                Told::Removed(gone.guid)
            }
            ServerCombatReward::OPCODE => {
                let balance: ServerCombatReward = decode_message(body)?;
                self.hold(balance.stat + 1, balance.new_value);
                Told::Currency(balance.stat + 1)
            }
            ServerItemError::OPCODE => {
                let error: ServerItemError = decode_message(body)?;
                Told::Refused(error.item_guid, error.error_code)
            }
            _ => return Ok(None),
        };
        Ok(Some(told))
    }

    fn add(&mut self, told: &InventoryItem) -> anyhow::Result<u64> {
        let item = &told.item;
        let thing = Thing {
            template: item.item_id,
            place: (
                item.location_data.location.0 as u16,
                item.location_data.bag_index,
            ),
            count: item.stack_count,
        };
        let known = self.items.insert(item.guid, thing);
        anyhow::ensure!(known.is_none(), "item {} was added twice", item.guid);
        self.check()?;
        Ok(item.guid)
    }

    fn hold(&mut self, currency: u8, amount: u64) {
        if amount == 0 {
            self.currencies.remove(&currency);
        } else {
            self.currencies.insert(currency, amount);
        }
    }

    fn put(&mut self, to: &ItemDragDrop) -> anyhow::Result<()> {
        let place = ((to.drag_drop >> 8) as u16, (to.drag_drop & 0xFF) as u32);
        self.known(to.guid)?.place = place;
        Ok(())
    }

    fn known(&mut self, guid: u64) -> anyhow::Result<&mut Thing> {
        let item = self.items.get_mut(&guid);
        item.ok_or_else(|| anyhow::anyhow!("news of item {guid}, which we were never told of"))
    }

    fn check(&self) -> anyhow::Result<()> {
        let mut places: Vec<Place> = self.items.values().map(|thing| thing.place).collect();
        places.sort_unstable();
        let twice = places.windows(2).find(|pair| pair[0] == pair[1]);
        anyhow::ensure!(
            twice.is_none(),
            "two items at {:?}",
            twice.map(|pair| pair[0])
        );
        Ok(())
    }
}

fn location((location, bag_index): Place) -> ItemLocation {
    ItemLocation {
        location: InventoryLocation(u32::from(location)),
        bag_index,
    }
}

pub(super) fn move_item(from: Place, to: Place) -> ClientItemMove {
    ClientItemMove {
        from: location(from),
        to: location(to),
    }
}

pub(super) fn split(guid: u64, to: Place, count: u32) -> ClientItemSplit {
    ClientItemSplit {
        guid,
        location: location(to),
        count,
    }
}

pub(super) fn destroy(from: Place) -> ClientItemDelete {
    ClientItemDelete {
        from: location(from),
    }
}
