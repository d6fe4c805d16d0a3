//! Ids that are never used twice: taken from the database in blocks, handed out from memory.
//!
//! A block is committed as used before its first id is given away. A crash loses the rest of a
//! block, which costs nothing: there are 2^63.

use std::ops::Range;

use bezgelor_core::limits;
use tokio::sync::Mutex;

use crate::error::DbError;
use crate::handle::DbHandle;
use crate::pool::Db;
use crate::sql::args;

/// What an id is for; each kind counts on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdKind {
    /// `CharacterId`.
    Character,
    /// `ItemId`.
    Item,
    /// Mail.
    Mail,
    /// Guilds and their kin.
    Guild,
}

impl IdKind {
    const ALL: [&'static str; 4] = ["character", "item", "mail", "guild"];

    fn name(self) -> &'static str {
        Self::ALL[self as usize]
    }
}

/// Takes `count` ids of `kind` for good.
pub(crate) async fn take_block(db: &Db, kind: IdKind, count: u64) -> Result<Range<u64>, DbError> {
    let count = i64::try_from(count).map_err(|_| DbError::Invalid("block of ids too large"))?;
    let mut tx = db.begin().await?;
    let row = tx
        .conn()
        .one(
            "UPDATE id_block SET next_id = next_id + $2 WHERE kind = $1 RETURNING next_id",
            args![kind.name(), count],
        )
        .await?;
    let end: i64 = row.ok_or(DbError::NotFound)?.int(0)?;
    tx.commit().await?;
    Ok((end - count).cast_unsigned()..end.cast_unsigned())
}

/// The blocks the database thread itself draws from, for what the stores mint.
#[derive(Default)]
pub(crate) struct IdMint {
    blocks: [Mutex<Range<u64>>; 4],
}

impl IdMint {
    /// `count` ids, consecutive within a block but not over a seam.
    pub(crate) async fn mint(
        &self,
        db: &Db,
        kind: IdKind,
        count: usize,
    ) -> Result<Vec<u64>, DbError> {
        let mut block = self.blocks[kind as usize].lock().await;
        let mut ids = Vec::with_capacity(count);
        while ids.len() < count {
            if block.is_empty() {
                *block = take_block(db, kind, limits::ID_BLOCK).await?;
            }
            ids.extend(block.next());
        }
        Ok(ids)
    }
}

impl DbHandle {
    /// Takes `count` ids of `kind`, never handed out before or after; 1 to [`limits::ID_BLOCK`].
    ///
    /// # Errors
    /// [`DbError::Invalid`] for a count out of bounds; otherwise as every request.
    pub async fn take_ids(&self, kind: IdKind, count: u64) -> Result<Range<u64>, DbError> {
        if !(1..=limits::ID_BLOCK).contains(&count) {
            return Err(DbError::Invalid("blocks of ids hold 1 to ID_BLOCK"));
        }
        self.request(move |stores| async move { take_block(&stores.character, kind, count).await })
            .await
    }
}
