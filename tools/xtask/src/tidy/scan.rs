//! Reads a Rust source just well enough to tell code from comments, strings and test code.
//!
//! A full parser would refuse half-written files and cost a large dependency; every rule below
//! needs only words, braces and lines.

/// One word or punctuation mark of the code, comments and string contents left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Its text; `::` is one token, every other mark is one character.
    pub(super) text: &'a str,
    /// Counted from 1.
    pub(super) line: usize,
    /// Whether it belongs to an item under `#[cfg(test)]` or `#[test]`.
    pub(super) in_test: bool,
}

/// A source split into what the rules look at.
#[derive(Debug)]
pub(super) struct Scan {
    /// The source with comments and string contents blanked, of the same length and lines.
    pub(super) code: String,
    /// The source with everything but comments blanked.
    pub(super) comments: String,
}

impl Scan {
    /// Splits `source`; unterminated strings and comments run to its end.
    #[must_use]
    pub(super) fn new(source: &str) -> Self {
        Splitter::new(source).run()
    }

    /// The tokens of the code, test regions marked.
    #[must_use]
    pub(super) fn tokens(&self) -> Vec<Token<'_>> {
        let mut tokens = split_tokens(&self.code);
        mark_tests(&mut tokens);
        tokens
    }
}

struct Splitter<'a> {
    source: &'a [u8],
    at: usize,
    code: Vec<u8>,
    comments: Vec<u8>,
}

impl<'a> Splitter<'a> {
    fn new(source: &'a str) -> Self {
        let blank: Vec<u8> = source
            .bytes()
            .map(|b| if b == b'\n' { b } else { b' ' })
            .collect();
        Self {
            source: source.as_bytes(),
            at: 0,
            code: blank.clone(),
            comments: blank,
        }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.source.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn keep_code(&mut self) {
        self.code[self.at] = self.source[self.at];
        self.at += 1;
    }

    fn keep_comment(&mut self) {
        self.comments[self.at] = self.source[self.at];
        self.at += 1;
    }

    fn run(mut self) -> Scan {
        while self.at < self.source.len() {
            match self.peek(0) {
                b'/' if self.peek(1) == b'/' => self.line_comment(),
                b'/' if self.peek(1) == b'*' => self.block_comment(),
                b'"' => self.string(),
                b'\'' => self.quote(),
                b if is_word(b) => self.word(),
                _ => self.keep_code(),
            }
        }
        Scan {
            code: String::from_utf8_lossy(&self.code).into_owned(),
            comments: String::from_utf8_lossy(&self.comments).into_owned(),
        }
    }

    fn line_comment(&mut self) {
        while self.at < self.source.len() && self.peek(0) != b'\n' {
            self.keep_comment();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0usize;
        while self.at < self.source.len() {
            match (self.peek(0), self.peek(1)) {
                (b'/', b'*') => {
                    depth += 1;
                    self.keep_comment();
                    self.keep_comment();
                }
                (b'*', b'/') => {
                    depth -= 1;
                    self.keep_comment();
                    self.keep_comment();
                    if depth == 0 {
                        return;
                    }
                }
                _ => self.keep_comment(),
            }
        }
    }

    /// A string with escapes; the quotes stay in the code.
    fn string(&mut self) {
        self.keep_code();
        while self.at < self.source.len() {
            match self.peek(0) {
                b'\\' => self.at += 2,
                b'"' => return self.keep_code(),
                _ => self.at += 1,
            }
        }
    }

    /// A raw string from its first `#` or quote.
    fn raw_string(&mut self) {
        let hashes = self.source[self.at..]
            .iter()
            .take_while(|b| **b == b'#')
            .count();
        self.at += hashes;
        self.keep_code();
        while self.at < self.source.len() {
            let closes = self.peek(0) == b'"' && (1..=hashes).all(|n| self.peek(n) == b'#');
            if closes {
                self.keep_code();
                self.at += hashes;
                return;
            }
            self.at += 1;
        }
    }

    /// A character literal, or the start of a lifetime.
    fn quote(&mut self) {
        if self.peek(1) == b'\\' {
            self.keep_code();
            self.at += 2;
            while self.at < self.source.len() && self.peek(0) != b'\'' {
                self.at += 1;
            }
            self.at += 1;
        } else if let Some(length) = char_literal(&self.source[self.at..]) {
            self.at += length;
        } else {
            self.keep_code();
        }
    }

    fn word(&mut self) {
        let start = self.at;
        while is_word(self.peek(0)) {
            self.keep_code();
        }
        let raw = matches!(&self.source[start..self.at], b"r" | b"br" | b"cr");
        let opens =
            self.peek(0) == b'"' || (self.peek(0) == b'#' && matches!(self.peek(1), b'"' | b'#'));
        if raw && opens {
            self.raw_string();
        }
    }
}

/// Length of the character literal at the start of `bytes`, `None` for a lifetime.
fn char_literal(bytes: &[u8]) -> Option<usize> {
    let end = bytes.len().min(6);
    let text = match std::str::from_utf8(&bytes[1..end]) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[1..1 + error.valid_up_to()]).ok()?,
    };
    let length = text.chars().next()?.len_utf8();
    (bytes.get(1 + length) == Some(&b'\'')).then_some(length + 2)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn split_tokens(code: &str) -> Vec<Token<'_>> {
    let bytes = code.as_bytes();
    let mut tokens = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < bytes.len() {
        let start = at;
        match bytes[at] {
            b'\n' => {
                line += 1;
                at += 1;
                continue;
            }
            b if b.is_ascii_whitespace() => {
                at += 1;
                continue;
            }
            b':' if bytes.get(at + 1) == Some(&b':') => at += 2,
            b if is_word(b) => {
                while at < bytes.len() && is_word(bytes[at]) {
                    at += 1;
                }
            }
            _ => at += 1,
        }
        tokens.push(Token {
            text: &code[start..at],
            line,
            in_test: false,
        });
    }
    tokens
}

