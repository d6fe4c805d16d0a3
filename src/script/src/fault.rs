//! What went wrong in a script, in one line with its file and line.

use std::fmt;

use bezgelor_core::limits::SCRIPT_FAULT_BYTES_MAX;
use mlua::Error;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The script, by its path in the folder of scripts.
    pub script: String,
    /// What, with file and line where there are such.
    pub text: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.text.starts_with(&self.script) {
            f.write_str(&self.text)
        } else {
            write!(f, "{}: {}", self.script, self.text)
        }
    }
}

impl std::error::Error for Fault {}

impl Fault {
    pub(crate) fn new(script: &str, text: impl Into<String>) -> Self {
        let mut text: String = text.into();
        if let Some((end, _)) = text
            .char_indices()
            .find(|(at, _)| *at > SCRIPT_FAULT_BYTES_MAX)
        {
            text.truncate(end);
        }
        Self {
            script: script.to_owned(),
            text,
        }
    }

    pub(crate) fn of(script: &str, error: &Error) -> Self {
        Self::new(script, in_words(script, error))
    }
}

/// Whether there was no memory left.
pub(crate) fn is_memory(error: &Error) -> bool {
    match error {
        Error::MemoryError(_) => true,
        Error::CallbackError { cause, .. } | Error::WithContext { cause, .. } => is_memory(cause),
        Error::RuntimeError(text) => text.contains("not enough memory"),
        _ => false,
    }
}

fn in_words(script: &str, error: &Error) -> String {
    match error {
        Error::SyntaxError { message, .. } => first_line(message).to_owned(),
        Error::RuntimeError(text) => first_line(text).to_owned(),
        Error::MemoryError(_) => "there is not enough memory".to_owned(),
        Error::CallbackError { traceback, cause } => {
            // A function of ours says what is wrong, the traceback who called it.
            let what = in_words(script, cause);
            let lines = traceback.lines().map(str::trim);
            let place = { lines }.find(|line| line.starts_with(script));
            let place = place.map(|line| line.split(' ').next().unwrap_or(line));
            match place.filter(|_| !what.starts_with(script)) {
                Some(place) => format!("{} {what}", place.trim_end_matches(':').to_owned() + ":"),
                None => what,
            }
        }
        Error::BadArgument { to, pos, cause, .. } => {
            let to = to.as_deref().unwrap_or("a function");
            format!("bad argument {pos} to {to}: {}", in_words(script, cause))
        }
        other => first_line(&other.to_string()).to_owned(),
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
