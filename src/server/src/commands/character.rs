//! `bezgelor character …`: single characters as files, and deleted ones back.

use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use anyhow::{Context, bail};
use bezgelor_core::ids::{CharacterId, RealmId};
use bezgelor_core::limits::{CHARACTER_FILE_BYTES_MAX, CHARACTER_SLOTS_DEFAULT};
use db::{CharacterExport, CharacterName, DbError, DbHandle, OperationId, Refusal, Store};
use futures_lite::future::block_on;
use sha2::{Digest as _, Sha256};

use super::{Needs, account, table};
use crate::cli::{CharacterCommand, PlaceArgs};
use crate::say::say;
use crate::{calendar, wall_clock};

/// Runs the command; what it did goes to the standard output. All of them are safe beside a running
/// realm: they go through the same ledger.
///
/// # Errors
/// When there is no such character, account or file, or the databases refuse.
pub fn run(command: CharacterCommand) -> anyhow::Result<()> {
    match command {
        CharacterCommand::Export { name, out, place } => {
            with_db(&place, |db, realm| export(db, realm, &name, out.as_deref()))
        }
        CharacterCommand::Import {
            file,
            account,
            name,
            place,
        } => with_db(&place, |db, realm| {
            import(db, realm, &file, &account, name.as_deref())
        }),
        CharacterCommand::RestoreDeleted {
            name,
            id,
            new_name,
            place,
        } => with_db(&place, |db, realm| restore(db, realm, &name, id, new_name)),
    }
}

fn with_db(
    place: &PlaceArgs,
    work: impl FnOnce(&DbHandle, RealmId) -> anyhow::Result<String>,
) -> anyhow::Result<()> {
    let settings = super::load(place)?;
    let needs = Needs::Store(Store::Character);
    let done = super::with_db(place, needs, |db| work(db, settings.config.realm.id))?;
    if !done.is_empty() {
        say!("{done}");
    }
    Ok(())
}

fn export(db: &DbHandle, realm: RealmId, name: &str, out: Option<&Path>) -> anyhow::Result<String> {
    let found = match block_on(db.find_character(realm, name)) {
        Err(DbError::NotFound) => bail!("there is no character \"{name}\" on this realm"),
        other => other.context("look the character up")?,
    };
    let export = block_on(db.export_character(found.id, wall_clock())).context("read it")?;
    let text = serde_json::to_string_pretty(&export)?;
    let Some(out) = out else {
        return Ok(text);
    };
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(out);
    let mut file = file.with_context(|| out.display().to_string())?;
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a character is worse than none.
        let _ = fs::remove_file(out);
    }
    written.with_context(|| out.display().to_string())?;
    Ok(format!("\"{}\" written to {}", found.name, out.display()))
}

fn import(
    db: &DbHandle,
    realm: RealmId,
    file: &Path,
    email: &str,
    name: Option<&str>,
) -> anyhow::Result<String> {
    let (export, bytes) = read(file)?;
    let account = account::find(db, email)?;
    let wanted = name.unwrap_or(&export.sheet.character.name);
    check_name(wanted)?;
    let wanted = wanted.to_owned();
    // The same file for the same account is the same operation: a second time makes no second one.
    let mut hash = Sha256::new();
    hash.update(b"character import\0");
    hash.update(account.id.0.to_le_bytes());
    hash.update(realm.0.to_le_bytes());
    hash.update(wanted.as_bytes());
    hash.update(&bytes);
    let operation = operation_id(&hash.finalize());
    let before = block_on(db.find_character(realm, &wanted)).ok();
    let slots = CHARACTER_SLOTS_DEFAULT;
    let made = db.import_character(
        operation,
        export,
        account.id,
        realm,
        Some(wanted.clone()),
        slots,
    );
    match block_on(made) {
        Ok(sheet) if before.is_some_and(|before| before.id == sheet.character.id) => Ok(format!(
            "\"{wanted}\" was imported from this file before: nothing changed"
        )),
        Ok(sheet) => Ok(format!(
            "\"{wanted}\" is character {} of {}, with {} items",
            sheet.character.id.0,
            account.email,
            sheet.items.len()
        )),
        Err(DbError::NotFound) => bail!(
            "\"{wanted}\" was imported from this file before and deleted since: \
             `bezgelor character restore-deleted` brings it back"
        ),
        Err(DbError::Refused(Refusal::NameTaken)) => {
            bail!("the name \"{wanted}\" is taken: give another with --name")
        }
        Err(DbError::Refused(Refusal::SlotsFull)) => {
            bail!("{email} has no free character slot: delete one of its characters first")
        }
        Err(DbError::Refused(Refusal::NoRoom(_))) => {
            bail!("{}: two of its items are in one slot", file.display())
        }
        Err(error) => Err(error).with_context(|| format!("import {}", file.display())),
    }
}