/// Index of the token that closes the bracket at `open`, or the last token.
#[must_use]
pub(super) fn closing(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return index;
                }
            }
            _ => {}
        }
    }
    tokens.len().saturating_sub(1)
}

/// Index of the last token of the item that starts at `start`: its closing brace or semicolon.
#[must_use]
pub(super) fn item_end(tokens: &[Token<'_>], start: usize) -> usize {
    let mut index = start;
    while index < tokens.len() {
        match tokens[index].text {
            "(" | "[" => index = closing(tokens, index),
            "{" => return closing(tokens, index),
            ";" => return index,
            _ => {}
        }
        index += 1;
    }
    tokens.len().saturating_sub(1)
}

fn mark_tests(tokens: &mut [Token<'_>]) {
    let mut index = 0;
    while index + 2 < tokens.len() {
        let attribute = tokens[index].text == "#" && tokens[index + 1].text == "[";
        if !attribute {
            index += 1;
            continue;
        }
        let end = closing(tokens, index + 1);
        let names = &tokens[index + 2..end];
        let for_tests = match names.first().map(|t| t.text) {
            Some("test") => names.len() == 1,
            Some("cfg") => {
                names.iter().any(|t| t.text == "test") && !names.iter().any(|t| t.text == "not")
            }
            _ => false,
        };
        if !for_tests {
            index = end + 1;
            continue;
        }
        let last = item_end(tokens, end + 1);
        for token in &mut tokens[index..=last] {
            token.in_test = true;
        }
        index = last + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str) -> Vec<String> {
        let scan = Scan::new(source);
        scan.tokens().iter().map(|t| t.text.to_owned()).collect()
    }

    #[test]
    fn comments_and_strings_are_not_code() {
        let source = "let a = \"unsafe // no\"; // unsafe\n/* unsafe /* nested */ unsafe */ b";
        assert_eq!(texts(source), ["let", "a", "=", "\"", "\"", ";", "b"]);
        assert!(Scan::new(source).comments.contains("// unsafe"));
        assert!(!Scan::new(source).comments.contains("no\""));
    }

    #[test]
    fn raw_strings_end_at_their_own_hashes() {
        let source = "r#\"a \" unsafe \"#; br##\"x\"# unsafe\"##; r\"\\\"; after";
        let words = texts(source);
        assert!(!words.contains(&"unsafe".to_owned()), "{words:?}");
        assert!(words.contains(&"after".to_owned()));
    }

    #[test]
    fn quotes_are_characters_or_lifetimes() {
        let source = "fn f<'a>(x: &'a str) { let q = '\"'; let e = '\\''; let u = 'é'; g() }";
        let words = texts(source);
        assert!(words.ends_with(&["g".into(), "(".into(), ")".into(), "}".into()]));
        assert!(words.contains(&"a".to_owned()), "a lifetime keeps its name");
    }

    #[test]
    fn test_items_are_marked_and_others_are_not() {
        let source = "fn a() { x; }\n#[cfg(test)]\nmod tests { fn b() { y; } }\nfn c() { z; }\n\
                      #[cfg(not(test))]\nfn d() { w; }\n#[test]\nfn e() { v; }\n\
                      #[cfg(test)]\nuse u;\nfn g() { s; }";
        let scan = Scan::new(source);
        let in_test = |name: &str| scan.tokens().iter().any(|t| t.text == name && t.in_test);
        for name in ["y", "v", "u"] {
            assert!(in_test(name), "{name}");
        }
        for name in ["x", "z", "w", "s"] {
            assert!(!in_test(name), "{name}");
        }
    }

    #[test]
    fn lines_are_counted_through_strings_and_comments() {
        let scan = Scan::new("\"a\nb\";\n/*\n*/ here");
        let last = scan.tokens().last().copied();
        assert_eq!(last.map(|t| (t.text, t.line)), Some(("here", 4)));
    }
}
