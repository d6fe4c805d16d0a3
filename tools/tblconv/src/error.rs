//! What is wrong with a file of the client: a stable code and one line.

use std::fmt;

/// A file is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError {
    /// Short and stable, for tests and scripts: `magic`, `row-count`, `string-range`, ….
    pub code: &'static str,
    /// What was found, and where.
    pub reason: String,
}

impl FormatError {
    /// An error from its code and reason, of which it makes one line.
    #[must_use]
    pub fn new(code: &'static str, reason: impl Into<String>) -> Self {
        Self {
            code,
            reason: one_line(&reason.into()),
        }
    }
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.reason)
    }
}

impl std::error::Error for FormatError {}

/// Text that stays on its line and does nothing to a terminal: names inside a file may hold
/// anything. Control characters are written as escapes, and so is the backslash that begins one.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            _ if breaks_line(letter) => out.extend(letter.escape_default()),
            _ => out.push(letter),
        }
    }
    out
}

/// As [`escaped`], for text that is read and not parsed: a backslash stays as it is.
#[must_use]
pub fn one_line(text: &str) -> String {
    if !text.contains(breaks_line) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if breaks_line(letter) {
            out.extend(letter.escape_default());
        } else {
            out.push(letter);
        }
    }
    out
}

/// Control characters, and what some programs take for the end of a line.
fn breaks_line(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

/// The result of every reader here.
pub type Result<T> = std::result::Result<T, FormatError>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_file_says_an_error_is_one_line() {
        let error = FormatError::new("name", "`a\nb\u{1b}[2J\u{2028}\u{85}c\\d`");
        assert_eq!(error.to_string(), r"name: `a\nb\u{1b}[2J\u{2028}\u{85}c\d`");
        assert_eq!(escaped("a\\n\tö"), r"a\\n\tö");
    }
}
