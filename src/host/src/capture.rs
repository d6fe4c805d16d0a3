//! Recording conversations: what the connections of the auth and world ports say, into files that
//! the inspector and the tests read (`protocol::capture` describes them).
//!
//! A shard only hands a message to a bounded queue; a thread of its own writes. What finds no room
//! is counted and noted in the file. A recording begins when the client has said whose it is, so
//! that its name can tell and an account that nobody asked for leaves no trace.
//!
//! Whom to record may change while the realm runs: the thread that writes reads the list that
//! `bezgelor capture` keeps in the folder.

pub mod roll;
mod writer;

use std::cell::{Cell, RefCell};
use std::fmt;
use std::path::PathBuf;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::thread::JoinHandle;
use std::time::Instant;

use bezgelor_core::ids::ConnectionId;
use bezgelor_core::limits::{CAPTURE_QUEUE_MAX, CAPTURE_WAITING_BYTES_MAX};
use bezgelor_core::time::UnixMillis;
use protocol::capture::{BroadcastTap, Record, Tap};
use protocol::messages::{ClientHelloAuth, ClientHelloRealm};
use protocol::session::ClientCodec;
use protocol::{Message as _, Sender, decode_message};

use writer::{Job, Writer};

/// What to record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The folder of the recordings; made when there is something to record.
    pub folder: PathBuf,
    /// Whom, beside those on the roll in the folder.
    pub whom: Whom,
}

/// Whose conversations are recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Everybody's.
    All,
    /// Those of the accounts with these e-mails.
    These(Vec<String>),
}

impl Whom {
    fn includes(&self, account: Option<&str>) -> bool {
        match (self, account) {
            (Self::All, _) => true,
            (Self::These(_), None) => false,
            (Self::These(emails), Some(account)) => {
                let account = account.to_lowercase();
                emails.iter().any(|email| email.to_lowercase() == account)
            }
        }
    }
}

/// Makes recorders; cheap to clone, usable on every shard.
#[derive(Clone)]
pub struct Capture {
    jobs: SyncSender<Job>,
    /// Written by the thread that writes; read twice per connection.
    whom: Arc<RwLock<Whom>>,
}

/// The thread that writes.
pub struct CaptureThread {
    jobs: SyncSender<Job>,
    thread: JoinHandle<()>,
}

impl Capture {
    /// Opens the folder and starts the thread that writes.
    ///
    /// # Errors
    /// When the folder cannot be made or read, or the system gives no thread.
    pub fn start(wanted: &Wanted) -> std::io::Result<(Self, CaptureThread)> {
        let whom = Arc::new(RwLock::new(wanted.whom.clone()));
        let writer = Writer::open(wanted, Arc::clone(&whom))?;
        let (jobs, waiting) = sync_channel(CAPTURE_QUEUE_MAX);
        let thread = std::thread::Builder::new()
            .name("capture".into())
            .spawn(move || writer.run(&waiting))?;
        let capture = Self {
            jobs: jobs.clone(),
            whom,
        };
        Ok((capture, CaptureThread { jobs, thread }))
    }

    /// Listens to a connection accepted now, unless nobody is recorded; `port` says which listener,
    /// for the file's name.
    #[must_use]
    pub fn recorder(
        &self,
        port: &'static str,
        identity: ConnectionId,
        at: UnixMillis,
    ) -> Option<Box<Recorder>> {
        if matches!(&*read(&self.whom), Whom::These(emails) if emails.is_empty()) {
            return None;
        }
        Some(Box::new(Recorder {
            line: Line {
                jobs: self.jobs.clone(),
                file: FileId { at, port, identity },
                began: Instant::now(),
                lost: Cell::new(0),
            },
            whom: Arc::clone(&self.whom),
            state: RefCell::new(State::Waiting(Vec::new())),
        }))
    }
}

/// Whom to record now. A writer that panicked left a whole value behind.
fn read(whom: &RwLock<Whom>) -> RwLockReadGuard<'_, Whom> {
    whom.read().unwrap_or_else(PoisonError::into_inner)
}

impl CaptureThread {
    /// Writes what waits and ends. Call it when the shards are gone.
    pub fn finish(self) {
        // A writer that is gone already has nothing left to do.
        let _ = self.jobs.send(Job::Stop);
        if self.thread.join().is_err() {
            tracing::error!("the recordings ended in a panic");
        }
    }
}

/// Names a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct FileId {
    at: UnixMillis,
    port: &'static str,
    identity: ConnectionId,
}

/// Into one recording.
struct Line {
    jobs: SyncSender<Job>,
    file: FileId,
    began: Instant,
    /// Messages that found no room since the last that did.
    lost: Cell<u64>,
}

