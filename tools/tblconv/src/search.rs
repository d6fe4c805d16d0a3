//! Finds texts by what they say, exactly or nearly: for `tblconv grep` and commands in the game.

use tables::Texts;

/// A text that matches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit<'a> {
    /// Its id.
    pub id: u32,
    /// The text.
    pub text: &'a str,
    /// 1 for an exact match down to 0.
    pub score: f32,
}

/// Below this share of common letter pairs a text is no near match.
const SCORE_MIN: f32 = 0.4;

/// Texts that contain `pattern`, compared without case, at most `limit`, ascending by id.
#[must_use]
pub fn exact<'a>(texts: Texts<'a>, pattern: &str, limit: usize) -> Vec<Hit<'a>> {
    let pattern = pattern.to_lowercase();
    let hits = texts
        .iter()
        .filter(|(_, text)| text.to_lowercase().contains(&pattern));
    hits.take(limit)
        .map(|(id, text)| Hit {
            id,
            text,
            score: 1.0,
        })
        .collect()
}

/// Texts near `pattern` by common letter pairs, at most `limit`, the nearest first.
#[must_use]
pub fn fuzzy<'a>(texts: Texts<'a>, pattern: &str, limit: usize) -> Vec<Hit<'a>> {
    let wanted = pairs(pattern);
    let mut hits: Vec<Hit<'a>> = texts
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(id, text)| Hit {
            id,
            text,
            score: likeness(&wanted, text),
        })
        .filter(|hit| hit.score >= SCORE_MIN)
        .collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
    hits.truncate(limit);
    hits
}

fn pairs(text: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
    let mut pairs: Vec<_> = letters.windows(2).map(|two| (two[0], two[1])).collect();
    pairs.sort_unstable();
    pairs
}

/// Dice's coefficient over letter pairs; a long text is compared with what of it could match.
fn likeness(wanted: &[(char, char)], text: &str) -> f32 {
    // A much longer text cannot reach the threshold: its length alone pulls the score down.
    if wanted.is_empty() || text.len() > wanted.len() * 8 + 16 {
        return 0.0;
    }
    let have = pairs(text);
    let (mut a, mut b, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (wanted.get(a), have.get(b)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                a += 1;
                b += 1;
            }
        }
    }
    2.0 * common as f32 / (wanted.len() + have.len()) as f32
}

#[cfg(test)]
mod tests {
    use tables::{Language, TableSet, TextLabels, archive_texts};

    use super::*;

    #[test]
    fn near_misses_are_found_nearest_first() {
        let labels = TextLabels {
            language: 1,
            ..TextLabels::default()
        };
        let texts = [
            (1, "Scout Frostfield"),
            (2, "Frost"),
            (3, "Keeper Shyroot"),
            (4, ""),
        ];
        let set = archive_texts(&labels, &texts, 0).and_then(|b| TableSet::from_bytes(&b));
        let set = set.unwrap_or_else(|error| panic!("{error}"));
        let Some(texts) = set.texts(Language::ENGLISH) else {
            panic!("no texts")
        };
        let ids = |hits: Vec<Hit<'_>>| hits.iter().map(|h| h.id).collect::<Vec<_>>();
        assert_eq!(ids(exact(texts, "FROST", 9)), [1, 2]);
        assert_eq!(ids(exact(texts, "FROST", 1)), [1]);
        assert_eq!(ids(fuzzy(texts, "scuot frostfeild", 9)), [1, 2]);
        assert_eq!(ids(fuzzy(texts, "", 9)), [0; 0]);
    }
}
