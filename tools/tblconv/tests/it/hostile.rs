//! Thousands of nearly valid files: no reader panics, and none holds much more than its input.

use tblconv::client::{Archive, Index};
use tblconv::pack::Source;
use tblconv::{area, tbl, text};

use super::{read, reference};

/// The same properties the endless search outside of the gate holds up.
#[path = "../../../fuzz/client_data.rs"]
mod client_data;

const CASES: u64 = 20_000;

/// Splitmix64: the same cases on every run.
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// One to four changes: a flipped bit, a telling number, a cut, or bytes from elsewhere.
fn mutate(rng: &mut Rng, seed: &[u8]) -> Vec<u8> {
    let mut data = seed.to_vec();
    for _ in 0..=rng.below(4) {
        let at = rng.below(data.len());
        match rng.below(6) {
            0 if !data.is_empty() => data[at] ^= 1 << rng.below(8),
            1 => {
                let telling = [0, 1, 2, 0x7FFF_FFFF, 0x8000_0000, u32::MAX, u32::MAX - 7];
                let number = telling[rng.below(telling.len())].to_le_bytes();
                let at = at & !3;
                if let Some(place) = data.get_mut(at..at + 4) {
                    place.copy_from_slice(&number);
                }
            }
            2 if rng.below(4) == 0 => data.truncate(at),
            3 => {
                let (from, length) = (rng.below(data.len()), rng.below(64));
                let piece = data
                    .get(from..from + length)
                    .map(<[u8]>::to_vec)
                    .unwrap_or_default();
                if let Some(place) = data.get_mut(at..at + piece.len()) {
                    place.copy_from_slice(&piece);
                }
            }
            // Headers decide most: aim at them every third time.
            _ => {
                let at = rng.below(data.len().min(256));
                if let Some(byte) = data.get_mut(at) {
                    *byte = rng.next() as u8;
                }
            }
        }
    }
    data
}

fn storm(name: &str, seeds: &[Vec<u8>], reader: impl Fn(Vec<u8>) -> bool) {
    let mut rng = Rng(0xBE26_E102);
    let (mut accepted, mut refused) = (0, 0);
    for case in 0..CASES {
        let seed = &seeds[rng.below(seeds.len())];
        if reader(mutate(&mut rng, seed)) {
            accepted += 1;
        } else {
            refused += 1;
        }
        assert_eq!(accepted + refused, case + 1);
    }
    assert!(
        accepted > 0 && refused > CASES / 10,
        "{name}: {accepted} accepted, {refused} refused"
    );
}

#[test]
fn tables_survive() {
    let Some(root) = reference() else { return };
    let fixtures = root.join("fixtures");
    let seeds = [
        read(&fixtures.join("synthetic/MixedTypes.tbl")),
        read(&fixtures.join("synthetic/EmptyTable.tbl")),
        read(&fixtures.join("malformed/ok-tbl-unsorted.tbl")),
        read(&fixtures.join("real/CurrencyType.tbl.xz")),
    ];
    storm("tbl", &seeds, |data| {
        let lenient = tbl::read(&data, true).map(|tbl| {
            for row in 0..tbl.rows {
                for column in 0..tbl.columns.len() {
                    let _ = tbl.value(row, column);
                }
            }
        });
        let strict = tbl::read(&data, false).is_ok();
        assert!(
            !strict || lenient.is_ok(),
            "strict accepts only what lenient does"
        );
        client_data::table(&data);
        strict
    });
}

#[test]
fn texts_survive() {
    let labels = tables::TextLabels {
        tag: "en-US".to_owned(),
        short: "English".to_owned(),
        long: "English (US)".to_owned(),
        language: 1,
        lcid: 1033,
    };
    let some = [
        (1, "plain"),
        (5, ""),
        (9, "Größe 日本 🌲"),
        (10, "plain"),
        (4_000_000_000, "x"),
    ];
    let seeds = [some.as_slice(), &some[..1], &[]]
        .map(|texts| text::write(&labels, texts).unwrap_or_default());
    storm("text", &seeds, |data| {
        client_data::text(&data);
        text::read(&data, false).is_ok()
    });
}

#[test]
fn tiles_survive() {
    let Some(root) = reference() else { return };
    let folder = root.join("fixtures/area");
    let seeds = ["Test.4041.area", "Test.4042.area", "packed/Test.4041.area"];
    let seeds: Vec<Vec<u8>> = seeds.map(|name| read(&folder.join(name))).into();
    storm("area", &seeds, |data| area::read(&data).is_ok());
}

#[test]
fn archives_survive() {
    let Some(root) = reference() else { return };
    let folder = root.join("fixtures/archive");
    let indexes = ["EdgeLzma.index", "ClientDataEN.index"].map(|name| read(&folder.join(name)));
    storm("index", &indexes, |data| {
        Index::open(Source::Memory(data)).is_ok()
    });
    let good = Source::open(&folder.join("EdgeLzma.index")).and_then(Index::open);
    let good = good.unwrap_or_default();
    let archives = [read(&folder.join("EdgeLzma.archive"))];
    storm("archive", &archives, |data| {
        match Archive::open(Source::Memory(data)) {
            Ok(archive) => good.entries.iter().all(|entry| archive.read(entry).is_ok()),
            Err(_) => false,
        }
    });
}

type Property = fn(&[u8]);

#[test]
fn the_corpora_beside_the_fuzzer_hold() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    let properties: [(&str, Property); 4] = [
        ("client_table", client_data::table),
        ("client_text", client_data::text),
        ("client_archive", client_data::archive),
        ("client_tile", client_data::tile),
    ];
    for (name, property) in properties {
        let cases = super::files(&corpus.join(name), "");
        assert!(!cases.is_empty(), "{name}");
        for case in cases {
            property(&read(&case));
        }
    }
}

#[test]
fn texts_that_overlap_to_a_square_are_refused() {
    let letters = 4000_u32;
    let mut data = text::write(&tables::TextLabels::default(), &[(1, "x")]).unwrap_or_default();
    let entries_at = data.len() - (8 + 2 + 4);
    data.truncate(entries_at);
    for id in 0..letters {
        data.extend(id.to_le_bytes());
        data.extend(id.to_le_bytes());
    }
    let block_at = data.len() - 0x60;
    data.extend(
        "y".repeat(letters as usize)
            .encode_utf16()
            .flat_map(u16::to_le_bytes),
    );
    data.extend([0, 0]);
    let fields = [
        u64::from(letters),
        entries_at as u64 - 0x60,
        u64::from(letters) + 1,
        block_at as u64,
    ];
    for (field, at) in fields.iter().zip([0x40, 0x48, 0x50, 0x58]) {
        data[at..at + 8].copy_from_slice(&field.to_le_bytes());
    }
    assert_eq!(
        text::read(&data, false).map_err(|e| e.code).err(),
        Some("string-overlap")
    );
}
