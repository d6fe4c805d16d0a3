//! From a line to a command.

use bezgelor_core::credentials::is_email;
use bezgelor_core::limits::COMMAND_LINE_BYTES_MAX;
use bezgelor_core::permission::{Permission, Permissions};

use crate::Command;
use crate::argument::Argument;
use crate::define::{Definition, Kind};
use crate::error::{Fault, ParseError};
use crate::line::{Word, quote, split};
use crate::tree::find;
use crate::until::looks_like_date;

/// Letters kept of a word in what is no line; no command's word is longer.
const KEPT_LETTERS_MAX: usize = 20;

/// A line that was understood.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// What is to be done.
    pub command: Command,
    /// How it is defined.
    pub definition: &'static Definition,
    /// The character it names; `None` for its author's own.
    pub player: Option<String>,
}

/// Reads a line of somebody who may do `allowed`. The second value is the line as it may be kept:
/// passwords are blotted out, and of what is no command only the beginning is left.
pub fn parse(line: &str, allowed: Permissions) -> (Result<Parsed, ParseError>, String) {
    if line.len() > COMMAND_LINE_BYTES_MAX {
        return (Err(ParseError::TooLong), keep_no_line(line));
    }
    if line
        .chars()
        .any(|letter| letter.is_control() && letter != '\t')
    {
        return (Err(ParseError::Control), keep_no_line(line));
    }
    let words = split(line);
    let (definition, depth) = match find(&words.words, allowed) {
        Ok(found) => found,
        Err(error) => {
            let kept = keep_beginning(line, &words.words, allowed);
            return (Err(error), kept);
        }
    };
    let arguments = words.words.get(depth..).unwrap_or_default();
    let kept = keep(line, definition, arguments);
    if words.unclosed {
        return (Err(ParseError::Unclosed), kept);
    }
    (build(line, definition, arguments, allowed), kept)
}

fn build(
    line: &str,
    definition: &'static Definition,
    arguments: &[Word],
    allowed: Permissions,
) -> Result<Parsed, ParseError> {
    let mut reader = Reader::new(line, arguments);
    let command = (definition.build)(&mut reader).and_then(|command| {
        if reader.is_at_end() {
            return Ok(command);
        }
        let more = reader.words.first().map_or("", |word| &word.text);
        Err(Fault::new(format!("`{more}` is one word too many")))
    });
    let command = command.map_err(|fault| ParseError::Argument { definition, fault })?;
    let player = reader.player;
    if player.is_some() && !allowed.has(Permission::CharacterOther) {
        let path = format!("{} <player>", definition.path);
        return Err(ParseError::Refused { path });
    }
    Ok(Parsed {
        command,
        definition,
        player,
    })
}

/// The line without its secrets.
fn keep(line: &str, definition: &Definition, arguments: &[Word]) -> String {
    let kinds = definition.arguments.iter().map(|argument| argument.kind);
    let secret = kinds.zip(arguments).find(|(kind, _)| *kind == Kind::Secret);
    match secret {
        None => line.trim().to_owned(),
        Some((_, word)) => {
            let before = line.get(..word.range.start).unwrap_or_default();
            let after = line.get(word.range.end..).unwrap_or_default();
            format!("{before}***{after}").trim().to_owned()
        }
    }
}

/// The line of what is no command for its author. Somebody who misspells `account create` has
/// written a password all the same.
fn keep_beginning(line: &str, words: &[Word], allowed: Permissions) -> String {
    if !allowed.contains(Permissions::ALL)
        && let Ok((definition, depth)) = find(words, Permissions::ALL)
    {
        return keep(line, definition, words.get(depth..).unwrap_or_default());
    }
    let first = words.iter().take(2).map(|word| quote(&word.text));
    let mut kept: Vec<String> = first.collect();
    if words.len() > kept.len() {
        kept.push("…".into());
    }
    kept.join(" ")
}

/// What is no line: its first two words, for passwords come later.
fn keep_no_line(line: &str) -> String {
    let words = line.split_whitespace().take(2).map(|word| {
        let letters = word.chars().filter(|letter| !letter.is_control());
        letters.take(KEPT_LETTERS_MAX).collect()
    });
    let mut kept: Vec<String> = words.collect();
    kept.push("…".into());
    kept.join(" ")
}

/// What is left of a line's arguments.
#[derive(Debug)]
pub struct Reader<'a> {
    line: &'a str,
    words: &'a [Word],
    player: Option<String>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(line: &'a str, words: &'a [Word]) -> Self {
        Self {
            line,
            words,
            player: None,
        }
    }

    /// Takes an argument called `name`.
    pub(crate) fn take<T: Argument>(&mut self, name: &str) -> Result<T, Fault> {
        if self.words.is_empty() && !T::OPTIONAL {
            return Err(Fault::new(format!("<{name}> is missing")));
        }
        T::read(self).map_err(|fault| Fault::new(format!("<{name}> {fault}")))
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether digits alone come next, not in quotes.
    pub(crate) fn is_before_number(&self) -> bool {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let first = self.words.first();
        first.is_some_and(|word| !word.quoted && digits(&word.text))
    }

    /// Whether the login name of an account comes next.
    pub(crate) fn is_before_email(&self) -> bool {
        self.words.first().is_some_and(|word| is_email(&word.text))
    }

    /// Whether something written like a date comes next.
    pub(crate) fn is_before_date(&self) -> bool {
        let first = self.words.first();
        first.is_some_and(|word| looks_like_date(&word.text))
    }

    /// Takes the next word.
    pub(crate) fn word(&mut self) -> Result<&'a str, Fault> {
        let (first, rest) = self
            .words
            .split_first()
            .ok_or_else(|| Fault::new("nothing"))?;
        self.words = rest;
        Ok(&first.text)
    }

    /// Takes all that is left, as it was written; a single quoted word without its quotes.
    pub(crate) fn rest(&mut self) -> Result<String, Fault> {
        self.written(self.words.len())
    }

    /// As [`Reader::rest`], but for a last word that is a whole number and not the only one.
    pub(crate) fn phrase(&mut self) -> Result<String, Fault> {
        let number = match self.words {
            [_, .., last] => !last.quoted && last.text.parse::<u32>().is_ok(),
            _ => false,
        };
        self.written(self.words.len() - usize::from(number))
    }

    fn written(&mut self, words: usize) -> Result<String, Fault> {
        let (own, left) = self.words.split_at(words);
        self.words = left;
        let text = match own {
            [] => return Err(Fault::new("nothing")),
            [only] if only.quoted => &only.text,
            [first, ..] => {
                let end = own.last().map_or(first.range.end, |last| last.range.end);
                self.line.get(first.range.start..end).unwrap_or_default()
            }
        };
        Ok(text.trim().to_owned())
    }

    /// The command is for this character.
    pub(crate) fn concerns(&mut self, player: String) {
        self.player = Some(player);
    }
}
