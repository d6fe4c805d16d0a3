//! Soft state, written behind in batches: position, zone, condition and time played.
//!
//! Each row carries a revision; the database keeps the highest, so a batch that arrives late, twice
//! or out of order can only be ignored, never undo a newer one.

use std::collections::BTreeMap;

use bezgelor_core::ids::CharacterId;
use bezgelor_core::limits;
use bezgelor_core::lore::Lore;
use bezgelor_core::model::CharacterSoftState;
use bezgelor_core::reputation::Reputations;
use sqlx::AssertSqlSafe;

use super::{exploration, lore, reputation};
use crate::error::DbError;
use crate::handle::DbHandle;
use crate::pool::{Db, Tx};
use crate::sql::{Row, Value, args, placeholders};

/// What became of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoftSaved {
    /// Rows written.
    pub saved: usize,
    /// Characters whose stored revision is as high or higher, or that are gone.
    pub stale: Vec<CharacterId>,
}

impl DbHandle {
    /// Writes soft state where its revision is higher than the stored one, and adds what was seen;
    /// all in one transaction. Repeating a batch is harmless. At most
    /// [`limits::SOFT_STATE_BATCH_MAX`] rows.
    ///
    /// # Errors
    /// [`DbError::Invalid`] for a batch too large or a place that is no number; otherwise as every
    /// request, and then nothing is written.
    pub async fn save_soft_state(
        &self,
        states: Vec<CharacterSoftState>,
    ) -> Result<SoftSaved, DbError> {
        if states.len() > limits::SOFT_STATE_BATCH_MAX {
            return Err(DbError::Invalid("too many characters in one batch"));
        }
        let finite = |state: &CharacterSoftState| {
            state.placement.position.is_finite() && state.placement.rotation.is_finite()
        };
        if !states.iter().all(finite) {
            return Err(DbError::Invalid("a place that is no number"));
        }
        self.request(move |stores| async move { save(&stores.character, &states).await })
            .await
    }
}

impl DbHandle {
    /// Adds what a new character has seen of the maps and has read, and what factions think of it.
    ///
    /// # Errors
    /// As every request.
    pub(super) async fn add_past(
        &self,
        id: CharacterId,
        groups: Vec<u16>,
        reputations: Reputations,
        lore: Lore,
    ) -> Result<(), DbError> {
        self.request(move |stores| async move {
            let mut tx = stores.character.begin().await?;
            let seen: Vec<_> = groups.into_iter().map(|group| (id, group)).collect();
            exploration::add(&mut tx, &seen).await?;
            for &reputation in reputations.all() {
                reputation::put(&mut tx, id, reputation, 0).await?;
            }
            lore::add(&mut tx, id, lore.all()).await?;
            Ok(tx.commit().await?)
        })
        .await
    }
}

async fn save(db: &Db, states: &[CharacterSoftState]) -> Result<SoftSaved, DbError> {
    // By id, so that two processes lock rows in the same order; of two with one id the newer.
    let mut latest: BTreeMap<u64, &CharacterSoftState> = BTreeMap::new();
    for state in states {
        let kept = latest.entry(state.id.0).or_insert(state);
        if state.revision > kept.revision {
            *kept = state;
        }
    }
    let rows: Vec<_> = latest.into_values().collect();
    let mut tx = db.begin().await?;
    let mut written = Vec::with_capacity(rows.len());
    for chunk in rows.chunks(limits::DB_BULK_ROWS) {
        let ids = match db {
            Db::Postgres(_) => update_postgres(&mut tx, chunk).await?,
            Db::Sqlite(_) => update_sqlite(&mut tx, chunk).await?,
        };
        for row in &ids {
            written.push(row.int::<u64>(0)?);
        }
    }
    let seen = |state: &'_ CharacterSoftState| {
        let id = state.id;
        let groups = state.seen.clone();
        groups.into_iter().map(move |group| (id, group))
    };
    let seen: Vec<_> = states.iter().flat_map(seen).collect();
    exploration::add(&mut tx, &seen).await?;
    reputation::keep(&mut tx, states).await?;
    lore::keep(&mut tx, states).await?;
    tx.commit().await?;
    written.sort_unstable();
    let stale = rows.iter().map(|row| row.id);
    let stale = stale.filter(|id| written.binary_search(&id.0).is_err());
    Ok(SoftSaved {
        saved: written.len(),
        stale: stale.collect(),
    })
}

