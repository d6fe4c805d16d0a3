//! Commands about the realm as a whole.

use crate::argument::{Duration, Path, Text, Tier, Word};
use crate::define::commands;

commands! {
    /// See the module.
    #[derive(Clone, Debug, PartialEq)]
    pub enum RealmCommand as Realm {
        /// Lists the commands you may use, or tells all about one.
        Help "help" | "?" | "h": Help {
            /// The beginning of a command.
            command: Option<Path>,
        }
        /// Shows a message on every screen.
        BroadcastMessage "broadcast message": BroadcastMessage {
            /// How loudly: high, medium or low.
            tier: Tier,
            /// The message.
            text: Text,
        }
        /// Sets the message that players are shown when they log in.
        RealmMotd "realm motd": RealmMOTD {
            /// The message; none when it is left out.
            text: Option<Text>,
        }
        /// Lists the lines shown beside the realm list, on every realm of this database.
        RealmMessageList "realm message list": RealmMOTD {}
        /// Adds a line beside the realm list.
        RealmMessageAdd "realm message add": RealmMOTD {
            /// The line.
            text: Text,
        }
        /// Takes a line beside the realm list away.
        RealmMessageRemove "realm message remove": RealmMOTD {
            /// Its number in the list.
            line: u32,
        }
        /// Sets how many players the realm takes.
        RealmMax "realm max": RealmMaxPlayers {
            /// How many.
            players: u32,
        }
        /// Stops the realm after a countdown that everybody sees.
        RealmShutdownStart "realm shutdown start": RealmShutdownStart {
            /// How long from now.
            delay: Duration,
            /// Why, for the players.
            reason: Option<Text>,
        }
        /// Calls a countdown off.
        RealmShutdownCancel "realm shutdown cancel": RealmShutdownCancel {}
        /// Stops the realm after a countdown and has it started again.
        RealmRestart "realm restart": RealmShutdownStart {
            /// How long from now.
            delay: Duration,
            /// Why, for the players.
            reason: Option<Text>,
        }
        /// Shows how the realm is.
        RealmStatus "realm status": RealmStatus {}
        /// Changes what the realm logs, until it is started again.
        RealmLog "realm log": RealmLog {
            /// A level, or levels of parts: info, warn, info,shard=debug.
            filter: Word,
        }
        /// Shows who used which command, the newest last.
        RealmAudit "realm audit": RealmAudit {
            /// Only lines with this in them.
            text: Option<Text>,
        }
        /// Lists the shards.
        ShardList "shard list": ShardList {}
        /// Lists the zones that run.
        ZoneList "zone list": ZoneList {}
        /// Moves a zone that runs to another shard; its players go along and notice nothing.
        ZoneMove "zone move": ZoneMove {
            /// Its number, as `zone list` shows it.
            instance: u32,
            /// The number of the shard, as `shard list` shows it.
            shard: u16,
        }
        /// Lists the scripts that are loaded and how they fare.
        ScriptList "script list" | "script info": ScriptInfo {}
        /// Loads all scripts anew from where they lie; when one does not load, the old ones stay.
        ScriptReload "script reload": ScriptReload {}
        /// Breaks the connection of a player, to see what that costs (`serve --drills`).
        DrillConnection "drill connection": Drill {
            /// Which player; in quotes when the name has two parts.
            name: Word,
        }
        /// Breaks what handles the next message to a zone.
        DrillHandler "drill handler": Drill {
            /// The zone's number, as `zone list` shows it.
            instance: u32,
        }
        /// Breaks a zone in the middle of a step.
        DrillZone "drill zone": Drill {
            /// The zone's number, as `zone list` shows it.
            instance: u32,
        }
        /// Breaks the loop of a shard.
        DrillShard "drill shard": Drill {
            /// The number of the shard, as `shard list` shows it.
            shard: u16,
        }
        /// Breaks the scripts of a shard in the next call of one.
        DrillScripts "drill scripts": Drill {
            /// The number of the shard, as `shard list` shows it.
            shard: u16,
        }
        /// Gives a zone work to no end, until it is given none.
        DrillLoad "drill load": Drill {
            /// The zone's number, as `zone list` shows it.
            instance: u32,
            /// Thousandths of its time.
            permille: u16,
        }
    }
}
