//! The character screen of the fake.

use bezgelor_core::Vec3;
use bezgelor_core::ids::AccountId;
use protocol::messages::{
    ServerCharacterList, ServerCharacterListCharacters, ServerCharacterListCharactersLocation,
};
use protocol::structs::Position;

use super::{Fault, Realm};

pub(crate) fn position(at: Vec3) -> Position {
    Position {
        vector_0: at.x,
        vector_1: at.y,
        vector_2: at.z,
    }
}

impl Realm {
    pub(crate) fn list(&self, account: AccountId) -> ServerCharacterList {
        let entry = |character: &super::Character| ServerCharacterListCharacters {
            id: character.id,
            name: character.name.as_str().into(),
            appearance: character.visuals.clone(),
            location: ServerCharacterListCharactersLocation {
                position: position(character.position),
                ..Default::default()
            },
            ..Default::default()
        };
        ServerCharacterList {
            characters: self
                .characters
                .get(&account)
                .map(entry)
                .into_iter()
                .collect(),
            ..Default::default()
        }
    }

    /// Takes the player out of the world and keeps its character, as well as the fault allows.
    pub(crate) fn save(&mut self, account: AccountId) {
        let Some(player) = self.players.remove(&account.0) else {
            return;
        };
        let mut character = player.character;
        match self.fault {
            Fault::LosesPosition => character.position.x += 1.0,
            Fault::LosesLook => character.visuals.clear(),
            _ => {}
        }
        self.characters.insert(account, character);
    }
}
