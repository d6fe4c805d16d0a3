//! The known name nearest to a mistyped one.

/// The name among `known` (`section.key`) nearest to `wrong`; `None` when none is near.
///
/// A key typed in the wrong section is nearer than a different key in the right one.
pub(super) fn nearest<'a>(wrong: &str, known: &'a [String]) -> Option<&'a str> {
    let best = known.iter().map(|name| (cost(wrong, name), name)).min()?;
    let (distance, name) = best;
    (distance <= limit(wrong)).then_some(name)
}

/// The name among `known` nearest to `wrong`, without sections.
pub(super) fn nearest_plain<'a>(
    wrong: &str,
    known: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let (distance, name) = known.map(|name| (distance(wrong, name), name)).min()?;
    (distance <= limit(wrong)).then_some(name)
}

fn cost(wrong: &str, name: &str) -> usize {
    let whole = distance(wrong, name);
    let (Some((_, wrong)), Some((_, name))) = (wrong.split_once('.'), name.split_once('.')) else {
        return whole;
    };
    whole.min(distance(wrong, name) + 1)
}

/// How far off a name may be and still be meant.
fn limit(wrong: &str) -> usize {
    (wrong.chars().count() / 3).max(2)
}

/// Edits (insert, delete, replace, swap neighbours) that make `a` into `b`.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(from != to);
            let mut cost = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            let swapped = i > 0 && j > 0 && *from == b[j - 1] && a[i - 1] == *to;
            if swapped {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_count_edits() {
        for (a, b, edits) in [
            ("port", "port", 0),
            ("prot", "port", 1),
            ("sts_prt", "sts_port", 1),
            ("", "abc", 3),
            ("shards", "", 6),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(a, b), edits, "{a} {b}");
        }
    }

    #[test]
    fn the_nearest_is_meant_and_the_far_is_not() {
        let known: Vec<String> = ["network.sts_port", "network.bind", "runtime.shards"]
            .map(String::from)
            .to_vec();
        assert_eq!(
            nearest("network.sts_prot", &known),
            Some("network.sts_port")
        );
        assert_eq!(nearest("network.shards", &known), Some("runtime.shards"));
        assert_eq!(nearest("network.quantum_flux", &known), None);
        assert_eq!(
            nearest_plain("netwrok", ["network", "log"].into_iter()),
            Some("network")
        );
        assert_eq!(
            nearest_plain("housing", ["network", "log"].into_iter()),
            None
        );
    }
}
