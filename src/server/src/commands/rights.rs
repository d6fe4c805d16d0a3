//! What single accounts may do beyond their role, shown and changed on the databases directly.

use anyhow::Context;
use bezgelor_core::ids::{AccountId, RealmId};
use bezgelor_core::model::{Account, AccountRole};
use bezgelor_core::permission::Permission;
use db::{CommandOutcome, CommandSource, CommandUse, DbHandle, Exception, Rights};
use futures_lite::future::block_on;
use serde_json::json;

use crate::wall_clock;

/// Makes an account differ from its role in one permission, or no longer.
pub(super) fn except(
    db: &DbHandle,
    account: &Account,
    permission: Permission,
    exception: Option<Exception>,
) -> anyhow::Result<String> {
    block_on(db.set_permission(account.id, permission, exception))
        .context("change the permission")?;
    let effective = block_on(db.rights(account.id))?.effective;
    let what = if effective.has(permission) {
        "has"
    } else {
        "does not have"
    };
    Ok(format!("{} {what} {permission} now", account.email))
}

/// All about an account, for people or as one JSON object.
pub(super) fn show(
    db: &DbHandle,
    account: &Account,
    standing: &str,
    as_json: bool,
) -> anyhow::Result<String> {
    let rights = block_on(db.rights(account.id)).context("look the rights up")?;
    let held = block_on(db.account_holdings(account.id)).context("look the holdings up")?;
    let characters = characters(db, account.id)?;
    if as_json {
        let object = json!({
            "id": account.id.0,
            "email": account.email,
            "role": account.role.name(),
            "standing": standing,
            "created_at_ms": account.created_at.0,
            "granted": names(rights.granted),
            "revoked": names(rights.revoked),
            "permissions": names(rights.effective),
            "currencies": held.currencies,
            "entitlements": held.entitlements,
            "unlocks": held.unlocks,
            "characters": characters.iter().map(|(realm, name)| json!({
                "realm": realm.0,
                "name": name,
            })).collect::<Vec<_>>(),
        });
        return Ok(serde_json::to_string(&object)?);
    }
    let mut lines = vec![
        format!("account {} {}", account.id.0, account.email),
        format!("  role         {}", account.role.name()),
        format!("  standing     {standing}"),
        format!("  permissions  {}", in_words(&rights)),
    ];
    for (id, amount) in held.currencies {
        lines.push(format!("  currency     {id}: {amount}"));
    }
    for (id, amount) in held.entitlements {
        lines.push(format!("  entitlement  {id}: {amount}"));
    }
    for id in held.unlocks {
        lines.push(format!("  unlocked     {id}"));
    }
    for (realm, name) in characters {
        lines.push(format!("  character    {name}, realm {}", realm.0));
    }
    Ok(lines.join("\n"))
}

fn names(permissions: bezgelor_core::permission::Permissions) -> Vec<&'static str> {
    permissions.iter().map(Permission::name).collect()
}

fn in_words(rights: &Rights) -> String {
    let of_role = match rights.role {
        AccountRole::Administrator | AccountRole::Console => "all",
        AccountRole::GameMaster => "those of a game master",
        AccountRole::Player => "none",
    };
    let mut words = of_role.to_owned();
    for (what, set) in [("and", rights.granted), ("without", rights.revoked)] {
        if !set.is_empty() {
            words.push_str(&format!(", {what} {}", names(set).join(", ")));
        }
    }
    words
}

/// Realm and name of an account's living characters.
fn characters(db: &DbHandle, id: AccountId) -> anyhow::Result<Vec<(RealmId, String)>> {
    let realms = block_on(db.list_realms()).context("list the realms")?;
    let mut all = Vec::new();
    for realm in realms {
        let sheets = block_on(db.list_characters(id, realm.id)).context("list the characters")?;
        all.extend(
            sheets
                .into_iter()
                .map(|sheet| (realm.id, sheet.character.name)),
        );
    }
    Ok(all)
}

/// Writes what a tool did into the log of commands, like what is done in the realm itself.
pub(super) fn log(db: &DbHandle, realm_id: RealmId, line: String, done: &anyhow::Result<String>) {
    let (outcome, answer) = match done {
        Ok(said) => (CommandOutcome::Done, said.clone()),
        Err(error) => (CommandOutcome::Failed, format!("{error:#}")),
    };
    let used = CommandUse {
        realm_id,
        at: wall_clock(),
        source: CommandSource::Tool,
        account_id: None,
        character_id: None,
        who: format!("user {}", rustix::process::getuid().as_raw()),
        place: "command line".into(),
        line,
        outcome,
        answer,
        took_ms: 0,
    };
    if let Err(error) = block_on(db.log_command(used)) {
        eprintln!("warning: this could not be written into the log of commands: {error}");
    }
}
