//! Text from outside, made fit for a log and a terminal: whatever would break its line, move the
//! cursor or turn what follows is written as its escape.

use std::fmt::{self, Write};

/// Writes on, but for what has to be escaped.
pub(crate) struct Plain<W>(pub(crate) W);

impl<W: Write> Write for Plain<W> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some(at) = rest.find(is_trouble) {
            let (before, from) = rest.split_at(at);
            let mut after = from.chars();
            self.0.write_str(before)?;
            if let Some(trouble) = after.next() {
                write!(self.0, "{}", trouble.escape_default())?;
            }
            rest = after.as_str();
        }
        self.0.write_str(rest)
    }
}

/// The text with what is trouble escaped.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // A string takes whatever is written.
    let _ = Plain(&mut out).write_str(text);
    out
}

/// Control characters, the line ends of Unicode, and what changes the direction of writing.
fn is_trouble(c: char) -> bool {
    let unseen = matches!(
        c,
        '\u{200e}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    c.is_control() || unseen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_its_line() {
        assert_eq!(
            plain("é\r\nERROR \u{1b}[31m\u{85}\u{2028}\u{202e}x\u{7f}"),
            "é\\r\\nERROR \\u{1b}[31m\\u{85}\\u{2028}\\u{202e}x\\u{7f}"
        );
        assert_eq!(plain("Ann \"Bee\" … ☃ — ü"), "Ann \"Bee\" … ☃ — ü");
    }
}
