//! One way to say a statement to both databases.
//!
//! SQL text is shared where the dialects agree (`$1`, RETURNING, ON CONFLICT). Every integer
//! column is BIGINT on PostgreSQL, so five value types carry everything and no query needs to be
//! generic.

use bezgelor_core::ids::{
    AccountId, CharacterId, CreatureId, ItemId, ItemTemplateId, RealmId, SpawnId, WorldId,
    WorldZoneId,
};
use bezgelor_core::time::UnixMillis;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::query::Query;
use sqlx::{PgConnection, Postgres, Row as _, SqlSafeStr};

use crate::error::DbError;
use crate::sqlite::{Cell, Lent};

/// One bound value. The array kinds exist on PostgreSQL only, for UNNEST.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Int(Option<i64>),
    Real(f32),
    Text(Option<String>),
    Bytes(Vec<u8>),
    Ints(Vec<i64>),
    Reals(Vec<f32>),
}

macro_rules! int_values {
    ($($from:ty),*) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Self {
                Self::Int(Some(i64::from(value)))
            }
        }
    )*};
}
int_values!(i64, u32, u16, u8);

macro_rules! id_values {
    ($($id:ty),*) => {$(
        impl From<$id> for Value {
            fn from(value: $id) -> Self {
                value.0.into()
            }
        }
    )*};
}
id_values!(
    AccountId,
    RealmId,
    WorldId,
    WorldZoneId,
    CreatureId,
    ItemTemplateId,
    UnixMillis,
    CharacterId,
    ItemId,
    SpawnId
);

impl From<u64> for Value {
    /// Bit for bit: the top half of the range is stored as negative numbers.
    fn from(value: u64) -> Self {
        Self::Int(Some(value.cast_signed()))
    }
}

impl From<Option<i64>> for Value {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}

impl From<f32> for Value {
    fn from(value: f32) -> Self {
        Self::Real(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}

impl From<Option<String>> for Value {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

/// The values of one statement, in the order of `$1`, `$2`, ….
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::sql::Value::from($value)),*] };
}
pub(crate) use args;

/// One row of either database.
pub(crate) enum Row {
    Postgres(PgRow),
    Sqlite(Vec<Cell>),
}

/// A value of a column: as the driver decodes it, or if the cell is of one of these kinds.
macro_rules! get {
    ($row:expr, $column:expr, $($cell:pat => $value:expr),+) => {
        match $row {
            Row::Postgres(row) => {
                let value = row.try_get($column);
                value.map_err(|error: sqlx::Error| corrupt($column, error.to_string()))
            }
            Row::Sqlite(cells) => match cells.get($column) {
                $(Some($cell) => Ok($value),)+
                other => Err(not_of_this_kind($column, other)),
            },
        }
    };
}

fn corrupt(column: usize, problem: String) -> DbError {
    DbError::Corrupt { column, problem }
}

fn not_of_this_kind(column: usize, cell: Option<&Cell>) -> DbError {
    let found = cell.map_or_else(|| "nothing".into(), |cell| cell.data_type().to_string());
    corrupt(column, format!("{found} does not belong there"))
}

impl Row {
    /// A number that fits `T`.
    pub(crate) fn int<T: TryFrom<i64>>(&self, column: usize) -> Result<T, DbError> {
        let value: i64 = get!(self, column, Cell::Integer(value) => *value)?;
        T::try_from(value).map_err(|_| corrupt(column, format!("{value} is out of range")))
    }

    /// A number whose 64 bits are taken as they are; see `From<u64> for Value`.
    pub(crate) fn bits(&self, column: usize) -> Result<u64, DbError> {
        let value: i64 = get!(self, column, Cell::Integer(value) => *value)?;
        Ok(value.cast_unsigned())
    }

    pub(crate) fn int_or_null(&self, column: usize) -> Result<Option<i64>, DbError> {
        get!(self, column, Cell::Integer(value) => Some(*value), Cell::Null => None)
    }

    pub(crate) fn real(&self, column: usize) -> Result<f32, DbError> {
        get!(self, column, Cell::Real(value) => *value as f32)
    }

    pub(crate) fn text(&self, column: usize) -> Result<String, DbError> {
        get!(self, column, Cell::Text(text) => text.clone())
    }

    pub(crate) fn text_or_null(&self, column: usize) -> Result<Option<String>, DbError> {
        get!(self, column, Cell::Text(text) => Some(text.clone()), Cell::Null => None)
    }

