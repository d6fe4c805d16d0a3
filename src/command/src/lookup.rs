//! Commands that look something up in the client's tables.

use crate::argument::Phrase;
use crate::define::commands;

commands! {
    /// See the module.
    #[derive(Clone, Debug, PartialEq)]
    pub enum LookupCommand as Lookup {
        /// Finds items by their name; when no name has the words in it, those most like them.
        ItemLookup "item lookup": ItemLookup {
            /// The name or a part of it; in quotes when it ends in a number.
            name: Phrase,
            /// How many are listed at most; 25 when it is left out.
            max: Option<u32>,
        }
        /// Shows what the tables say of an item.
        ItemInfo "item info" | "item information" | "item i": ItemInfo {
            /// Row of Item2.
            item: u32,
        }
    }
}
