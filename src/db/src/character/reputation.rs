//! What factions think of characters. Each amount has the revision of the soft state it came with,
//! so that one that comes late or twice changes nothing.

use bezgelor_core::ids::CharacterId;
use bezgelor_core::model::CharacterSoftState;
use bezgelor_core::reputation::Reputations;

use crate::error::DbError;
use crate::pool::{Reader, Tx};
use crate::sql::args;

/// Keeps what changed with soft states; those that are gone are thought nothing of.
pub(super) async fn keep(tx: &mut Tx, states: &[CharacterSoftState]) -> Result<(), DbError> {
    for state in states {
        for &(faction, amount) in &state.reputations {
            put(tx, state.id, (faction, amount), state.revision).await?;
        }
    }
    Ok(())
}

/// Keeps one amount unless a newer one is kept.
pub(super) async fn put(
    tx: &mut Tx,
    id: CharacterId,
    (faction, amount): (u16, f32),
    revision: u64,
) -> Result<(), DbError> {
    tx.conn()
        .run(
            "INSERT INTO character_reputation (character_id, faction_id, amount, revision)
             SELECT id, $2, $3, $4 FROM character WHERE id = $1 AND deleted_at IS NULL
             ON CONFLICT (character_id, faction_id)
             DO UPDATE SET amount = excluded.amount, revision = excluded.revision
             WHERE character_reputation.revision < excluded.revision",
            args![id, faction, amount, revision],
        )
        .await?;
    Ok(())
}

/// What is stored of a character.
pub(super) async fn read(reader: &mut Reader, id: CharacterId) -> Result<Reputations, DbError> {
    let rows = reader
        .conn()
        .all(
            "SELECT faction_id, amount FROM character_reputation WHERE character_id = $1",
            args![id],
        )
        .await?;
    let held = rows.iter().map(|row| Ok((row.int(0)?, row.real(1)?)));
    Ok(Reputations::from_stored(
        held.collect::<Result<_, DbError>>()?,
    ))
}
