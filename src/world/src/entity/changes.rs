//! What changed about units in a step. However often something changes, who sees the unit is told
//! once, at the end of the step, how it is: one message for its looks, its properties, its stats
//! and its health each.
//!
//! Who comes to see the unit in the same step may be told twice; never is anybody told less.

use protocol::enums::{ItemSlot, Property, Stat, UpdateHealthMask};
use protocol::messages::{
    ServerEntityHealthUpdate, ServerEntityPropertiesUpdate, ServerEntityStatUpdateInteger,
    ServerEntityVisualUpdate, ServerPlayerHealthUpdate,
};
use protocol::structs::{ItemVisual, PropertyValue, StatValueUpdateInteger};

use game::property::MOVE_SPEED_MULTIPLIER;

use crate::entity::slots::Row;
use crate::entity::sparse::Sparse;
use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::sight::appear;
use crate::zone::Zone;

/// What of one unit is to be told.
#[derive(Debug, Default)]
struct Change {
    looks: bool,
    /// Places that may be bare now, which are said to be so.
    bare: Vec<ItemSlot>,
    speed: bool,
    weapons: bool,
    /// And why, for the player whose it is.
    health: Option<UpdateHealthMask>,
}

impl Change {
    fn clear(&mut self) {
        (self.looks, self.speed, self.weapons, self.health) = (false, false, false, None);
        self.bare.clear();
    }
}

/// The column.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    of: Sparse<Change>,
    /// Who has one.
    rows: Vec<Row>,
}

impl Changes {
    fn note(&mut self, row: Row) -> &mut Change {
        if self.of.get(row).is_none() {
            self.rows.push(row);
        }
        self.of.take(row)
    }

    /// A unit looks otherwise, or a player wears something else; its `slots` may be bare now.
    pub(crate) fn looks(&mut self, row: Row, slots: impl Iterator<Item = ItemSlot>) {
        let change = self.note(row);
        change.looks = true;
        for slot in slots {
            if !change.bare.contains(&slot) {
                change.bare.push(slot);
            }
        }
    }

    /// A player moves at another speed.
    pub(crate) fn speed(&mut self, row: Row) {
        self.note(row).speed = true;
    }

    /// A unit drew its weapons or put them away.
    pub(crate) fn weapons(&mut self, row: Row) {
        self.note(row).weapons = true;
    }

    /// A unit has more health or less.
    pub(crate) fn health(&mut self, row: Row, why: UpdateHealthMask) {
        let health = &mut self.note(row).health;
        let before = health.unwrap_or(UpdateHealthMask::None);
        *health = Some(before | why);
    }

    /// A unit is gone.
    pub(crate) fn forget(&mut self, row: Row) {
        if let Some(change) = self.of.get_mut(row) {
            change.clear();
            self.of.give_back(row);
            self.rows.retain(|&changed| changed != row);
        }
    }

    /// Forgets the rows from `rows` on, of which none changed.
    pub(crate) fn cut(&mut self, rows: usize) {
        self.of.cut(rows);
    }
}

/// Tells all that changed; at the end of a step.
pub(crate) fn tell(zone: &mut Zone, out: &mut Outputs) {
    if zone.changes.rows.is_empty() {
        return;
    }
    let mut changes = std::mem::take(&mut zone.changes);
    changes.rows.sort_unstable();
    for row in changes.rows.drain(..) {
        if let Some(change) = changes.of.get_mut(row) {
            tell_change(zone, out, row, change);
            change.clear();
            changes.of.give_back(row);
        }
    }
    zone.changes = changes;
}

/// Tells what changed of one unit before something worse is told of it.
pub(crate) fn tell_now(zone: &mut Zone, out: &mut Outputs, row: Row) {
    let changes = std::mem::take(&mut zone.changes);
    if let Some(change) = changes.of.get(row) {
        tell_change(zone, out, row, change);
    }
    zone.changes = changes;
    zone.changes.forget(row);
}

fn tell_change(zone: &Zone, out: &mut Outputs, row: Row, change: &Change) {
    let seat = zone.units.seat[row as usize];
    if change.looks {
        tell_looks(zone, out, row, &change.bare);
    }
    if let Some(seat) = seat.filter(|_| change.speed) {
        tell_speed(zone, out, seat);
    }
    if change.weapons {
        tell_weapons(zone, out, row);
    }
    if let Some(why) = change.health {
        tell_health(zone, out, row, why);
    }
}

fn tell_looks(zone: &Zone, out: &mut Outputs, row: Row, bare: &[ItemSlot]) {
    let (look, seat) = (zone.units.look[row as usize], zone.units.seat[row as usize]);
    let mut item_visuals = seat.map_or_else(Vec::new, |seat| appear::shown(zone, seat));
    for &slot in bare {
        if item_visuals.iter().all(|visual| visual.slot != slot) {
            item_visuals.push(ItemVisual {
                slot,
                ..ItemVisual::default()
            });
        }
    }
    let character = seat.map(|seat| &zone.players.at(seat).entry.sheet.character);
    let (race, sex) = character.map_or((0, 0), |own| (own.race & 0x1F, own.sex & 3));
    let update = ServerEntityVisualUpdate {
        unit_id: zone.units.id(row).0,
        race,
        sex,
        creature_id: look.creature_id.0,
        display_info: look.display_info,
        outfit_info: look.outfit_info,
        item_visuals,
        ..ServerEntityVisualUpdate::default()
    };
    zone.broadcast(out, row, None, &update);
}

fn tell_speed(zone: &Zone, out: &mut Outputs, seat: Seat) {
    let update = ServerEntityPropertiesUpdate {
        unit_id: zone.unit_id(seat).0,
        properties: vec![PropertyValue {
            property: Property(u32::from(MOVE_SPEED_MULTIPLIER)),
            base_value: 1.0,
            value: zone.players.at(seat).speed.foot,
        }],
    };
    zone.broadcast(out, zone.row(seat), None, &update);
}

fn tell_weapons(zone: &Zone, out: &mut Outputs, row: Row) {
    let Some(sheathed) = zone.units.body[row as usize].sheathed else {
        return;
    };
    let update = ServerEntityStatUpdateInteger {
        unit_id: zone.units.id(row).0,
        stat: StatValueUpdateInteger {
            stat: Stat::Sheathed,
            value: u32::from(sheathed),
        },
    };
    zone.broadcast(out, row, None, &update);
}

/// To all who see the unit, and to the player whose it is with the reason.
fn tell_health(zone: &Zone, out: &mut Outputs, row: Row, mask: UpdateHealthMask) {
    let unit_id = zone.units.id(row).0;
    let health = zone.units.body[row as usize].health as u32;
    let update = ServerEntityHealthUpdate {
        unit_id,
        health,
        unknown0: false,
    };
    zone.broadcast(out, row, None, &update);
    if let Some(seat) = zone.units.seat[row as usize] {
        let update = ServerPlayerHealthUpdate {
            unit_id,
            health,
            mask,
        };
        zone.send(out, seat, &update);
    }
}
