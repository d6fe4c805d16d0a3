//! What one client believes by what it was told: who is around and how it looks, and what it
//! carries.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bezgelor_core::Vec3;
use bezgelor_core::ids::{ItemId, ItemTemplateId};
use bezgelor_core::model::{CurrencyBalance, Item};
use protocol::messages::*;
use protocol::structs::{InventoryItem, ItemVisual};
use protocol::unions::{IEntityCommandModel as Model, IEntityModel};
use protocol::{Message, decode_message};

/// Messages remembered.
const RECENT_MAX: usize = 12;

/// What a character owns.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Held {
    pub(super) items: Vec<Item>,
    pub(super) currencies: Vec<CurrencyBalance>,
}

impl Held {
    /// In one order, without what is not there.
    pub(super) fn sorted(mut self) -> Self {
        self.items
            .sort_by_key(|item| (item.location, item.bag_index));
        self.currencies.retain(|held| held.amount > 0);
        self.currencies.sort_by_key(|held| held.currency_id);
        self
    }
}

/// A unit as a client shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Shown {
    /// What it is: the model it was created with, without what changes.
    pub(super) kind: String,
    pub(super) position: Vec3,
    /// It was last told of as on a way of its own.
    pub(super) goes: bool,
    pub(super) platform: u32,
    pub(super) dead: bool,
    pub(super) in_use: bool,
    pub(super) faction: u32,
    pub(super) looks: Vec<(u32, u16)>,
    pub(super) aboard: BTreeSet<u32>,
    pub(super) chair: u32,
}

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Client {
    pub(super) shown: BTreeMap<u32, Shown>,
    /// Its own unit, while it is told of one.
    pub(super) own: Option<u32>,
    /// It shows a loading screen.
    pub(super) loads: bool,
    /// `None` before it was told of its character.
    pub(super) held: Option<Held>,
    /// Tickets of control it has not answered.
    pub(super) tickets: Vec<u32>,
    /// It lies dead and was offered these ways back.
    pub(super) ways_back: Option<protocol::enums::ResurrectionType>,
    /// A cast of its own that it was told of.
    pub(super) casting: Option<u32>,
    /// The last that it heard, for who looks for a fault.
    recent: VecDeque<u16>,
}

fn read<M: Message>(body: &[u8]) -> M {
    decode_message(body).unwrap_or_else(|fault| panic!("{:#06x}: {fault:?}", M::OPCODE))
}

impl Client {
    pub(super) fn hear(&mut self, opcode: u16, body: &[u8]) {
        if self.recent.len() == RECENT_MAX {
            self.recent.pop_front();
        }
        self.recent.push_back(opcode);
        match opcode {
            ServerChangeWorld::OPCODE => {
                self.shown.clear();
                self.own = None;
                self.loads = true;
                self.tickets.clear();
                self.ways_back = None;
                self.casting = None;
            }
            ServerEntityCreate::OPCODE => self.create(&read(body)),
            ServerEntityDestroy::OPCODE => {
                let gone: ServerEntityDestroy = read(body);
                let was = self.shown.remove(&gone.guid);
                assert!(was.is_some(), "{:#x} was not there", gone.guid);
            }
            ServerPlayerChanged::OPCODE => {
                let own: ServerPlayerChanged = read(body);
                assert!(self.shown.contains_key(&own.guid), "itself, and not there");
                self.own = Some(own.guid);
            }
            ServerMovementControl::OPCODE => {
                self.tickets
                    .push(read::<ServerMovementControl>(body).ticket);
            }
            ServerResurrectionShow::OPCODE => {
                let ways: ServerResurrectionShow = read(body);
                self.ways_back = Some(ways.show_rez_flags);
            }
            ServerSpellStartClientInteraction::OPCODE => {
                let begun: ServerSpellStartClientInteraction = read(body);
                self.casting = Some(begun.casting_id);
            }
            _ => self.hear_of_units(opcode, body),
        }
    }

    fn create(&mut self, create: &ServerEntityCreate) {
        let mut shown = Shown {
            kind: kind(&create.entity_model),
            faction: create.faction1.0,
            looks: looks(&create.visible_items),
            ..Shown::default()
        };
        if let IEntityModel::Vehicle { passengers, .. } | IEntityModel::Mount { passengers, .. } =
            &create.entity_model
        {
            shown.aboard = passengers.iter().map(|seat| seat.unit_id).collect();
        }
        moves(
            &mut shown,
            create.commands.iter().map(|command| command.model.clone()),
        );
        let before = self.shown.insert(create.guid, shown);
        assert!(before.is_none(), "{:#x} created twice", create.guid);
    }

