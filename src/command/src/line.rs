//! A line as words. Double quotes hold words together; inside them a backslash takes the next
//! character as it stands. Single quotes mean nothing: names have them.

use std::ops::Range;

/// One word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Without its quotes.
    pub(crate) text: String,
    /// Where it stands in the line, quotes included.
    pub(crate) range: Range<usize>,
    /// Whether it has quotes.
    pub(crate) quoted: bool,
}

/// A line apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// In order.
    pub(crate) words: Vec<Word>,
    /// Whether the last word lacks its closing quote.
    pub(crate) unclosed: bool,
}

/// Takes a line apart.
pub(crate) fn split(line: &str) -> Words {
    let mut words = Vec::new();
    let mut unclosed = false;
    let mut chars = line.char_indices().peekable();
    while let Some(&(start, c)) = chars.peek() {
        if c.is_whitespace() {
            chars.next();
            continue;
        }
        let mut word = Word {
            text: String::new(),
            range: start..line.len(),
            quoted: false,
        };
        let mut inside = false;
        while let Some(&(at, c)) = chars.peek() {
            if c.is_whitespace() && !inside {
                word.range.end = at;
                break;
            }
            chars.next();
            match c {
                '"' => {
                    inside = !inside;
                    word.quoted = true;
                }
                '\\' if inside => word.text.extend(chars.next().map(|(_, c)| c)),
                c => word.text.push(c),
            }
        }
        unclosed = inside;
        words.push(word);
    }
    Words { words, unclosed }
}

/// `text` as one word of a line.
#[must_use]
pub fn quote(text: &str) -> String {
    let plain = |c: char| !c.is_whitespace() && c != '"';
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(line: &str) -> Vec<String> {
        split(line)
            .words
            .into_iter()
            .map(|word| word.text)
            .collect()
    }

    #[test]
    fn quotes_hold_words_together() {
        assert_eq!(texts("  a  bc "), ["a", "bc"]);
        assert_eq!(texts(r#"kick "Ann Bee" now"#), ["kick", "Ann Bee", "now"]);
        assert_eq!(texts(r#""say \"x\" \\ y""#), [r#"say "x" \ y"#]);
        assert_eq!(texts(r#"a"b c"d ''"#), ["ab cd", "''"]);
        assert_eq!(texts(r#""""#), [""], "an empty word is one");
        assert!(split(r#"a "b c"#).unclosed && !split(r#"a "b" c"#).unclosed);
    }

    #[test]
    fn ranges_lead_back_to_the_line() {
        let line = r#" é "b c" d"#;
        let words = split(line).words;
        let parts: Vec<&str> = words.iter().map(|word| &line[word.range.clone()]).collect();
        assert_eq!(parts, ["é", r#""b c""#, "d"]);
        assert!(words[1].quoted && !words[2].quoted);
    }

    proptest! {
        #[test]
        fn every_text_can_be_one_word(text in ".{0,40}") {
            let words = split(&quote(&text));
            prop_assert!(!words.unclosed);
            prop_assert_eq!(words.words.len(), 1);
            prop_assert_eq!(&words.words[0].text, &text);
        }

        #[test]
        fn no_line_is_too_strange(line in any::<String>()) {
            for word in split(&line).words {
                prop_assert!(line.get(word.range).is_some());
            }
        }
    }
}
