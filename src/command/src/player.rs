//! Commands about players, wherever in the world they are.

use crate::argument::{Player, Portrait, Side, Text, Word};
use crate::define::commands;

commands! {
    /// See the module.
    #[derive(Clone, Debug, PartialEq)]
    pub enum PlayerCommand as Player {
        /// Sends a player away.
        PlayerKick "player kick" | "kick": PlayerKick {
            /// Which player; in quotes when the name has two parts.
            name: Word,
            /// Why, for the log.
            reason: Option<Text>,
        }
        /// Sends a player a line.
        PlayerMessage "player message": PlayerMessage {
            /// Which player; in quotes when the name has two parts.
            name: Word,
            /// The line.
            text: Text,
        }
        /// Lists who is in the world.
        PlayerList "player list" | "online": PlayerList {
            /// Only names that begin so.
            beginning: Option<Word>,
        }
        /// Shows where a player is, and whose it is.
        PlayerInfo "player info": PlayerInfo {
            /// Which player.
            name: Text,
        }
        /// Shows a character a story panel.
        StoryPanel "story panel": StoryPanel {
            /// Row of StoryPanel.
            panel: u32,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Lets a creature call a character on the communicator.
        StoryCommunicator "story communicator": StoryCommunicator {
            /// What it says: a text of the client.
            text: u32,
            /// Who calls: row of Creature2.
            creature: u32,
            /// Milliseconds it is shown; 10000 when it is left out.
            duration: Option<u32>,
            /// How the caller is shown: moving or still.
            panel: Option<Portrait>,
            /// Where: left or right.
            window: Option<Side>,
            /// Row of SoundEvent; none when it is left out or 0.
            sound: Option<u32>,
            /// What goes before other calls, from 0 to 7.
            priority: Option<u8>,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Takes a character to a point.
        TeleportCoordinates "teleport coordinates" | "port coordinates": TeleportCoordinates {
            /// West to east.
            x: f32,
            /// Height.
            y: f32,
            /// North to south.
            z: f32,
            /// Row of World; the present one when it is left out.
            world: Option<u16>,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Takes a character to a place of the client's tables.
        TeleportLocation "teleport location" | "port location": TeleportLocation {
            /// Row of WorldLocation2.
            location: u32,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Takes you to a zone by its name.
        TeleportName "teleport name" | "port name": TeleportName {
            /// The name or its beginning.
            zone: Text,
        }
        /// Takes you to a player.
        TeleportPlayer "teleport player" | "go": TeleportPlayer {
            /// Which player.
            name: Text,
        }
        /// Fetches a player to you.
        TeleportSummon "teleport summon" | "summon": TeleportSummon {
            /// Which player.
            name: Text,
        }
    }
}