/// One statement text for every size of batch, so that it stays prepared.
async fn update_postgres(
    tx: &mut Tx,
    rows: &[&CharacterSoftState],
) -> Result<Vec<Row>, sqlx::Error> {
    let ints = |column: fn(&CharacterSoftState) -> i64| {
        Value::Ints(rows.iter().map(|row| column(row)).collect())
    };
    let reals = |column: fn(&CharacterSoftState) -> f32| {
        Value::Reals(rows.iter().map(|row| column(row)).collect())
    };
    let args = vec![
        ints(|row| row.id.0.cast_signed()),
        ints(|row| row.world_id.0.into()),
        ints(|row| row.world_zone_id.0.into()),
        reals(|row| row.placement.position.x),
        reals(|row| row.placement.position.y),
        reals(|row| row.placement.position.z),
        reals(|row| row.placement.rotation.x),
        reals(|row| row.placement.rotation.y),
        reals(|row| row.placement.rotation.z),
        ints(|row| row.played_s.cast_signed()),
        ints(|row| row.last_online_at.0),
        ints(|row| row.revision.cast_signed()),
        ints(|row| row.condition.wounds.into()),
        ints(|row| row.condition.is_dead.into()),
        ints(|row| pet(row).into()),
    ];
    tx.conn()
        .all(
            "UPDATE character AS c SET world_id = s.world_id, world_zone_id = s.zone_id,
             x = s.x, y = s.y, z = s.z, yaw = s.yaw, pitch = s.pitch, roll = s.roll,
             played_s = s.played_s, last_online_at = s.online_at, revision = s.revision,
             wounds = s.wounds, is_dead = s.is_dead, pet_creature_id = s.pet
             FROM UNNEST($1::BIGINT[], $2::BIGINT[], $3::BIGINT[], $4::REAL[], $5::REAL[],
                 $6::REAL[], $7::REAL[], $8::REAL[], $9::REAL[], $10::BIGINT[], $11::BIGINT[],
                 $12::BIGINT[], $13::BIGINT[], $14::BIGINT[], $15::BIGINT[])
             AS s (id, world_id, zone_id, x, y, z, yaw, pitch, roll, played_s, online_at, revision,
                 wounds, is_dead, pet)
             WHERE c.id = s.id AND c.revision < s.revision AND c.deleted_at IS NULL
             RETURNING c.id",
            args,
        )
        .await
}

/// As it is stored: 0 for none.
fn pet(row: &CharacterSoftState) -> u32 {
    row.condition.pet.map_or(0, |creature| creature.0)
}

/// A multi-row statement: with SQLite the number of statements is what costs.
async fn update_sqlite(tx: &mut Tx, rows: &[&CharacterSoftState]) -> Result<Vec<Row>, sqlx::Error> {
    let sql = format!(
        "WITH s (id, world_id, zone_id, x, y, z, yaw, pitch, roll, played_s, online_at, revision,
             wounds, is_dead, pet)
         AS (VALUES {})
         UPDATE character SET world_id = s.world_id, world_zone_id = s.zone_id,
         x = s.x, y = s.y, z = s.z, yaw = s.yaw, pitch = s.pitch, roll = s.roll,
         played_s = s.played_s, last_online_at = s.online_at, revision = s.revision,
         wounds = s.wounds, is_dead = s.is_dead, pet_creature_id = s.pet
         FROM s WHERE character.id = s.id AND character.revision < s.revision
         AND character.deleted_at IS NULL
         RETURNING character.id",
        placeholders(false, rows.len(), 15)
    );
    let mut args = Vec::with_capacity(rows.len() * 15);
    for row in rows {
        let (position, rotation) = (row.placement.position, row.placement.rotation);
        args.extend(args![
            row.id,
            row.world_id,
            row.world_zone_id,
            position.x,
            position.y,
            position.z,
            rotation.x,
            rotation.y,
            rotation.z,
            row.played_s,
            row.last_online_at,
            row.revision,
            row.condition.wounds,
            u8::from(row.condition.is_dead),
            pet(row)
        ]);
    }
    tx.conn().all(AssertSqlSafe(sql), args).await
}
