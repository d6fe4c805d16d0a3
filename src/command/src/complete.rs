//! What could follow what has been written so far.

use bezgelor_core::permission::{Permission, Permissions};

use crate::define::Kind;
use crate::line::{Word, split};
use crate::tree::{find, ways};

/// The candidates for the word under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// Byte of the line where the word begins that each candidate would replace.
    pub start: usize,
    /// Whole words, sorted.
    pub candidates: Vec<String>,
}

/// What could stand at the end of `line`, for somebody who may do `allowed`.
#[must_use]
pub fn complete(line: &str, allowed: Permissions) -> Completion {
    let mut words = split(line).words;
    let under_way = match words.last() {
        Some(last) if last.range.end == line.len() => words.pop(),
        _ => None,
    };
    let start = under_way
        .as_ref()
        .map_or(line.len(), |word| word.range.start);
    let begun = under_way.map_or_else(String::new, |word| word.text.to_lowercase());
    let mut candidates = match find(&words, allowed) {
        Ok((definition, depth)) => {
            let argument = definition.arguments.get(words.len() - depth);
            argument.map_or_else(Vec::new, |argument| values(argument.kind, allowed))
        }
        Err(_) => next_words(&words, allowed),
    };
    candidates.retain(|candidate| candidate.to_lowercase().starts_with(&begun));
    candidates.sort_unstable();
    candidates.dedup();
    Completion { start, candidates }
}

fn values(kind: Kind, allowed: Permissions) -> Vec<String> {
    match kind {
        Kind::OneOf(words) => words.iter().map(|&word| word.to_owned()).collect(),
        Kind::Permission => Permission::ALL.iter().map(ToString::to_string).collect(),
        Kind::Path => next_words(&[], allowed),
        _ => Vec::new(),
    }
}

/// The words of paths that go on like `words`, each of which may be abbreviated.
fn next_words(words: &[Word], allowed: Permissions) -> Vec<String> {
    let fits = |path: &str| {
        let mut own = path.split(' ');
        words.iter().all(|word| {
            let typed = word.text.to_lowercase();
            own.next().is_some_and(|own| own.starts_with(&typed))
        })
    };
    ways()
        .filter(|way| allowed.has(way.definition.permission) && fits(way.path))
        .filter_map(|way| way.word(words.len()))
        .map(str::to_owned)
        .collect()
}
