//! A program on a terminal of its own, read and typed at as by a person.

use std::io::{Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::binary;

const PATIENCE: Duration = Duration::from_secs(60);
const LOOK: Duration = Duration::from_millis(20);

/// What it has shown so far, prompts, echo and all.
type Shown = Arc<Mutex<String>>;

/// A built program on a terminal; killed on drop unless it was waited for.
#[derive(Debug)]
pub struct Terminal {
    child: Child,
    keys: ChildStdin,
    shown: Shown,
    /// Bytes of it that were read by [`Terminal::wait_for`].
    read: usize,
}

impl Terminal {
    /// Runs `program` of this workspace. None where `script`, which makes terminals, is absent.
    ///
    /// # Panics
    /// When the program is not built.
    #[must_use]
    pub fn open(program: &str, args: &[&str], env: &[(String, String)]) -> Option<Self> {
        let program = binary(program).to_string_lossy().into_owned();
        let words = std::iter::once(program.as_str()).chain(args.iter().copied());
        let line: Vec<String> = words.map(quoted).collect();
        let child = Command::new("script")
            .args(["--quiet", "--flush", "--return", "--command"])
            .arg(format!("exec {}", line.join(" ")))
            .arg("/dev/null")
            .env("TERM", "xterm")
            .env("SHELL", "/bin/sh")
            .envs(env.iter().map(|(key, value)| (key, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let Ok(mut child) = child else {
            eprintln!("skipped: no `script` here");
            return None;
        };
        let keys = child.stdin.take().expect("the pipe was asked for");
        let mut screen = child.stdout.take().expect("the pipe was asked for");
        let shown = Shown::default();
        let seen = Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(length @ 1..) = screen.read(&mut bytes) {
                let text = String::from_utf8_lossy(&bytes[..length]);
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                seen.push_str(&text);
            }
        });
        Some(Self {
            child,
            keys,
            shown,
            read: 0,
        })
    }

    /// Presses keys: text, `\r` for Enter, `\x03` for Ctrl-C.
    ///
    /// # Panics
    /// When nobody reads them any more.
    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("it runs");
        self.keys.flush().expect("it runs");
    }

    /// Waits until `text` is shown, after what was waited for before.
    ///
    /// # Panics
    /// When it is not in time.
    pub fn wait_for(&mut self, text: &str) {
        let until = Instant::now() + PATIENCE;
        loop {
            let shown = self.shown();
            let found = shown.get(self.read..).and_then(|rest| rest.find(text));
            if let Some(at) = found {
                self.read += at + text.len();
                return;
            }
            let late = Instant::now() >= until;
            assert!(!late, "{text:?} was never shown, but {shown:?}");
            std::thread::sleep(LOOK);
        }
    }

    /// Everything that was shown.
    #[must_use]
    pub fn shown(&self) -> String {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown.clone()
    }

    /// Waits for its end: its exit status.
    ///
    /// # Panics
    /// When it does not end in time.
    pub fn end(mut self) -> Option<i32> {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child can be asked") {
                return status.code();
            }
            let late = Instant::now() >= until;
            assert!(!late, "it does not end, but shows {:?}", self.shown());
            std::thread::sleep(LOOK);
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // What has ended cannot be killed; with its terminal the program goes, too.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A word for the shell.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}
