//! What is logged: the message of a line stands in the source, and all that varies is a field. So
//! nobody outside can write a line of ours, and each line can be searched by its message.

use super::scan::{Scan, Token, closing};
use super::{File, Finding, exempt};

/// The macros of `tracing` that write a line.
const LEVELS: [&str; 6] = ["error", "warn", "info", "debug", "trace", "event"];

/// Checks every line that a source outside of tests writes into the log.
pub(super) fn check(file: &File, scan: &Scan, tokens: &[Token<'_>], findings: &mut Vec<Finding>) {
    if file.is_test() || exempt::may_tell_lines(&file.path) {
        return;
    }
    for (line, told) in lines(file, scan, tokens) {
        let varies = match told {
            Message::Literal(text) => text.replace("{{", "").contains('{'),
            Message::Computed => true,
            Message::None => false,
        };
        if varies {
            let message = "a log message that varies; make what varies a field";
            findings.push(Finding::new(&file.path, line, message));
        }
    }
}

/// Whether a source writes a line whose message varies.
pub(super) fn varies(file: &File) -> bool {
    let scan = Scan::new(&file.text);
    let tokens = scan.tokens();
    let told = lines(file, &scan, &tokens);
    let mut messages = told.into_iter().map(|(_, message)| message);
    messages.any(|message| match message {
        Message::Literal(text) => text.contains('{'),
        Message::Computed => true,
        Message::None => false,
    })
}

/// The message of a line.
enum Message<'a> {
    Literal(&'a str),
    /// A field of the name `message`.
    Computed,
    None,
}

/// The lines a source logs outside of tests, each with its place.
fn lines<'a>(file: &'a File, scan: &Scan, tokens: &[Token<'_>]) -> Vec<(usize, Message<'a>)> {
    let is = |at: usize, text: &str| tokens.get(at).is_some_and(|token| token.text == text);
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let opens = LEVELS.contains(&token.text) && is(at + 1, "!") && is(at + 2, "(");
        let of_another = at > 1 && is(at - 1, "::") && !is(at - 2, "tracing");
        if opens && !of_another && !token.in_test {
            let message = message(file, scan, tokens, at + 2);
            found.push((token.line, message));
        }
    }
    found
}

/// The message among the arguments of the bracket at `open`.
fn message<'a>(file: &'a File, scan: &Scan, tokens: &[Token<'_>], open: usize) -> Message<'a> {
    let end = closing(tokens, open);
    let mut at = open + 1;
    let mut begins = true;
    while at < end {
        match tokens[at].text {
            "\"" if begins => {
                let from = place(scan, &tokens[at]) + 1;
                let to = place(scan, &tokens[(at + 1).min(end)]);
                return Message::Literal(file.text.get(from..to).unwrap_or_default());
            }
            "message" if begins && tokens[at + 1].text != "." => return Message::Computed,
            "(" | "[" | "{" => at = closing(tokens, at),
            _ => {}
        }
        begins = matches!(tokens[at].text, "," | "%" | "?");
        at += 1;
    }
    Message::None
}

/// Where a token begins in its source.
fn place(scan: &Scan, token: &Token<'_>) -> usize {
    token.text.as_ptr().addr() - scan.code.as_ptr().addr()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        let file = File {
            path: path.into(),
            text: text.into(),
        };
        let scan = Scan::new(text);
        let mut findings = Vec::new();
        check(&file, &scan, &scan.tokens(), &mut findings);
        findings.len()
    }

    #[test]
    fn what_varies_is_a_field() {
        for source in [
            "fn f() { tracing::info!(\"{name} came in\"); }",
            "fn f() { tracing::info!(who, \"{} came in\", name); }",
            "fn f() { warn!(a = g(1, \"x\"), %b, \"é {c:?}\"); }",
            "fn f() { tracing::info!(message = name, a); }",
            "fn f() { tracing::error!(place, %message, \"panic\"); }",
        ] {
            assert_eq!(found("src/host/src/a.rs", source), 1, "{source}");
            assert_eq!(found("src/host/tests/a.rs", source), 0, "{source}");
            let tested = format!("#[cfg(test)] mod tests {{ {source} }}");
            assert_eq!(found("src/host/src/a.rs", &tested), 0, "{source}");
        }
        for source in [
            "fn f() { tracing::info!(name, \"came in\"); }",
            "fn f() { tracing::error!(error = %format!(\"{name}\"), \"a {{brace}}\"); }",
            "fn f() { tracing::info!(name); info(\"{name}\"); other::info!(\"{name}\"); }",
            "fn f() { tracing::debug!(target: \"{x}\", name = \"{y}\", \"came in\",); }",
        ] {
            assert_eq!(found("src/host/src/a.rs", source), 0, "{source}");
        }
    }
}
