//! The character screen: what two stores know, in one request.

use bezgelor_core::ids::{AccountId, RealmId};
use bezgelor_core::model::CharacterSheet;

use crate::auth::{AccountHoldings, Rights, standing};
use crate::character::read;
use crate::error::DbError;
use crate::handle::DbHandle;

/// What an account has on a realm, and beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct CharacterScreen {
    /// As [`DbHandle::list_characters`].
    pub characters: Vec<CharacterSheet>,
    /// As [`DbHandle::rights`].
    pub rights: Rights,
    /// As [`DbHandle::account_holdings`].
    pub holdings: AccountHoldings,
}

impl DbHandle {
    /// What the character screen of an account shows.
    ///
    /// # Errors
    /// [`DbError::NotFound`] for an unknown account; otherwise as every request.
    pub async fn character_screen(
        &self,
        account_id: AccountId,
        realm_id: RealmId,
    ) -> Result<CharacterScreen, DbError> {
        self.request(move |stores| async move {
            let characters = read::list(&stores.character, account_id, realm_id).await?;
            let (rights, holdings) = standing(&stores.auth, account_id).await?;
            Ok(CharacterScreen {
                characters,
                rights: rights.ok_or(DbError::NotFound)?,
                holdings,
            })
        })
        .await
    }
}
