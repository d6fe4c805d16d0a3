//! Reading characters: lists for the selection screen, whole sheets for the world.

use std::collections::HashMap;

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{AccountId, CharacterId, CreatureId, ItemId, ItemTemplateId, RealmId};
use bezgelor_core::ids::{WorldId, WorldZoneId};
use bezgelor_core::limits;
use bezgelor_core::model::{Appearance, Character, CharacterSheet, Condition};
use bezgelor_core::model::{CurrencyBalance, Item};
use bezgelor_core::time::UnixMillis;

use super::{CharacterName, exploration, lore, reputation, travel};
use crate::error::DbError;
use crate::ledger::{LedgerKind, OperationId, OwnerKind};
use crate::pool::{Db, Reader};
use crate::sql::{Row, Value, args};

/// Columns in the order [`character`] takes them.
macro_rules! select {
    ($tail:literal) => {
        concat!(
            "SELECT id, account_id, realm_id, name, sex, race, class, faction, path, level, xp, ",
            "creation_id, world_id, world_zone_id, x, y, z, yaw, pitch, roll, played_s, ",
            "created_at, last_online_at, revision, wounds, is_dead, pet_creature_id ",
            "FROM character WHERE ",
            $tail
        )
    };
}

fn character(row: &Row) -> Result<Character, DbError> {
    Ok(Character {
        id: CharacterId(row.int(0)?),
        account_id: AccountId(row.int(1)?),
        realm_id: RealmId(row.int(2)?),
        name: row.text(3)?,
        sex: row.int(4)?,
        race: row.int(5)?,
        class: row.int(6)?,
        faction: row.int(7)?,
        path: row.int(8)?,
        level: row.int(9)?,
        xp: row.int(10)?,
        creation_id: row.int(11)?,
        world_id: WorldId(row.int(12)?),
        world_zone_id: WorldZoneId(row.int(13)?),
        placement: Placement {
            position: Vec3::new(row.real(14)?, row.real(15)?, row.real(16)?),
            rotation: Vec3::new(row.real(17)?, row.real(18)?, row.real(19)?),
        },
        appearance: Appearance::default(),
        played_s: row.int(20)?,
        created_at: UnixMillis(row.int(21)?),
        last_online_at: UnixMillis(row.int(22)?),
        revision: row.int(23)?,
    })
}

fn condition(row: &Row) -> Result<Condition, DbError> {
    let pet = row.int(26)?;
    Ok(Condition {
        wounds: row.int(24)?,
        is_dead: row.int::<u8>(25)? != 0,
        pet: (pet != 0).then_some(CreatureId(pet)),
    })
}

/// The characters of one query and where each is in the result.
struct Sheets {
    sheets: Vec<CharacterSheet>,
    index: HashMap<u64, usize>,
}

impl Sheets {
    fn new(rows: &[Row]) -> Result<Self, DbError> {
        let mut sheets = Vec::with_capacity(rows.len());
        let mut index = HashMap::with_capacity(rows.len());
        for row in rows {
            let character = character(row)?;
            index.insert(character.id.0, sheets.len());
            let mut sheet = CharacterSheet::new(character, Vec::new(), Vec::new());
            sheet.condition = condition(row)?;
            sheets.push(sheet);
        }
        Ok(Self { sheets, index })
    }

    /// The sheet whose id is in the first column; a character made meanwhile has none.
    fn of(&mut self, row: &Row) -> Result<Option<&mut CharacterSheet>, DbError> {
        let id = row.int(0)?;
        Ok(self.index.get(&id).map(|at| &mut self.sheets[*at]))
    }

    /// Takes a row of the side tables.
    fn take(&mut self, row: &Row) -> Result<(), DbError> {
        let Some(sheet) = self.of(row)? else {
            return Ok(());
        };
        let appearance = &mut sheet.character.appearance;
        match row.int(1)? {
            0_u8 => {
                let pair = (row.int(3)?, row.int(4)?);
                appearance.customisations.push(pair);
            }
            1 => appearance.visuals.push((row.int(3)?, row.int(4)?)),
            2 => appearance.bones.push(row.real(8)?),
            3 => sheet.currencies.push(CurrencyBalance {
                currency_id: row.int(2)?,
                amount: row.int(3)?,
            }),
            _ => sheet.items.push(Item {
                id: ItemId(row.int(4)?),
                template_id: ItemTemplateId(row.int(5)?),
                location: row.int(2)?,
                bag_index: row.int(3)?,
                stack_count: row.int(6)?,
                charges: row.int(7)?,
            }),
        }
        Ok(())
    }

    async fn fill(
        &mut self,
        reader: &mut Reader,
        sql: &'static str,
        key: Vec<Value>,
    ) -> Result<(), DbError> {
        for row in reader.conn().all(sql, key).await? {
            self.take(&row)?;
        }
        Ok(())
    }
}