impl Line {
    fn record(&self, sender: Sender, opcode: u16, body: &[u8]) -> Record {
        let at_ms = self.began.elapsed().as_millis();
        let mut message = Vec::with_capacity(2 + body.len());
        message.extend_from_slice(&opcode.to_le_bytes());
        message.extend_from_slice(body);
        Record {
            at_ms: u64::try_from(at_ms).unwrap_or(u64::MAX),
            sender,
            message,
        }
    }

    fn write(&self, record: Record) {
        let lost = self.lost.replace(0);
        let job = Job::Write {
            file: self.file,
            record,
            lost,
        };
        if let Err(TrySendError::Full(_)) = self.jobs.try_send(job) {
            self.lost.set(lost + 1);
        }
    }

    /// Whether there was room to begin the file.
    fn begin(&self, account: Option<&str>) -> bool {
        let job = Job::Begin {
            file: self.file,
            account: account.map(str::to_owned),
        };
        self.jobs.try_send(job).is_ok()
    }

    fn another(&self) -> Self {
        Self {
            jobs: self.jobs.clone(),
            file: self.file,
            began: self.began,
            lost: Cell::new(0),
        }
    }
}

/// What a record that waits takes beside its message, the allocator's books included.
const RECORD_BYTES: usize = size_of::<Record>() + 16;

enum State {
    /// The client has not said whose the connection is.
    Waiting(Vec<Record>),
    Recording,
    /// Not wanted, or no room for it.
    Off,
}

/// Hears one connection. Travels with its codec.
pub struct Recorder {
    line: Line,
    whom: Arc<RwLock<Whom>>,
    state: RefCell<State>,
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").finish_non_exhaustive()
    }
}

impl Recorder {
    /// Hears the frames the server greeted with before there was a recorder.
    pub fn greeting(&self, frames: &[u8]) {
        let mut codec = ClientCodec::new();
        if codec.push(frames).is_err() {
            return;
        }
        while let Ok(Some(message)) = codec.pop() {
            self.heard(Sender::Server, message.opcode, message.body);
        }
    }

    /// The client has said whose the connection is, or will not.
    fn decide(&self, state: &mut State, account: Option<&str>) {
        let State::Waiting(records) = std::mem::replace(state, State::Off) else {
            return;
        };
        if read(&self.whom).includes(account) && self.line.begin(account) {
            *state = State::Recording;
            for record in records {
                self.line.write(record);
            }
        }
    }
}

/// The e-mail in a hello.
fn account_in(opcode: u16, body: &[u8]) -> Option<String> {
    let account = match opcode {
        ClientHelloAuth::OPCODE => {
            decode_message::<ClientHelloAuth>(body).map(|hello| hello.account_string)
        }
        ClientHelloRealm::OPCODE => {
            decode_message::<ClientHelloRealm>(body).map(|hello| hello.account_string)
        }
        _ => return None,
    };
    account.ok().map(|account| account.to_string_lossy())
}

impl Tap for Recorder {
    fn heard(&self, sender: Sender, opcode: u16, body: &[u8]) {
        let state = &mut *self.state.borrow_mut();
        match state {
            State::Off => {}
            State::Recording => self.line.write(self.line.record(sender, opcode, body)),
            State::Waiting(records) => {
                let account = match sender {
                    Sender::Client => account_in(opcode, body),
                    Sender::Server | Sender::Both => None,
                };
                // A stranger may say much in small pieces: what keeps them counts too.
                let held = records.iter().map(|record| record.message.len());
                let bytes = held.sum::<usize>() + body.len() + (records.len() + 1) * RECORD_BYTES;
                if account.is_none() && bytes <= CAPTURE_WAITING_BYTES_MAX {
                    // Exactly what is needed: doubling would hold twice of what is said.
                    records.reserve_exact(1);
                    records.push(self.line.record(sender, opcode, body));
                    return;
                }
                self.decide(state, account.as_deref());
                if matches!(state, State::Recording) {
                    self.line.write(self.line.record(sender, opcode, body));
                }
            }
        }
    }

    fn for_broadcasts(&self) -> Option<BroadcastTap> {
        if !matches!(*self.state.borrow(), State::Recording) {
            return None;
        }
        let line = self.line.another();
        Some(Box::new(move |message| {
            if let Some((opcode, body)) = message.split_first_chunk() {
                let opcode = u16::from_le_bytes(*opcode);
                line.write(line.record(Sender::Server, opcode, body));
            }
        }))
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        let state = &mut *self.state.borrow_mut();
        // Whoever never said its name is recorded only when everybody is.
        self.decide(state, None);
        if matches!(state, State::Recording) {
            let lost = self.line.lost.get();
            let file = self.line.file;
            if self.line.jobs.try_send(Job::End { file, lost }).is_err() {
                tracing::warn!("a recording found no room for its end");
            }
        }
    }
}
