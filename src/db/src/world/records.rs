//! What a world consists of besides its spawns: one struct per table, each with the names it has in
//! our schema and in world-database files, so that reading, comparing and writing are written once.

use bezgelor_core::ids::SpawnId;
use bezgelor_core::model::Hours;

use crate::error::DbError;
use crate::sql::{Row, Value};

/// The value of one column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A whole number.
    Int(i64),
    /// A finite number.
    Real(f32),
    /// A text.
    Text(String),
}

/// What a column takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A whole number within bounds, both included.
    Int(i64, i64),
    /// A finite number.
    Real,
    /// A text.
    Text,
}

/// One column of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Its name in our schema.
    pub name: &'static str,
    /// Its name in world-database files, compared without case.
    pub source: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// The number it has where a file does not name the column; texts are empty.
    pub default: f32,
}

/// One table of the world store.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Table {
    /// Its name in our schema.
    pub name: &'static str,
    /// Its name in world-database files.
    pub source: &'static str,
    /// Its columns, the key first.
    pub columns: &'static [Column],
    /// How many columns are the key.
    pub key: usize,
    /// True when the first column is the spawn a row belongs to.
    pub of_spawn: bool,
}

/// A row of one of the tables as a value.
pub trait Record: Sized + Send + 'static {
    /// Where it is kept.
    const TABLE: &'static Table;

    /// A row from cells of the kinds of [`Self::TABLE`]; `None` for others.
    fn from_cells(cells: &[Cell]) -> Option<Self>;
}

/// A type a column can be read into.
trait Field: Sized {
    const KIND: Kind;
    const OF_SPAWN: bool = false;
    fn from_cell(cell: &Cell) -> Option<Self>;
}

macro_rules! int_fields {
    ($($int:ident),*) => {$(
        impl Field for $int {
            const KIND: Kind = Kind::Int($int::MIN as i64, $int::MAX as i64);
            fn from_cell(cell: &Cell) -> Option<Self> {
                match cell {
                    Cell::Int(value) => Self::try_from(*value).ok(),
                    _ => None,
                }
            }
        }
    )*};
}
int_fields!(u8, u16, u32, i64);

/// A minute of the game's day; files may say none beyond its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayMinute(pub u16);

/// Number of a group of spawns; files may not say 0, which is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GroupId(pub u32);

/// How many of a group are alive at once; files say one at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AliveMax(pub u8);

/// Numbers of which files may say only some.
macro_rules! narrow_fields {
    ($($name:ident($int:ident): $range:expr),*) => {$(
        impl Field for $name {
            const KIND: Kind = Kind::Int($range.0 as i64, $range.1 as i64);
            fn from_cell(cell: &Cell) -> Option<Self> {
                $int::from_cell(cell).map(Self)
            }
        }
    )*};
}
narrow_fields!(
    DayMinute(u16): (0, Hours::MINUTES),
    GroupId(u32): (1, u32::MAX),
    AliveMax(u8): (1, u8::MAX)
);

impl Field for SpawnId {
    const KIND: Kind = Kind::Int(0, i64::MAX);
    const OF_SPAWN: bool = true;
    fn from_cell(cell: &Cell) -> Option<Self> {
        i64::from_cell(cell)
            .and_then(|id| u64::try_from(id).ok())
            .map(Self)
    }
}

impl Field for f32 {
    const KIND: Kind = Kind::Real;
    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Real(value) => Some(*value),
            _ => None,
        }
    }
}

impl Field for String {
    const KIND: Kind = Kind::Text;
    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
}

impl Kind {
    /// Reads a column of this kind from a row.
    pub(crate) fn read(self, row: &Row, column: usize) -> Result<Cell, DbError> {
        Ok(match self {
            Self::Int(..) => Cell::Int(row.int(column)?),
            Self::Real => Cell::Real(row.real(column)?),
            Self::Text => Cell::Text(row.text(column)?),
        })
    }
}

impl From<&Cell> for Value {
    fn from(cell: &Cell) -> Self {
        match cell {
            Cell::Int(value) => Self::Int(Some(*value)),
            Cell::Real(value) => Self::Real(*value),
            Cell::Text(text) => Self::Text(Some(text.clone())),
        }
    }
}