/// The side tables of one character, or of all living ones of an account on a realm, at once: whose
/// a row is, of which table, its place in that, and its values ([`Sheets::take`]).
macro_rules! side_tables {
    ($which:literal, $items:literal) => {
        concat!(
            "SELECT character_id AS owner, CAST(0 AS BIGINT) AS kind, position AS place, ",
            "label AS a, value AS b, CAST(0 AS BIGINT) AS c, CAST(0 AS BIGINT) AS d, ",
            "CAST(0 AS BIGINT) AS e, CAST(0 AS REAL) AS f ",
            "FROM character_customisation WHERE character_id ",
            $which,
            " UNION ALL SELECT character_id, 1, position, slot, display_id, 0, 0, 0, 0 ",
            "FROM character_visual WHERE character_id ",
            $which,
            " UNION ALL SELECT character_id, 2, position, 0, 0, 0, 0, 0, value ",
            "FROM character_bone WHERE character_id ",
            $which,
            " UNION ALL SELECT owner_id, 3, currency_id, amount, 0, 0, 0, 0, 0 ",
            "FROM currency WHERE owner_kind = 1 AND owner_id ",
            $which,
            " UNION ALL SELECT owner_id, 4, location, bag_index, id, template_id, ",
            "stack_count, charges, 0 FROM item WHERE owner_kind = 1 AND owner_id ",
            $which,
            $items,
            " ORDER BY owner, kind, place, a"
        )
    };
}

const OF_ONE: &str = side_tables!("= $1", "");
const OF_ACCOUNT: &str = side_tables!(
    "IN (SELECT id FROM character WHERE account_id = $1 AND realm_id = $2 AND deleted_at IS NULL)",
    " AND location = 0"
);
const _: () = assert!(OwnerKind::Character as u8 == 1, "the queries above say so");

pub(crate) async fn list(
    db: &Db,
    account_id: AccountId,
    realm_id: RealmId,
) -> Result<Vec<CharacterSheet>, DbError> {
    let mut reader = db.reader().await?;
    let key = args![account_id, realm_id];
    let rows = reader
        .conn()
        .all(
            select!("account_id = $1 AND realm_id = $2 AND deleted_at IS NULL ORDER BY id"),
            key.clone(),
        )
        .await?;
    let shown = rows.len().min(limits::CHARACTERS_PER_ACCOUNT_MAX);
    let mut sheets = Sheets::new(&rows[..shown])?;
    if shown > 0 {
        sheets.fill(&mut reader, OF_ACCOUNT, key).await?;
    }
    Ok(sheets.sheets)
}

pub(crate) async fn sheet(db: &Db, id: CharacterId) -> Result<CharacterSheet, DbError> {
    let mut reader = db.reader().await?;
    let row = reader
        .conn()
        .one(select!("id = $1 AND deleted_at IS NULL"), args![id])
        .await?
        .ok_or(DbError::NotFound)?;
    let mut sheets = Sheets::new(&[row])?;
    sheets.fill(&mut reader, OF_ONE, args![id]).await?;
    let mut sheet = sheets.sheets.pop().ok_or(DbError::NotFound)?;
    sheet.travel = travel::read(&mut reader, id).await?;
    sheet.explored = exploration::read(&mut reader, id).await?;
    sheet.reputations = reputation::read(&mut reader, id).await?;
    sheet.lore = lore::read(&mut reader, id).await?;
    Ok(sheet)
}

/// The character that an operation made.
pub(super) async fn created_by(db: &Db, operation: OperationId) -> Result<CharacterId, DbError> {
    let row = db
        .reader()
        .await?
        .conn()
        .one(
            "SELECT subject_id FROM ledger WHERE operation_id = $1 AND kind = $2",
            args![
                operation.0.to_be_bytes().to_vec(),
                LedgerKind::CharacterCreate as u8
            ],
        )
        .await?;
    Ok(CharacterId(row.ok_or(DbError::NotFound)?.int(0)?))
}

fn named(row: &Row) -> Result<CharacterName, DbError> {
    Ok(CharacterName {
        id: CharacterId(row.int(0)?),
        account_id: AccountId(row.int(1)?),
        name: row.text(2)?,
        deleted_at: row.int_or_null(3)?.map(UnixMillis),
    })
}

pub(super) async fn by_name(
    db: &Db,
    realm_id: RealmId,
    key: &str,
) -> Result<CharacterName, DbError> {
    let row = db
        .reader()
        .await?
        .conn()
        .one(
            "SELECT id, account_id, name, deleted_at FROM character
             WHERE realm_id = $1 AND name_key = $2",
            args![realm_id, key],
        )
        .await?;
    named(&row.ok_or(DbError::NotFound)?)
}

pub(super) async fn deleted(
    db: &Db,
    realm_id: RealmId,
    name: &str,
) -> Result<Vec<CharacterName>, DbError> {
    let rows = db
        .reader()
        .await?
        .apart()
        .conn()
        .all(
            "SELECT id, account_id, name, deleted_at FROM character
             WHERE realm_id = $1 AND deleted_at IS NOT NULL AND LOWER(name) = LOWER($2)
             ORDER BY deleted_at DESC LIMIT 100",
            args![realm_id, name],
        )
        .await?;
    rows.iter().map(named).collect()
}
