//! What may be said, and how far it carries.

use bezgelor_core::limits::{CHAT_LINE_UNITS_MAX, CHAT_SAY_RANGE, CHAT_YELL_RANGE};

/// The channels that are heard by those around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalChannel {
    /// Speech.
    Say,
    /// Shouting.
    Yell,
    /// A line that describes what somebody does.
    Emote,
}

impl LocalChannel {
    /// World units within which it is heard. A yell carries twice as far as speech; giving both
    /// one range is a known fault of others (`features.md` section 42, 10).
    #[must_use]
    pub fn range(self) -> f32 {
        match self {
            Self::Say | Self::Emote => CHAT_SAY_RANGE,
            Self::Yell => CHAT_YELL_RANGE,
        }
    }
}

/// Why a line is not passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineFault {
    /// Nothing is left of it.
    Empty,
    /// More than [`CHAT_LINE_UNITS_MAX`].
    TooLong,
}

/// A line as it may be passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The text without what has no business in a line.
    pub text: String,
    /// True when something was taken out, so that positions in the original no longer hold.
    pub altered: bool,
}

/// Takes out control characters, line ends and the marks that turn the direction of what follows;
/// broken surrogates become U+FFFD.
///
/// # Errors
/// [`LineFault`] when the line is too long or nothing visible is left.
pub fn clean_line(units: &[u16]) -> Result<Line, LineFault> {
    if units.len() > CHAT_LINE_UNITS_MAX {
        return Err(LineFault::TooLong);
    }
    let mut text = String::with_capacity(units.len());
    let mut altered = false;
    for unit in char::decode_utf16(units.iter().copied()) {
        match unit {
            Ok(c) if forbidden(c) => altered = true,
            Ok(c) => text.push(c),
            Err(_) => text.push(char::REPLACEMENT_CHARACTER),
        }
    }
    if text.chars().all(char::is_whitespace) {
        return Err(LineFault::Empty);
    }
    Ok(Line { text, altered })
}

fn forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// The command in a line that begins with `/c ` or `!`, without the prefix.
#[must_use]
pub fn command(line: &str) -> Option<&str> {
    if let Some(rest) = line.strip_prefix('!') {
        return Some(rest.trim());
    }
    match line.strip_prefix("/c")? {
        "" => Some(""),
        rest if rest.starts_with(' ') => Some(rest.trim()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn units(text: &str) -> Vec<u16> {
        text.encode_utf16().collect()
    }

    #[test]
    fn control_characters_go_and_the_rest_stays() {
        let line = clean_line(&units("one\u{7}\ntwo\u{202E}three")).expect("visible");
        assert_eq!(
            line,
            Line {
                text: "onetwothree".into(),
                altered: true
            }
        );
        assert_eq!(
            clean_line(&units("héllo ☃ 🎉")).expect("visible").text,
            "héllo ☃ 🎉"
        );
    }

    #[test]
    fn empty_and_long_lines_are_refused() {
        assert_eq!(clean_line(&[]), Err(LineFault::Empty));
        assert_eq!(clean_line(&units(" \u{1} ")), Err(LineFault::Empty));
        assert!(clean_line(&vec![65; CHAT_LINE_UNITS_MAX]).is_ok());
        assert_eq!(
            clean_line(&vec![65; CHAT_LINE_UNITS_MAX + 1]),
            Err(LineFault::TooLong)
        );
    }

    #[test]
    fn only_the_two_prefixes_are_commands() {
        assert_eq!(command("!tele home"), Some("tele home"));
        assert_eq!(command("/c help"), Some("help"));
        assert_eq!(command("/c"), Some(""));
        assert_eq!(command("/cry"), None);
        assert_eq!(command("hello!"), None);
    }

    #[test]
    fn a_yell_carries_farther() {
        assert!(LocalChannel::Yell.range() > LocalChannel::Say.range());
    }

    proptest! {
        #[test]
        fn whatever_comes_nothing_forbidden_passes(
            units in proptest::collection::vec(any::<u16>(), 0..600)
        ) {
            if let Ok(line) = clean_line(&units) {
                prop_assert!(!line.text.chars().any(forbidden));
                prop_assert!(line.text.encode_utf16().count() <= CHAT_LINE_UNITS_MAX);
                prop_assert!(line.altered || line.text.encode_utf16().count() == units.len());
            }
        }
    }
}
