//! What a character has seen of the maps. Rows are only ever added, so that writing some twice,
//! late or out of order changes nothing.

use bezgelor_core::exploration::Explored;
use bezgelor_core::ids::CharacterId;
use bezgelor_core::limits;
use sqlx::AssertSqlSafe;

use crate::error::DbError;
use crate::pool::{Reader, Tx};
use crate::sql::{Value, args};

/// Adds what characters have seen; those that are gone see nothing.
pub(super) async fn add(tx: &mut Tx, seen: &[(CharacterId, u16)]) -> Result<(), DbError> {
    for chunk in seen.chunks(limits::DB_BULK_ROWS) {
        let mut conn = tx.conn();
        let (rows, args) = if conn.is_postgres() {
            let ids = chunk.iter().map(|(id, _)| id.0.cast_signed());
            let groups = chunk.iter().map(|(_, group)| i64::from(*group));
            let args = vec![Value::Ints(ids.collect()), Value::Ints(groups.collect())];
            let rows = "SELECT * FROM UNNEST($1::BIGINT[], $2::BIGINT[])".to_owned();
            (rows, args)
        } else {
            let rows = format!("VALUES {}", conn.placeholders(chunk.len(), 2));
            let args = chunk.iter().flat_map(|(id, group)| args![*id, *group]);
            (rows, args.collect())
        };
        let sql = format!(
            "WITH s (id, hex_group) AS ({rows})
             INSERT INTO character_hex_group (character_id, hex_group_id)
             SELECT c.id, s.hex_group FROM s JOIN character c ON c.id = s.id
             WHERE c.deleted_at IS NULL
             ON CONFLICT (character_id, hex_group_id) DO NOTHING"
        );
        conn.run(AssertSqlSafe(sql), args).await?;
    }
    Ok(())
}

/// What is stored of a character.
pub(super) async fn read(reader: &mut Reader, id: CharacterId) -> Result<Explored, DbError> {
    let rows = reader
        .conn()
        .all(
            "SELECT hex_group_id FROM character_hex_group WHERE character_id = $1",
            args![id],
        )
        .await?;
    let groups = rows.iter().map(|row| row.int(0));
    Ok(Explored::from_stored(groups.collect::<Result<_, _>>()?))
}
