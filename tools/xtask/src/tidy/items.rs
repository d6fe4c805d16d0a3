//! Every top-level public item says what it is.

use super::scan::Token;
use super::{File, Finding};

const ITEMS: [&str; 8] = [
    "fn", "struct", "enum", "trait", "const", "static", "type", "union",
];
const QUALIFIERS: [&str; 5] = ["unsafe", "async", "extern", "const", "\""];

/// Checks the doc comments of one source.
pub(super) fn check(file: &File, tokens: &[Token<'_>], findings: &mut Vec<Finding>) {
    if file.is_test() || file.is_data() {
        return;
    }
    let lines: Vec<&str> = file.text.lines().collect();
    let mut index = 0;
    while index < tokens.len() {
        if tokens[index].text == "pub" && !tokens[index].in_test {
            check_item(file, tokens, index, &lines, findings);
        }
        index = next_item(tokens, index);
    }
}

/// Steps over one token, or over a whole bracket: what is inside is not at the top level.
fn next_item(tokens: &[Token<'_>], index: usize) -> usize {
    match tokens[index].text {
        "(" | "[" | "{" => super::scan::closing(tokens, index) + 1,
        _ => index + 1,
    }
}

fn check_item(
    file: &File,
    tokens: &[Token<'_>],
    index: usize,
    lines: &[&str],
    findings: &mut Vec<Finding>,
) {
    let mut words = tokens[index + 1..]
        .iter()
        .map(|token| token.text)
        .peekable();
    let kind = loop {
        let Some(word) = words.next() else { return };
        let constant = word == "const" && words.peek() != Some(&"fn");
        if constant || !QUALIFIERS.contains(&word) {
            break word;
        }
    };
    if !ITEMS.contains(&kind) || documented(lines, tokens[index].line) {
        return;
    }
    let name = words.next().unwrap_or("");
    let message =
        format!("public {kind} `{name}` has no doc comment; say what it is and its units");
    findings.push(Finding::new(&file.path, tokens[index].line, message));
}

/// Whether a doc comment stands above line `line`, attributes between them stepped over.
fn documented(lines: &[&str], line: usize) -> bool {
    let mut brackets = 0i32;
    for text in lines[..line - 1].iter().rev() {
        let text = text.trim();
        let depth = |open: char, close: char| {
            let count = |wanted: char| text.chars().filter(|c| *c == wanted).count();
            i32::try_from(count(close)).unwrap_or(0) - i32::try_from(count(open)).unwrap_or(0)
        };
        if brackets == 0 && (text.starts_with("///") || text.ends_with("*/")) {
            return true;
        }
        if text.starts_with("#[doc") {
            return true;
        }
        let attribute = text.starts_with("#[") || text.ends_with(']') || brackets > 0;
        let comment = text.starts_with("//") && !text.starts_with("//!");
        if !attribute && !comment {
            return false;
        }
        if attribute {
            brackets += depth('[', ']');
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::scan::Scan;
    use super::*;

    fn names(source: &str) -> Vec<String> {
        let file = File {
            path: "src/world/src/lib.rs".into(),
            text: source.into(),
        };
        let mut findings = Vec::new();
        check(&file, &Scan::new(source).tokens(), &mut findings);
        let name = |f: &Finding| f.message.split('`').nth(1).unwrap_or("").to_owned();
        findings.iter().map(name).collect()
    }

    #[test]
    fn undocumented_items_are_named() {
        let source = "pub fn a() {}\npub struct B;\npub const C: u8 = 1;\npub const fn d() {}\n\
                      pub enum E {}\npub async fn f() {}\npub extern \"C\" fn g() {}\n\
                      pub trait H {}\npub type I = u8;\npub static J: u8 = 1;\n\
                      pub unsafe fn k() {}";
        let expected = ["a", "B", "C", "d", "E", "f", "g", "H", "I", "J", "k"];
        assert_eq!(names(source), expected);
    }

    #[test]
    fn documented_items_pass_whatever_stands_between() {
        let source = "/// One.\npub fn a() {}\n/// Two.\n#[derive(Clone)]\n#[repr(\n    u8\n)]\n\
                      pub enum B {}\n/// Three.\n#[expect(\n    lint,\n    reason = \"x\"\n)]\n\
                      // why\npub struct C;\n#[doc = \"x\"]\npub struct D;\n";
        assert!(names(source).is_empty(), "{:?}", names(source));
    }

    #[test]
    fn what_is_not_at_the_top_or_not_public_is_left_alone() {
        let source = "fn a() {}\nimpl B { pub fn c() {} }\npub use d::e;\npub mod f;\n\
                      pub(crate) fn j() {}\n#[cfg(test)]\nmod tests { pub fn g() {} }\n\
                      struct H { pub i: u8 }";
        assert!(names(source).is_empty(), "{:?}", names(source));
    }
}
