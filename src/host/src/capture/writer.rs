//! The thread that writes recordings: bounded in files, in bytes per file and in bytes of all.

use std::collections::HashMap;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, BufWriter, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use bezgelor_core::limits::{
    CAPTURE_FILE_BYTES_MAX, CAPTURE_FOLDER_BYTES_MAX, CAPTURES_OPEN_MAX, EMAIL_BYTES_MAX,
};
use protocol::capture::{HEADER, Record, write_line};

use super::{FileId, Wanted, Whom, roll};

/// What the file names end in.
const EXTENSION: &str = "capture";

/// Something for the writer.
pub(super) enum Job {
    /// A recording begins.
    Begin {
        file: FileId,
        account: Option<String>,
    },
    /// A message, and how many of this recording were lost before it.
    Write {
        file: FileId,
        record: Record,
        lost: u64,
    },
    /// A recording is over.
    End { file: FileId, lost: u64 },
    /// Nothing more comes.
    Stop,
}

struct Open {
    file: BufWriter<File>,
    bytes: u64,
    is_full: bool,
}

/// How often the roll is looked at.
const ROLL_EVERY: Duration = Duration::from_millis(500);

/// See the module.
pub(super) struct Writer {
    folder: PathBuf,
    /// Whom the realm was started to record.
    started: Whom,
    /// Whom to record now.
    whom: Arc<RwLock<Whom>>,
    roll: Vec<String>,
    roll_read_at: Instant,
    open: HashMap<FileId, Open>,
    folder_bytes: u64,
    refused: u64,
    /// A line under way; kept for its memory.
    line: String,
}

impl Writer {
    /// Makes the folder, for its owner alone, if somebody is to be recorded; counts what is in it.
    pub(super) fn open(wanted: &Wanted, whom: Arc<RwLock<Whom>>) -> io::Result<Self> {
        let folder = wanted.folder.clone();
        let is_idle = matches!(&wanted.whom, Whom::These(emails) if emails.is_empty());
        let mut writer = Self {
            folder,
            started: wanted.whom.clone(),
            whom,
            roll: Vec::new(),
            roll_read_at: Instant::now(),
            open: HashMap::new(),
            folder_bytes: 0,
            refused: 0,
            line: String::new(),
        };
        if !is_idle {
            writer.make_folder()?;
        }
        if writer.folder.is_dir() {
            writer.count_folder()?;
        }
        writer.read_roll();
        Ok(writer)
    }

