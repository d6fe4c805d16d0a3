//! The grammar of `schema/*.txt`, one declaration a line.
//!
//! ```text
//! # comment
//! table NAME [internal NAME]
//!     COLUMN TYPE [-> TARGET[.COLUMN]] [flags=N] [; note]
//!     COLUMN{00..11} TYPE …        a run of columns with numbered names
//! ```
//!
//! TYPE is u32, f32, bool, u64 or string. TARGET is a table, or `text` for the localised texts.
//! `internal` is the name inside the file where it differs from the file's. `flags` are the
//! descriptor's (24 and for strings 104 when absent): nothing reads them, a writer needs them.

/// Column types with their id in a descriptor (`formats.md` 1.3).
pub(crate) const TYPES: [(&str, &str); 5] = [
    ("u32", "U32"),
    ("f32", "F32"),
    ("bool", "Bool"),
    ("u64", "U64"),
    ("string", "Text"),
];

pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) internal: String,
    pub(crate) columns: Vec<Column>,
}

#[derive(Clone)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) flags: u32,
    pub(crate) target: Option<(String, Option<String>)>,
    pub(crate) note: String,
}

impl Column {
    /// 32-bit cells of a row that it takes: u64 is low and high, a string offset and length.
    pub(crate) fn cells(&self) -> usize {
        if matches!(self.kind.as_str(), "u64" | "string") {
            2
        } else {
            1
        }
    }
}

impl Table {
    /// First cell of each column, and the cells of a row. A row is laid out as the client's record
    /// is, the C way, so that converting copies whole tables: two-cell columns begin on even cells.
    pub(crate) fn layout(&self) -> (Vec<usize>, usize) {
        let (mut at, mut widest) = (0_usize, 1);
        let mut cells = Vec::with_capacity(self.columns.len());
        for column in &self.columns {
            at = at.next_multiple_of(column.cells());
            widest = widest.max(column.cells());
            cells.push(at);
            at += column.cells();
        }
        (cells, at.next_multiple_of(widest))
    }

    /// FNV-1a over names and types in order, and the version of the archived layout.
    pub(crate) fn hash(&self, layout: u32) -> u64 {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut eat = |bytes: &[u8]| {
            for byte in bytes {
                hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        eat(&layout.to_le_bytes());
        eat(self.name.as_bytes());
        for column in &self.columns {
            eat(b"\0");
            eat(column.name.as_bytes());
            eat(b":");
            eat(column.kind.as_bytes());
        }
        hash
    }
}

/// Parses one file; an error begins with its line number.
pub(crate) fn parse(text: &str) -> Result<Vec<Table>, String> {
    let mut tables: Vec<Table> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let at = |message: &str| format!("{}: {message}", number + 1);
        if let Some(rest) = line.strip_prefix("table ") {
            let words: Vec<&str> = rest.split_whitespace().collect();
            let (name, internal) = match words.as_slice() {
                [name] => (*name, *name),
                [name, "internal", internal] => (*name, *internal),
                _ => return Err(at("expected `table NAME [internal NAME]`")),
            };
            tables.push(Table {
                name: name.to_owned(),
                internal: internal.to_owned(),
                columns: Vec::new(),
            });
        } else {
            let table = tables
                .last_mut()
                .ok_or_else(|| at("a column before any table"))?;
            table
                .columns
                .extend(parse_columns(line).map_err(|e| at(&e))?);
        }
    }
    Ok(tables)
}

fn parse_columns(line: &str) -> Result<Vec<Column>, String> {
    let (declaration, note) = line.split_once(" ; ").unwrap_or((line, ""));
    let mut words = declaration.split_whitespace();
    let names = expand(words.next().unwrap_or_default())?;
    let kind = words.next().unwrap_or_default().to_owned();
    if !TYPES.iter().any(|(known, _)| *known == kind) {
        return Err(format!("unknown type `{kind}`"));
    }
    let mut flags = if kind == "string" { 104 } else { 24 };
    let mut target = None;
    while let Some(word) = words.next() {
        if word == "->" {
            let name = words.next().ok_or("`->` needs a table")?;
            target = Some(match name.split_once('.') {
                Some((table, column)) => (table.to_owned(), Some(column.to_owned())),
                None => (name.to_owned(), None),
            });
        } else if let Some(value) = word.strip_prefix("flags=") {
            flags = value.parse().map_err(|_| format!("bad flags `{value}`"))?;
        } else {
            return Err(format!("unexpected `{word}`"));
        }
    }
    let column = |name| Column {
        name,
        kind: kind.clone(),
        flags,
        target: target.clone(),
        note: note.to_owned(),
    };
    Ok(names.into_iter().map(column).collect())
}

/// `name{00..11}` to its twelve names, any other name to itself.
fn expand(name: &str) -> Result<Vec<String>, String> {
    let Some((base, rest)) = name.split_once('{') else {
        return Ok(vec![name.to_owned()]);
    };
    let bad = || format!("bad run `{name}`");
    let (first, last) = rest
        .strip_suffix('}')
        .and_then(|r| r.split_once(".."))
        .ok_or_else(bad)?;
    let width = first.len();
    let first: u32 = first.parse().map_err(|_| bad())?;
    let last: u32 = last.parse().map_err(|_| bad())?;
    if last < first || last - first > 1000 {
        return Err(bad());
    }
    Ok((first..=last)
        .map(|i| format!("{base}{i:0width$}"))
        .collect())
}

/// What no single line can show: an id column first, unique names, targets that exist.
pub(crate) fn check(tables: &[Table]) -> Result<(), String> {
    for pair in tables.windows(2) {
        if pair[0].name == pair[1].name {
            return Err(format!("table {} is declared twice", pair[0].name));
        }
    }
    for table in tables {
        let name = &table.name;
        match table.columns.first() {
            Some(id) if id.kind == "u32" && id.name.eq_ignore_ascii_case("id") => {}
            _ => return Err(format!("{name}: the first column must be the u32 ID")),
        }
        for (index, column) in table.columns.iter().enumerate() {
            if table.columns[..index].iter().any(|c| c.name == column.name) {
                return Err(format!("{name}.{} is declared twice", column.name));
            }
            let Some((target, field)) = &column.target else {
                continue;
            };
            if target == "text" {
                continue;
            }
            let Some(target) = tables.iter().find(|t| t.name == *target) else {
                return Err(format!("{name}.{}: no table {target}", column.name));
            };
            if let Some(field) = field
                && !target.columns.iter().any(|c| c.name == *field)
            {
                return Err(format!(
                    "{name}.{}: {} has no {field}",
                    column.name, target.name
                ));
            }
        }
    }
    Ok(())
}
