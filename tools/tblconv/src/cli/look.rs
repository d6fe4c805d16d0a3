//! `dump`, `schema`, `grep` and `references`: all that only looks.

use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Result, bail};
use serde_json::{Value as Json, json};
use tables::{ColumnSchema, ColumnType, Manner, Matcher, Reference, TableSet, schema as all};
use tblconv::error::escaped;
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
        "bga" => {
            let set = TableSet::open(path)?;
            if let Some(texts) = set.languages().next().and_then(|tongue| set.texts(tongue)) {
                return print_texts(&texts.iter().collect::<Vec<_>>(), form, limit);
            }
            let index = (0..all::TABLES.len()).find(|index| set.has(*index));
            let Some(index) = index else {
                bail!("{what} is neither a table nor texts; see `tblconv map`");
            };
            let sheet = Sheet::of_table(&all::TABLES[index], set.table_at(index));
            print_sheet(&sheet, form, conditions, limit)
        }
        _ => {
            let set = open_set(set)?;
            if let Some(texts) = language(&set, what) {
                return print_texts(&texts.iter().collect::<Vec<_>>(), form, limit);
            }
            let (index, schema) = table_named(what)?;
            if !set.has(index) {
                bail!("the set has no {}; --set names another", schema.name);
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
                let words: Vec<String> = set
                    .map(|(name, cell)| format!("{name}={}", escaped(&cell)))
                    .collect();
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
            Form::Lines => writeln!(out, "{id}\t{}", escaped(text))?,
        }
    }
    if form == Form::Json {
        writeln!(out, "\n]")?;
    }
    out.flush()?;
    Ok(true)
}

pub(super) fn schema(table: Option<&str>, json: bool) -> Result<bool> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let Some(name) = table else {
        let names = all::TABLES.iter().map(|t| (t.name, t.columns.len()));
        if json {
            let all = names.map(|(name, columns)| json!({"table": name, "columns": columns}));
            write_array(&mut out, all)?;
        } else {
            for (name, columns) in names {
                writeln!(out, "{name} ({columns} columns)")?;
            }
        }
        out.flush()?;
        return Ok(true);
    };
    let (_, table) = table_named(name)?;
    if json {
        let row = |column: &ColumnSchema| {
            json!({
                "table": table.name, "column": column.name, "type": column.kind.name(),
                "refers_to": target_of(column), "note": column.note,
            })
        };
        write_array(&mut out, table.columns.iter().map(row))?;
    } else {
        for column in table.columns {
            let (name, kind, note) = (column.name, column.kind.name(), column.note);
            let target = target_of(column);
            let arrow = if target.is_empty() { "" } else { " -> " };
            let dash = if note.is_empty() { "" } else { " ; " };
            writeln!(out, "{name} {kind}{arrow}{target}{dash}{note}")?;
        }
    }
    out.flush()?;
    Ok(true)
}

/// What a column refers to, in words; nothing when it is a value of its own.
fn target_of(column: &ColumnSchema) -> String {
    match column.reference {
        None => String::new(),
        Some(Reference::Text) => "text".to_owned(),
        Some(Reference::Table(index)) => all::TABLES[index].name.to_owned(),
        Some(Reference::Column(index, column)) => format!("{}.{column}", all::TABLES[index].name),
    }
}

/// One JSON array, a line for each of its values.
fn write_array(out: &mut impl Write, values: impl Iterator<Item = Json>) -> Result<()> {
    write!(out, "[")?;
    for (index, value) in values.enumerate() {
        write!(out, "{}\n  {value}", if index == 0 { "" } else { "," })?;
    }
    Ok(writeln!(out, "\n]")?)
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
    let manner = if fuzzy { Manner::Near } else { Manner::Exact };
    let languages: Vec<_> = set
        .languages()
        .filter_map(|language| set.texts(language))
        .collect();
    for texts in languages {
        let tag = texts.labels().tag;
        if lang.is_some_and(|lang| !tag.eq_ignore_ascii_case(lang)) {
            continue;
        }
        let hits = texts.search(pattern, manner, left).run();
        left -= hits.len();
        for hit in hits {
            writeln!(out, "{tag} {}\t{}", hit.id, escaped(hit.text))?;
        }
    }
    for hit in table_hits(&set, pattern, manner, if lang.is_some() { 0 } else { left }) {
        left -= 1;
        writeln!(
            out,
            "{} {}\t{}={}",
            hit.table,
            hit.id,
            hit.column,
            escaped(hit.text)
        )?;
    }
    out.flush()?;
    Ok(left < limit)
}

/// A cell of a table that matches.
struct CellHit<'s> {
    score: f32,
    table: &'static str,
    id: u32,
    column: &'static str,
    text: &'s str,
}

/// The best of the text columns of all tables, nearest first, of equals in the tables' order.
fn table_hits<'s>(
    set: &'s TableSet,
    pattern: &str,
    manner: Manner,
    limit: usize,
) -> Vec<CellHit<'s>> {
    let mut matcher = Matcher::new(pattern, manner);
    let mut hits: Vec<CellHit<'s>> = Vec::new();
    let best = |hits: &mut Vec<CellHit<'s>>| {
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        hits.truncate(limit);
    };
    for (index, table) in all::TABLES.iter().enumerate().filter(|_| limit > 0) {
        let texts = table.columns.iter().filter(|c| c.kind == ColumnType::Text);
        for (column, row) in texts.flat_map(|c| set.table_at(index).iter().map(move |r| (c, r))) {
            let text = row.text(column.cell);
            if let Some(score) = matcher.score(text) {
                hits.push(CellHit {
                    score,
                    table: table.name,
                    id: row.id(),
                    column: column.name,
                    text,
                });
                if hits.len() >= limit.saturating_mul(2) {
                    best(&mut hits);
                }
            }
        }
    }
    best(&mut hits);
    hits
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
