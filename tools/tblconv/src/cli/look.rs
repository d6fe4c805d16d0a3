//! `dump`, `schema`, `grep`, `diff` and `references`: all that only looks.

use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Result, bail};
use tables::{Manner, Reference, TableSet, schema as all};
use tblconv::diff::Change;
use tblconv::inspect::{Sheet, plain};
use tblconv::{convert, tbl, text};

use super::condition::Condition;
use super::{extension, open_set, table_named};
use crate::SetArg;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Lines,
    Csv,
    Json,
}

pub(super) fn dump(
    what: &str,
    set: &SetArg,
    form: Form,
    conditions: &[String],
    limit: usize,
) -> Result<bool> {
    let path = Path::new(what);
    match extension(path).as_str() {
        "tbl" => {
            let data = convert::read_source(path)?;
            let tbl = tbl::read(&data, true)?;
            print_sheet(&Sheet::File(&tbl), form, conditions, limit)
        }
        "bin" => {
            let file = text::read(&convert::read_source(path)?, true)?;
            print_texts(&file.iter().collect::<Vec<_>>(), form, limit)
        }
        _ => {
            let set = open_set(set)?;
            if let Some(texts) = language(&set, what) {
                return print_texts(&texts.iter().collect::<Vec<_>>(), form, limit);
            }
            let (index, schema) = table_named(what)?;
            if !set.has(index) {
                bail!("the set has no {}", schema.name);
            }
            let sheet = Sheet::of_table(schema, set.table_at(index));
            print_sheet(&sheet, form, conditions, limit)
        }
    }
}

fn language<'s>(set: &'s TableSet, tag: &str) -> Option<tables::Texts<'s>> {
    let mut all = set.languages().filter_map(|language| set.texts(language));
    all.find(|texts| texts.labels().tag.eq_ignore_ascii_case(tag))
}

fn print_sheet(sheet: &Sheet<'_>, form: Form, conditions: &[String], limit: usize) -> Result<bool> {
    let conditions: Vec<Condition> = conditions
        .iter()
        .map(|text| Condition::parse(text, sheet))
        .collect::<Result<_>>()?;
    let rows = (0..sheet.len()).filter(|row| conditions.iter().all(|c| c.holds(sheet, *row)));
    let rows = rows.take(limit);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let names: Vec<String> = sheet
        .columns()
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    let cells = |row| (0..names.len()).map(move |column| plain(sheet.value(row, column)));
    match form {
        Form::Json => {
            write!(out, "[")?;
            for (index, row) in rows.enumerate() {
                write!(
                    out,
                    "{}\n  {}",
                    if index == 0 { "" } else { "," },
                    sheet.row_json(row)
                )?;
            }
            writeln!(out, "\n]")?;
        }
        Form::Csv => {
            let mut csv = csv::Writer::from_writer(&mut out);
            csv.write_record(&names)?;
            for row in rows {
                csv.write_record(cells(row))?;
            }
            csv.flush()?;
        }
        Form::Lines => {
            for row in rows {
                let set = names
                    .iter()
                    .zip(cells(row))
                    .filter(|(_, cell)| !is_nothing(cell));
                let words: Vec<String> = set.map(|(name, cell)| format!("{name}={cell}")).collect();
                writeln!(out, "{}", words.join(" "))?;
            }
        }
    }
    out.flush()?;
    Ok(true)
}

/// The short form leaves out what says nothing.
fn is_nothing(cell: &str) -> bool {
    matches!(cell, "" | "0" | "0.0")
}

fn print_texts(texts: &[(u32, &str)], form: Form, limit: usize) -> Result<bool> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    if form == Form::Json {
        write!(out, "[")?;
    } else if form == Form::Csv {
        writeln!(out, "ID,text")?;
    }
    for (index, (id, text)) in texts.iter().take(limit).enumerate() {
        match form {
            Form::Json => {
                let separator = if index == 0 { "" } else { "," };
                let text = serde_json::Value::from(*text);
                write!(out, "{separator}\n  {{\"ID\": {id}, \"text\": {text}}}")?;
            }
            Form::Csv => {
                let mut csv = csv::Writer::from_writer(&mut out);
                csv.write_record([id.to_string().as_str(), text])?;
                csv.flush()?;
            }
            Form::Lines => writeln!(out, "{id}\t{}", one_line(text))?,
        }
    }
    if form == Form::Json {
        writeln!(out, "\n]")?;
    }
    out.flush()?;
    Ok(true)
}

fn one_line(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
}

