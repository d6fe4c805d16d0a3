//! Writes the generated Rust: static schema, views, set accessors, embedded starter text.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::schema::{Column, TYPES, Table};

/// Raise when the meaning of cells changes: every archive made before is then refused.
const LAYOUT_VERSION: u32 = 2;

/// Targets whose ids are newtypes of `bezgelor_core::ids`, with the width of the newtype.
const NEWTYPES: [(&str, &str, &str); 4] = [
    ("World", "WorldId", "u16"),
    ("WorldZone", "WorldZoneId", "u16"),
    ("Creature2", "CreatureId", "u32"),
    ("Item2", "ItemTemplateId", "u32"),
];

/// Words a method cannot be called.
const KEYWORDS: [&str; 8] = [
    "type", "move", "match", "ref", "loop", "mod", "use", "static",
];

pub(crate) fn schema(tables: &[Table]) -> String {
    let mut out = String::from("/// All tables, ascending by name.\n");
    let _ = writeln!(
        out,
        "pub static TABLES: [TableSchema; {}] = [",
        tables.len()
    );
    for table in tables {
        let (cells, stride) = table.layout();
        let _ = writeln!(
            out,
            "TableSchema {{ name: {:?}, internal: {:?}, hash: {:#x}, stride: {stride}, columns: &[",
            table.name,
            table.internal,
            table.hash(LAYOUT_VERSION),
        );
        for (column, cell) in table.columns.iter().zip(cells) {
            let target = match &column.target {
                None => "None".to_owned(),
                Some((t, _)) if t == "text" => "Some(Reference::Text)".to_owned(),
                Some((t, None)) => format!("Some(Reference::Table({}))", index_of(tables, t)),
                Some((t, Some(c))) => {
                    format!("Some(Reference::Column({}, {c:?}))", index_of(tables, t))
                }
            };
            let kind = TYPES
                .iter()
                .find(|(k, _)| *k == column.kind)
                .map_or("", |(_, v)| *v);
            let _ = writeln!(
                out,
                "ColumnSchema {{ name: {:?}, kind: ColumnType::{kind}, flags: {}, cell: {cell}, \
                 reference: {target}, note: {:?} }},",
                column.name, column.flags, column.note
            );
        }
        out.push_str("] },\n");
    }
    out.push_str("];\n");
    out
}

fn index_of(tables: &[Table], name: &str) -> usize {
    tables
        .iter()
        .position(|t| t.name == name)
        .unwrap_or(usize::MAX)
}

pub(crate) fn views(tables: &[Table]) -> String {
    let mut out = String::new();
    for (index, table) in tables.iter().enumerate() {
        let name = &table.name;
        let _ = write!(
            out,
            "/// A row of `{name}`.\n#[derive(Clone, Copy, Debug)]\n\
             pub struct {name}<'a>(Row<'a>);\n\
             impl<'a> View<'a> for {name}<'a> {{ const INDEX: usize = {index}; }}\n\
             impl<'a> RowLike<'a> for {name}<'a> {{\n    \
             #[inline]\n    fn from_row(row: Row<'a>) -> Self {{ Self(row) }}\n    \
             #[inline]\n    fn row(self) -> Row<'a> {{ self.0 }}\n}}\nimpl<'a> {name}<'a> {{\n"
        );
        let (cells, _) = table.layout();
        let mut names: Vec<String> = Vec::new();
        for (at, (column, cell)) in table.columns.iter().zip(cells).enumerate() {
            let method = unique(method_name(&column.name), &mut names);
            view_column(&mut out, table, column, &method, cell);
            let run = run_length(&table.columns[at..]);
            if run > 1 && (at == 0 || !continues(&table.columns[at - 1], column)) {
                let base = method_name(numbered(&column.name).map_or("", |(base, _)| base));
                let method = unique(format!("{base}_all"), &mut names);
                view_run(&mut out, table, column, &method, (cell, run));
            }
        }
        out.push_str("}\n");
    }
    out
}

fn unique(mut name: String, names: &mut Vec<String>) -> String {
    while names.contains(&name) {
        name.push('_');
    }
    names.push(name.clone());
    name
}

fn describe(column: &Column) -> String {
    let mut text = column.kind.clone();
    if let Some((target, field)) = &column.target {
        let _ = match field {
            Some(field) => write!(text, ", refers to `{target}.{field}`"),
            None if target == "text" => write!(text, ", id of a localised text"),
            None => write!(text, ", refers to `{target}`"),
        };
    }
    if !column.note.is_empty() {
        let _ = write!(text, "; {}", column.note);
    }
    text
}

