//! Finds texts by what they say, exactly or nearly, for `tblconv grep` and commands in the game.
//!
//! A language has half a million texts, too many to look through between two steps of a zone. So a
//! search is a value that looks through a given number of bytes at a time; whoever must not stand
//! still spreads it over several steps.

use crate::text::Texts;

/// Below this share of common letter pairs a text is no near match.
const SCORE_MIN: f32 = 0.4;
/// A text this many times longer or shorter than what is looked for, counted in letter pairs,
/// cannot reach the score.
const LENGTH_RATIO_MAX: usize = 4;
/// Letters of a pattern; the rest is not compared. The longest text of the client's tables has 181.
pub const PATTERN_LETTERS_MAX: usize = 256;

/// A text that matches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TextHit<'a> {
    /// Its id.
    pub id: u32,
    /// The text.
    pub text: &'a str,
    /// 1 for an exact match, down to 0.
    pub score: f32,
}

/// How texts are compared; case never matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// The text contains the pattern; ascending by id.
    Exact,
    /// Many letter pairs are common to both; the nearest first, of equals the lowest id.
    Near,
}

/// A search under way. It holds at most twice `limit` hits and the letters of one text.
#[derive(Clone, Debug)]
pub struct TextSearch<'a> {
    texts: Texts<'a>,
    limit: usize,
    matcher: Matcher,
    /// The text to be looked at next.
    next: usize,
    hits: Vec<TextHit<'a>>,
}

/// Compares one text after another with a pattern; for texts that are in no language's file, as
/// the names in a table are.
#[derive(Clone, Debug)]
pub struct Matcher {
    manner: Manner,
    /// In lower case.
    pattern: String,
    pairs: Vec<Pair>,
    letters: String,
    text_pairs: Vec<Pair>,
}

type Pair = (char, char);

impl<'a> Texts<'a> {
    /// Begins a search for at most `limit` texts. Allocates for the pattern and the hits alone.
    #[must_use]
    pub fn search(self, pattern: &str, manner: Manner, limit: usize) -> TextSearch<'a> {
        TextSearch {
            texts: self,
            limit,
            matcher: Matcher::new(pattern, manner),
            next: 0,
            hits: Vec::new(),
        }
    }
}

impl<'a> TextSearch<'a> {
    /// Looks through about `bytes` of text more; true once all has been looked at, or enough found.
    pub fn step(&mut self, bytes: usize) -> bool {
        let mut left = bytes.max(1);
        while left > 0 {
            let enough = self.matcher.manner == Manner::Exact && self.hits.len() >= self.limit;
            let Some((id, text)) = self.texts.nth(self.next).filter(|_| !enough) else {
                return true;
            };
            self.next += 1;
            // A text costs something even when it is empty.
            left = left.saturating_sub(text.len() + 16);
            if let Some(score) = self.matcher.score(text) {
                self.hits.push(TextHit { id, text, score });
                if self.hits.len() >= self.limit.saturating_mul(2).max(2) {
                    self.settle();
                }
            }
        }
        false
    }

    /// What has been found so far, in the order of its manner.
    #[must_use]
    pub fn into_hits(mut self) -> Vec<TextHit<'a>> {
        self.settle();
        self.hits
    }

    /// Looks through all there is at once.
    #[must_use]
    pub fn run(mut self) -> Vec<TextHit<'a>> {
        while !self.step(usize::MAX) {}
        self.into_hits()
    }

    /// Keeps the best.
    fn settle(&mut self) {
        self.hits
            .sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
        self.hits.truncate(self.limit);
    }
}

impl Matcher {
    /// Of a pattern, of which at most [`PATTERN_LETTERS_MAX`] letters count.
    #[must_use]
    pub fn new(pattern: &str, manner: Manner) -> Self {
        let letters = pattern.chars().take(PATTERN_LETTERS_MAX);
        let pattern: String = letters.flat_map(char::to_lowercase).collect();
        let mut pairs = Vec::new();
        fill_pairs(&mut pairs, &pattern);
        Self {
            manner,
            pattern,
            pairs,
            letters: String::new(),
            text_pairs: Vec::new(),
        }
    }

    /// How well a text matches, 1 for exactly; `None` when it does not.
    pub fn score(&mut self, text: &str) -> Option<f32> {
        match self.manner {
            Manner::Exact => self.contains(text).then_some(1.0),
            Manner::Near => self.likeness(text).filter(|score| *score >= SCORE_MIN),
        }
    }

    fn contains(&mut self, text: &str) -> bool {
        if text.is_ascii() {
            return contains_ascii(text.as_bytes(), self.pattern.as_bytes());
        }
        self.letters.clear();
        self.letters
            .extend(text.chars().flat_map(char::to_lowercase));
        self.letters.contains(&self.pattern)
    }

    /// Dice's coefficient over letter pairs.
    fn likeness(&mut self, text: &str) -> Option<f32> {
        let wanted = self.pairs.len();
        // A letter has at most four bytes, so that far shorter and far longer texts are left out
        // unread.
        if wanted == 0 || text.is_empty() || text.len() / 4 > wanted * LENGTH_RATIO_MAX + 1 {
            return None;
        }
        self.letters.clear();
        self.letters
            .extend(text.chars().flat_map(char::to_lowercase));
        fill_pairs(&mut self.text_pairs, &self.letters);
        let have = self.text_pairs.len();
        if have * LENGTH_RATIO_MAX < wanted || have > wanted * LENGTH_RATIO_MAX {
            return None;
        }
        let common = common(&self.pairs, &self.text_pairs);
        Some(2.0 * common as f32 / (wanted + have) as f32)
    }
}

