//! Moving, stacking, splitting, wearing, destroying and being given things (`flows.md` section 10).

use bezgelor_core::ids::{ItemId, ItemTemplateId};
use bezgelor_core::limits::OPERATION_SIDES_MAX;
use bezgelor_core::model::Item;
use bezgelor_core::valuables::Side;
use protocol::enums::GenericError;

use super::{Holding, ItemTemplate, Spot, Wearer, capacity};
use super::{LOCATION_BANK, LOCATION_EQUIPPED, LOCATION_INVENTORY};

/// What an intent leads to, or the error the client knows.
type Ruling = Result<Vec<Side>, GenericError>;

impl Holding<'_> {
    /// Puts the item at `from` to `to`: into an empty place, onto a stack of its kind as far as
    /// there is room, or in exchange with what is there. No sides when there is nothing to do.
    ///
    /// # Errors
    /// [`GenericError::ItemUnknownItem`] for an empty `from`,
    /// [`GenericError::ItemNotValidForSlot`] for a place that is not for this item, the errors of
    /// wearing, and those of bags that are not empty.
    pub fn move_item(&self, from: Spot, to: Spot) -> Ruling {
        let item = self.at(from).ok_or(GenericError::ItemUnknownItem)?;
        self.check_place(from, false)?;
        self.check_place(to, true)?;
        let Some(other) = self.at(to) else {
            self.check_wear(item, to)?;
            self.check_bags(&[(item.id, Some(to))])?;
            return Ok(vec![self.moved(item, to)]);
        };
        if other.id == item.id {
            return Ok(Vec::new());
        }
        let room = self.room_on(other, item);
        if room > 0 && !to.is_worn() {
            self.check_bags(&[(item.id, None)])?;
            return Ok(self.poured(item, other, room.min(item.stack_count)));
        }
        self.check_wear(item, to)?;
        self.check_wear(other, from)?;
        self.check_bags(&[(item.id, Some(to)), (other.id, Some(from))])?;
        Ok(vec![self.moved(item, to), self.moved(other, from)])
    }

    /// Takes `count` off a stack into an empty place or onto another stack of its kind. The id of
    /// the new stack is the store's to give: it is 0 in the side.
    ///
    /// # Errors
    /// [`GenericError::ItemUnknownItem`], [`GenericError::ItemBadParams`] for none or all of it,
    /// [`GenericError::ItemNotValidForSlot`] for a place that cannot take it.
    pub fn split(&self, item: ItemId, to: Spot, count: u32) -> Ruling {
        let item = self.item(item).ok_or(GenericError::ItemUnknownItem)?;
        self.check_place(Spot::of(item), false)?;
        self.check_place(to, true)?;
        if count == 0 || count >= item.stack_count {
            return Err(GenericError::ItemBadParams);
        }
        if to.is_worn() {
            return Err(GenericError::ItemNotValidForSlot);
        }
        match self.at(to) {
            None => {
                let new = Item {
                    id: ItemId(0),
                    location: to.location,
                    bag_index: to.bag_index,
                    stack_count: count,
                    ..*item
                };
                let created = self.created(new);
                Ok(vec![self.counted(item, -i64::from(count)), created])
            }
            Some(other) if other.id != item.id && self.room_on(other, item) >= count => {
                Ok(self.poured(item, other, count))
            }
            Some(_) => Err(GenericError::ItemNotValidForSlot),
        }
    }

    /// Destroys all that is in a place.
    ///
    /// # Errors
    /// [`GenericError::ItemUnknownItem`] for an empty place, [`GenericError::ItemCannotBeDeleted`]
    /// for what is not the character's to destroy, [`GenericError::ItemBagMustBeEmpty`].
    pub fn destroy(&self, from: Spot) -> Ruling {
        let item = self.at(from).ok_or(GenericError::ItemUnknownItem)?;
        self.check_place(from, false)
            .map_err(|_| GenericError::ItemCannotBeDeleted)?;
        self.check_bags(&[(item.id, None)])?;
        Ok(vec![self.destroyed(item)])
    }

    /// Gives `count` of a kind: onto the stacks there are, then into free places of the inventory,
    /// all of it or nothing.
    ///
    /// # Errors
    /// [`GenericError::ItemBadId`] for no such item, [`GenericError::ItemBadParams`] for none or
    /// more than one operation takes, [`GenericError::ItemInventoryFull`].
    pub fn create(&self, template_id: ItemTemplateId, count: u32) -> Ruling {
        self.create_charged(template_id, count, None)
    }

    /// As [`Holding::create`], each with so many charges in the place of those of its kind.
    ///
    /// # Errors
    /// As there; `ItemBadParams` for more charges than the kind has.
    pub fn create_charged(
        &self,
        template_id: ItemTemplateId,
        count: u32,
        charges: Option<u32>,
    ) -> Ruling {
        let template = self.catalogue.item(template_id);
        let mut template = *template.ok_or(GenericError::ItemBadId)?;
        let charges = charges.unwrap_or(template.charges);
        if count == 0 || charges > template.charges {
            return Err(GenericError::ItemBadParams);
        }
        template.charges = charges;
        let mut left = count;
        let mut sides = Vec::new();
        for stack in self.stacks_of(&template) {
            let added = left.min(template.stack_max.saturating_sub(stack.stack_count));
            if added > 0 {
                sides.push(self.counted(stack, i64::from(added)));
                left -= added;
            }
        }
        let mut free = self.free_places();
        while left > 0 {
            let to = free.next().ok_or(GenericError::ItemInventoryFull)?;
            let stack_count = left.min(template.stack_max);
            left -= stack_count;
            sides.push(self.created(Item {
                id: ItemId(0),
                template_id,
                location: to.location,
                bag_index: to.bag_index,
                stack_count,
                charges: template.charges,
            }));
        }
        if sides.len() > OPERATION_SIDES_MAX {
            return Err(GenericError::ItemBadParams);
        }
        Ok(sides)
    }

    /// The carried stacks a fresh one of the kind may join.
    fn stacks_of(&self, template: &ItemTemplate) -> impl Iterator<Item = &Item> {
        let &ItemTemplate { id, charges, .. } = template;
        self.items.iter().filter(move |item| {
            let alike = item.template_id == id && item.charges == charges;
            alike && item.location == LOCATION_INVENTORY
        })
    }

    fn free_places(&self) -> impl Iterator<Item = Spot> {
        let location = LOCATION_INVENTORY;
        let spot = move |bag_index| Spot {
            location,
            bag_index,
        };
        (0..self.capacity(location))
            .map(spot)
            .filter(|&spot| self.at(spot).is_none())
    }

    /// How many of `item` still go onto `stack`; 0 for what does not stack with it.
    fn room_on(&self, stack: &Item, item: &Item) -> u32 {
        let alike = stack.template_id == item.template_id && stack.charges == item.charges;
        let most = self
            .template(stack)
            .map_or(1, |template| template.stack_max);
        if alike {
            most.saturating_sub(stack.stack_count)
        } else {
            0
        }
    }

    /// Whether a place is one a player moves things from or, `to`, into.
    fn check_place(&self, spot: Spot, to: bool) -> Result<(), GenericError> {
        let own = [LOCATION_EQUIPPED, LOCATION_INVENTORY, LOCATION_BANK].contains(&spot.location);
        if own && (!to || spot.bag_index < self.capacity(spot.location)) {
            Ok(())
        } else {
            Err(GenericError::ItemNotValidForSlot)
        }
    }

    fn check_wear(&self, item: &Item, to: Spot) -> Result<(), GenericError> {
        if !to.is_worn() {
            return Ok(());
        }
        let template = self.template(item).ok_or(GenericError::ItemBadStaticData)?;
        may_wear(&self.wearer, template, to.bag_index)
    }

    /// Whether everything still has a place when some items go elsewhere (`None`: away).
    fn check_bags(&self, moves: &[(ItemId, Option<Spot>)]) -> Result<(), GenericError> {
        let is_bag = |id: ItemId| {
            let item = self.item(id);
            let template = item.and_then(|item| self.template(item));
            template.is_some_and(|template| template.bag_slots > 0)
        };
        if !moves.iter().any(|&(id, _)| is_bag(id)) {
            return Ok(());
        }
        let mut after = self.items.to_vec();
        after.retain_mut(|item| match moves.iter().find(|(id, _)| *id == item.id) {
            Some((_, Some(to))) => {
                (item.location, item.bag_index) = (to.location, to.bag_index);
                true
            }
            Some((_, None)) => false,
            None => true,
        });
        for location in [LOCATION_INVENTORY, LOCATION_BANK] {
            let before = self.capacity(location);
            let now = capacity(&after, self.catalogue, location);
            let left_over = after
                .iter()
                .filter(|item| item.location == location && item.bag_index >= now);
            for item in left_over {
                if moves.iter().any(|(id, _)| *id == item.id) {
                    return Err(GenericError::ItemCantPutBagInItself);
                }
                if item.bag_index < before {
                    return Err(GenericError::ItemBagMustBeEmpty);
                }
            }
        }
        Ok(())
    }

    fn moved(&self, item: &Item, to: Spot) -> Side {
        let owner = self.owner();
        Side::ItemMove {
            item: item.id,
            from: Spot::of(item).slot(owner),
            to: to.slot(owner),
        }
    }

    fn counted(&self, item: &Item, delta: i64) -> Side {
        Side::ItemCount {
            item: item.id,
            owner: self.owner(),
            delta,
        }
    }

    fn created(&self, item: Item) -> Side {
        let owner = self.owner();
        Side::ItemCreate { item, owner }
    }

    fn destroyed(&self, item: &Item) -> Side {
        Side::ItemDestroy {
            item: item.id,
            owner: self.owner(),
            stack_count: item.stack_count,
        }
    }

    /// `count` of `item` go onto `stack`.
    fn poured(&self, item: &Item, stack: &Item, count: u32) -> Vec<Side> {
        let taken = if count == item.stack_count {
            self.destroyed(item)
        } else {
            self.counted(item, -i64::from(count))
        };
        vec![self.counted(stack, i64::from(count)), taken]
    }
}

/// Whether somebody may wear something at an `EquippedItem`.
fn may_wear(wearer: &Wearer, template: &ItemTemplate, place: u32) -> Result<(), GenericError> {
    let bit = |number: u32| 1_u32.checked_shl(number).unwrap_or(0);
    let among = |mask: u32, number: u32| mask == 0 || mask & bit(number) != 0;
    if template.equip_slots & bit(place) == 0 {
        Err(GenericError::ItemNotValidForSlot)
    } else if !among(template.races, wearer.race.into()) {
        Err(GenericError::ItemWrongRace)
    } else if !among(template.classes, wearer.class.into()) {
        Err(GenericError::ItemWrongClass)
    } else if template.faction != 0 && template.faction != wearer.faction {
        Err(GenericError::ItemWrongFaction)
    } else if template.proficiency & !wearer.proficiencies != 0 {
        Err(GenericError::ItemFailedProficiency)
    } else if template.level > wearer.level.into() {
        Err(GenericError::ItemLevelToLow)
    } else {
        Ok(())
    }
}
