//! The commands that the realm's services do: accounts and rights, the realm as a whole, and
//! players wherever they are.

use bezgelor_core::model::AccountRole;
use bezgelor_core::permission::Permission;

use crate::argument::{Duration, Email, Path, Player, Secret, Text, Tier, Word};
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

        /// Makes an account.
        AccountCreate "account create": AccountCreate {
            /// The e-mail address that is its login name.
            email: Email,
            /// Its password.
            password: Secret,
            /// What it may do: player, gamemaster or administrator.
            role: Option<AccountRole>,
        }
        /// Deletes an account that has no characters.
        AccountDelete "account delete": AccountDelete {
            /// Which account.
            email: Email,
        }
        /// Lists accounts.
        AccountList "account list": AccountList {
            /// The id after which the list begins.
            after: Option<u32>,
        }
        /// Shows an account with its rights, its holdings and its characters.
        AccountShow "account show": AccountShow {
            /// Which account.
            email: Email,
        }
        /// Changes the password of an account.
        AccountPassword "account password" | "account changepassword": AccountPassword {
            /// Which account.
            email: Email,
            /// The new password.
            password: Secret,
        }

        /// Bans an account, or suspends it for a time, and sends its player away.
        BanAccountPlayer "ban account player": BanAccountPlayer {
            /// Which account.
            email: Email,
            /// Why; in quotes when it has several words.
            reason: Word,
            /// For how long; for good when it is left out.
            duration: Option<Duration>,
        }
        /// Bans or suspends the account of a character.
        BanAccountCharacter "ban account character": BanAccountCharacter {
            /// Which character; in quotes when the name has two parts.
            name: Word,
            /// Why; in quotes when it has several words.
            reason: Word,
            /// For how long; for good when it is left out.
            duration: Option<Duration>,
        }
        /// Lifts the ban or suspension of an account.
        BanAccountLift "ban account lift" | "unban": BanAccountLift {
            /// Which account.
            email: Email,
        }

        /// Shows a message on every screen.
        BroadcastMessage "broadcast message": BroadcastMessage {
            /// How loudly: high, medium or low.
            tier: Tier,
            /// The message.
            text: Text,
        }

        /// Records what an account says and is told, from its next login on.
        CaptureStart "capture start": CaptureStart {
            /// Which account.
            email: Email,
        }
        /// Records an account's next login no longer.
        CaptureStop "capture stop": CaptureStop {
            /// Which account.
            email: Email,
        }

        /// Adds to a currency of an account, or takes from it.
        CurrencyAccountAdd "currency account add": CurrencyAccountAdd {
            /// Row of AccountCurrencyType.
            currency: u8,
            /// How much; less than zero to take.
            amount: i64,
            /// Which account; your own when it is left out.
            email: Option<Email>,
        }
        /// Lists the currencies of an account.
        CurrencyAccountList "currency account list": CurrencyAccountList {
            /// Which account; your own when it is left out.
            email: Option<Email>,
        }

        /// Lists the entitlements of an account.
        EntitlementAccountList "entitlement account list": EntitlementAccountList {
            /// Which account; your own when it is left out.
            email: Option<Email>,
        }
        /// Sets an entitlement of an account.
        EntitlementAdd "entitlement add": EntitlementAdd {
            /// Row of Entitlement.
            entitlement: u32,
            /// The new value.
            value: u32,
            /// Which account; your own when it is left out.
            email: Option<Email>,
        }

        /// Unlocks an entry for an account.
        GenericUnlock "generic unlock": GenericUnlock {
            /// Row of GenericUnlockEntry.
            entry: u32,
            /// Which account; your own when it is left out.
            email: Option<Email>,
        }
        /// Lists what is unlocked for an account.
        GenericList "generic list": GenericList {
            /// Which account; your own when it is left out.
            email: Option<Email>,
        }

        /// Sends a player away.
        PlayerKick "player kick" | "kick" | "map remove": PlayerKick {
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

        /// Grants an account a permission whatever its role says.
        RbacPermissionGrant "rbac account permission grant": RBACAccountPermissionGrant {
            /// Name or number of the permission.
            permission: Permission,
            /// Which account; your own when it is left out.
            email: Option<Email>,
        }
        /// Takes a permission from an account whatever its role says.
        RbacPermissionRevoke "rbac account permission revoke": RBACAccountPermissionRevoke {
            /// Name or number of the permission.
            permission: Permission,
            /// Which account; your own when it is left out.
            email: Option<Email>,
        }
        /// Gives an account a role.
        RbacRoleGrant "rbac account role grant": RBACAccountRoleGrant {
            /// player, gamemaster or administrator.
            role: AccountRole,
            /// Which account; your own when it is left out.
            email: Option<Email>,
        }
        /// Takes a role from an account, which is a player's after that.
        RbacRoleRevoke "rbac account role revoke": RBACAccountRoleRevoke {
            /// player, gamemaster or administrator.
            role: AccountRole,
            /// Which account; your own when it is left out.
            email: Option<Email>,
        }

        /// Sets the message that players are shown when they log in.
        RealmMotd "realm motd": RealmMOTD {
            /// The message; none when it is left out.
            text: Option<Text>,
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
        /// Shows who used which command, the newest last.
        RealmAudit "realm audit": RealmAudit {
            /// Only lines with this in them.
            text: Option<Text>,
        }
        /// Lists the shards.
        ShardList "shard list": ShardList {}
        /// Lists the zones that run.
        ZoneList "zone list": ZoneList {}

        /// Takes a character to a point.
        TeleportCoordinates "teleport coordinates": TeleportCoordinates {
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
        TeleportLocation "teleport location": TeleportLocation {
            /// Row of WorldLocation2.
            location: u32,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Takes you to a zone by its name.
        TeleportName "teleport name": TeleportName {
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
