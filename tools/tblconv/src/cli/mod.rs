//! Does what the command line asks; `Ok(false)` is exit status 1 without a message of its own.

mod condition;
mod convert;
mod diff;
mod look;
mod maps;
mod unpack;
mod verify;

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use tables::{TableSchema, TableSet, schema};
use tblconv::error::one_line;

use crate::{Command, SetArg};

pub(crate) fn run(command: Command) -> Result<bool> {
    match command {
        Command::Import { client, out, how } => convert::import(&client, &out, &how),
        Command::Convert {
            sources,
            out,
            replace,
            how,
        } => convert::convert(&sources, &out, replace, &how),
        Command::Dump {
            what,
            set,
            csv,
            json,
            conditions,
            limit,
        } => {
            let form = if csv {
                look::Form::Csv
            } else if json {
                look::Form::Json
            } else {
                look::Form::Lines
            };
            look::dump(&what, &set, form, &conditions, limit.unwrap_or(usize::MAX))
        }
        Command::Verify { files, lenient } => verify::verify(&files, lenient),
        Command::Schema { table, json } => look::schema(table.as_deref(), json),
        Command::Grep {
            pattern,
            set,
            lang,
            fuzzy,
            limit,
        } => look::grep(&pattern, &set, lang.as_deref(), fuzzy, limit),
        Command::Diff { old, new } => diff::diff(&old, &new),
        Command::Pack { source, out, table } => unpack::pack(&source, &out, table.as_deref()),
        Command::References { set, all } => look::references(&set, all),
        Command::Starter { folder, out } => convert::starter(&folder, out.as_deref()),
        Command::List { client, pattern } => unpack::list(&client, pattern.as_deref()),
        Command::Extract {
            client,
            out,
            pattern,
        } => unpack::extract(&client, &out, pattern.as_deref()),
        Command::Map(command) => maps::run(command),
    }
}

/// The set a command reads.
fn open_set(arg: &SetArg) -> Result<TableSet> {
    match &arg.set {
        Some(path) => Ok(TableSet::open(path)?),
        None => Ok(tables::starter::embedded()?),
    }
}

/// A table by name, with the nearest name when there is none.
fn table_named(name: &str) -> Result<(usize, &'static TableSchema)> {
    if let Some(index) = schema::index_of(name) {
        return Ok((index, &schema::TABLES[index]));
    }
    let lower = name.to_lowercase();
    let near = schema::TABLES
        .iter()
        .find(|t| t.name.to_lowercase().contains(&lower));
    match near {
        Some(near) => bail!(
            "the client has no table `{name}`; did you mean `{}`?",
            near.name
        ),
        None => bail!("the client has no table `{name}`; `tblconv schema` lists them"),
    }
}

/// File name without `.xz` and extension.
fn stem(path: &Path) -> String {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let name = name.strip_suffix(".xz").unwrap_or(&name);
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_owned()
}

/// Extension in lower case, `.xz` ignored.
fn extension(path: &Path) -> String {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let name = name.strip_suffix(".xz").unwrap_or(&name);
    name.rsplit_once('.')
        .map_or("", |(_, extension)| extension)
        .to_owned()
}

/// One line on standard output, whatever the text holds.
fn line(text: &str) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{}", one_line(text))?)
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    Ok(tblconv::set::write_atomic(path, bytes)?)
}