/// The character in a file, and the file.
fn read(file: &Path) -> anyhow::Result<(CharacterExport, Vec<u8>)> {
    let shown = || file.display().to_string();
    let mut bytes = Vec::new();
    let opened = File::open(file).with_context(shown)?;
    let bound = CHARACTER_FILE_BYTES_MAX as u64 + 1;
    opened
        .take(bound)
        .read_to_end(&mut bytes)
        .with_context(shown)?;
    if bytes.len() > CHARACTER_FILE_BYTES_MAX {
        bail!("{} is too large for a character", file.display());
    }
    match serde_json::from_slice(&bytes) {
        Ok(export) => Ok((export, bytes)),
        Err(error) => bail!(
            "{}:{}: no character file: {error}",
            file.display(),
            error.line()
        ),
    }
}

fn check_name(name: &str) -> anyhow::Result<()> {
    let units: Vec<u16> = name.encode_utf16().collect();
    match realm::name::parse(&units) {
        Ok(_) => Ok(()),
        Err(fault) => bail!("\"{name}\" is no name for a character ({fault:?}): use --name"),
    }
}

fn restore(
    db: &DbHandle,
    realm: RealmId,
    name: &str,
    id: Option<u64>,
    new_name: Option<String>,
) -> anyhow::Result<String> {
    if let Some(new_name) = &new_name {
        check_name(new_name)?;
    }
    let deleted = block_on(db.deleted_characters(realm, name)).context("look them up")?;
    let chosen = choose(&deleted, name, id)?;
    let mut random = [0; 16];
    getrandom::fill(&mut random).context("draw an id")?;
    let called = new_name.clone().unwrap_or_else(|| chosen.name.clone());
    let done =
        db.restore_deleted_character(operation_id(&random), chosen.id, new_name, wall_clock());
    match block_on(done) {
        Ok(_) => Ok(format!("\"{called}\" is back as character {}", chosen.id.0)),
        Err(DbError::Refused(Refusal::NameTaken)) => {
            bail!("the name \"{called}\" is taken meanwhile: give another with --new-name")
        }
        Err(error) => Err(error).context("restore the character"),
    }
}

fn choose<'a>(
    deleted: &'a [CharacterName],
    name: &str,
    id: Option<u64>,
) -> anyhow::Result<&'a CharacterName> {
    match (deleted, id) {
        ([], _) => bail!("no deleted character of this realm had the name \"{name}\""),
        ([only], None) => Ok(only),
        (several, None) => {
            let rows: Vec<_> = several.iter().map(row).collect();
            let table = table::render(["id", "name", "account", "deleted"], &rows);
            bail!(
                "several had this name, say which with --id:\n{}",
                table.trim_end()
            )
        }
        (some, Some(id)) => {
            let found = some
                .iter()
                .find(|character| character.id == CharacterId(id));
            found.with_context(|| format!("no deleted character \"{name}\" has the id {id}"))
        }
    }
}

fn row(character: &CharacterName) -> [String; 4] {
    [
        character.id.0.to_string(),
        character.name.clone(),
        character.account_id.0.to_string(),
        character
            .deleted_at
            .map(calendar::minute)
            .unwrap_or_default(),
    ]
}

/// The first 16 bytes as an id.
fn operation_id(bytes: &[u8]) -> OperationId {
    let bytes = bytes.iter().take(16);
    OperationId(bytes.fold(0, |id, byte| id << 8 | u128::from(*byte)))
}

#[cfg(test)]
mod tests {
    use bezgelor_core::ids::AccountId;

    use super::*;

    fn deleted(id: u64) -> CharacterName {
        CharacterName {
            id: CharacterId(id),
            account_id: AccountId(1),
            name: "Gone Girl".into(),
            deleted_at: None,
        }
    }

    #[test]
    fn of_several_one_must_be_named() -> anyhow::Result<()> {
        let two = [deleted(3), deleted(9)];
        assert_eq!(choose(&two[..1], "Gone Girl", None)?.id.0, 3);
        assert_eq!(choose(&two, "Gone Girl", Some(9))?.id.0, 9);
        for (deleted, id, part) in [
            (&two[..], None, "--id"),
            (&two[..], Some(4), "has the id 4"),
            (&two[..0], None, "no deleted character"),
        ] {
            let error = choose(deleted, "Gone Girl", id).map(|c| c.id);
            let text = error.map_or_else(|e| e.to_string(), |id| format!("{id:?}"));
            assert!(text.contains(part), "{text}");
        }
        Ok(())
    }

    #[test]
    fn operations_are_named_by_their_bytes() {
        assert_eq!(operation_id(&[0xFF; 32]), OperationId(u128::MAX));
        assert_ne!(operation_id(&[1; 16]), operation_id(&[2; 16]));
    }

    #[test]
    fn files_name_no_player_what_no_player_could_be_named() {
        assert!(check_name("First Last").is_ok());
        for bad in ["", "Single", "A B", "Bad\u{202e} Name"] {
            assert!(check_name(bad).is_err(), "{bad:?}");
        }
    }
}