/// The type a cell is handed out as, and the expression that makes it from `self.0` at `cell`.
fn typed(table: &Table, column: &Column) -> (String, Option<(&'static str, &'static str)>) {
    if column.kind == "u32" {
        let is_id = column.name.eq_ignore_ascii_case("id");
        let target = match &column.target {
            Some((target, None)) => target.as_str(),
            None if is_id => table.name.as_str(),
            _ => "",
        };
        if let Some((_, newtype, width)) = NEWTYPES.iter().find(|(t, ..)| *t == target) {
            return ((*newtype).to_owned(), Some((newtype, width)));
        }
    }
    let plain = if column.kind == "string" {
        "&'a str"
    } else {
        &column.kind
    };
    (plain.to_owned(), None)
}

fn view_column(out: &mut String, table: &Table, column: &Column, method: &str, cell: usize) {
    let (result, newtype) = typed(table, column);
    let getter = match column.kind.as_str() {
        "string" => "text",
        other => other,
    };
    let body = match newtype {
        Some((name, "u16")) => format!("{name}(narrow(self.0.u32({cell})))"),
        Some((name, _)) => format!("{name}(self.0.u32({cell}))"),
        None => format!("self.0.{getter}({cell})"),
    };
    let _ = writeln!(
        out,
        "    /// `{}`: {}.\n    #[inline]\n    #[must_use]\n    \
         pub fn {method}(self) -> {result} {{ {body} }}",
        column.name,
        describe(column)
    );
}

fn view_run(
    out: &mut String,
    table: &Table,
    column: &Column,
    method: &str,
    (cell, run): (usize, usize),
) {
    let (mut result, _) = typed(table, column);
    if column.kind == "string" {
        result = "&'a str".to_owned();
    }
    let _ = writeln!(
        out,
        "    /// The {run} columns from `{}` on: {}.\n    #[inline]\n    #[must_use]\n    \
         pub fn {method}(self) -> Run<'a, {result}> {{ Run::new(self.0, {cell}, {run}) }}",
        column.name,
        describe(column)
    );
}

/// Splits a name into its base and its number.
fn numbered(name: &str) -> Option<(&str, u32)> {
    let base = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &name[base.len()..];
    if base.is_empty() {
        None
    } else {
        digits.parse().ok().map(|n| (base, n))
    }
}

fn continues(before: &Column, after: &Column) -> bool {
    match (numbered(&before.name), numbered(&after.name)) {
        (Some((a, n)), Some((b, m))) => {
            a == b && n + 1 == m && before.kind == after.kind && before.target == after.target
        }
        _ => false,
    }
}

fn run_length(columns: &[Column]) -> usize {
    let more = columns
        .windows(2)
        .take_while(|pair| continues(&pair[0], &pair[1]))
        .count();
    if columns.first().is_some_and(|c| numbered(&c.name).is_some()) {
        more + 1
    } else {
        1
    }
}

pub(crate) fn set_methods(tables: &[Table]) -> String {
    let mut out = String::from("impl TableSet {\n");
    for table in tables {
        let _ = writeln!(
            out,
            "    /// `{name}.tbl`; empty when the set has no such table.\n    #[inline]\n    \
             #[must_use]\n    pub fn {method}(&self) -> Table<'_, rows::{name}<'_>> {{ \
             self.table() }}",
            name = table.name,
            method = method_name(&table.name)
        );
    }
    out.push_str("}\n");
    out
}

pub(crate) fn starter(files: &[PathBuf]) -> Result<String, String> {
    let mut out = String::from("static FILES: &[(&str, &str)] = &[\n");
    for path in files {
        let name = path
            .file_name()
            .and_then(|n| n.to_str())
            .ok_or("a starter file name")?;
        let _ = writeln!(
            out,
            "    ({name:?}, include_str!({:?})),",
            path.display().to_string()
        );
    }
    out.push_str("];\n");
    Ok(out)
}

/// `raceId` to `race_id`, `PvPRatingFloor` to `pvp_rating_floor`, `XSIName` to `xsi_name`.
fn method_name(name: &str) -> String {
    let name = name.replace("PvP", "Pvp");
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (i, c) in chars.iter().enumerate() {
        let before = if i > 0 { chars[i - 1] } else { '_' };
        let after = chars.get(i + 1).copied().unwrap_or('_');
        let starts_word = c.is_ascii_uppercase()
            && (before.is_ascii_lowercase()
                || before.is_ascii_digit()
                || (before.is_ascii_uppercase() && after.is_ascii_lowercase()));
        if starts_word && !out.ends_with('_') {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    if KEYWORDS.contains(&out.as_str()) {
        out.push('_');
    }
    out
}
