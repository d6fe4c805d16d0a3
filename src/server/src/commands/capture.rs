//! `bezgelor capture`: which accounts a realm records. It writes a roll into the folder of the
//! recordings, which a running realm looks at twice a second.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use bezgelor_core::credentials::is_email;
use host::capture::roll;

use crate::cli::{CaptureArgs, CaptureCommand};

/// Where recordings go unless somebody says otherwise.
#[must_use]
pub fn folder(data_dir: &Path) -> PathBuf {
    data_dir.join("captures")
}

/// Does what the command says.
///
/// # Errors
/// An e-mail that can be none, or a folder that cannot be read or written.
pub fn run(command: CaptureCommand) -> anyhow::Result<()> {
    let line = match command {
        CaptureCommand::Start { email, place } => start(&email, &chosen(&place)?)?,
        CaptureCommand::Stop { email, place } => stop(&email, &chosen(&place)?)?,
        CaptureCommand::List { place } => list(&chosen(&place)?)?,
    };
    std::io::stdout()
        .lock()
        .write_all(line.as_bytes())
        .context("write the answer")
}

/// The folder of the recordings. The usual one is made with the first roll, one that was named must
/// be there: a realm makes it at its start.
fn chosen(place: &CaptureArgs) -> anyhow::Result<PathBuf> {
    let Some(given) = &place.capture else {
        super::check_folder(&place.data.folder)?;
        return Ok(folder(&place.data.folder));
    };
    if !given.is_dir() {
        bail!(
            "there is no folder {}: name the one of `serve --capture`",
            given.display()
        );
    }
    Ok(given.clone())
}

fn start(email: &str, folder: &Path) -> anyhow::Result<String> {
    // A line of the roll that begins so is a comment.
    if !is_email(email) || email.starts_with('#') {
        bail!("`{email}` is no e-mail");
    }
    let shown = folder.display();
    let is_new = roll::add(folder, email).with_context(|| format!("write into {shown}"))?;
    let again = if is_new { "" } else { " already" };
    Ok(format!(
        "{email} is{again} recorded from its next login on, into {shown}\n"
    ))
}

fn stop(email: &str, folder: &Path) -> anyhow::Result<String> {
    let shown = folder.display();
    if !roll::remove(folder, email).with_context(|| format!("write into {shown}"))? {
        bail!("{email} is not among the accounts to record in {shown}");
    }
    Ok(format!(
        "{email} is recorded no more from its next login on\n"
    ))
}

fn list(folder: &Path) -> anyhow::Result<String> {
    let emails = roll::read(folder).with_context(|| format!("read {}", folder.display()))?;
    Ok(emails.iter().map(|email| format!("{email}\n")).collect())
}
