//! Archives with bytes changed behind a header that fits them: whatever opens answers every
//! question without leaving its bytes, and what does not says why on one line.

use bezgelor_core::ids::{WorldId, WorldZoneId};
use tables::map::{CellData, HEIGHTS, MapBuilder, SQUARES, STEPS};
use tables::nav::PathFinder;
use tables::{Language, Manner, TableBuilder, TableSet, TextLabels, Value, archive_texts, header};
use tables::{pack_set, schema};

const CASES: u64 = 3000;

/// Splitmix64: the same cases on every run.
struct Rng(u64);

impl Rng {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) % end.max(1) as u64) as usize
    }
}

/// Changes the payload and seals it again, so that only validation stands between.
fn mutate(rng: &mut Rng, good: &[u8]) -> Vec<u8> {
    let known = header::peek(good).unwrap_or_else(|error| panic!("{error}"));
    let mut payload = good[header::HEADER_BYTES..].to_vec();
    for _ in 0..=rng.below(3) {
        if payload.is_empty() {
            break;
        }
        // The root, which everything hangs on, lies at the end.
        let at = if rng.below(2) == 0 {
            payload.len() - 1 - rng.below(payload.len().min(160))
        } else {
            rng.below(payload.len())
        };
        match rng.below(4) {
            0 => payload[at] ^= 1 << rng.below(8),
            1 => payload[at] = rng.below(256) as u8,
            2 => {
                let telling = [0, 1, 4, 0x7FFF_FFFF, 0x8000_0000, u32::MAX, u32::MAX - 3];
                let number = telling[rng.below(telling.len())].to_le_bytes();
                if let Some(place) = payload.get_mut(at & !3..(at & !3) + 4) {
                    place.copy_from_slice(&number);
                }
            }
            _ if rng.below(8) == 0 => payload.truncate(at),
            _ => {}
        }
    }
    header::seal(known.kind, known.schema_hash, known.source_hash, &payload)
}

/// Asks everything there is to ask.
fn ask(set: &TableSet, finder: &mut PathFinder) {
    for index in 0..schema::TABLES.len() {
        let table = set.table_at(index);
        for row in table.iter() {
            for column in schema::TABLES[index].columns {
                let _ = row.value(column.kind, column.cell);
            }
            assert!(table.get(row.id()).is_some());
        }
        for id in [0, 1, 7, u32::MAX] {
            let _ = table.get(id);
        }
    }
    for language in set.languages().collect::<Vec<_>>() {
        let texts = set.texts(language).unwrap_or_else(|| panic!("no texts"));
        assert!(texts.iter().all(|(id, text)| texts.get(id) == Some(text)));
        let _ = texts.search("frost", Manner::Near, 5).run();
        let _ = texts.labels();
    }
    let names: Vec<String> = set.map_names().map(str::to_owned).collect();
    for name in names {
        let terrain = set.terrain_of(&name);
        let Some(terrain) = terrain else {
            // A name with a separator in it is found by no path.
            continue;
        };
        let map = terrain.map();
        let _ = (map.bounds(), map.tiles().count());
        for at in 0..64 {
            let (x, z) = ((at % 8) as f32 * 9.0 - 8.0, (at / 8) as f32 * 9.0 - 8.0);
            let _ = (terrain.height(x, z), terrain.liquid(x, z));
            let _ = (terrain.zone_at(x, z), terrain.is_road(x, z));
        }
        let _ = finder.find(map, [1.0, 1.0], [30.0, 30.0], 1, &mut Vec::new());
    }
    let _ = set.terrain(WorldId(1));
    let _ = tables::check_references(set);
}

fn storm(good: &[u8]) {
    let mut finder = PathFinder::new();
    let whole = TableSet::from_bytes(good).unwrap_or_else(|error| panic!("{error}"));
    ask(&whole, &mut finder);
    let mut rng = Rng(0xA2C7);
    let (mut opened, mut refused) = (0, 0);
    for _ in 0..CASES {
        match TableSet::from_bytes(&mutate(&mut rng, good)) {
            Ok(set) => {
                opened += 1;
                ask(&set, &mut finder);
            }
            Err(error) => {
                refused += 1;
                assert_eq!(error.to_string().lines().count(), 1, "{error}");
            }
        }
    }
    assert!(
        opened > 30 && refused > 300,
        "{opened} opened, {refused} refused"
    );
}

fn table() -> Vec<u8> {
    let schema = schema::find("ItemQuality").unwrap_or(&schema::TABLES[0]);
    let mut builder = TableBuilder::new(schema);
    for id in [3, 1, 9] {
        let value = |column: &tables::ColumnSchema| match column.kind {
            tables::ColumnType::U32 => Value::U32(id),
            tables::ColumnType::F32 => Value::F32(1.5),
            tables::ColumnType::Bool => Value::Bool(true),
            tables::ColumnType::U64 => Value::U64(7),
            tables::ColumnType::Text => Value::Text("Größe"),
        };
        let row: Vec<_> = schema.columns.iter().map(value).collect();
        assert!(builder.push(&row).is_ok());
    }
    builder.finish(0).unwrap_or_default()
}

#[test]
fn tables_with_changed_bytes() {
    storm(&table());
}

#[test]
fn sets_with_changed_bytes() {
    storm(&pack_set(&[table()]));
}

#[test]
fn texts_with_changed_bytes() {
    let labels = TextLabels::of_tag("de-DE").unwrap_or_default();
    assert_eq!(Language(labels.language), Language::GERMAN);
    let texts = [(1, "Frost"), (2, ""), (5, "Größe"), (9, "Frostfeld")];
    storm(&archive_texts(&labels, &texts, 0).unwrap_or_default());
}

#[test]
fn maps_with_changed_bytes() {
    let (heights, squares) = ([16384; HEIGHTS], [8; SQUARES]);
    let cell = CellData {
        heights: Some(&heights),
        zones: Some([1, 2, 3, u32::from(WorldZoneId(4).0)]),
        squares: Some(&squares),
        water: Some(&[1.0; STEPS]),
    };
    let mut builder = MapBuilder::new("test");
    let dry = CellData {
        water: None,
        squares: None,
        ..cell
    };
    assert!(builder.add_tile(64, 64, &[(0, cell), (1, dry)]).is_ok());
    storm(&builder.finish(0).unwrap_or_default());
}
