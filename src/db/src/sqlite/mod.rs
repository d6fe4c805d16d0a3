//! SQLite without a thread per connection: statements run where they are asked, since most take
//! less than the way to another thread and back.
//!
//! What may take long goes to a thread of its own and comes back, so that nobody else waits for it:
//! a commit that the disk has to confirm, a bulk write, and everything of work that has no deadline
//! or looks at whole tables ([`Lent::apart`]).

mod error;
mod lender;
mod lent;
#[cfg(test)]
mod tests;

pub(crate) use lender::{Lender, Options};
pub(crate) use lent::{Lent, Way};

/// One value of a row.
pub(crate) use rusqlite::types::Value as Cell;

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement};

use crate::sql::Value;

/// A statement with more values than this is a bulk write. Its text is not kept prepared: the next
/// one has another number of rows.
const VALUES_AT_ONCE: usize = 64;

/// What a statement did.
pub(crate) struct Done {
    /// What it returned.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// How many rows it wrote or deleted, if it is one that does.
    pub(crate) changed: u64,
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let value = match self {
            Self::Int(Some(value)) => ValueRef::Integer(*value),
            Self::Int(None) | Self::Text(None) => ValueRef::Null,
            Self::Real(value) => ValueRef::Real(f64::from(*value)),
            Self::Text(Some(text)) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
            Self::Ints(_) | Self::Reals(_) => {
                unreachable!("arrays are bound by the PostgreSQL branch of a bulk write only")
            }
        };
        Ok(ToSqlOutput::Borrowed(value))
    }
}

/// Runs one statement to its end.
fn execute(conn: &Connection, text: &str, args: &[Value]) -> rusqlite::Result<Done> {
    let rows = if args.len() > VALUES_AT_ONCE {
        rows_of(&mut conn.prepare(text)?, args)?
    } else {
        rows_of(&mut *conn.prepare_cached(text)?, args)?
    };
    let changed = conn.changes();
    Ok(Done { rows, changed })
}

fn rows_of(statement: &mut Statement<'_>, args: &[Value]) -> rusqlite::Result<Vec<Vec<Cell>>> {
    for index in 1..=statement.parameter_count() {
        // `$2` is the second value wherever it stands; `?` is the next one.
        let named = statement.parameter_name(index);
        let number = named.and_then(|name| name.strip_prefix('$')?.parse().ok());
        let place = number.unwrap_or(index).checked_sub(1);
        let value = place.and_then(|place| args.get(place));
        let value = value.ok_or(rusqlite::Error::InvalidParameterCount(args.len(), index))?;
        statement.raw_bind_parameter(index, value)?;
    }
    let width = statement.column_count();
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = (0..width).map(|column| row.get(column));
        found.push(cells.collect::<rusqlite::Result<_>>()?);
    }
    Ok(found)
}
