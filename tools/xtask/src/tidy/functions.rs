//! No function longer than a screen.

use super::scan::{Token, closing};
use super::{File, Finding};

/// Lines of one function, from `fn` to its closing brace.
const LINES_MAX: usize = 70;

/// Checks the length of every function of one source.
pub(super) fn check(file: &File, tokens: &[Token<'_>], findings: &mut Vec<Finding>) {
    if file.is_data() {
        return;
    }
    for (index, pair) in tokens.windows(2).enumerate() {
        let named = pair[1]
            .text
            .starts_with(|c: char| c.is_alphabetic() || c == '_');
        if pair[0].text != "fn" || !named {
            continue;
        }
        let Some(open) = body(tokens, index + 2) else {
            continue;
        };
        let lines = tokens[closing(tokens, open)].line - pair[0].line + 1;
        if lines > LINES_MAX {
            let name = pair[1].text;
            let message = format!("`{name}` has {lines} lines, over {LINES_MAX}; split it");
            findings.push(Finding::new(&file.path, pair[0].line, message));
        }
    }
}

/// Index of the brace that opens the body; `None` for a declaration.
fn body(tokens: &[Token<'_>], from: usize) -> Option<usize> {
    let mut index = from;
    while index < tokens.len() {
        match tokens[index].text {
            "{" => return Some(index),
            ";" => return None,
            "(" | "[" => index = closing(tokens, index),
            _ => {}
        }
        index += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::scan::Scan;
    use super::*;

    fn count(source: &str) -> usize {
        let file = File {
            path: "src/world/src/lib.rs".into(),
            text: source.into(),
        };
        let mut findings = Vec::new();
        check(&file, &Scan::new(source).tokens(), &mut findings);
        findings.len()
    }

    #[test]
    fn seventy_lines_pass_and_one_more_does_not() {
        let function = |lines: usize| {
            let body = "    x();\n".repeat(lines - 2);
            format!("fn long(a: [u8; 4]) -> [u8; 4] {{\n{body}}}\nfn short() {{}}\n")
        };
        assert_eq!(count(&function(70)), 0);
        assert_eq!(count(&function(71)), 1);
    }

    #[test]
    fn a_declaration_has_no_body() {
        let gap = "\n".repeat(100);
        assert_eq!(count(&format!("trait A {{ fn a(b: [u8; 4]);{gap}}}")), 0);
        assert_eq!(count(&format!("type A = fn(u8) -> u8;{gap}mod b {{}}")), 0);
    }
}
