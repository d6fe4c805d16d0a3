//! The socket of `bezgelor exec`: in the data directory, for its owner alone. One line of JSON in,
//! one out. A thread of its own serves it, one caller after the other.

use std::fs::{File, Permissions};
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use bezgelor_core::limits::COMMAND_LINE_BYTES_MAX;
use host::control::{Author, CommandSource, Control};

use super::{Ask, Told};

/// Its name in the data directory.
const NAME: &str = "control.sock";
/// A caller has said its line by then.
const READ: Duration = Duration::from_secs(2);
/// A caller waits so long for an answer.
const ANSWER: Duration = Duration::from_secs(30);
/// Bytes of one line of JSON; escapes take six for one.
const LINE_BYTES_MAX: u64 = 64 + 6 * COMMAND_LINE_BYTES_MAX as u64;
/// Bytes of an answer.
const ANSWER_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// What the system allows in the address of a socket, with room for its end.
const ADDRESS_BYTES_MAX: usize = 100;

/// An open socket; its file goes when it is dropped.
pub(super) struct Socket {
    path: PathBuf,
}

impl Socket {
    pub(super) fn open(data_dir: &Path, control: Control) -> anyhow::Result<Self> {
        let path = data_dir.join(NAME);
        if connect(data_dir, NAME).is_ok() {
            bail!("another realm runs on {}", data_dir.display());
        }
        // Bound under another name until only its owner can reach it.
        let fresh = format!("{NAME}.{}", std::process::id());
        let _ = std::fs::remove_file(data_dir.join(&fresh));
        let listener = with_address(data_dir, &fresh, |address| UnixListener::bind(address))?;
        std::fs::set_permissions(data_dir.join(&fresh), Permissions::from_mode(0o600))?;
        std::fs::rename(data_dir.join(&fresh), &path)?;
        std::thread::Builder::new()
            .name("control".into())
            .spawn(move || serve(&listener, &control))?;
        Ok(Self { path })
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Calls `act` with an address that is short enough, however deep the folder lies.
fn with_address<T>(
    folder: &Path,
    name: &str,
    act: impl FnOnce(&Path) -> io::Result<T>,
) -> io::Result<T> {
    let plain = folder.join(name);
    if plain.as_os_str().len() <= ADDRESS_BYTES_MAX {
        return act(&plain);
    }
    let opened = File::open(folder)?;
    act(&PathBuf::from(format!(
        "/proc/self/fd/{}/{name}",
        opened.as_raw_fd()
    )))
}

fn connect(data_dir: &Path, name: &str) -> io::Result<UnixStream> {
    with_address(data_dir, name, |address| UnixStream::connect(address))
}

fn serve(listener: &UnixListener, control: &Control) {
    for caller in listener.incoming() {
        let answered = caller.and_then(|caller| answer(&caller, control));
        if let Err(error) = answered {
            tracing::debug!(%error, "a caller of the socket went away");
        }
    }
}

fn answer(caller: &UnixStream, control: &Control) -> io::Result<()> {
    caller.set_read_timeout(Some(READ))?;
    caller.set_write_timeout(Some(READ))?;
    let mut line = String::new();
    BufReader::new(caller.take(LINE_BYTES_MAX)).read_line(&mut line)?;
    let ask: Ask = serde_json::from_str(&line).map_err(io::Error::other)?;
    let who = rustix::net::sockopt::socket_peercred(caller)?.uid.as_raw();
    let author = Author::console(CommandSource::Exec, "exec", &format!("user {who}"));
    let told = Told::of(control.run_blocking(author, ask.line));
    let mut text = serde_json::to_vec(&told).map_err(io::Error::other)?;
    text.push(b'\n');
    let mut caller = caller;
    caller.write_all(&text)
}

/// What became of a call.
pub enum Called {
    /// The realm answered.
    Told(Told),
    /// No realm runs on this data.
    Nobody,
}

/// Whether a realm runs on a data directory.
#[must_use]
pub fn runs(data_dir: &Path) -> bool {
    connect(data_dir, NAME).is_ok()
}

/// Runs a line on the realm of a data directory.
///
/// # Errors
/// When the realm is there and does not answer.
pub fn call(data_dir: &Path, line: &str) -> anyhow::Result<Called> {
    let realm = match connect(data_dir, NAME) {
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::NotFound | ErrorKind::ConnectionRefused
            ) =>
        {
            return Ok(Called::Nobody);
        }
        other => other.context("reach the realm")?,
    };
    realm.set_read_timeout(Some(ANSWER))?;
    let ask = Ask {
        line: line.to_owned(),
    };
    let mut text = serde_json::to_vec(&ask)?;
    text.push(b'\n');
    (&realm).write_all(&text).context("ask the realm")?;
    let mut answer = String::new();
    BufReader::new((&realm).take(ANSWER_BYTES_MAX))
        .read_line(&mut answer)
        .context("hear the realm's answer")?;
    let told = serde_json::from_str(&answer).context("read the realm's answer")?;
    Ok(Called::Told(told))
}
