//! Rules about lines: their number, width and ends, and what no text of the project mentions.

use super::scan::Scan;
use super::{File, Finding};

/// Lines of one hand-written file.
const LINES_MAX: usize = 600;
/// Columns of one line of Rust.
const COLUMNS_MAX: usize = 100;

/// Checks any text file.
pub(super) fn check(file: &File, findings: &mut Vec<Finding>) {
    let lines = file.text.lines().count();
    let counted = ["rs", "luau", "sql", "toml"]
        .iter()
        .any(|e| file.has_extension(e));
    if counted && !file.is_data() && lines > LINES_MAX {
        let message = format!("{lines} lines, over {LINES_MAX}; split it by topic");
        findings.push(Finding::new(&file.path, LINES_MAX + 1, message));
    }
    for (index, line) in file.text.lines().enumerate() {
        if line.ends_with([' ', '\t']) {
            let message = "space at the end of the line; remove it";
            findings.push(Finding::new(&file.path, index + 1, message));
        }
        if let Some(place) = machine_path(line) {
            let message = format!("names `{place}…` of one machine; use a relative path");
            findings.push(Finding::new(&file.path, index + 1, message));
        }
    }
    if !file.text.is_empty() && !file.text.ends_with('\n') {
        let message = "no newline at the end of the file; add one";
        findings.push(Finding::new(&file.path, lines, message));
    }
    if file.text.contains('\r') {
        findings.push(Finding::new(
            &file.path,
            1,
            "carriage returns; use Unix lines",
        ));
    }
}

/// Checks the head, the width and the comments of a Rust source.
pub(super) fn check_rust(file: &File, scan: &Scan, findings: &mut Vec<Finding>) {
    let head = file.text.lines().next().unwrap_or("");
    if !head.starts_with("//! ") {
        let message = "no `//!` head; begin the file with a line saying why it exists";
        findings.push(Finding::new(&file.path, 1, message));
    }
    for (index, line) in file.text.lines().enumerate() {
        let columns = line.chars().count();
        let address = line.contains("://");
        if columns > COLUMNS_MAX && !address && !file.is_data() {
            let message = format!("{columns} columns, over {COLUMNS_MAX}; break the line");
            findings.push(Finding::new(&file.path, index + 1, message));
        }
    }
    for (index, comment) in scan.comments.lines().enumerate() {
        if let Some(mark) = unfinished_mark(comment) {
            let message = format!("`{mark}` in a comment; finish it or file an issue");
            findings.push(Finding::new(&file.path, index + 1, message));
        }
    }
}

/// The first folder of a developer's machine that `line` names by an absolute path.
fn machine_path(line: &str) -> Option<&'static str> {
    ["/work", "/tmp", "/root", "/home"]
        .into_iter()
        .find(|place| {
            line.match_indices(place).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                let after = line[at + place.len()..].chars().next();
                let starts = before.is_none_or(|c| c.is_whitespace() || "\"'`(=:[<,".contains(c));
                starts && after == Some('/')
            })
        })
}

fn unfinished_mark(comment: &str) -> Option<&str> {
    let words = comment.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("X", "XX"),
    ];
    words.into_iter().find(|word| marks.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> Vec<String> {
        let file = File {
            path: path.into(),
            text: text.into(),
        };
        let mut found = Vec::new();
        check(&file, &mut found);
        if file.has_extension("rs") {
            check_rust(&file, &Scan::new(text), &mut found);
        }
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_good_file_is_silent() {
        let text =
            "//! Why.\n\n// See https://example.org/work/ and ../work/ and fireworks/work/.\n";
        assert_eq!(findings("src/a/src/lib.rs", text), Vec::<String>::new());
    }

    #[test]
    fn the_head_is_asked_for() {
        assert_eq!(findings("a.rs", "use b;\n").len(), 1);
        assert_eq!(
            findings("a.rs", "//!\n").len(),
            1,
            "an empty head says nothing"
        );
    }

    #[test]
    fn long_files_are_found_but_not_data() {
        let text = format!("//! Why.\n{}", "a();\n".repeat(600));
        assert_eq!(findings("src/a/src/b.rs", &text).len(), 1);
        assert_eq!(findings("src/a/src/generated/b.rs", &text).len(), 0);
        assert_eq!(findings("src/a/src/b.rs", &text[..text.len() - 5]).len(), 0);
    }

    #[test]
    fn wide_lines_are_counted_in_characters() {
        let wide = |n: usize| format!("//! Why.\n//{}\n", "é".repeat(n - 2));
        assert_eq!(findings("a.rs", &wide(100)).len(), 0);
        assert_eq!(findings("a.rs", &wide(101)).len(), 1);
    }

    #[test]
    fn machine_paths_are_found_in_any_text() {
        for place in ["work", "tmp", "root", "home"] {
            let text = format!("see `/{place}/shared`\n");
            assert_eq!(findings("README.md", &text).len(), 1, "{text}");
        }
        assert_eq!(
            findings("README.md", "a `/workspace` and `/temporary/x`\n").len(),
            0
        );
    }

    #[test]
    fn marks_are_words_of_comments() {
        let mark = concat!("TO", "DO");
        assert_eq!(
            findings("a.rs", &format!("//! Why.\n// {mark}: x\n")).len(),
            1
        );
        assert_eq!(
            findings("a.rs", &format!("//! Why.\nlet {mark} = \"{mark}\";\n")).len(),
            0
        );
    }

    #[test]
    fn line_ends_are_clean() {
        assert_eq!(findings("a.toml", "a = 1 \n").len(), 1);
        assert_eq!(findings("a.toml", "a = 1").len(), 1);
        assert_eq!(findings("a.toml", "a = 1\r\n").len(), 1);
    }
}