    fn hear_of_units(&mut self, opcode: u16, body: &[u8]) {
        match opcode {
            ServerEntityCommand::OPCODE => {
                let told: ServerEntityCommand = read(body);
                let models = told.commands.into_iter().map(|command| command.model);
                moves(self.known(told.guid, opcode), models);
            }
            ServerEntityDeathState::OPCODE => {
                let told: ServerEntityDeathState = read(body);
                self.known(told.unit_id, opcode).dead = told.dead;
                if self.own == Some(told.unit_id) && !told.dead {
                    self.ways_back = None;
                }
            }
            ServerEntityInteractiveUpdate::OPCODE => {
                let told: ServerEntityInteractiveUpdate = read(body);
                self.known(told.unit_id, opcode).in_use = told.in_use;
            }
            ServerEntityFaction::OPCODE => {
                let told: ServerEntityFaction = read(body);
                self.known(told.unit_id, opcode).faction = told.faction.0;
            }
            ServerEntityVisualUpdate::OPCODE => {
                let told: ServerEntityVisualUpdate = read(body);
                wear(self.known(told.unit_id, opcode), &told.item_visuals);
            }
            ServerVehiclePassengerAdd::OPCODE => {
                let told: ServerVehiclePassengerAdd = read(body);
                self.known(told.self_, opcode).aboard.insert(told.unit_id);
            }
            ServerVehiclePassengerRemove::OPCODE => {
                let told: ServerVehiclePassengerRemove = read(body);
                self.known(told.self_, opcode)
                    .aboard
                    .remove(&told.passenger);
            }
            ServerUnitSetChair::OPCODE => {
                let told: ServerUnitSetChair = read(body);
                self.known(told.unit_id, opcode).chair = told.unit_id_chair;
            }
            _ => self.hear_of_valuables(opcode, body),
        }
    }

    fn known(&mut self, guid: u32, opcode: u16) -> &mut Shown {
        let (own, recent) = (self.own, &self.recent);
        self.shown.get_mut(&guid).unwrap_or_else(|| {
            panic!("{own:x?} hears {opcode:#06x} of {guid:#x}, which it does not see: {recent:x?}")
        })
    }

    fn hear_of_valuables(&mut self, opcode: u16, body: &[u8]) {
        if opcode == ServerPlayerCreate::OPCODE {
            let create: ServerPlayerCreate = read(body);
            let currencies = create.money.iter().zip(1_u8..);
            let held = Held {
                items: create.inventory.iter().map(item).collect(),
                currencies: currencies
                    .map(|(&amount, currency_id)| CurrencyBalance {
                        currency_id,
                        amount,
                    })
                    .collect(),
            };
            self.held = Some(held.sorted());
            return;
        }
        // What it is told of before it knows of its character it has no place for.
        let Some(held) = &mut self.held else {
            return;
        };
        match opcode {
            ServerItemAdd::OPCODE => {
                let add: ServerItemAdd = read(body);
                let item = item(&add.inventory_item);
                let known = held.items.iter().any(|held| held.id == item.id);
                assert!(!known, "{item:?} came twice");
                held.items.push(item);
            }
            ServerItemMove::OPCODE => {
                let moved: ServerItemMove = read(body);
                put(held, moved.to.guid, moved.to.drag_drop);
            }
            ServerItemSwap::OPCODE => {
                let swap: ServerItemSwap = read(body);
                put(held, swap.to.guid, swap.to.drag_drop);
                put(held, swap.from.guid, swap.from.drag_drop);
            }
            ServerItemStackCountUpdate::OPCODE => {
                let count: ServerItemStackCountUpdate = read(body);
                let item = held.items.iter_mut().find(|item| item.id.0 == count.guid);
                item.expect("known").stack_count = count.stack_count;
            }
            ServerItemDelete::OPCODE => {
                let gone: ServerItemDelete = read(body);
                held.items.retain(|item| item.id.0 != gone.guid);
            }
            ServerCombatReward::OPCODE => {
                let balance: ServerCombatReward = read(body);
                let currency_id = balance.stat + 1;
                held.currencies
                    .retain(|held| held.currency_id != currency_id);
                held.currencies.push(CurrencyBalance {
                    currency_id,
                    amount: balance.new_value,
                });
            }
            _ => {}
        }
    }
}

/// What a unit is: nothing of this changes while it is there.
fn kind(model: &IEntityModel) -> String {
    let mut model = model.clone();
    match &mut model {
        IEntityModel::Vehicle { passengers, .. } | IEntityModel::Mount { passengers, .. } => {
            passengers.clear();
        }
        _ => {}
    }
    format!("{model:?}")
}

fn moves(shown: &mut Shown, models: impl Iterator<Item = Model>) {
    for model in models {
        match model {
            Model::SetPosition { position, .. } => {
                shown.position = position;
                shown.goes = false;
            }
            Model::SetPositionPath { .. } | Model::SetPositionSpline { .. } => shown.goes = true,
            Model::SetPlatform { unit_id } => shown.platform = unit_id,
            _ => {}
        }
    }
}

fn looks(visuals: &[ItemVisual]) -> Vec<(u32, u16)> {
    let shown = visuals.iter().filter(|visual| visual.display_id != 0);
    let mut looks: Vec<_> = shown
        .map(|visual| (visual.slot.0, visual.display_id))
        .collect();
    looks.sort_unstable();
    looks
}

fn wear(shown: &mut Shown, visuals: &[ItemVisual]) {
    for visual in visuals {
        let slot = visual.slot.0;
        shown.looks.retain(|&(worn, _)| worn != slot);
        if visual.display_id != 0 {
            shown.looks.push((slot, visual.display_id));
        }
    }
    shown.looks.sort_unstable();
}

fn item(told: &InventoryItem) -> Item {
    let item = &told.item;
    Item {
        id: ItemId(item.guid),
        template_id: ItemTemplateId(item.item_id),
        location: item.location_data.location.0 as u16,
        bag_index: item.location_data.bag_index,
        stack_count: item.stack_count,
        charges: item.charges,
    }
}

fn put(held: &mut Held, guid: u64, drag_drop: u64) {
    let item = held.items.iter_mut().find(|item| item.id.0 == guid);
    let item = item.expect("known");
    item.location = (drag_drop >> 8) as u16;
    item.bag_index = (drag_drop & 0xFF) as u32;
}