    fn make_folder(&self) -> io::Result<()> {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&self.folder)
    }

    fn count_folder(&mut self) -> io::Result<()> {
        for entry in std::fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.path().extension().is_some_and(|end| end == EXTENSION) {
                self.folder_bytes += entry.metadata()?.len();
            }
        }
        Ok(())
    }

    /// Takes over what the command line wrote since the last time.
    fn read_roll(&mut self) {
        self.roll_read_at = Instant::now();
        let Whom::These(started) = &self.started else {
            return;
        };
        let roll = match roll::read(&self.folder) {
            Ok(roll) => roll,
            Err(error) => {
                tracing::warn!(%error, "the roll of accounts to record cannot be read");
                return;
            }
        };
        if roll == self.roll {
            return;
        }
        tracing::warn!(accounts = ?roll, "accounts to record, from their next login on");
        let all = started.iter().chain(&roll).cloned().collect();
        self.roll = roll;
        *self.whom.write().unwrap_or_else(PoisonError::into_inner) = Whom::These(all);
    }

    /// Writes until it is told to stop; whenever nothing waits, everything is on its way to disk.
    pub(super) fn run(mut self, jobs: &Receiver<Job>) {
        loop {
            let job = match jobs.try_recv() {
                Ok(job) => job,
                Err(TryRecvError::Disconnected) => break,
                Err(TryRecvError::Empty) => {
                    self.flush();
                    match jobs.recv_timeout(ROLL_EVERY) {
                        Ok(job) => job,
                        Err(RecvTimeoutError::Timeout) => {
                            self.read_roll();
                            continue;
                        }
                        Err(RecvTimeoutError::Disconnected) => break,
                    }
                }
            };
            if self.roll_read_at.elapsed() >= ROLL_EVERY {
                self.read_roll();
            }
            match job {
                Job::Begin { file, account } => self.begin(file, account.as_deref()),
                Job::Write { file, record, lost } => self.write(file, &record, lost),
                Job::End { file, lost } => self.end(file, lost),
                Job::Stop => break,
            }
        }
        self.flush();
    }

    fn begin(&mut self, id: FileId, account: Option<&str>) {
        let has_room = self.folder_bytes < CAPTURE_FOLDER_BYTES_MAX;
        if !has_room || self.open.len() >= CAPTURES_OPEN_MAX {
            self.refused += 1;
            if self.refused == 1 {
                let folder = self.folder.display();
                tracing::warn!(%folder, "no room for more recordings");
            }
            return;
        }
        let path = self.folder.join(name(id, account));
        // What is said is worth a password: nobody else may read it.
        let created = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path);
        match created {
            Ok(file) => {
                let open = Open {
                    file: BufWriter::new(file),
                    bytes: 0,
                    is_full: false,
                };
                self.open.insert(id, open);
                self.line.clear();
                self.line.push_str(HEADER);
                self.line.push('\n');
                self.put(id);
            }
            Err(error) => {
                tracing::warn!(%error, path = %path.display(), "a recording cannot be made");
            }
        }
    }

    fn write(&mut self, id: FileId, record: &Record, lost: u64) {
        if !self.open.contains_key(&id) {
            return;
        }
        self.line.clear();
        self.note_lost(lost);
        write_line(record.at_ms, record.sender, &record.message, &mut self.line);
        self.put(id);
    }

    fn end(&mut self, id: FileId, lost: u64) {
        self.line.clear();
        self.note_lost(lost);
        self.put(id);
        if let Some(mut open) = self.open.remove(&id)
            && let Err(error) = open.file.flush()
        {
            tracing::warn!(%error, "the end of a recording could not be written");
        }
    }

    fn note_lost(&mut self, lost: u64) {
        if lost > 0 {
            self.line
                .push_str(&format!("# {lost} messages lost here\n"));
        }
    }

    /// Writes the line into a recording, if it has room.
    fn put(&mut self, id: FileId) {
        let Some(open) = self.open.get_mut(&id) else {
            return;
        };
        if open.is_full || self.line.is_empty() {
            return;
        }
        let length = self.line.len() as u64;
        let fits = open.bytes + length <= CAPTURE_FILE_BYTES_MAX
            && self.folder_bytes + length <= CAPTURE_FOLDER_BYTES_MAX;
        let text = if fits {
            self.line.as_str()
        } else {
            open.is_full = true;
            "# full\n"
        };
        match open.file.write_all(text.as_bytes()) {
            Ok(()) => {
                open.bytes += length;
                self.folder_bytes += length;
            }
            Err(error) => {
                tracing::warn!(%error, "a recording ends early");
                self.open.remove(&id);
            }
        }
    }

    fn flush(&mut self) {
        self.open.retain(|_, open| match open.file.flush() {
            Ok(()) => true,
            Err(error) => {
                tracing::warn!(%error, "a recording ends early");
                false
            }
        });
    }
}

/// The name of a recording: time, port, connection, account.
fn name(id: FileId, account: Option<&str>) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '+');
    let account: String = account
        .unwrap_or("unknown")
        .chars()
        .map(|c| if plain(c) { c } else { '_' })
        .take(EMAIL_BYTES_MAX - 100)
        .collect();
    let FileId { at, port, identity } = id;
    format!("{}-{port}-{identity}-{account}.{EXTENSION}", at.0)
}

#[cfg(test)]
mod tests {
    use bezgelor_core::ids::ConnectionId;
    use bezgelor_core::time::UnixMillis;

    use super::*;

    #[test]
    fn a_name_stays_in_its_folder() {
        let id = FileId {
            at: UnixMillis(7),
            port: "world",
            identity: ConnectionId(9),
        };
        assert_eq!(name(id, Some("a+b@c.d")), "7-world-9-a+b@c.d.capture");
        assert_eq!(name(id, Some("../x\0/é")), "7-world-9-.._x___.capture");
        assert_eq!(name(id, None), "7-world-9-unknown.capture");
        assert!(name(id, Some(&"x".repeat(1000))).len() < 255);
    }
}
