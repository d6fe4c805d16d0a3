//! What characters have read. Pieces are only ever added, so that writing some twice, late or out
//! of order changes nothing.

use bezgelor_core::ids::CharacterId;
use bezgelor_core::lore::{Lore, Shelf, Writing};
use bezgelor_core::model::CharacterSoftState;

use crate::error::DbError;
use crate::pool::{Reader, Tx};
use crate::sql::args;

/// Keeps what was read since the states before; those that are gone read nothing.
pub(super) async fn keep(tx: &mut Tx, states: &[CharacterSoftState]) -> Result<(), DbError> {
    for state in states {
        add(tx, state.id, &state.read).await?;
    }
    Ok(())
}

/// Adds pieces that a character has read.
pub(super) async fn add(
    tx: &mut Tx,
    id: CharacterId,
    read: &[(Writing, u32)],
) -> Result<(), DbError> {
    for &(writing, pieces) in read {
        tx.conn()
            .run(
                "INSERT INTO character_lore (character_id, shelf, writing_id, pieces)
                 SELECT id, $2, $3, $4 FROM character WHERE id = $1 AND deleted_at IS NULL
                 ON CONFLICT (character_id, shelf, writing_id)
                 DO UPDATE SET pieces = character_lore.pieces | excluded.pieces",
                args![id, writing.shelf as u8, writing.id, pieces],
            )
            .await?;
    }
    Ok(())
}

/// What is stored of a character.
pub(super) async fn read(reader: &mut Reader, id: CharacterId) -> Result<Lore, DbError> {
    let rows = reader
        .conn()
        .all(
            "SELECT shelf, writing_id, pieces FROM character_lore WHERE character_id = $1",
            args![id],
        )
        .await?;
    let mut held = Vec::with_capacity(rows.len());
    for row in &rows {
        // A shelf of a newer version is that version's to read.
        if let Some(shelf) = Shelf::from_number(row.int(0)?) {
            let writing = Writing {
                shelf,
                id: row.int(1)?,
            };
            held.push((writing, row.int(2)?));
        }
    }
    Ok(Lore::from_stored(&held))
}
