//! What changed between two tables.

use std::collections::BTreeMap;

use crate::inspect::Sheet;

/// One difference between two versions of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A row only the new one has.
    Added(u32),
    /// A row only the old one has.
    Removed(u32),
    /// A cell: row id, column, old and new value as JSON.
    Cell(u32, String, String, String),
}

/// The differences, by ascending id; columns are matched by name, and only common ones compared.
#[must_use]
pub fn tables(old: &Sheet<'_>, new: &Sheet<'_>) -> Vec<Change> {
    let rows = |sheet: &Sheet<'_>| -> BTreeMap<u32, usize> {
        (0..sheet.len()).map(|row| (sheet.id(row), row)).collect()
    };
    let (old_rows, new_rows) = (rows(old), rows(new));
    let common: Vec<(usize, usize, String)> = old
        .columns()
        .iter()
        .enumerate()
        .filter_map(|(index, (name, _))| {
            let other = new
                .columns()
                .iter()
                .position(|(n, _)| n.eq_ignore_ascii_case(name))?;
            Some((index, other, (*name).to_owned()))
        })
        .collect();
    let mut changes = Vec::new();
    for (id, row) in &old_rows {
        let Some(new_row) = new_rows.get(id) else {
            changes.push(Change::Removed(*id));
            continue;
        };
        for (a, b, name) in &common {
            let (before, after) = (old.json(*row, *a), new.json(*new_row, *b));
            if before != after {
                changes.push(Change::Cell(*id, name.clone(), before, after));
            }
        }
    }
    changes.extend(
        new_rows
            .keys()
            .filter(|id| !old_rows.contains_key(id))
            .map(|id| Change::Added(*id)),
    );
    changes.sort_by_key(|change| match change {
        Change::Added(id) | Change::Removed(id) | Change::Cell(id, ..) => *id,
    });
    changes
}
