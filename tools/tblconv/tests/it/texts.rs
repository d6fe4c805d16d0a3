//! Text files by their headers, every layout, and back.

use tables::{Language, Manner, TableSet};
use tblconv::{convert, text};

use super::{files, json, read, reference, stem};

#[test]
fn texts_are_read_archived_and_written_exactly() {
    let Some(root) = reference() else { return };
    let folder = root.join("fixtures/text");
    for path in files(&folder, ".bin") {
        let name = stem(&path);
        let data = read(&path);
        let file = text::read(&data, false).unwrap_or_else(|error| panic!("{name}: {error}"));
        let made = convert::texts(&data, false).unwrap_or_else(|error| panic!("{name}: {error}"));
        let set = TableSet::from_bytes(&made.archive).unwrap_or_else(|e| panic!("{name}: {e}"));
        let language = Language(file.labels.language);
        let Some(texts) = set.texts(language) else {
            panic!("{name}: no texts")
        };
        assert_eq!(texts.labels(), file.labels, "{name}");
        assert!(texts.iter().eq(file.iter()), "{name}");
        let pairs: Vec<(u32, &str)> = texts.iter().collect();
        let again = text::write(&file.labels, &pairs).unwrap_or_default();
        if !matches!(name.as_str(), "aligned-block" | "unpooled") {
            assert_eq!(again, data, "{name}");
        }
        let back = text::read(&again, false).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(back.iter().eq(file.iter()), "{name}");

        let expected = folder.join(format!("{name}.json"));
        if expected.exists() {
            let want = json(&expected);
            let want = want["texts"].as_object().cloned().unwrap_or_default();
            assert_eq!(want.len(), texts.len(), "{name}");
            for (id, content) in want {
                let id = id.parse().unwrap_or(0);
                assert_eq!(texts.get(id), content.as_str(), "{name} {id}");
            }
            assert_eq!(texts.get(4_000_000_000), None);
        }
    }
}

#[test]
fn the_reconstructed_language_loads() {
    let Some(root) = reference() else { return };
    let made = convert::texts(&read(&root.join("reconstructed/en-US.bin.xz")), false);
    let made = made.unwrap_or_else(|error| panic!("{error}"));
    let set = TableSet::from_bytes(&made.archive).unwrap_or_else(|error| panic!("{error}"));
    assert!(
        set.texts(Language::ENGLISH)
            .is_some_and(|texts| texts.len() > 10_000)
    );
}

#[test]
fn texts_of_the_client_are_found_exactly_and_nearly() {
    let Some(root) = reference() else { return };
    let made = convert::texts(&read(&root.join("reconstructed/en-US.bin.xz")), false);
    let made = made.unwrap_or_else(|error| panic!("{error}"));
    let set = TableSet::from_bytes(&made.archive).unwrap_or_else(|error| panic!("{error}"));
    let Some(texts) = set.texts(Language::ENGLISH) else {
        panic!("no texts")
    };
    // A name among the longer plain ones, whichever the reference has, and a slip in it.
    let plain = |text: &str| text.is_ascii() && (14..40).contains(&text.len());
    let all: Vec<(u32, &str)> = texts.iter().filter(|(_, text)| plain(text)).collect();
    assert!(all.len() > 100);
    for (id, text) in all.iter().step_by(all.len() / 3 + 1) {
        let part = &text[2..text.len() - 2];
        let exact = texts
            .search(&part.to_uppercase(), Manner::Exact, usize::MAX)
            .run();
        let want: Vec<u32> = texts
            .iter()
            .filter(|(_, text)| text.to_lowercase().contains(&part.to_lowercase()))
            .map(|(id, _)| id)
            .collect();
        assert_eq!(
            exact.iter().map(|hit| hit.id).collect::<Vec<_>>(),
            want,
            "{text}"
        );
        let mut slip: Vec<char> = text.chars().collect();
        slip.swap(5, 6);
        let slip: String = slip.into_iter().collect();
        let near = texts.search(&slip, Manner::Near, 20).run();
        let equal = |hit: &tables::TextHit<'_>| hit.text.eq_ignore_ascii_case(text);
        assert!(
            near.iter().any(|hit| hit.id == *id || equal(hit)),
            "{id} {text} {slip}"
        );
    }
}
