//! A character as a file: for players who move to another server and operators who move them.

use bezgelor_core::ids::{AccountId, CharacterId, ItemId, RealmId};
use bezgelor_core::model::{CharacterSheet, NewCharacter};
use bezgelor_core::time::UnixMillis;
use bezgelor_core::travel::Travel;
use serde::{Deserialize, Serialize};

use crate::error::DbError;
use crate::handle::DbHandle;
use crate::ledger::OperationId;

/// Raised when the file's shape changes.
const FORMAT: u32 = 1;

/// A character outside any database.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CharacterExport {
    /// Version of this shape; others are refused.
    pub format: u32,
    /// When it was written.
    pub exported_at: UnixMillis,
    /// Everything it is and has; ids are those of where it came from.
    pub sheet: CharacterSheet,
}

impl DbHandle {
    /// A living character for a file; `serde_json` writes it.
    ///
    /// # Errors
    /// [`DbError::NotFound`]; otherwise as every request.
    pub async fn export_character(
        &self,
        id: CharacterId,
        now: UnixMillis,
    ) -> Result<CharacterExport, DbError> {
        Ok(CharacterExport {
            format: FORMAT,
            exported_at: now,
            sheet: self.load_character(id).await?,
        })
    }

    /// Makes a character from a file, with new ids, under `name` or the one in the file. Its things
    /// enter the ledger as created by this operation.
    ///
    /// # Errors
    /// [`DbError::Invalid`] for another format; otherwise as [`DbHandle::create_character`].
    pub async fn import_character(
        &self,
        operation_id: OperationId,
        export: CharacterExport,
        account_id: AccountId,
        realm_id: RealmId,
        name: Option<String>,
        slots: u32,
    ) -> Result<CharacterSheet, DbError> {
        if export.format != FORMAT {
            return Err(DbError::Invalid("format of the character file"));
        }
        let CharacterSheet {
            mut character,
            currencies,
            mut items,
            travel,
            explored,
            reputations,
            lore,
            // It begins anew, whole.
            condition: _,
        } = export.sheet;
        character.id = CharacterId(0);
        character.account_id = account_id;
        character.realm_id = realm_id;
        character.name = name.unwrap_or(character.name);
        for item in &mut items {
            item.id = ItemId(0);
        }
        let new = NewCharacter {
            character,
            currencies,
            items,
        };
        let mut sheet = self.create_character(operation_id, new, slots).await?;
        let (id, groups) = (sheet.character.id, explored.groups());
        let past = (reputations.clone(), lore.clone());
        self.add_past(id, groups.to_vec(), past.0, past.1).await?;
        sheet.explored.learn_all(groups);
        sheet.reputations.learn_all(reputations.all());
        sheet.lore.learn_all(lore.all());
        // Copies of worlds and places in them are of the realm it comes from; taxis are everywhere.
        let known = Travel {
            revision: 1,
            taxi_nodes: travel.taxi_nodes,
            ..Travel::default()
        };
        if !known.taxi_nodes.is_empty() && self.save_travel(id, known.clone()).await? {
            sheet.travel = known;
        }
        Ok(sheet)
    }
}
