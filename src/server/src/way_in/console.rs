//! The server's own console: on a terminal with history and completion, from a pipe line by line.
//! It ends with its input; the realm does not.

use std::cell::Cell;
use std::io::{self, BufRead, IsTerminal as _, Read, Write};
use std::path::Path;
use std::sync::mpsc::Sender;

use bezgelor_core::limits::COMMAND_LINE_BYTES_MAX;
use bezgelor_core::permission::Permissions;
use host::common::Stop;
use host::control::{Author, CommandSource, Control};
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetpgrp, tcsetattr};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::{CompletionType, Config, Context, Editor, Helper, Highlighter, Validator};

use super::Told;
use crate::plain::plain;

/// Its history in the data directory.
const HISTORY: &str = "console_history";
/// Lines of it.
const HISTORY_LINES_MAX: usize = 1_000;

/// A console that runs; drops what it did to the terminal.
pub(super) struct Console {
    before: Option<Termios>,
}

impl Console {
    pub(super) fn open(
        data_dir: &Path,
        control: Control,
        stopper: Sender<Stop>,
    ) -> io::Result<Self> {
        let terminal = io::stdin().is_terminal();
        if terminal && !is_in_front() {
            // Who reads from a terminal in the background is stopped by it.
            return Ok(Self { before: None });
        }
        let history = data_dir.join(HISTORY);
        std::thread::Builder::new()
            .name("console".into())
            .spawn(move || {
                if terminal {
                    from_terminal(&control, &history, &stopper);
                } else {
                    from_pipe(&control);
                }
            })?;
        let before = terminal.then(|| tcgetattr(io::stdin()).ok()).flatten();
        Ok(Self { before })
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        // The thread may be waiting for a key, with the terminal as it needs it.
        if let Some(before) = &self.before {
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, before);
        }
    }
}

fn is_in_front() -> bool {
    tcgetpgrp(io::stdin()).is_ok_and(|group| group == rustix::process::getpgrp())
}

fn author(place: &str) -> Author {
    Author::console(CommandSource::Console, "console", place)
}

fn run(control: &Control, place: &str, line: &str) {
    if line.trim().is_empty() {
        return;
    }
    let told = Told::of(control.run_blocking(author(place), line.to_owned()));
    let lines: Vec<String> = told.lines.iter().map(|line| plain(line)).collect();
    say(&lines.join("\n"));
}

fn say(text: &str) {
    let mut out = io::stdout().lock();
    // A standard output that is gone is no reason to end.
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

fn from_pipe(control: &Control) {
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        let bytes = (&mut input)
            .take(COMMAND_LINE_BYTES_MAX as u64 + 2)
            .read_until(b'\n', &mut line);
        match bytes {
            Ok(0) | Err(_) => return,
            Ok(_) => run(control, "a pipe", String::from_utf8_lossy(&line).trim()),
        }
    }
}

/// Asks the realm what could follow.
#[derive(Helper, Highlighter, Validator)]
struct FromRealm {
    control: Control,
    /// Whether something stands in the line under way.
    begun: Cell<bool>,
}

/// Hints at nothing, but hears of every change of the line.
impl Hinter for FromRealm {
    type Hint = String;

    fn hint(&self, line: &str, _: usize, _: &Context<'_>) -> Option<String> {
        self.begun.set(!line.is_empty());
        None
    }
}

impl Completer for FromRealm {
    type Candidate = String;

    fn complete(
        &self,
        line: &str,
        at: usize,
        _: &Context<'_>,
    ) -> rustyline::Result<(usize, Vec<String>)> {
        let begun = line.get(..at).unwrap_or(line).to_owned();
        let completion = self
            .control
            .complete_blocking(author("the terminal"), begun);
        let Ok(completion) = completion else {
            return Ok((at, Vec::new()));
        };
        let words = completion.candidates.into_iter().map(|word| word + " ");
        Ok((completion.start, words.collect()))
    }
}

fn from_terminal(control: &Control, history: &Path, stopper: &Sender<Stop>) {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .max_history_size(HISTORY_LINES_MAX)
        .map(rustyline::config::Builder::build);
    let editor = config.and_then(Editor::<FromRealm, FileHistory>::with_config);
    let mut editor = match editor {
        Ok(editor) => editor,
        Err(error) => {
            tracing::warn!(%error, "no console on this terminal");
            return;
        }
    };
    editor.set_helper(Some(FromRealm {
        control: control.clone(),
        begun: Cell::new(false),
    }));
    // There is none the first time.
    let _ = editor.load_history(history);
    loop {
        match editor.readline("bezgelor> ") {
            Ok(line) => {
                // A line with a password is not remembered.
                let kept = command::parse(&line, Permissions::ALL).1;
                if kept == line.trim() && editor.add_history_entry(&kept).is_ok() {
                    let _ = editor.save_history(history);
                }
                run(control, "the terminal", &line);
            }
            Err(ReadlineError::Interrupted) => {
                // As in a shell: a line that was begun is dropped, and nothing else.
                let begun = editor.helper().is_some_and(|helper| helper.begun.get());
                if !begun {
                    say(
                        "Stopping: nobody new comes in, everybody is saved. Once more: no waiting.",
                    );
                    let _ = stopper.send(Stop::Shutdown);
                }
            }
            Err(_) => return,
        }
    }
}
