//! Why a line is no command, in words that help.

use std::fmt;

use bezgelor_core::limits::COMMAND_LINE_BYTES_MAX;

use crate::define::Definition;

/// What is the matter with an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(String);

impl Fault {
    /// A fault in words.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a line is no command.
#[derive(Clone, Debug)]
pub enum ParseError {
    /// Nothing was written.
    Empty,
    /// More than [`COMMAND_LINE_BYTES_MAX`] bytes.
    TooLong,
    /// What no keyboard types, such as the beginning of a terminal's own commands.
    Control,
    /// A quote is opened and never closed.
    Unclosed,
    /// No command begins like this.
    Unknown {
        /// What was written, up to the word that leads nowhere.
        word: String,
    },
    /// Several commands begin like this.
    Ambiguous {
        /// The word with several meanings.
        word: String,
        /// What it could mean, sorted.
        choices: Vec<&'static str>,
    },
    /// The beginning of several commands.
    Incomplete {
        /// As far as it was written.
        path: String,
        /// What may follow, sorted.
        choices: Vec<&'static str>,
    },
    /// There is such a command, but not for its author.
    Refused {
        /// What was asked for, as it is called.
        path: String,
    },
    /// An argument is missing, wrong or too much.
    Argument {
        /// The command.
        definition: &'static Definition,
        /// What is the matter.
        fault: Fault,
    },
}

impl ParseError {
    /// True when the author may not, rather than cannot.
    #[must_use]
    pub const fn is_refusal(&self) -> bool {
        matches!(self, Self::Refused { .. })
    }

    /// What to answer, line by line.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.to_string()];
        if let Self::Argument { definition, .. } = self {
            lines.push(format!("Usage: {}", definition.usage()));
        }
        lines
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("A command is missing; `help` lists them."),
            Self::TooLong => write!(f, "A command has at most {COMMAND_LINE_BYTES_MAX} bytes."),
            Self::Control => f.write_str("A command has no control characters."),
            Self::Unclosed => f.write_str("A quote is opened and never closed."),
            Self::Unknown { word } => {
                write!(f, "There is no command `{word}`; `help` lists them.")
            }
            Self::Ambiguous { word, choices } => {
                write!(f, "`{word}` could be {}.", choices.join(", "))
            }
            Self::Incomplete { path, choices } => {
                write!(f, "`{path}` is followed by one of {}.", choices.join(", "))
            }
            Self::Refused { path } => write!(f, "You have no permission for `{path}`."),
            Self::Argument { fault, definition } => {
                write!(f, "{}: {fault}.", definition.path)
            }
        }
    }
}

impl std::error::Error for ParseError {}
