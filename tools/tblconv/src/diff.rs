//! What changed between two tables, or two languages.

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
    /// A column only the new one has.
    ColumnAdded(String),
    /// A column only the old one has.
    ColumnRemoved(String),
}

/// The difference between the texts of two files or sets of one language, both ascending by id.
#[must_use]
pub fn texts(old: &[(u32, &str)], new: &[(u32, &str)]) -> Vec<Change> {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let (mut a, mut b) = (old.iter().peekable(), new.iter().peekable());
    let mut changes = Vec::new();
    while let Some(id) = [a.peek(), b.peek()]
        .into_iter()
        .flatten()
        .map(|(id, _)| *id)
        .min()
    {
        let before = a.next_if(|(old, _)| *old == id);
        let after = b.next_if(|(new, _)| *new == id);
        match (before, after) {
            (Some((_, before)), Some((_, after))) if before == after => {}
            (Some((_, before)), Some((_, after))) => {
                let (before, after) = (quoted(before), quoted(after));
                changes.push(Change::Cell(id, "text".to_owned(), before, after));
            }
            (None, _) => changes.push(Change::Added(id)),
            (_, None) => changes.push(Change::Removed(id)),
        }
    }
    changes
}

/// The differences, columns first, then by ascending id; columns are matched by name, and only
/// common ones compared.
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
    let mut changes = columns(old, new);
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
        Change::Added(id) | Change::Removed(id) | Change::Cell(id, ..) => Some(*id),
        Change::ColumnAdded(_) | Change::ColumnRemoved(_) => None,
    });
    changes
}

/// Columns that only one of the two has.
fn columns(old: &Sheet<'_>, new: &Sheet<'_>) -> Vec<Change> {
    let (old, new) = (old.columns(), new.columns());
    let lacks = |columns: &[(&str, _)], name: &str| {
        let mut known = columns.iter();
        !known.any(|(known, _)| known.eq_ignore_ascii_case(name))
    };
    let gone = old.iter().filter(|(name, _)| lacks(&new, name));
    let come = new.iter().filter(|(name, _)| lacks(&old, name));
    gone.map(|(name, _)| Change::ColumnRemoved((*name).to_owned()))
        .chain(come.map(|(name, _)| Change::ColumnAdded((*name).to_owned())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_matched_by_id() {
        let old = [(1, "a"), (2, "b"), (4, "d")];
        let new = [(2, "b\n"), (3, "c"), (4, "d"), (9, "z")];
        let changed = Change::Cell(2, "text".into(), "\"b\"".into(), "\"b\\n\"".into());
        let want = [
            Change::Removed(1),
            changed,
            Change::Added(3),
            Change::Added(9),
        ];
        assert_eq!(texts(&old, &new), want);
        assert_eq!(texts(&old, &old), []);
        assert_eq!(texts(&old, &[]), [1, 2, 4].map(Change::Removed));
        assert_eq!(texts(&[], &old), [1, 2, 4].map(Change::Added));
    }
}
