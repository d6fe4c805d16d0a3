//! The conditions of `dump --where`.

use anyhow::{Context as _, Result, ensure};
use tables::{ColumnType, Value};
use tblconv::inspect::{Sheet, plain};

/// `COLUMN OPERATOR VALUE` of `--where`.
pub(super) struct Condition {
    column: usize,
    operator: &'static str,
    value: String,
}

impl Condition {
    pub(super) fn parse(text: &str, sheet: &Sheet<'_>) -> Result<Self> {
        let operators = ["!=", "=", "<", ">", "~"];
        let first = operators
            .iter()
            .filter_map(|op| Some((text.find(op)?, *op)))
            .min_by_key(
                // `!=` begins before the `=` inside it.
                |(at, _)| *at,
            );
        let (at, operator) = first.with_context(|| format!("`{text}` is no condition"))?;
        let (name, value) = (text[..at].trim(), text[at + operator.len()..].trim());
        let columns = sheet.columns();
        let column = columns
            .iter()
            .position(|(known, _)| known.eq_ignore_ascii_case(name));
        let column = column.with_context(|| format!("no column `{name}`"))?;
        let kind = columns[column].1;
        let is_fit = match operator {
            "~" => true,
            "=" | "!=" => tblconv::inspect::parse(kind, value).is_some(),
            _ => kind != ColumnType::Text && value.parse::<f64>().is_ok(),
        };
        ensure!(
            is_fit,
            "`{value}` cannot be compared with {name}, {}",
            kind_name(kind)
        );
        Ok(Self {
            column,
            operator,
            value: value.to_owned(),
        })
    }

    pub(super) fn holds(&self, sheet: &Sheet<'_>, row: usize) -> bool {
        let cell = sheet.value(row, self.column);
        let equal = || match tblconv::inspect::parse(sheet.columns()[self.column].1, &self.value) {
            Some(Value::F32(want)) => matches!(cell, Value::F32(have) if have == want),
            Some(want) => want == cell,
            None => false,
        };
        let number = |value: Value<'_>| match value {
            Value::U32(v) => f64::from(v),
            Value::U64(v) => v as f64,
            Value::F32(v) => f64::from(v),
            Value::Bool(v) => f64::from(u8::from(v)),
            Value::Text(_) => f64::NAN,
        };
        let limit = || self.value.parse().unwrap_or(f64::NAN);
        match self.operator {
            "=" => equal(),
            "!=" => !equal(),
            "<" => number(cell) < limit(),
            ">" => number(cell) > limit(),
            _ => plain(cell)
                .to_lowercase()
                .contains(&self.value.to_lowercase()),
        }
    }
}

/// What the cells of such a column are, as said in a message.
const fn kind_name(kind: ColumnType) -> &'static str {
    match kind {
        ColumnType::U32 | ColumnType::U64 => "which holds whole numbers",
        ColumnType::F32 => "which holds numbers",
        ColumnType::Bool => "which holds 0 or 1",
        ColumnType::Text => "which holds text; = != ~ look into it",
    }
}
