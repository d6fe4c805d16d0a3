//! The character store: who exists, how they look, where they are and what they own.

mod exploration;
mod export;
mod lore;
pub(crate) mod read;
mod reputation;
mod soft;
mod travel;
pub(crate) mod write;

pub use export::CharacterExport;
pub use soft::SoftSaved;

use bezgelor_core::ids::{AccountId, CharacterId, RealmId};
use bezgelor_core::limits;
use bezgelor_core::model::{CharacterSheet, NewCharacter};
use bezgelor_core::time::UnixMillis;

use crate::error::DbError;
use crate::handle::DbHandle;
use crate::ids::IdKind;
use crate::ledger::{Operation, OperationId, Owner, Receipt, Refusal, Side};

/// A character by name, for mail, friends and the operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CharacterName {
    /// Its id.
    pub id: CharacterId,
    /// Whose it is.
    pub account_id: AccountId,
    /// As written at creation.
    pub name: String,
    /// When it was deleted.
    pub deleted_at: Option<UnixMillis>,
}

impl DbHandle {
    /// The living characters of an account on a realm, oldest first, each with its currencies and
    /// the items it wears (location 0); at most [`limits::CHARACTERS_PER_ACCOUNT_MAX`].
    ///
    /// # Errors
    /// As every request: `Busy`, `Closed`, `Timeout`, `Unavailable`.
    pub async fn list_characters(
        &self,
        account_id: AccountId,
        realm_id: RealmId,
    ) -> Result<Vec<CharacterSheet>, DbError> {
        self.request(move |stores| async move {
            read::list(&stores.character, account_id, realm_id).await
        })
        .await
    }

    /// Everything of one living character.
    ///
    /// # Errors
    /// [`DbError::NotFound`]; otherwise as every request.
    pub async fn load_character(&self, id: CharacterId) -> Result<CharacterSheet, DbError> {
        self.request(move |stores| async move { read::sheet(&stores.character, id).await })
            .await
    }

    /// Looks a living character up by name, without regard to case.
    ///
    /// # Errors
    /// [`DbError::NotFound`]; otherwise as every request.
    pub async fn find_character(
        &self,
        realm_id: RealmId,
        name: &str,
    ) -> Result<CharacterName, DbError> {
        let key = write::name_key(name);
        self.request(
            move |stores| async move { read::by_name(&stores.character, realm_id, &key).await },
        )
        .await
    }

    /// The deleted characters that had this name, latest first.
    ///
    /// # Errors
    /// As every request.
    pub async fn deleted_characters(
        &self,
        realm_id: RealmId,
        name: &str,
    ) -> Result<Vec<CharacterName>, DbError> {
        let name = name.to_owned();
        self.request(move |stores| async move {
            read::deleted(&stores.character, realm_id, &name).await
        })
        .await
    }

    /// Makes a character with all that belongs to it in one operation and returns it with the ids
    /// it was given. `slots` is what the account may have on the realm.
    ///
    /// # Errors
    /// [`DbError::Refused`] with [`Refusal::NameTaken`] or [`Refusal::SlotsFull`]; otherwise as
    /// [`crate::CommitTicket::wait`].
    pub async fn create_character(
        &self,
        operation_id: OperationId,
        new: NewCharacter,
        slots: u32,
    ) -> Result<CharacterSheet, DbError> {
        if new.items.len() + new.currencies.len() + 1 > limits::OPERATION_SIDES_MAX {
            return Err(DbError::Refused(Refusal::Malformed("number of sides")));
        }
        let sheet = self.with_ids(new).await?;
        let (at, owner) = (
            sheet.character.created_at,
            Owner::character(sheet.character.id),
        );
        let mut sides = vec![Side::CharacterCreate {
            character: Box::new(sheet.character.clone()),
            slots,
        }];
        for balance in sheet.currencies.iter().filter(|balance| balance.amount > 0) {
            let delta = i64::try_from(balance.amount)
                .map_err(|_| DbError::Refused(Refusal::TooMuch(balance.currency_id)))?;
            sides.push(Side::Currency {
                owner,
                currency_id: balance.currency_id,
                delta,
            });
        }
        let items = sheet.items.iter();
        sides.extend(items.map(|item| Side::ItemCreate { item: *item, owner }));
        let operation = Operation {
            id: operation_id,
            kind: 0,
            at,
            sides,
        };
        let receipt = self.commit(operation)?.wait().await?;
        if receipt.repeated {
            // The first attempt made it, with other ids than the ones minted now.
            return self
                .request(move |stores| async move {
                    let db = &stores.character;
                    read::sheet(db, read::created_by(db, operation_id).await?).await
                })
                .await;
        }
        Ok(sheet)
    }

    async fn with_ids(&self, new: NewCharacter) -> Result<CharacterSheet, DbError> {
        self.request(move |stores| async move {
            let NewCharacter {
                mut character,
                mut currencies,
                mut items,
            } = new;
            let (db, mint) = (&stores.character, &stores.mint);
            for id in mint.mint(db, IdKind::Character, 1).await? {
                character.id = CharacterId(id);
            }
            let ids = mint.mint(db, IdKind::Item, items.len()).await?;
            for (item, id) in items.iter_mut().zip(ids) {
                item.id.0 = id;
            }
            currencies.sort_by_key(|balance| balance.currency_id);
            Ok(CharacterSheet::new(character, currencies, items))
        })
        .await
    }

    /// Lays a character away: it leaves the list, its name is free, its things stay with it.
    ///
    /// # Errors
    /// [`DbError::Refused`] with [`Refusal::NoCharacter`] when it is not a living one of this
    /// account; otherwise as [`crate::CommitTicket::wait`].
    pub async fn delete_character(
        &self,
        operation_id: OperationId,
        account_id: AccountId,
        id: CharacterId,
        at: UnixMillis,
    ) -> Result<Receipt, DbError> {
        let side = Side::CharacterDelete { id, account_id };
        self.commit_one(operation_id, at, side).await
    }

    /// Brings a deleted character back, under `name` or the one it had.
    ///
    /// # Errors
    /// [`DbError::Refused`] with [`Refusal::NameTaken`] or [`Refusal::NoCharacter`]; otherwise as
    /// [`crate::CommitTicket::wait`].
    pub async fn restore_deleted_character(
        &self,
        operation_id: OperationId,
        id: CharacterId,
        name: Option<String>,
        at: UnixMillis,
    ) -> Result<Receipt, DbError> {
        let side = Side::CharacterRestore { id, name };
        self.commit_one(operation_id, at, side).await
    }

    async fn commit_one(
        &self,
        id: OperationId,
        at: UnixMillis,
        side: Side,
    ) -> Result<Receipt, DbError> {
        let operation = Operation {
            id,
            kind: 0,
            at,
            sides: vec![side],
        };
        self.commit(operation)?.wait().await
    }
}
