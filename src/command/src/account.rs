//! Commands about accounts: making them, banning them, what they may do.

use bezgelor_core::model::AccountRole;
use bezgelor_core::permission::Permission;

use crate::argument::{Email, Secret, Until, Whom, Word};
use crate::define::commands;

commands! {
    /// See the module.
    #[derive(Clone, Debug, PartialEq)]
    pub enum AccountCommand as Account {
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
            /// Which account; that of the player you look at where no e-mail address stands.
            email: Whom,
            /// Why; in quotes when it has several words.
            reason: Word,
            /// For how long, or to which date; for good when it is left out.
            until: Option<Until>,
        }
        /// Bans or suspends the account of a character.
        BanAccountCharacter "ban account character": BanAccountCharacter {
            /// Which character; in quotes when the name has two parts.
            name: Word,
            /// Why; in quotes when it has several words.
            reason: Word,
            /// For how long, or to which date; for good when it is left out.
            until: Option<Until>,
        }
        /// Lifts the ban or suspension of an account.
        BanAccountLift "ban account lift" | "unban": BanAccountLift {
            /// Which account.
            email: Email,
        }
        /// Records what an account says and is told, from its next login on.
        CaptureStart "capture start": CaptureStart {
            /// Which account.
            email: Email,
        }
        /// Records an account no more from its next login on.
        CaptureStop "capture stop": CaptureStop {
            /// Which account.
            email: Email,
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
    }
}