    pub(crate) fn bytes(&self, column: usize) -> Result<Vec<u8>, DbError> {
        get!(self, column, Cell::Blob(bytes) => bytes.clone())
    }

    /// Bytes of a known length.
    pub(crate) fn fixed<const N: usize>(&self, column: usize) -> Result<[u8; N], DbError> {
        let bytes = self.bytes(column)?;
        let length = bytes.len();
        <[u8; N]>::try_from(bytes)
            .map_err(|_| corrupt(column, format!("{length} bytes where {N} belong")))
    }
}

/// A borrowed connection to either database, inside a transaction or not.
pub(crate) enum Conn<'c> {
    Postgres(&'c mut PgConnection),
    Sqlite(&'c mut Lent),
}

fn bind_postgres(
    mut query: Query<'_, Postgres, PgArguments>,
    args: Vec<Value>,
) -> Query<'_, Postgres, PgArguments> {
    for value in args {
        query = match value {
            Value::Int(v) => query.bind(v),
            Value::Real(v) => query.bind(v),
            Value::Text(v) => query.bind(v),
            Value::Bytes(v) => query.bind(v),
            Value::Ints(v) => query.bind(v),
            Value::Reals(v) => query.bind(v),
        };
    }
    query
}

impl Conn<'_> {
    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// See the function of the same name.
    pub(crate) fn placeholders(&self, rows: usize, columns: usize) -> String {
        placeholders(self.is_postgres(), rows, columns)
    }

    /// Runs a statement and says how many rows it touched. The raw error is kept so that callers
    /// can tell a violated unique index. Built texts consist of this crate's literals and numbers
    /// only.
    pub(crate) async fn run(
        &mut self,
        sql: impl SqlSafeStr,
        args: Vec<Value>,
    ) -> Result<u64, sqlx::Error> {
        let text = sql.into_sql_str();
        Ok(match self {
            Self::Postgres(conn) => {
                let query = bind_postgres(sqlx::query(text), args);
                query.execute(&mut **conn).await?.rows_affected()
            }
            Self::Sqlite(conn) => conn.statement(text, args).await?.changed,
        })
    }

    /// All rows of a query (or of RETURNING).
    pub(crate) async fn all(
        &mut self,
        sql: impl SqlSafeStr,
        args: Vec<Value>,
    ) -> Result<Vec<Row>, sqlx::Error> {
        let text = sql.into_sql_str();
        Ok(match self {
            Self::Postgres(conn) => {
                let query = bind_postgres(sqlx::query(text), args);
                let rows = query.fetch_all(&mut **conn).await?;
                rows.into_iter().map(Row::Postgres).collect()
            }
            Self::Sqlite(conn) => {
                let rows = conn.statement(text, args).await?.rows;
                rows.into_iter().map(Row::Sqlite).collect()
            }
        })
    }

    /// The first row, if there is one.
    pub(crate) async fn one(
        &mut self,
        sql: &'static str,
        args: Vec<Value>,
    ) -> Result<Option<Row>, sqlx::Error> {
        Ok(self.all(sql, args).await?.into_iter().next())
    }

    /// Several statements without values, as a migration file holds them.
    pub(crate) async fn script(&mut self, text: &'static str) -> Result<(), sqlx::Error> {
        self.execute(text).await
    }

    /// As [`Conn::script`], for a text built of this crate's own names.
    pub(crate) async fn execute(&mut self, text: impl SqlSafeStr) -> Result<(), sqlx::Error> {
        match self {
            Self::Postgres(conn) => sqlx::raw_sql(text).execute(&mut **conn).await.map(drop),
            Self::Sqlite(conn) => conn.script(text.into_sql_str()).await,
        }
    }
}

/// `($1, $2), ($3, $4), …` for a multi-row statement. SQLite looks a numbered parameter up by its
/// name among all others, which is quadratic; it gets `?` and counts by itself.
pub(crate) fn placeholders(postgres: bool, rows: usize, columns: usize) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(rows * columns * 5);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            text.push_str(if column == 0 { "" } else { ", " });
            if postgres {
                let _ = write!(text, "${}", row * columns + column + 1);
            } else {
                text.push('?');
            }
        }
        text.push(')');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    #[test]
    fn placeholders_count_through_rows() {
        assert_eq!(placeholders(true, 2, 3), "($1, $2, $3), ($4, $5, $6)");
        assert_eq!(placeholders(false, 2, 3), "(?, ?, ?), (?, ?, ?)");
        assert_eq!(placeholders(true, 1, 1), "($1)");
    }
}
