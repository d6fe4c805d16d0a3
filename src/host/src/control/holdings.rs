//! Commands about what accounts hold beside their characters.

use bezgelor_core::model::Account;
use command::HoldingCommand;
use command::argument::{Email, UnlockKind};
use db::DbError;
use world::{AccountChange, Order};

use super::case::{Case, Done, away, counted, line};

impl Case<'_> {
    pub(super) async fn about_holdings(&self, command: HoldingCommand) -> Done {
        use HoldingCommand as C;
        let db = &self.common.db;
        match command {
            C::CurrencyAccountAdd {
                currency,
                amount,
                email,
            } => {
                let account = self.account(email.as_ref()).await?;
                let changed = db
                    .change_account_currency(account.id, currency, amount)
                    .await;
                let held = match changed {
                    Err(DbError::Invalid(_)) => return Err("It holds less than that.".into()),
                    other => other.map_err(away)?,
                };
                self.tell(&account, AccountChange::Currency(currency, held));
                line(format!(
                    "{} holds {held} of currency {currency}.",
                    account.email
                ))
            }
            C::CurrencyAccountList { email } => {
                let account = self.account(email.as_ref()).await?;
                let held = db.account_holdings(account.id).await.map_err(away)?;
                let rows = held
                    .currencies
                    .iter()
                    .map(|(id, held)| format!("  {id}: {held}"));
                Ok(titled(format!("Currencies of {}:", account.email), rows))
            }
            C::EntitlementAccountList { email } => {
                let account = self.account(email.as_ref()).await?;
                let held = db.account_holdings(account.id).await.map_err(away)?;
                let rows = held
                    .entitlements
                    .iter()
                    .map(|(id, held)| format!("  {id}: {held}"));
                Ok(titled(format!("Entitlements of {}:", account.email), rows))
            }
            C::EntitlementAdd {
                entitlement,
                value,
                email,
            } => {
                let account = self.account(email.as_ref()).await?;
                let set = db
                    .set_account_entitlement(account.id, entitlement, value)
                    .await;
                set.map_err(away)?;
                self.tell(&account, AccountChange::Entitlement(entitlement, value));
                line(format!(
                    "{} has {value} of entitlement {entitlement}.",
                    account.email
                ))
            }
            C::GenericUnlock { entry, email } => self.unlock(entry, email).await,
            C::GenericUnlockAll { kind, email } => self.unlock_all(kind, email).await,
            C::GenericList { email } => {
                let account = self.account(email.as_ref()).await?;
                let held = db.account_holdings(account.id).await.map_err(away)?;
                let rows = held.unlocks.iter().map(|id| format!("  {id}"));
                Ok(titled(format!("Unlocked for {}:", account.email), rows))
            }
        }
    }

    async fn unlock_all(&self, kind: UnlockKind, email: Option<Email>) -> Done {
        let account = self.account(email.as_ref()).await?;
        let rows = self.common.tables.generic_unlock_entry().iter();
        let of_kind = rows.filter(|row| row.generic_unlock_type_enum() == kind.0);
        let entries: Vec<u32> = of_kind
            .map(tables::rows::GenericUnlockEntry::id)
            .filter(|entry| on_wire(*entry).is_some())
            .collect();
        if entries.is_empty() {
            return Err(format!("The tables have no unlock of kind {}.", kind.0));
        }
        let (all, now) = (entries.len(), self.shard.now().unix);
        let unlocked = self
            .common
            .db
            .unlock_all_for_account(account.id, entries, now);
        let new = unlocked.await.map_err(away)?;
        let count = new.len();
        if count > 0 {
            let told = new.into_iter().filter_map(on_wire).collect();
            self.tell(&account, AccountChange::UnlockAll(told));
        }
        line(format!(
            "{} of kind {} for {}, new of them: {count}.",
            counted(all, "entry", "entries"),
            kind.0,
            account.email
        ))
    }

    async fn unlock(&self, entry: u32, email: Option<Email>) -> Done {
        let account = self.account(email.as_ref()).await?;
        let on_wire = on_wire(entry).ok_or_else(|| format!("There is no entry {entry}."))?;
        let now = self.shard.now().unix;
        let unlocked = self
            .common
            .db
            .unlock_for_account(account.id, entry, now)
            .await;
        let new = unlocked.map_err(away)?;
        let entry = on_wire;
        self.tell(&account, AccountChange::Unlock { entry, new });
        let before = if new { "" } else { " since before" };
        line(format!(
            "Entry {entry} is unlocked for {}{before}.",
            account.email
        ))
    }

    fn tell(&self, account: &Account, change: AccountChange) {
        self.order_for(account.id, |standing| Order::Account {
            connection: standing.connection,
            change,
        });
    }
}

/// An unlock as the client is told of it: 14 bits.
fn on_wire(entry: u32) -> Option<u16> {
    u16::try_from(entry).ok().filter(|entry| *entry < 1 << 14)
}

fn titled(title: String, rows: impl Iterator<Item = String>) -> Vec<String> {
    std::iter::once(title).chain(rows).collect()
}
