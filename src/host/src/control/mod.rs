//! The way into a running realm for whoever rules it: console, socket, HTTP and chat.
//!
//! [`Control`] is the outside's end: cheap to clone, usable from any thread and executor. What is
//! asked goes over a bounded queue to the shard of the services and is answered from there.
//! [`Control::run`] runs one command line: its author's rights are looked up when it is run, the
//! line is parsed by [`command`], done, and written into the log of commands, whoever asked and
//! whatever came of it. The other questions give typed views of the realm.
//!
//! Lines typed in the game come the same way, by [`Letter::Typed`] from the shard of their zone.
//! `desk` is the services' end, `case` the life of one command.

mod accounts;
mod case;
pub mod desk;
mod drill;
mod holdings;
pub(crate) mod letter;
mod lookup;
mod players;
mod realm;
mod roster;
mod scripts;
mod story;
mod tokens;

use bezgelor_core::ids::{AccountId, CharacterId, ShardId, WorldId, ZoneInstanceId};
use bezgelor_core::limits::COMMANDS_WAITING_MAX;
use bezgelor_core::permission::Permissions;
pub use db::{CommandOutcome, CommandSource};
pub use letter::Letter;
pub use roster::Standing;
pub use scripts::ScriptView;
pub use tokens::Tokens;
pub use world::Dot;

/// Who runs a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// By which way it comes.
    pub source: CommandSource,
    /// Whose account; `None` has the rights of the console.
    pub account: Option<AccountId>,
    /// The character that typed it.
    pub character: Option<CharacterId>,
    /// For the log: an e-mail address, a name, `token NAME`.
    pub who: String,
    /// For the log: a place in the world, an address, a terminal.
    pub place: String,
    /// It may do no more than this, whatever its account may.
    pub limit: Permissions,
}

impl Author {
    /// The server's own console, or something like it.
    #[must_use]
    pub fn console(source: CommandSource, who: &str, place: &str) -> Self {
        Self {
            source,
            account: None,
            character: None,
            who: who.to_owned(),
            place: place.to_owned(),
            limit: Permissions::ALL,
        }
    }
}

/// What came of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// In one word.
    pub outcome: CommandOutcome,
    /// In lines for its author.
    pub lines: Vec<String>,
}

/// How a realm is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RealmView {
    /// Players in the world.
    pub online: u32,
    /// Players that hold a place, those at the character list among them.
    pub inside: u32,
    /// Logins waiting for room.
    pub queued: u32,
    /// Players it takes.
    pub capacity: u32,
    /// The message of the day.
    pub message_of_the_day: String,
    /// Milliseconds until it stops; `None` unless a countdown runs.
    pub stops_in_ms: Option<u64>,
    /// Whether it is started again after that.
    pub restarts: bool,
}

/// One zone that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ZoneView {
    /// Its number.
    pub instance: ZoneInstanceId,
    /// Row of World.
    pub world: WorldId,
    /// The shard it lives on.
    pub shard: ShardId,
    /// Players in it.
    pub players: u32,
}

/// Why there is no answer: the queue is full, or the realm is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away;

impl std::fmt::Display for Away {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the realm does not answer")
    }
}

impl std::error::Error for Away {}

/// Where an answer goes.
type To<T> = flume::Sender<T>;

/// A question to the realm.
pub(crate) enum Question {
    Run(Author, String, To<Reply>),
    Realm(To<RealmView>),
    Players(To<Vec<Standing>>),
    Zones(To<Vec<ZoneView>>),
    Map(ZoneInstanceId, To<Option<Vec<Dot>>>),
    Scripts(To<Vec<ScriptView>>),
    Complete(Author, String, To<command::Completion>),
}

/// The outside's end of the way into the realm.
#[derive(Clone, Debug)]
pub struct Control(flume::Sender<Question>);

/// The realm's end; goes into [`Common`](crate::common::Common).
#[derive(Clone, Debug)]
pub struct Inbox(pub(crate) flume::Receiver<Question>);

/// Both ends of a fresh way.
#[must_use]
pub fn channel() -> (Control, Inbox) {
    let (questions, inbox) = flume::bounded(COMMANDS_WAITING_MAX);
    (Control(questions), Inbox(inbox))
}

impl Control {
    fn send<T>(
        &self,
        question: impl FnOnce(To<T>) -> Question,
    ) -> Result<flume::Receiver<T>, Away> {
        let (to, answer) = flume::bounded(1);
        self.0.try_send(question(to)).map_err(|_| Away)?;
        Ok(answer)
    }

    async fn ask<T>(&self, question: impl FnOnce(To<T>) -> Question) -> Result<T, Away> {
        self.send(question)?.recv_async().await.map_err(|_| Away)
    }

    /// Runs one line. It is in the log of commands when this returns.
    ///
    /// # Errors
    /// [`Away`]; the command may have been run all the same when the realm went meanwhile.
    pub async fn run(&self, author: Author, line: String) -> Result<Reply, Away> {
        self.ask(|to| Question::Run(author, line, to)).await
    }

    /// As [`Control::run`], for threads without an executor.
    ///
    /// # Errors
    /// As [`Control::run`].
    pub fn run_blocking(&self, author: Author, line: String) -> Result<Reply, Away> {
        let answer = self.send(|to| Question::Run(author, line, to))?;
        answer.recv().map_err(|_| Away)
    }

    /// What could follow a line under way.
    ///
    /// # Errors
    /// [`Away`].
    pub fn complete_blocking(
        &self,
        author: Author,
        line: String,
    ) -> Result<command::Completion, Away> {
        let answer = self.send(|to| Question::Complete(author, line, to))?;
        answer.recv().map_err(|_| Away)
    }

    /// How the realm is.
    ///
    /// # Errors
    /// [`Away`].
    pub async fn realm(&self) -> Result<RealmView, Away> {
        self.ask(Question::Realm).await
    }

    /// Everybody in the world, by name.
    ///
    /// # Errors
    /// [`Away`].
    pub async fn players(&self) -> Result<Vec<Standing>, Away> {
        self.ask(Question::Players).await
    }

    /// Every zone that runs, by its number.
    ///
    /// # Errors
    /// [`Away`].
    pub async fn zones(&self) -> Result<Vec<ZoneView>, Away> {
        self.ask(Question::Zones).await
    }

    /// Every script that is loaded, by its name.
    ///
    /// # Errors
    /// [`Away`].
    pub async fn scripts(&self) -> Result<Vec<ScriptView>, Away> {
        self.ask(Question::Scripts).await
    }

    /// Who and what stands where in a zone, players first; `None` when it does not run.
    ///
    /// # Errors
    /// [`Away`].
    pub async fn map(&self, zone: ZoneInstanceId) -> Result<Option<Vec<Dot>>, Away> {
        self.ask(|to| Question::Map(zone, to)).await
    }
}
