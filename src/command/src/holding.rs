//! Commands about what accounts hold beside their characters.

use crate::argument::{Email, UnlockKind};
use crate::define::commands;

commands! {
    /// See the module.
    #[derive(Clone, Debug, PartialEq)]
    pub enum HoldingCommand as Holding {
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
        /// Unlocks every entry of a kind for an account.
        GenericUnlockAll "generic unlockall": GenericUnlockAll {
            /// dye, or the number that GenericUnlockEntry has for the kind.
            kind: UnlockKind,
            /// Which account; your own when it is left out.
            email: Option<Email>,
        }
        /// Lists what is unlocked for an account.
        GenericList "generic list": GenericList {
            /// Which account; your own when it is left out.
            email: Option<Email>,
        }
    }
}
