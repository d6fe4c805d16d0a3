//! The commands that are done in the zone of the character they are for.

use serde::{Deserialize, Serialize};

use crate::argument::Player;
use crate::define::commands;

commands! {
    /// See the module.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub enum ZoneCommand as Zone {
        /// Saves a character now.
        CharacterSave "character save" | "save": CharacterSave {
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Adds to a currency of a character, or takes from it.
        CurrencyCharacterAdd "currency character add" | "currency add": CurrencyCharacterAdd {
            /// Row of CurrencyType.
            currency: u8,
            /// How much; less than zero to take.
            amount: i64,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Lists the currencies of a character.
        CurrencyCharacterList "currency character list" | "currency list": CurrencyCharacterList {
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Shows what is known of the unit you look at, or of yourself.
        EntityInfo "entity info" | "entity i": EntityInfo {
            /// Of whom; what you look at when it is left out.
            player: Option<Player>,
        }
        /// Shows the properties of the unit you look at, or your own.
        EntityProperties "entity properties" | "entity p": EntityProperties {
            /// Of whom; what you look at when it is left out.
            player: Option<Player>,
        }
        /// Adds an item to the bags of a character.
        ItemAdd "item add": ItemAdd {
            /// Row of Item2.
            item: u32,
            /// How many; one when it is left out.
            count: Option<u32>,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Changes how fast a character moves.
        MovementSpeed "movement speed" | "speed": MovementSpeed {
            /// Times the usual speed, from 0.1 to 20.
            factor: f32,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Shows what is known of the zone you stand in.
        ZoneInfo "zone info": ZoneInfo {
            /// The zone of this player.
            player: Option<Player>,
        }
    }
}