/// Whether ASCII contains a pattern in lower case, whatever its own case.
fn contains_ascii(text: &[u8], pattern: &[u8]) -> bool {
    let Some((first, rest)) = pattern.split_first() else {
        return true;
    };
    if !pattern.is_ascii() {
        return false;
    }
    let upper = first.to_ascii_uppercase();
    let mut from = 0;
    while let Some(found) = text
        .get(from..)
        .and_then(|text| text.iter().position(|byte| byte == first || *byte == upper))
    {
        from += found + 1;
        match text.get(from..from + rest.len()) {
            Some(tail) if tail.eq_ignore_ascii_case(rest) => return true,
            Some(_) => {}
            None => return false,
        }
    }
    false
}

/// The pairs of neighbouring letters, sorted.
fn fill_pairs(pairs: &mut Vec<Pair>, letters: &str) {
    pairs.clear();
    pairs.extend(letters.chars().zip(letters.chars().skip(1)));
    pairs.sort_unstable();
}

/// How many pairs two sorted lists share, equal ones counted as often as both have them.
fn common(a: &[Pair], b: &[Pair]) -> usize {
    let (mut at_a, mut at_b, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at_a), b.get(at_b)) {
        at_a += usize::from(x <= y);
        at_b += usize::from(y <= x);
        common += usize::from(x == y);
    }
    common
}

#[cfg(test)]
mod tests {
    use crate::text::{Language, TextLabels, archive_texts};
    use crate::{TableSet, TextHit};

    use super::*;

    fn set(texts: &[(u32, &str)]) -> TableSet {
        let labels = TextLabels {
            language: 1,
            ..TextLabels::default()
        };
        let set = archive_texts(&labels, texts, 0).and_then(|bytes| TableSet::from_bytes(&bytes));
        set.unwrap_or_else(|error| panic!("{error}"))
    }

    fn ids(hits: &[TextHit<'_>]) -> Vec<u32> {
        hits.iter().map(|hit| hit.id).collect()
    }

    fn find(set: &TableSet, pattern: &str, manner: Manner, limit: usize) -> Vec<u32> {
        let texts = set.texts(Language::ENGLISH);
        ids(&texts.map_or(Vec::new(), |texts| {
            texts.search(pattern, manner, limit).run()
        }))
    }

    #[test]
    fn exact_hits_ascend_and_case_does_not_matter() {
        let set = set(&[
            (1, "Scout Frostfield"),
            (2, "frost"),
            (3, "fro"),
            (4, ""),
            (5, "GROSSE Größe"),
            (6, "ffrostt"),
        ]);
        assert_eq!(find(&set, "FROST", Manner::Exact, 9), [1, 2, 6]);
        assert_eq!(find(&set, "FROST", Manner::Exact, 1), [1]);
        assert_eq!(find(&set, "frost", Manner::Exact, 0), [0; 0]);
        assert_eq!(find(&set, "GRÖSSE", Manner::Exact, 9), [0; 0]);
        assert_eq!(find(&set, "GRÖßE", Manner::Exact, 9), [5]);
        assert_eq!(find(&set, "", Manner::Exact, 9).len(), 6);
        assert_eq!(find(&set, "frostfield!", Manner::Exact, 9), [0; 0]);
    }

    #[test]
    fn near_misses_are_found_nearest_first() {
        let set = set(&[
            (1, "Scout Frostfield"),
            (2, "Frost"),
            (3, "Keeper Shyroot"),
            (4, ""),
            (5, "Scout Frostfeild"),
        ]);
        assert_eq!(find(&set, "scuot frostfeild", Manner::Near, 9), [5, 1, 2]);
        assert_eq!(find(&set, "scuot frostfeild", Manner::Near, 1), [5]);
        assert_eq!(find(&set, "", Manner::Near, 9), [0; 0]);
        assert_eq!(find(&set, "frots", Manner::Near, 9), [2]);
    }

    #[test]
    fn a_search_in_steps_finds_the_same_and_holds_little() {
        let words: Vec<String> = (0..5000).map(|n| format!("word number {n}")).collect();
        let texts: Vec<(u32, &str)> = (0..).zip(words.iter().map(String::as_str)).collect();
        let set = set(&texts);
        let Some(texts) = set.texts(Language::ENGLISH) else {
            panic!("no texts")
        };
        for manner in [Manner::Exact, Manner::Near] {
            let whole = texts.search("word number 77", manner, 10).run();
            assert_eq!(whole.len(), 10);
            assert_eq!(whole[0].text, "word number 77");
            let mut search = texts.search("word number 77", manner, 10);
            let mut steps = 0;
            while !search.step(1000) {
                steps += 1;
                assert!(search.hits.len() <= 20);
            }
            assert!(steps > 20, "{steps}");
            assert_eq!(search.into_hits(), whole);
        }
    }
}