macro_rules! records {
    ($(
        $(#[$doc:meta])*
        $name:ident = $table:literal from $source:literal key $key:literal {
            $(
                $(#[$field_doc:meta])*
                $field:ident: $type:ty = $column:literal $(or $default:literal)?,
            )*
        }
    )*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq)]
            pub struct $name {
                $($(#[$field_doc])* pub $field: $type,)*
            }

            impl Record for $name {
                const TABLE: &'static Table = &Table {
                    name: $table,
                    source: $source,
                    columns: &[$(Column {
                        name: stringify!($field),
                        source: $column,
                        kind: <$type as Field>::KIND,
                        default: 0.0 $(+ $default)?,
                    }),*],
                    key: $key,
                    of_spawn: false $(|| <$type as Field>::OF_SPAWN)*,
                };

                fn from_cells(cells: &[Cell]) -> Option<Self> {
                    let mut cells = cells.iter();
                    Some(Self { $($field: <$type as Field>::from_cell(cells.next()?)?,)* })
                }
            }
        )*

        /// Every table besides `spawn` itself.
        pub const TABLES: &[&Table] = &[$($name::TABLE),*];
    };
}

records! {
    /// The spline a spawn walks.
    SpawnSpline = "spawn_spline" from "entity_spline" key 1 {
        /// Which spawn.
        spawn_id: SpawnId = "id",
        /// `Spline2.tbl` row id.
        spline_id: u16 = "splineId",
        /// How it is repeated, `SplineMode` of the protocol.
        mode: u8 = "mode",
        /// World units a second.
        speed: f32 = "speed",
        /// Formation offset.
        fx: f32 = "fx",
        /// See `fx`.
        fy: f32 = "fy",
        /// See `fx`.
        fz: f32 = "fz",
    }
    /// A spawn that exists in one phase of a public event.
    SpawnEvent = "spawn_event" from "entity_event" key 3 {
        /// Which spawn.
        spawn_id: SpawnId = "id",
        /// `PublicEvent.tbl` row id.
        event_id: u32 = "eventId",
        /// The phase, in the event script's numbering.
        phase: u32 = "phase",
    }
    /// The hours of the game's day at which a spawn is there.
    SpawnHours = "spawn_hours" from "entity_hours" key 1 {
        /// Which spawn.
        spawn_id: SpawnId = "id",
        /// From then on.
        from_minute: DayMinute = "fromMinute",
        /// Until then.
        to_minute: DayMinute = "toMinute",
    }
    /// Spawns of which only some are alive at once.
    SpawnGroup = "spawn_group" from "entity_group" key 1 {
        /// Its id, not 0.
        id: GroupId = "id",
        /// How many of them, in one zone.
        alive_max: AliveMax = "aliveMax",
    }
    /// A spawn that belongs to a group; to one at most.
    SpawnGroupMember = "spawn_group_member" from "entity_group_member" key 1 {
        /// Which spawn.
        spawn_id: SpawnId = "id",
        /// Which group.
        group_id: GroupId = "groupId",
    }
    /// Where a spawn leads whoever uses it.
    SpawnPortal = "spawn_portal" from "entity_portal" key 1 {
        /// Which spawn.
        spawn_id: SpawnId = "id",
        /// `WorldLocation2.tbl` row id; 0 for the place that follows.
        world_location_id: u32 = "worldLocationId",
        /// `World.tbl` row id.
        world_id: u16 = "worldId",
        /// Where in it.
        x: f32 = "x",
        /// See `x`.
        y: f32 = "y",
        /// See `x`.
        z: f32 = "z",
        /// Facing, in radians.
        yaw: f32 = "rx",
    }
    /// When a client is shown a tutorial.
    Tutorial = "tutorial" from "tutorial" key 3 {
        /// `Tutorial.tbl` row id.
        tutorial_id: u32 = "id",
        /// What shows it: 29 a zone.
        kind: u32 = "type",
        /// Which: of a zone its `WorldZone.tbl` row id.
        trigger_id: u32 = "triggerId",
        /// For who reads it.
        note: String = "note",
    }
    /// A property of one spawn that is not computed but given.
    SpawnProperty = "spawn_property" from "entity_property" key 2 {
        /// Which spawn.
        spawn_id: SpawnId = "id",
        /// `Property` of the protocol.
        property: u8 = "property",
        /// What it is.
        value: f32 = "value",
    }
    /// A script bound to one spawn.
    SpawnScript = "spawn_script" from "entity_script" key 2 {
        /// Which spawn.
        spawn_id: SpawnId = "id",
        /// The name in the source's terms.
        name: String = "scriptName",
    }
    /// A spawn that sells.
    Vendor = "vendor" from "entity_vendor" key 1 {
        /// Which spawn.
        spawn_id: SpawnId = "id",
        /// What players pay, times an item's price.
        buy_price_multiplier: f32 = "buyPriceMultiplier" or 1.0,
        /// What players get, times an item's price.
        sell_price_multiplier: f32 = "sellPriceMultiplier" or 1.0,
    }
    /// A shelf of a vendor.
    VendorCategory = "vendor_category" from "entity_vendor_category" key 2 {
        /// Which spawn.
        spawn_id: SpawnId = "id",
        /// Place of the shelf.
        category_index: u32 = "index",
        /// Its title in the client's texts.
        localised_text_id: u32 = "localisedTextId",
    }
    /// An item of a vendor.
    VendorItem = "vendor_item" from "entity_vendor_item" key 2 {
        /// Which spawn.
        spawn_id: SpawnId = "id",
        /// Place in the vendor's list.
        item_index: u32 = "index",
        /// Shelf it lies on.
        category_index: u32 = "categoryIndex",
        /// `Item2.tbl` row id.
        item_id: u32 = "itemId",
        /// What else it costs: 0 nothing, 1 an item, 2 a currency.
        extra_cost1_type: u8 = "extraCost1Type",
        /// How many of it.
        extra_cost1_quantity: u32 = "extraCost1Quantity",
        /// Of which.
        extra_cost1_id: u32 = "extraCost1ItemOrCurrencyId",
        /// See `extra_cost1_type`.
        extra_cost2_type: u8 = "extraCost2Type",
        /// See `extra_cost1_quantity`.
        extra_cost2_quantity: u32 = "extraCost2Quantity",
        /// See `extra_cost1_id`.
        extra_cost2_id: u32 = "extraCost2ItemOrCurrencyId",
    }
    /// A property of every spawn of one creature.
    CreatureProperty = "creature_property" from "creature_info_property" key 2 {
        /// `Creature2.tbl` row id.
        creature_id: u32 = "id",
        /// `Property` of the protocol.
        property: u8 = "property",
        /// What it is.
        value: f32 = "value",
    }
    /// Where a team enters a map.
    MapEntrance = "map_entrance" from "map_entrance" key 2 {
        /// `World.tbl` row id.
        map_id: u32 = "mapId",
        /// Team of the match, 0 where there is one.
        team: u8 = "team",
        /// `WorldLocation2.tbl` row id.
        world_location_id: u32 = "worldLocationId",
    }
    /// A group of loot, in another group or at the top.
    LootGroup = "loot_group" from "loot_group" key 1 {
        /// Its id.
        id: i64 = "id",
        /// The group it is in, 0 for none.
        parent_id: i64 = "parentId",
        /// Fewest draws from it.
        min_drop: u32 = "minDrop",
        /// Most draws from it.
        max_drop: u32 = "maxDrop",
        /// When it counts at all.
        condition_type: u32 = "conditionType",
        /// The condition's operand.
        condition_value: u32 = "condition",
        /// Percent.
        probability: f32 = "probability" or 100.0,
        /// For the reader.
        comment: String = "comment",
    }
    /// Something a loot group can yield.
    LootItem = "loot_item" from "loot_item" key 3 {
        /// Which group.
        group_id: i64 = "id",
        /// What `static_id` names: an item, a currency, ….
        item_type: u32 = "type",
        /// Of which.
        static_id: u32 = "staticId",
        /// Fewest.
        min_count: u32 = "minCount",
        /// Most.
        max_count: u32 = "maxCount",
        /// Percent.
        probability: f32 = "probability" or 100.0,
        /// For the reader.
        comment: String = "comment",
    }
    /// A group a creature drops.
    CreatureLoot = "creature_loot" from "entity_loot" key 2 {
        /// `Creature2.tbl` row id.
        creature_id: u32 = "id",
        /// Which group.
        group_id: i64 = "lootGroupId",
        /// For the reader.
        comment: String = "comment",
    }
    /// A group an opened item yields.
    ItemLoot = "item_loot" from "item_loot" key 2 {
        /// `Item2.tbl` row id.
        item_id: u32 = "id",
        /// Which group.
        group_id: i64 = "lootGroupId",
        /// For the reader.
        comment: String = "comment",
    }
    /// A category of the in-game store.
    StoreCategory = "store_category" from "store_category" key 1 {
        /// Its id.
        id: u32 = "id",
        /// The category it is in; 26 is the top.
        parent_id: u32 = "parentId" or 26.0,
        /// Its title.
        name: String = "name",
        /// Its text.
        description: String = "description",
        /// Place among its siblings.
        sort_index: u32 = "index" or 1.0,
        /// 1 when shown.
        visible: u8 = "visible",
    }
    /// Offers shown as one.
    StoreOfferGroup = "store_offer_group" from "store_offer_group" key 1 {
        /// Its id.
        id: u32 = "id",
        /// `StoreDisplayFlag` of the protocol.
        display_flags: u32 = "displayFlags",
        /// Its title.
        name: String = "name",
        /// Its text.
        description: String = "description",
        /// `StoreDisplayInfo.tbl` row id.
        display_info_override: u16 = "displayInfoOverride",
        /// 1 when shown.
        visible: u8 = "visible",
    }
    /// The categories an offer group is in.
    StoreOfferGroupCategory = "store_offer_group_category"
        from "store_offer_group_category" key 2 {
        /// Which group.
        group_id: u32 = "id",
        /// Which category.
        category_id: u32 = "categoryId",
        /// Place in it.
        sort_index: u8 = "index",
        /// 1 when shown.
        visible: u8 = "visible" or 1.0,
    }
    /// One offer.
    StoreOfferItem = "store_offer_item" from "store_offer_item" key 2 {
        /// Its id.
        id: u32 = "id",
        /// Which group.
        group_id: u32 = "groupId",
        /// Its title.
        name: String = "name",
        /// Its text.
        description: String = "description",
        /// `StoreDisplayFlag` of the protocol.
        display_flags: u32 = "displayFlags",
        /// Unknown field 6 of the message.
        field_6: i64 = "field_6",
        /// Unknown field 7 of the message.
        field_7: u8 = "field_7",
        /// 1 when shown.
        visible: u8 = "visible",
    }
    /// What an offer contains.
    StoreOfferItemData = "store_offer_item_data" from "store_offer_item_data" key 2 {
        /// Which offer.
        offer_id: u32 = "id",
        /// `AccountItem.tbl` row id.
        item_id: u16 = "itemId",
        /// What kind of thing.
        item_type: u32 = "type",
        /// How many.
        amount: u32 = "amount" or 1.0,
    }
    /// What an offer costs.
    StoreOfferItemPrice = "store_offer_item_price" from "store_offer_item_price" key 2 {
        /// Which offer.
        offer_id: u32 = "id",
        /// `AccountCurrencyType.tbl` row id.
        currency_id: u8 = "currencyId",
        /// How much.
        price: f32 = "price",
        /// 0 percent, 1 amount.
        discount_type: u8 = "discountType",
        /// How much off.
        discount_value: f32 = "discountValue",
        /// Unknown field 14 of the message.
        field_14: i64 = "field_14",
        /// When the offer ends, in the message's units.
        expiry: i64 = "expiry",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_distinct_and_begin_with_their_keys() {
        let mut names: Vec<_> = TABLES.iter().map(|table| table.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TABLES.len());
        for table in TABLES {
            assert!(
                (1..=table.columns.len()).contains(&table.key),
                "{}",
                table.name
            );
            assert_eq!(
                table.of_spawn,
                table.columns[0].name == "spawn_id",
                "{}",
                table.name
            );
        }
    }

    #[test]
    fn cells_of_other_kinds_make_no_record() {
        let good = [Cell::Int(5), Cell::Int(1), Cell::Int(2)];
        let record = SpawnEvent::from_cells(&good).expect("an event");
        assert_eq!(
            (record.spawn_id, record.event_id, record.phase),
            (SpawnId(5), 1, 2)
        );
        assert!(SpawnEvent::from_cells(&good[..2]).is_none());
        let text = [Cell::Int(5), Cell::Text("1".into()), Cell::Int(2)];
        assert!(SpawnEvent::from_cells(&text).is_none());
        let large = [Cell::Int(5), Cell::Int(1 << 40), Cell::Int(2)];
        assert!(SpawnEvent::from_cells(&large).is_none());
    }
}
