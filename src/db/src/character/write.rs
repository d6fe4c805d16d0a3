//! Making, laying away and restoring the rows of a character, always inside an operation.

use bezgelor_core::ids::{AccountId, CharacterId};
use bezgelor_core::model::Character;
use bezgelor_core::time::UnixMillis;

use crate::error::DbError;
use crate::ledger::{Refusal, Stop};
use crate::sql::{Conn, Value, args};

/// A name as it is compared: without case, in every script.
pub(crate) fn name_key(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The character's row and its appearance, if the account has room and the name is free.
pub(crate) async fn insert(
    conn: &mut Conn<'_>,
    character: &Character,
    slots: u32,
) -> Result<(), Stop> {
    check_slots(conn, character, slots).await?;
    let c = character;
    let (position, rotation) = (c.placement.position, c.placement.rotation);
    let done = conn
        .run(
            "INSERT INTO character (id, account_id, realm_id, name, name_key, sex, race, class,
             faction, path, level, xp, creation_id, world_id, world_zone_id, x, y, z, yaw, pitch,
             roll, played_s, created_at, last_online_at, revision)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
             $18, $19, $20, $21, $22, $23, $24, $25)
             ON CONFLICT (realm_id, name_key) DO NOTHING",
            args![
                c.id,
                c.account_id,
                c.realm_id,
                c.name.as_str(),
                name_key(&c.name),
                c.sex,
                c.race,
                c.class,
                c.faction,
                c.path,
                c.level,
                c.xp,
                c.creation_id,
                c.world_id,
                c.world_zone_id,
                position.x,
                position.y,
                position.z,
                rotation.x,
                rotation.y,
                rotation.z,
                c.played_s,
                c.created_at,
                c.last_online_at,
                c.revision
            ],
        )
        .await?;
    if done != 1 {
        return Err(Stop::Refused(Refusal::NameTaken));
    }
    Ok(insert_appearance(conn, character).await?)
}

async fn check_slots(conn: &mut Conn<'_>, character: &Character, slots: u32) -> Result<(), Stop> {
    if conn.is_postgres() {
        // Two processes must not count at the same time; SQLite has one writer anyway.
        conn.all(
            "SELECT pg_advisory_xact_lock(16042, CAST($1 AS INTEGER))",
            args![i64::from(character.account_id.0.cast_signed())],
        )
        .await?;
    }
    let row = conn
        .one(
            "SELECT COUNT(*) FROM character
             WHERE account_id = $1 AND realm_id = $2 AND deleted_at IS NULL",
            args![character.account_id, character.realm_id],
        )
        .await?;
    let count: u64 = row.ok_or(DbError::NotFound)?.int(0)?;
    if count >= u64::from(slots) {
        return Err(Stop::Refused(Refusal::SlotsFull));
    }
    Ok(())
}

async fn insert_appearance(conn: &mut Conn<'_>, character: &Character) -> Result<(), sqlx::Error> {
    let (id, look) = (character.id, &character.appearance);
    let rows = look.customisations.iter().zip(0_u32..);
    let rows = rows.map(|((label, value), at)| args![id, at, *label, *value]);
    insert_rows(
        conn,
        "INSERT INTO character_customisation (character_id, position, label, value) VALUES ",
        rows.collect(),
    )
    .await?;
    let rows = look.visuals.iter().zip(0_u32..);
    let rows = rows.map(|((slot, display), at)| args![id, at, *slot, *display]);
    insert_rows(
        conn,
        "INSERT INTO character_visual (character_id, position, slot, display_id) VALUES ",
        rows.collect(),
    )
    .await?;
    let rows = look.bones.iter().zip(0_u32..);
    let rows = rows.map(|(value, at)| args![id, at, *value]);
    insert_rows(
        conn,
        "INSERT INTO character_bone (character_id, position, value) VALUES ",
        rows.collect(),
    )
    .await
}

async fn insert_rows(
    conn: &mut Conn<'_>,
    insert: &str,
    rows: Vec<Vec<Value>>,
) -> Result<(), sqlx::Error> {
    let Some(first) = rows.first() else {
        return Ok(());
    };
    let sql = format!("{insert}{}", conn.placeholders(rows.len(), first.len()));
    let args = rows.into_iter().flatten().collect();
    conn.run(sqlx::AssertSqlSafe(sql), args).await?;
    Ok(())
}

/// Deletes for players: the name is free, everything else stays.
pub(crate) async fn lay_away(
    conn: &mut Conn<'_>,
    id: CharacterId,
    account_id: AccountId,
    at: UnixMillis,
) -> Result<(), Stop> {
    let done = conn
        .run(
            "UPDATE character SET deleted_at = $3, name_key = NULL
             WHERE id = $1 AND account_id = $2 AND deleted_at IS NULL",
            args![id, account_id, at],
        )
        .await?;
    if done == 1 {
        Ok(())
    } else {
        Err(Stop::Refused(Refusal::NoCharacter))
    }
}

/// Undoes [`lay_away`] and says whose it is.
pub(crate) async fn restore(
    conn: &mut Conn<'_>,
    id: CharacterId,
    name: Option<&str>,
) -> Result<AccountId, Stop> {
    let row = conn
        .one(
            "SELECT name, realm_id FROM character WHERE id = $1 AND deleted_at IS NOT NULL",
            args![id],
        )
        .await?
        .ok_or(Stop::Refused(Refusal::NoCharacter))?;
    let name = match name {
        Some(name) => name.to_owned(),
        None => row.text(0)?,
    };
    let row = conn
        .one(
            "UPDATE character SET name = $2, name_key = $3, deleted_at = NULL
             WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM character AS other
                 WHERE other.realm_id = $4 AND other.name_key = $3)
             RETURNING account_id",
            args![id, name.as_str(), name_key(&name), row.int::<i64>(1)?],
        )
        .await?
        .ok_or(Stop::Refused(Refusal::NameTaken))?;
    Ok(AccountId(row.int(0)?))
}
