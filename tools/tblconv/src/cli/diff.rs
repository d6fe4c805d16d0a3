//! `diff`: what changed between two files or two sets.

use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Result, bail};
use tables::{TableSet, schema as all};
use tblconv::diff::Change;
use tblconv::inspect::Sheet;
use tblconv::{convert, tbl, text};

use super::extension;

/// Prints every difference; true when there is none.
pub(super) fn diff(old: &Path, new: &Path) -> Result<bool> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let same = match (extension(old).as_str(), extension(new).as_str()) {
        ("tbl", "tbl") => {
            let (old, new) = (convert::read_source(old)?, convert::read_source(new)?);
            let (old, new) = (tbl::read(&old, true)?, tbl::read(&new, true)?);
            tables(&mut out, &new.name, &Sheet::File(&old), &Sheet::File(&new))?
        }
        ("bin", "bin") => {
            let (old, new) = (convert::read_source(old)?, convert::read_source(new)?);
            let (old, new) = (text::read(&old, true)?, text::read(&new, true)?);
            let (before, after): (Vec<_>, Vec<_>) = (old.iter().collect(), new.iter().collect());
            print(
                &mut out,
                &new.labels.tag,
                &tblconv::diff::texts(&before, &after),
            )?
        }
        ("tbl" | "bin", _) | (_, "tbl" | "bin") => {
            bail!("two .tbl, two .bin or two sets can be compared, not one with another")
        }
        _ => sets(&mut out, &TableSet::open(old)?, &TableSet::open(new)?)?,
    };
    out.flush()?;
    Ok(same)
}

fn sets(out: &mut impl Write, old: &TableSet, new: &TableSet) -> Result<bool> {
    let mut same = true;
    for (index, schema) in all::TABLES.iter().enumerate() {
        match (old.table_file(index), new.table_file(index)) {
            (None, None) => {}
            (Some(a), Some(b)) if a == b => {}
            (Some(_), Some(_)) => {
                let sheet = |set| Sheet::of_table(schema, TableSet::table_at(set, index));
                same &= tables(out, schema.name, &sheet(old), &sheet(new))?;
            }
            (before, _) => same = whole(out, before.is_some(), schema.name)?,
        }
    }
    let languages = old.languages().chain(new.languages());
    let mut languages: Vec<_> = languages.collect();
    languages.sort_unstable();
    languages.dedup();
    for language in languages {
        match (old.texts(language), new.texts(language)) {
            (Some(a), Some(b)) => {
                let (before, after): (Vec<_>, Vec<_>) = (a.iter().collect(), b.iter().collect());
                let changes = tblconv::diff::texts(&before, &after);
                same &= print(out, &b.labels().tag, &changes)?;
            }
            (Some(a), None) => same = whole(out, true, &a.labels().tag)?,
            (None, Some(b)) => same = whole(out, false, &b.labels().tag)?,
            (None, None) => {}
        }
    }
    let mut maps: Vec<&str> = old.map_names().chain(new.map_names()).collect();
    maps.sort_unstable();
    maps.dedup();
    for name in maps {
        match (old.map(name), new.map(name)) {
            (Some(a), Some(b)) => {
                for (x, z) in a.changed_tiles(b) {
                    writeln!(out, "~ map {name} tile {z:02x}{x:02x}")?;
                    same = false;
                }
            }
            (before, _) => same = whole(out, before.is_some(), &format!("map {name}"))?,
        }
    }
    Ok(same)
}

/// A member that only one of the sets has.
fn whole(out: &mut impl Write, gone: bool, name: &str) -> Result<bool> {
    writeln!(out, "{} {name}", if gone { '-' } else { '+' })?;
    Ok(false)
}

fn tables(out: &mut impl Write, name: &str, old: &Sheet<'_>, new: &Sheet<'_>) -> Result<bool> {
    print(out, name, &tblconv::diff::tables(old, new))
}

fn print(out: &mut impl Write, name: &str, changes: &[Change]) -> Result<bool> {
    for change in changes {
        match change {
            Change::Added(id) => writeln!(out, "+ {name} {id}")?,
            Change::Removed(id) => writeln!(out, "- {name} {id}")?,
            Change::Cell(id, column, before, after) => {
                writeln!(out, "~ {name} {id} {column}: {before} -> {after}")?;
            }
            Change::ColumnAdded(column) => writeln!(out, "+ {name}.{column}")?,
            Change::ColumnRemoved(column) => writeln!(out, "- {name}.{column}")?,
        }
    }
    Ok(changes.is_empty())
}
