//! Words of the MySQL dialect as world-database files use it, with the line each stands on.

use std::borrow::Cow;

/// One word.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'t> {
    /// A bare word or a `back-quoted` name.
    Word(&'t str),
    /// `@NAME`.
    Variable(&'t str),
    /// A whole number; negative ones are a sign and a number.
    Int(i128),
    /// A number with a point or an exponent.
    Real(f64),
    /// A quoted text, unescaped.
    Text(Cow<'t, str>),
    /// One byte of punctuation.
    Sign(u8),
    /// The end of the file.
    End,
}

/// A byte that begins nothing, or a quote that never ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BadToken(pub(super) &'static str);

/// Reads tokens from a text, skipping comments.
pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text: text.strip_prefix('\u{FEFF}').unwrap_or(text),
            at: 0,
            line: 1,
        }
    }

    /// The line of the last token, from 1.
    pub(super) fn line(&self) -> u32 {
        self.line
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.text
            .as_bytes()
            .get(self.at + ahead)
            .copied()
            .unwrap_or(0)
    }

    /// Moves on and counts lines.
    fn skip(&mut self, bytes: usize) {
        let end = (self.at + bytes).min(self.text.len());
        let passed = &self.text.as_bytes()[self.at..end];
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u32;
        self.at = end;
    }

    fn skip_line(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().position(|byte| *byte == b'\n');
        self.skip(length.map_or(rest.len(), |length| length + 1));
    }

    fn skip_blanks(&mut self) {
        loop {
            match (self.byte(0), self.byte(1)) {
                (b' ' | b'\t' | b'\r' | b'\n', _) => self.skip(1),
                (b'#', _) => self.skip_line(),
                // MySQL wants a blank after the dashes; files in the wild also draw rulers.
                (b'-', b'-') if matches!(self.byte(2), b' ' | b'\t' | b'\r' | b'\n' | b'-' | 0) => {
                    self.skip_line();
                }
                (b'/', b'*') => {
                    let end = self.text[self.at..].find("*/");
                    self.skip(end.map_or(self.text.len(), |end| end + 2));
                }
                _ => return,
            }
        }
    }

    /// The next token. After an error the lexer stands behind the byte that caused it.
    pub(super) fn next(&mut self) -> Result<Token<'t>, BadToken> {
        self.skip_blanks();
        if self.at >= self.text.len() {
            return Ok(Token::End);
        }
        match self.byte(0) {
            b'`' => self.quoted_name(),
            quote @ (b'\'' | b'"') => self.quoted_text(quote),
            b'@' => {
                self.skip(1);
                Ok(Token::Variable(self.word()))
            }
            b'0'..=b'9' => self.number(),
            b'.' if self.byte(1).is_ascii_digit() => self.number(),
            byte if is_word(byte) => Ok(Token::Word(self.word())),
            byte @ (b'(' | b')' | b',' | b';' | b'=' | b'+' | b'-' | b'*' | b'/' | b'.' | b'<'
            | b'>' | b'!' | b':') => {
                self.skip(1);
                Ok(Token::Sign(byte))
            }
            _ => {
                let width = self.text[self.at..]
                    .chars()
                    .next()
                    .map_or(1, char::len_utf8);
                self.skip(width);
                Err(BadToken("unexpected character"))
            }
        }
    }

    fn word(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let length = rest
            .bytes()
            .position(|byte| !is_word(byte))
            .unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn quoted_name(&mut self) -> Result<Token<'t>, BadToken> {
        self.skip(1);
        let rest = &self.text[self.at..];
        let length = rest.find(['`', '\n']);
        match length {
            Some(length) if rest.as_bytes()[length] == b'`' => {
                self.skip(length + 1);
                Ok(Token::Word(&rest[..length]))
            }
            _ => Err(BadToken("a name without its closing quote")),
        }
    }

    fn quoted_text(&mut self, quote: u8) -> Result<Token<'t>, BadToken> {
        self.skip(1);
        let rest = &self.text[self.at..];
        let bytes = rest.as_bytes();
        let mut unescaped: Option<String> = None;
        let (mut from, mut at) = (0, 0);
        while at < bytes.len() {
            let byte = bytes[at];
            if byte != quote && byte != b'\\' {
                at += 1;
                continue;
            }
            let doubled = bytes.get(at + 1) == Some(&quote);
            if byte == quote && !doubled {
                self.skip(at + 1);
                return Ok(Token::Text(match unescaped {
                    None => Cow::Borrowed(&rest[..at]),
                    Some(mut text) => {
                        text.push_str(&rest[from..at]);
                        Cow::Owned(text)
                    }
                }));
            }
            let Some(next) = rest[at + 1..].chars().next() else {
                break;
            };
            let text = unescaped.get_or_insert_default();
            text.push_str(&rest[from..at]);
            text.push(match next {
                'n' if byte == b'\\' => '\n',
                'r' if byte == b'\\' => '\r',
                't' if byte == b'\\' => '\t',
                '0' if byte == b'\\' => '\0',
                other => other,
            });
            at += 1 + next.len_utf8();
            from = at;
        }
        Err(BadToken("a text without its closing quote"))
    }

    fn number(&mut self) -> Result<Token<'t>, BadToken> {
        let rest = &self.text[self.at..];
        if let Some(hex) = rest.strip_prefix("0x") {
            let end = hex.find(|digit: char| !digit.is_ascii_hexdigit());
            let digits = &hex[..end.unwrap_or(hex.len())];
            self.at += 2 + digits.len();
            let value = i128::from_str_radix(digits, 16);
            return value.map(Token::Int).map_err(|_| BadToken("bad number"));
        }
        let bytes = rest.as_bytes();
        let digits = |from: usize| {
            bytes[from..]
                .iter()
                .take_while(|b| b.is_ascii_digit())
                .count()
        };
        let mut length = digits(0);
        let mut real = false;
        if bytes.get(length) == Some(&b'.') {
            real = true;
            length += 1 + digits(length + 1);
        }
        if matches!(bytes.get(length), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(length + 1), Some(b'+' | b'-')));
            let exponent = digits(length + 1 + sign);
            if exponent > 0 {
                real = true;
                length += 1 + sign + exponent;
            }
        }
        self.at += length;
        let text = &rest[..length];
        if real {
            text.parse()
                .map(Token::Real)
                .map_err(|_| BadToken("bad number"))
        } else {
            text.parse()
                .map(Token::Int)
                .map_err(|_| BadToken("number too large"))
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$' || byte == b'@' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<Token<'_>> {
        let mut lexer = Lexer::new(text);
        let mut tokens = Vec::new();
        loop {
            match lexer.next().expect("good tokens") {
                Token::End => return tokens,
                token => tokens.push(token),
            }
        }
    }

    #[test]
    fn every_kind_of_word() {
        use Token::{Int, Real, Sign, Text, Variable, Word};
        assert_eq!(
            all("SET @GUID=-1.5e2+ .5 `a b`,'it''s \\'x\\' \\n' \"q\""),
            [
                Word("SET"),
                Variable("GUID"),
                Sign(b'='),
                Sign(b'-'),
                Real(150.0),
                Sign(b'+'),
                Real(0.5),
                Word("a b"),
                Sign(b','),
                Text("it's 'x' \n".into()),
                Text("q".into()),
            ]
        );
        assert_eq!(all("18446744073709551615"), [Int(u64::MAX.into())]);
        assert_eq!(all("0x1F,0xfe"), [Int(31), Sign(b','), Int(254)]);
    }

    #[test]
    fn comments_are_skipped_and_lines_counted() {
        let mut lexer = Lexer::new("-- a ; b\n--- ruler\n/* c\nd */ # e\n/*!40101 SET x */\n5--3");
        assert_eq!(lexer.next(), Ok(Token::Int(5)));
        assert_eq!(lexer.line(), 6);
        assert_eq!(
            lexer.next(),
            Ok(Token::Sign(b'-')),
            "two minus signs are no comment here"
        );
    }

    #[test]
    fn broken_quotes_are_errors_not_hangs() {
        for text in ["'abc", "'abc\\", "`abc\n`", "\"é", "\u{1}"] {
            let mut lexer = Lexer::new(text);
            assert!(lexer.next().is_err(), "{text:?}");
        }
    }
}