pub(super) fn schema(table: Option<&str>, json: bool) -> Result<bool> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let Some(name) = table else {
        for table in &all::TABLES {
            writeln!(out, "{} ({} columns)", table.name, table.columns.len())?;
        }
        out.flush()?;
        return Ok(true);
    };
    let (_, table) = table_named(name)?;
    for column in table.columns {
        let target = match column.reference {
            None => String::new(),
            Some(Reference::Text) => "text".to_owned(),
            Some(Reference::Table(index)) => all::TABLES[index].name.to_owned(),
            Some(Reference::Column(index, column)) => {
                format!("{}.{column}", all::TABLES[index].name)
            }
        };
        let (name, kind, note) = (column.name, column.kind.name(), column.note);
        if json {
            let row = serde_json::json!({
                "table": table.name, "column": name, "type": kind, "refers_to": target, "note": note
            });
            writeln!(out, "{row}")?;
        } else {
            let arrow = if target.is_empty() { "" } else { " -> " };
            let dash = if note.is_empty() { "" } else { " ; " };
            writeln!(out, "{name} {kind}{arrow}{target}{dash}{note}")?;
        }
    }
    out.flush()?;
    Ok(true)
}

pub(super) fn grep(
    pattern: &str,
    set: &SetArg,
    lang: Option<&str>,
    fuzzy: bool,
    limit: usize,
) -> Result<bool> {
    let set = open_set(set)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut left = limit;
    let languages: Vec<_> = set
        .languages()
        .filter_map(|language| set.texts(language))
        .collect();
    for texts in languages {
        let tag = texts.labels().tag;
        if lang.is_some_and(|lang| !tag.eq_ignore_ascii_case(lang)) {
            continue;
        }
        let manner = if fuzzy { Manner::Near } else { Manner::Exact };
        let hits = texts.search(pattern, manner, left).run();
        left -= hits.len();
        for hit in hits {
            writeln!(out, "{tag} {}\t{}", hit.id, one_line(hit.text))?;
        }
    }
    let lower = pattern.to_lowercase();
    for (index, table) in all::TABLES.iter().enumerate().filter(|_| lang.is_none()) {
        for column in table
            .columns
            .iter()
            .filter(|c| c.kind == tables::ColumnType::Text)
        {
            for row in set.table_at(index).iter() {
                if left == 0 {
                    break;
                }
                let cell = row.text(column.cell);
                if cell.to_lowercase().contains(&lower) {
                    left -= 1;
                    writeln!(
                        out,
                        "{} {}\t{}={}",
                        table.name,
                        row.id(),
                        column.name,
                        one_line(cell)
                    )?;
                }
            }
        }
    }
    out.flush()?;
    Ok(left < limit)
}

pub(super) fn diff(old: &Path, new: &Path) -> Result<bool> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut same = true;
    if extension(old) == "tbl" {
        let (old, new) = (convert::read_source(old)?, convert::read_source(new)?);
        let (old, new) = (tbl::read(&old, true)?, tbl::read(&new, true)?);
        same = print_changes(&mut out, &new.name, &Sheet::File(&old), &Sheet::File(&new))?;
    } else {
        let (old, new) = (TableSet::open(old)?, TableSet::open(new)?);
        for (index, schema) in all::TABLES.iter().enumerate() {
            match (old.table_file(index), new.table_file(index)) {
                (None, None) => {}
                (Some(_), None) => writeln!(out, "- {}", schema.name)?,
                (None, Some(_)) => writeln!(out, "+ {}", schema.name)?,
                (Some(a), Some(b)) if a == b => continue,
                (Some(_), Some(_)) => {
                    let sheet = |set| Sheet::of_table(schema, TableSet::table_at(set, index));
                    same &= print_changes(&mut out, schema.name, &sheet(&old), &sheet(&new))?;
                    continue;
                }
            }
            same &= !(old.has(index) || new.has(index));
        }
    }
    out.flush()?;
    Ok(same)
}

fn print_changes(
    out: &mut impl Write,
    name: &str,
    old: &Sheet<'_>,
    new: &Sheet<'_>,
) -> Result<bool> {
    let changes = tblconv::diff::tables(old, new);
    for change in &changes {
        match change {
            Change::Added(id) => writeln!(out, "+ {name} {id}")?,
            Change::Removed(id) => writeln!(out, "- {name} {id}")?,
            Change::Cell(id, column, before, after) => {
                writeln!(out, "~ {name} {id} {column}: {before} -> {after}")?;
            }
        }
    }
    Ok(changes.is_empty())
}

pub(super) fn references(set: &SetArg, every: bool) -> Result<bool> {
    let set = open_set(set)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let (mut checked, mut dangling) = (0, 0);
    for report in tables::check_references(&set) {
        checked += report.checked;
        dangling += report.dangling;
        if every || report.dangling > 0 {
            let (table, column, target) = (report.table, report.column, report.target);
            writeln!(
                out,
                "{table}.{column} -> {target}: {} of {}",
                report.dangling, report.checked
            )?;
        }
    }
    writeln!(out, "{dangling} of {checked} references lead to no row")?;
    out.flush()?;
    Ok(true)
}
