//! Which display an item shows: a rule over three tables that everybody who draws items needs.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use crate::rows;
use crate::set::TableSet;

/// A display an item's source gives to items of one type, within a range of power levels.
#[derive(Debug)]
struct SourceDisplay {
    levels: RangeInclusive<u32>,
    display_id: u32,
}

/// Displays of items that take theirs from their source (`ItemDisplaySourceEntry.tbl`), by source
/// and item type.
#[derive(Debug, Default)]
pub struct ItemDisplays {
    of_source: HashMap<(u32, u32), Vec<SourceDisplay>>,
}

impl ItemDisplays {
    /// Indexes a set, which may lack the table.
    #[must_use]
    pub fn new(set: &TableSet) -> Self {
        let mut of_source: HashMap<_, Vec<_>> = HashMap::new();
        for row in set.item_display_source_entry().iter() {
            let key = (row.item_source_id(), row.item2_type_id());
            of_source.entry(key).or_default().push(SourceDisplay {
                levels: row.item_min_level()..=row.item_max_level(),
                display_id: row.item_display_id(),
            });
        }
        Self { of_source }
    }

    /// `ItemDisplay.tbl` row of an item, 0 when it shows nothing: the only one its source has for
    /// its type, else its own, which is what the client previews, else the one for its power level.
    #[must_use]
    pub fn of(&self, item: rows::Item2<'_>) -> u32 {
        let key = (item.item_source_id(), item.item2_type_id());
        match self.of_source.get(&key).map(Vec::as_slice) {
            Some([only]) => only.display_id,
            Some(several) if item.item_display_id() == 0 => {
                let level = item.power_level();
                let fitting = several
                    .iter()
                    .find(|display| display.levels.contains(&level));
                fitting.map_or(0, |display| display.display_id)
            }
            _ => item.item_display_id(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::set::pack_set;
    use crate::{ColumnType, TableBuilder, Value, schema};

    /// A table of rows in which only some columns say something.
    fn table(name: &str, rows: &[&[(&str, u32)]]) -> Vec<u8> {
        let schema = schema::find(name).unwrap_or(&schema::TABLES[0]);
        let mut builder = TableBuilder::new(schema);
        for row in rows {
            let value = |column: &crate::ColumnSchema| {
                let said = row.iter().find(|(known, _)| *known == column.name);
                match column.kind {
                    ColumnType::U32 => Value::U32(said.map_or(0, |(_, value)| *value)),
                    ColumnType::F32 => Value::F32(0.0),
                    ColumnType::Bool => Value::Bool(false),
                    ColumnType::U64 => Value::U64(0),
                    ColumnType::Text => Value::Text(""),
                }
            };
            let values: Vec<_> = schema.columns.iter().map(value).collect();
            assert!(builder.push(&values).is_ok());
        }
        builder.finish(0).unwrap_or_default()
    }

    #[test]
    fn the_source_s_only_display_wins_then_the_item_s_own_then_the_level_s() {
        let entry = |id, source, low, high, display| {
            [
                ("ID", id),
                ("itemSourceId", source),
                ("item2TypeId", 5),
                ("itemMinLevel", low),
                ("itemMaxLevel", high),
                ("itemDisplayId", display),
            ]
        };
        let sources = [
            entry(1, 7, 1, 9, 100),
            entry(2, 8, 1, 9, 200),
            entry(3, 8, 10, 20, 300),
        ];
        let sources = table(
            "ItemDisplaySourceEntry",
            &sources.each_ref().map(|row| &row[..]),
        );
        let item = |id, source, level, own| {
            [
                ("ID", id),
                ("itemSourceId", source),
                ("item2TypeId", 5),
                ("powerLevel", level),
                ("itemDisplayId", own),
            ]
        };
        let items = [
            item(1, 7, 50, 11),
            item(2, 8, 12, 11),
            item(3, 8, 12, 0),
            item(4, 8, 21, 0),
            item(5, 9, 1, 11),
            item(6, 9, 1, 0),
        ];
        let items = table("Item2", &items.each_ref().map(|row| &row[..]));
        let set = TableSet::from_bytes(&pack_set(&[sources, items]));
        let set = set.unwrap_or_else(|error| panic!("{error}"));
        let displays = ItemDisplays::new(&set);
        let shown: Vec<u32> = set.item2().iter().map(|item| displays.of(item)).collect();
        assert_eq!(shown, [100, 11, 300, 0, 11, 0]);
        assert_eq!(ItemDisplays::new(&TableSet::default()).of_source.len(), 0);
    }
}
