//! All definitions, and the way from words to one of them.

use bezgelor_core::permission::Permissions;

use crate::define::Definition;
use crate::error::ParseError;
use crate::line::Word;
use crate::{
    AccountCommand, HoldingCommand, LookupCommand, PlayerCommand, RealmCommand, ZoneCommand,
};

/// Every command there is.
pub fn definitions() -> impl Iterator<Item = &'static Definition> {
    let of_services = [
        AccountCommand::DEFINITIONS,
        HoldingCommand::DEFINITIONS,
        LookupCommand::DEFINITIONS,
        PlayerCommand::DEFINITIONS,
        RealmCommand::DEFINITIONS,
    ];
    of_services
        .into_iter()
        .flatten()
        .chain(ZoneCommand::DEFINITIONS)
}

/// A path that leads to a definition: its own or an alias.
#[derive(Clone, Copy)]
pub(crate) struct Way {
    pub(crate) path: &'static str,
    pub(crate) definition: &'static Definition,
}

impl Way {
    pub(crate) fn word(self, depth: usize) -> Option<&'static str> {
        self.path.split(' ').nth(depth)
    }

    fn length(self) -> usize {
        self.path.split(' ').count()
    }
}

pub(crate) fn ways() -> impl Iterator<Item = Way> {
    definitions().flat_map(|definition| {
        let aliases = definition.aliases.iter().copied();
        std::iter::once(definition.path)
            .chain(aliases)
            .map(move |path| Way { path, definition })
    })
}

/// How one word is to be understood.
enum Step {
    Word(&'static str),
    Refused(&'static str),
    Ambiguous(Vec<&'static str>),
    Unknown,
}

/// Among `ways`, what `word` means at `depth`: a whole word first, else the beginning of one; of
/// those that begin alike, the ones that the author may use.
fn step(ways: &[Way], depth: usize, word: &str, allowed: Permissions) -> Step {
    let may = |way: &Way| allowed.has(way.definition.permission);
    let choices = |chosen: &dyn Fn(&Way) -> bool| {
        let words = ways.iter().filter(|way| chosen(way));
        let mut words: Vec<&'static str> = words.filter_map(|way| way.word(depth)).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let lower = word.to_lowercase();
    let whole = |way: &Way| way.word(depth) == Some(&lower);
    let begun = |way: &Way| way.word(depth).is_some_and(|word| word.starts_with(&lower));
    if let [only] = choices(&whole)[..] {
        return if ways.iter().any(|way| whole(way) && may(way)) {
            Step::Word(only)
        } else {
            Step::Refused(only)
        };
    }
    let mut usable = choices(&|way| begun(way) && may(way));
    match (usable.len(), choices(&begun).first()) {
        (1, _) => Step::Word(usable.remove(0)),
        (0, Some(word)) => Step::Refused(word),
        (0, None) => Step::Unknown,
        _ => Step::Ambiguous(usable),
    }
}

/// The definition that the first words lead to, and how many they are.
pub(crate) fn find(
    words: &[Word],
    allowed: Permissions,
) -> Result<(&'static Definition, usize), ParseError> {
    let mut open: Vec<Way> = ways().collect();
    let mut path: Vec<&'static str> = Vec::new();
    for (depth, word) in words.iter().enumerate() {
        let word = word.text.as_str();
        match step(&open, depth, word, allowed) {
            Step::Word(meant) => path.push(meant),
            Step::Refused(meant) => {
                path.push(meant);
                let path = path.join(" ");
                return Err(ParseError::Refused { path });
            }
            Step::Ambiguous(choices) => {
                let word = word.to_owned();
                return Err(ParseError::Ambiguous { word, choices });
            }
            Step::Unknown => {
                let mut known: Vec<&str> = path;
                known.push(word);
                let word = known.join(" ");
                return Err(ParseError::Unknown { word });
            }
        }
        open.retain(|way| way.word(depth) == path.last().copied());
        if let [way] = open[..]
            && way.length() == depth + 1
        {
            let (definition, path) = (way.definition, way.path.to_owned());
            if !allowed.has(definition.permission) {
                return Err(ParseError::Refused { path });
            }
            return Ok((definition, depth + 1));
        }
    }
    if path.is_empty() {
        return Err(ParseError::Empty);
    }
    let usable = open
        .iter()
        .filter(|way| allowed.has(way.definition.permission));
    let mut choices: Vec<&str> = usable.filter_map(|way| way.word(path.len())).collect();
    choices.sort_unstable();
    choices.dedup();
    let path = path.join(" ");
    Err(ParseError::Incomplete { path, choices })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_is_the_beginning_of_another() {
        let all: Vec<&str> = ways().map(|way| way.path).collect();
        for (index, path) in all.iter().enumerate() {
            let inside = format!("{path} ");
            let clash = all.iter().enumerate().find(|(other, longer)| {
                *other != index && (*longer == path || longer.starts_with(&inside))
            });
            assert_eq!(clash, None, "{path}");
            assert_eq!(*path, path.to_lowercase());
        }
    }

    #[test]
    fn every_definition_is_told_whole() {
        for definition in definitions() {
            let help = definition.help.trim();
            assert!(help.ends_with('.') && help.len() > 10, "{definition:?}");
            for argument in definition.arguments {
                assert!(!argument.help.trim().is_empty(), "{definition:?}");
            }
            let optional = definition
                .arguments
                .iter()
                .map(|argument| argument.optional);
            assert!(
                optional.is_sorted(),
                "{definition:?}: what may be left out comes last"
            );
        }
    }
}
