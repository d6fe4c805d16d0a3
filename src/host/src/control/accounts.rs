//! Commands about accounts: making them, banning them, what they may do.

use bezgelor_core::ids::AccountId;
use bezgelor_core::model::{Account, AccountRole, Suspension};
use bezgelor_core::permission::Permission;
use bezgelor_core::time::UnixMillis;
use command::AccountCommand;
use command::argument::{Email, Secret, Until, Whom, Word};
use db::{DbError, Exception, NewAccount};
use world::{Finding, Order, Question};

use super::case::{Case, Done, away, counted, line};
use crate::capture::roll;

/// Accounts of one page.
const PAGE: u16 = 100;

impl Case<'_> {
    pub(super) async fn about_account(&self, command: AccountCommand) -> Done {
        use AccountCommand as C;
        match command {
            C::AccountCreate {
                email,
                password,
                role,
            } => self.create(&email, password, role).await,
            C::AccountDelete { email } => self.delete(&email).await,
            C::AccountList { after } => self.list(after).await,
            C::AccountShow { email } => self.show(&email).await,
            C::AccountPassword { email, password } => self.password(&email, password).await,
            C::BanAccountPlayer {
                email,
                reason,
                until,
            } => {
                let account = match email {
                    Whom::Email(email) => self.account_of(&email).await?,
                    Whom::Selected => self.selected().await?,
                };
                self.ban(account, reason, until).await
            }
            C::BanAccountCharacter {
                name,
                reason,
                until,
            } => {
                let account = self.owner(&name.0).await?;
                self.ban(account, reason, until).await
            }
            C::BanAccountLift { email } => {
                let account = self.account_of(&email).await?;
                let lifted = self.common.db.set_suspension(account.id, None).await;
                lifted.map_err(away)?;
                line(format!("{} may play again.", account.email))
            }
            C::CaptureStart { email } => self.capture(email, true).await,
            C::CaptureStop { email } => self.capture(email, false).await,
            C::RbacPermissionGrant { permission, email } => {
                self.except(email, permission, Exception::Granted).await
            }
            C::RbacPermissionRevoke { permission, email } => {
                self.except(email, permission, Exception::Revoked).await
            }
            C::RbacRoleGrant { role, email } => self.set_role(email, role, None).await,
            C::RbacRoleRevoke { role, email } => {
                self.set_role(email, AccountRole::Player, Some(role)).await
            }
        }
    }

    /// A fresh salt and the verifier of a password under the name as it is spelled.
    async fn verifier(&self, email: &str, password: Secret) -> Result<([u8; 16], Vec<u8>), String> {
        let salt: [u8; 16] = self
            .common
            .random()
            .ok_or("The system gives no randomness.")?;
        let email = email.to_owned();
        let work = move || crypto::srp::verifier(&email, &password.0, &salt).to_vec();
        let verifier = self.common.workers.run(work).await;
        Ok((salt, verifier.map_err(|_| "Too many logins; try again.")?))
    }

    async fn create(&self, email: &Email, password: Secret, role: Option<AccountRole>) -> Done {
        let role = role.unwrap_or(AccountRole::Player);
        if role != AccountRole::Player {
            self.may_give(role)?;
        }
        let (salt, verifier) = self.verifier(&email.0, password).await?;
        let new = NewAccount {
            email: email.0.clone(),
            salt,
            verifier,
            role,
            created_at: self.shard.now().unix,
        };
        match self.common.db.create_account(new).await {
            Ok(account) => line(format!(
                "Account {} made: {}, {}.",
                account.id.0,
                account.email,
                role.name()
            )),
            Err(DbError::EmailTaken) => Err(format!("There is an account {} already.", email.0)),
            Err(error) => Err(away(error)),
        }
    }

    /// Nobody makes others more than they are.
    fn may_give(&self, role: AccountRole) -> Result<(), String> {
        let given = bezgelor_core::permission::Permissions::of_role(role);
        if self.rights.has(Permission::RBACAccountRoleGrant) && self.rights.contains(given) {
            return Ok(());
        }
        Err(format!("You cannot make anybody {}.", role.name()))
    }

    async fn delete(&self, email: &Email) -> Done {
        let account = self.account_of(email).await?;
        let db = &self.common.db;
        let realms = db.list_realms().await.map_err(away)?;
        for realm in realms {
            let characters = db
                .list_characters(account.id, realm.id)
                .await
                .map_err(away)?;
            if !characters.is_empty() {
                let count = counted(characters.len(), "character", "characters");
                return Err(format!("It has {count} on {}.", realm.name));
            }
        }
        self.shard
            .host(|host| host.send_away(self.shard, account.id));
        db.delete_account(account.id).await.map_err(away)?;
        line(format!("Account {} is deleted.", account.email))
    }

    async fn list(&self, after: Option<u32>) -> Done {
        let after = AccountId(after.unwrap_or(0));
        let page = self
            .common
            .db
            .list_accounts(after, PAGE)
            .await
            .map_err(away)?;
        let now = self.shard.now().unix;
        let row = |account: &Account| {
            let (id, email, role) = (account.id.0, &account.email, account.role.name());
            format!("{id} {email}, {role}, {}", standing(account, now))
        };
        let mut lines: Vec<String> = page.iter().map(row).collect();
        if page.len() == usize::from(PAGE)
            && let Some(last) = page.last()
        {
            lines.push(format!("More: account list {}", last.id.0));
        }
        Ok(lines)
    }

    async fn show(&self, email: &Email) -> Done {
        let account = self.account_of(email).await?;
        let db = &self.common.db;
        let rights = db.rights(account.id).await.map_err(away)?;
        let holdings = db.account_holdings(account.id).await.map_err(away)?;
        let now = self.shard.now().unix;
        let mut lines = vec![
            format!("Account {} {}", account.id.0, account.email),
            format!("  {}, {}", account.role.name(), standing(&account, now)),
        ];
        for (what, set) in [("granted", rights.granted), ("revoked", rights.revoked)] {
            let names: Vec<&str> = set.iter().map(Permission::name).collect();
            if !names.is_empty() {
                lines.push(format!("  {what}: {}", names.join(", ")));
            }
        }
        if !holdings.currencies.is_empty() {
            lines.push(format!("  currencies: {:?}", holdings.currencies));
        }
        let realm = self.common.realm_config.id;
        let characters = db.list_characters(account.id, realm).await.map_err(away)?;
        for sheet in characters {
            let character = sheet.character;
            let (id, name, level) = (character.id.0, character.name, character.level);
            lines.push(format!("  character {id} {name}, level {level}"));
        }
        Ok(lines)
    }

    async fn password(&self, email: &Email, password: Secret) -> Done {
        let account = self.account_of(email).await?;
        self.may_touch(&account).await?;
        // The name goes into the verifier byte for byte: keep the spelling the player knows.
        let (salt, verifier) = self.verifier(&account.email, password).await?;
        let db = &self.common.db;
        let set = db.set_password(account.id, &account.email, salt, verifier);
        set.await.map_err(away)?;
        line(format!("The password of {} is changed.", account.email))
    }

    /// Nobody acts on an account that may more than its author.
    async fn may_touch(&self, account: &Account) -> Result<(), String> {
        if self.author.account == Some(account.id) {
            return Ok(());
        }
        let theirs = self.common.db.rights(account.id).await.map_err(away)?;
        if self.rights.contains(theirs.effective) {
            return Ok(());
        }
        Err(format!("{} may more than you.", account.email))
    }

    /// The account of a character of this realm.
    async fn owner(&self, name: &str) -> Result<Account, String> {
        let db = &self.common.db;
        let realm = self.common.realm_config.id;
        let found = db.find_character(realm, name).await;
        let character = match found {
            Err(DbError::NotFound) => return Err(format!("There is no character {name}.")),
            other => other.map_err(away)?,
        };
        db.account(character.account_id).await.map_err(away)
    }

    /// The account of the player that the author looks at.
    async fn selected(&self) -> Result<Account, String> {
        let looks = "Look at a player, or name an account.";
        let own = self.own().map_err(|_| "Name an account.")?;
        let zone = (own.shard, own.instance);
        let found = self.ask_zone(zone, Question::Selected(own.connection));
        let Finding::Selected(Some(character)) = found.await? else {
            return Err(looks.into());
        };
        let account = self.shard.host(|host| {
            let desk = host.desk.as_ref()?;
            Some(desk.roster.get(character)?.account)
        });
        let account = account.ok_or(looks)?;
        self.common.db.account(account).await.map_err(away)
    }

    async fn ban(&self, account: Account, reason: Word, until: Option<Until>) -> Done {
        self.may_touch(&account).await?;
        let now = self.shard.now().unix;
        let ends_at = until.map(|until| match until {
            Until::For(span) => now.plus(span.0),
            Until::At(moment) => moment,
        });
        if ends_at.is_some_and(|ends_at| ends_at <= now) {
            return Err("That is over already.".into());
        }
        let suspension = Suspension {
            ends_at,
            reason: reason.0,
        };
        let set = self.common.db.set_suspension(account.id, Some(suspension));
        set.await.map_err(away)?;
        let sent = self
            .shard
            .host(|host| host.send_away(self.shard, account.id));
        let what = if ends_at.is_some() {
            "suspended"
        } else {
            "banned"
        };
        let online = if sent { " and sent away" } else { "" };
        line(format!("{} is {what}{online}.", account.email))
    }

    async fn except(
        &self,
        email: Option<Email>,
        permission: Permission,
        exception: Exception,
    ) -> Done {
        let account = self.account(email.as_ref()).await?;
        if exception == Exception::Granted && !self.rights.has(permission) {
            return Err(format!("You have no {permission} to give."));
        }
        self.may_touch(&account).await?;
        let db = &self.common.db;
        let set = db.set_permission(account.id, permission, Some(exception));
        set.await.map_err(away)?;
        self.rights_changed(account.id).await?;
        let what = match exception {
            Exception::Granted => "has",
            Exception::Revoked => "no longer has",
        };
        line(format!("{} {what} {permission}.", account.email))
    }

    async fn set_role(
        &self,
        email: Option<Email>,
        role: AccountRole,
        from: Option<AccountRole>,
    ) -> Done {
        let account = self.account(email.as_ref()).await?;
        self.may_touch(&account).await?;
        self.may_give(role)?;
        if let Some(from) = from.filter(|from| *from != account.role) {
            return Err(format!("{} is no {}.", account.email, from.name()));
        }
        let set = self.common.db.set_role(account.id, role).await;
        set.map_err(away)?;
        self.rights_changed(account.id).await?;
        line(format!("{} is {} now.", account.email, role.name()))
    }

    /// Lets the character of an account have its new rights at once.
    async fn rights_changed(&self, account: AccountId) -> Result<(), String> {
        let rights = self.common.db.rights(account).await.map_err(away)?;
        let permissions = rights.effective;
        let mut character = None;
        self.order_for(account, |standing| {
            character = Some(standing.character);
            Order::Rights {
                connection: standing.connection,
                permissions,
            }
        });
        if let Some(character) = character {
            self.shard.host(|host| {
                if let Some(desk) = &mut host.desk {
                    desk.roster.rights(character, permissions);
                }
            });
        }
        Ok(())
    }

    /// Puts an account on the roll of whom to record, or takes it off.
    async fn capture(&self, email: Email, on: bool) -> Done {
        let (folder, name) = (self.common.captures.clone(), email.0.clone());
        let change = move || {
            if on {
                roll::add(&folder, &name)
            } else {
                roll::remove(&folder, &name)
            }
        };
        let changed = self.common.workers.run(change).await;
        let changed = changed.map_err(|_| "Too many logins; try again.")?;
        let changed = changed.map_err(|error| format!("The roll of recordings: {error}."))?;
        let (email, already) = (email.0, if changed { "" } else { " already" });
        line(if on {
            format!("{email} is{already} recorded from its next login on.")
        } else {
            format!("{email} is{already} recorded no more from its next login on.")
        })
    }
}

fn standing(account: &Account, now: UnixMillis) -> &'static str {
    let suspension = account.suspension.as_ref();
    match suspension.filter(|suspension| suspension.is_in_force(now)) {
        None => "may play",
        Some(suspension) if suspension.ends_at.is_some() => "suspended",
        Some(_) => "banned",
    }
}
