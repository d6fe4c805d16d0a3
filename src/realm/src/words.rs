//! The word filter of the client's `WordFilter.tbl`, as it is asked about names.

use std::collections::HashSet;

/// Words shorter than this count only as a whole part of a name. The table holds words of two and
/// three letters that stand inside many of the names the client itself proposes.
const SUBSTRING_UNITS_MIN: usize = 4;

/// Words nobody may be called by. Matching ignores case.
#[derive(Clone, Debug, Default)]
pub struct WordFilter {
    whole: HashSet<String>,
    inside: Vec<String>,
}

impl WordFilter {
    /// A filter of `words`; empty ones are left out.
    pub fn new(words: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut filter = Self::default();
        for word in words {
            let word = word.as_ref().trim().to_lowercase();
            match word.encode_utf16().count() {
                0 => {}
                1..SUBSTRING_UNITS_MIN => {
                    filter.whole.insert(word);
                }
                _ => filter.inside.push(word),
            }
        }
        filter.inside.sort_unstable();
        filter.inside.dedup();
        filter
    }

    /// True when nothing of `name` is filtered.
    #[must_use]
    pub fn allows(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        !self.inside.iter().any(|word| name.contains(word.as_str()))
            && !name.split(' ').any(|part| self.whole.contains(part))
    }

    /// How many different words it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.whole.len() + self.inside.len()
    }

    /// True for a filter that lets everything pass.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_count_anywhere_and_short_ones_only_alone() {
        let filter = WordFilter::new(["Grump", "tit", "", " "]);
        assert_eq!(filter.len(), 2);
        assert!(!filter.allows("Xgrumpy Tester"));
        assert!(!filter.allows("GRUMP Tester"));
        assert!(!filter.allows("Tit Tester"));
        assert!(!filter.allows("Tester tIT"));
        assert!(filter.allows("Titan Letitea"));
        assert!(WordFilter::default().allows("Grump Tit"));
    }
}
