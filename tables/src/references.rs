//! Counts references that lead nowhere. They are part of the client's data, never an error.

use std::collections::HashSet;

use crate::schema::{Reference, TABLES};
use crate::set::TableSet;
use crate::text::Language;

/// How the values of one column stand to the table they refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferenceReport {
    /// The table of the column.
    pub table: &'static str,
    /// The column.
    pub column: &'static str,
    /// The table referred to, or "text".
    pub target: &'static str,
    /// Values other than 0 (none) and -1.
    pub checked: u64,
    /// Those without a row.
    pub dangling: u64,
}

/// Checks every declared reference whose table and target are both in the set.
#[must_use]
pub fn check_references(set: &TableSet) -> Vec<ReferenceReport> {
    let mut reports = Vec::new();
    for (index, table) in TABLES
        .iter()
        .enumerate()
        .filter(|(index, _)| set.has(*index))
    {
        for column in table.columns {
            let Some(reference) = column.reference else {
                continue;
            };
            let Some((target, exists)) = target(set, reference) else {
                continue;
            };
            let mut report = ReferenceReport {
                table: table.name,
                column: column.name,
                target,
                checked: 0,
                dangling: 0,
            };
            for row in set.table_at(index).iter() {
                let value = row.u32(column.cell);
                if value != 0 && value != u32::MAX {
                    report.checked += 1;
                    report.dangling += u64::from(!exists(value));
                }
            }
            reports.push(report);
        }
    }
    reports
}

type Exists<'a> = Box<dyn Fn(u32) -> bool + 'a>;

fn target(set: &TableSet, reference: Reference) -> Option<(&'static str, Exists<'_>)> {
    match reference {
        Reference::Text => {
            let language = set.languages().min().unwrap_or(Language::ENGLISH);
            let texts = set.texts(language)?;
            Some(("text", Box::new(move |id| texts.get(id).is_some())))
        }
        Reference::Table(index) if set.has(index) => {
            let table = set.table_at(index);
            Some((TABLES[index].name, Box::new(move |id| table.contains(id))))
        }
        Reference::Column(index, name) if set.has(index) => {
            let cell = TABLES[index].column(name)?.cell;
            let values: HashSet<u32> = set.table_at(index).iter().map(|r| r.u32(cell)).collect();
            Some((TABLES[index].name, Box::new(move |id| values.contains(&id))))
        }
        Reference::Table(_) | Reference::Column(..) => None,
    }
}
