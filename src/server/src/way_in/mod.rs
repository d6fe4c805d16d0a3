//! How commands come into a realm from this machine: the console on the standard input, and a
//! socket in the data directory for `bezgelor exec`.

mod console;
mod socket;

use std::path::Path;
use std::sync::mpsc::Sender;

use anyhow::Context;
use host::common::Stop;
use host::control::{CommandOutcome, Control};
use serde::{Deserialize, Serialize};

pub use socket::{Called, call, runs};

/// What is open; closed when it is dropped.
pub struct WayIn {
    _console: Option<console::Console>,
    _socket: socket::Socket,
}

impl WayIn {
    /// Opens the socket, and the console when `console` is true and somebody could type there.
    ///
    /// # Errors
    /// When the socket cannot be made, or another realm has it.
    pub fn open(
        data_dir: &Path,
        control: &Control,
        stopper: &Sender<Stop>,
        console: bool,
    ) -> anyhow::Result<Self> {
        let socket = socket::Socket::open(data_dir, control.clone())
            .context("open the socket for `bezgelor exec`")?;
        let console = console
            .then(|| console::Console::open(data_dir, control.clone(), stopper.clone()))
            .transpose()
            .context("start the console")?;
        Ok(Self {
            _console: console,
            _socket: socket,
        })
    }
}

/// One line for the realm, as JSON on one line.
#[derive(Debug, Deserialize, Serialize)]
struct Ask {
    line: String,
}

/// What came of a command.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Told {
    /// `done`, `refused`, `misused`, `failed` or `away`.
    pub outcome: String,
    /// What was said.
    pub lines: Vec<String>,
}

impl Told {
    /// Whether it was done.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.outcome == "done"
    }

    fn of(reply: Result<host::control::Reply, host::control::Away>) -> Self {
        match reply {
            Ok(reply) => Self {
                outcome: match reply.outcome {
                    CommandOutcome::Done => "done",
                    CommandOutcome::Refused => "refused",
                    CommandOutcome::Misused => "misused",
                    CommandOutcome::Failed => "failed",
                }
                .into(),
                lines: reply.lines,
            },
            Err(away) => Self {
                outcome: "away".into(),
                lines: vec![away.to_string()],
            },
        }
    }
}
