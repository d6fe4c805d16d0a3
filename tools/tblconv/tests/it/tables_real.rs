//! Every real table reproduces its expected values, survives a round trip byte for byte, and comes
//! out of its archive as it went in.

use std::collections::HashSet;
use std::path::Path;

use serde_json::Value as Json;
use tables::{ColumnType, TableSet, Value, schema};
use tblconv::inspect::{Sheet, TextRows, json as cell_json, table_to_tbl};
use tblconv::{convert, tbl};

use super::{files, json, read, reference, stem};

/// The crc32 that zip and PNG use, bit by bit: this is a test.
fn crc32(crc: u32, bytes: &[u8]) -> u32 {
    let mut crc = !crc;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xEDB8_8320
            } else {
                crc >> 1
            };
        }
    }
    !crc
}

fn check_column(sheet: &Sheet<'_>, index: usize, want: &Json, place: &str) {
    let (mut sum, mut xor, mut units, mut crc) = (0_u64, 0_u32, 0_u64, 0);
    let mut distinct = HashSet::new();
    for row in 0..sheet.len() {
        match sheet.value(row, index) {
            Value::U32(v) => sum = sum.wrapping_add(u64::from(v)),
            Value::U64(v) => sum = sum.wrapping_add(v),
            Value::Bool(v) => sum += u64::from(v),
            Value::F32(v) => xor ^= v.to_bits(),
            Value::Text(text) => {
                units += text.encode_utf16().count() as u64;
                crc = crc32(crc, if row == 0 { b"" } else { b"\0" });
                crc = crc32(crc, text.as_bytes());
                distinct.insert(text.to_owned());
            }
        }
    }
    let (name, kind) = sheet.columns()[index];
    assert_eq!(want["name"], name, "{place}");
    assert_eq!(want["type"], kind.name(), "{place}.{name}");
    let have = match kind {
        ColumnType::F32 => vec![("xor", u64::from(xor))],
        ColumnType::Text => vec![
            ("units", units),
            ("distinct", distinct.len() as u64),
            ("crc32", u64::from(crc)),
        ],
        _ => vec![("sum", sum)],
    };
    for (key, value) in have {
        assert_eq!(want[key].as_u64(), Some(value), "{place}.{name} {key}");
    }
}

fn check_expected(sheet: &Sheet<'_>, want: &Json, place: &str) {
    assert_eq!(
        want["row_count"].as_u64(),
        Some(sheet.len() as u64),
        "{place}"
    );
    let columns = want["columns"].as_array().map_or(&[][..], Vec::as_slice);
    assert_eq!(columns.len(), sheet.columns().len(), "{place}");
    for (index, column) in columns.iter().enumerate() {
        check_column(sheet, index, column, place);
    }
    for sample in want["sample"].as_array().into_iter().flatten() {
        let row = sample["row"].as_u64().unwrap_or(u64::MAX) as usize;
        for (index, (name, kind)) in sheet.columns().iter().enumerate() {
            let (want, have) = (&sample["cells"][*name], sheet.value(row, index));
            let same = match (kind, want.as_f64(), have) {
                (ColumnType::F32, Some(want), Value::F32(have)) => {
                    (want as f32).to_bits() == have.to_bits()
                }
                _ => cell_json(have) == *want.to_string(),
            };
            assert!(same, "{place} row {row} {name}: {want} and {have:?}");
        }
    }
}

/// What the reference states of the whole file, where it does.
fn check_file_figures(tbl: &tbl::Tbl<'_>, want: &Json, place: &str) {
    let have = [
        ("record_size", tbl.record_size as u64),
        ("lookup_count", tbl.lookup_count),
        ("canonical_size", tbl.canonical_size),
    ];
    for (key, value) in have {
        assert_eq!(want[key].as_u64(), Some(value), "{place} {key}");
    }
    check_expected(&Sheet::File(tbl), want, place);
}

/// Reads, compares, writes, archives, writes again.
fn check_file(path: &Path, expected: &Path) -> usize {
    let place = stem(path);
    let data = read(path);
    let tbl = tbl::read(&data, false).unwrap_or_else(|error| panic!("{place}: {error}"));
    let want = expected.exists().then(|| json(expected));
    if let Some(want) = &want {
        check_file_figures(&tbl, want, &place);
    }
    let again = tbl::write(&tbl.name, &tbl.columns, tbl.rows, &|r, c| tbl.value(r, c));
    assert!(
        again.as_ref() == Ok(&data),
        "{place} is not written as it was"
    );

    let Some(schema) = schema::find(&place) else {
        let error = convert::table(&data, Some(&place), false).err();
        assert_eq!(
            error.map(|e| e.code),
            Some("schema"),
            "{place} is no table of the client"
        );
        return tbl.rows;
    };
    let made = convert::table(&data, Some(&place), false);
    let made = made.unwrap_or_else(|error| panic!("{place}: {error}"));
    let set = TableSet::from_bytes(&made.archive).unwrap_or_else(|e| panic!("{place}: {e}"));
    let table = set.table_at(schema::index_of(&place).unwrap_or(0));
    let sheet = Sheet::of_table(schema, table);
    if let Some(want) = &want {
        check_expected(&sheet, want, &place);
    }
    for row in 0..sheet.len() {
        let id = sheet.id(row);
        assert_eq!(
            table.get(id).map(tables::Row::id),
            Some(id),
            "{place} row {row}"
        );
    }
    let back = table_to_tbl(&sheet, schema);
    // The archive keeps our schema's spelling and flags, which are the real files'.
    assert_eq!(
        back.as_ref(),
        Ok(&data),
        "{place} does not come back from its archive"
    );
    tbl.rows
}

#[test]
fn the_372_real_tables_are_read_written_and_archived_exactly() {
    let Some(root) = reference() else { return };
    let all = files(&root.join("fixtures/real"), ".tbl.xz");
    assert_eq!(all.len(), 372);
    let half = all.len() / 2;
    let check = |paths: &[std::path::PathBuf]| -> usize {
        let expected = root.join("fixtures/expected");
        let rows = paths
            .iter()
            .map(|p| check_file(p, &expected.join(stem(p) + ".json")));
        rows.sum()
    };
    let rows = std::thread::scope(|scope| {
        let other = scope.spawn(|| check(&all[half..]));
        let mine = check(&all[..half]);
        mine + other.join().unwrap_or(0)
    });
    assert_eq!(rows, 652_416);
}

#[test]
fn synthetic_tables_hold_every_type_unsorted_ids_and_id_zero() {
    let Some(root) = reference() else { return };
    let folder = root.join("fixtures/synthetic");
    let mut count = 0;
    for path in files(&folder, ".tbl") {
        let expected = folder.join("expected").join(stem(&path) + ".json");
        if expected.exists() {
            check_file(&path, &expected);
            count += 1;
        }
    }
    assert_eq!(count, 13);
}

#[test]
fn reconstructed_tables_convert_and_their_references_are_counted() {
    let Some(root) = reference() else { return };
    let mut rows = 0;
    for path in files(&root.join("reconstructed"), ".tbl.xz") {
        let made = convert::table(&read(&path), Some(&stem(&path)), false);
        let made = made.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let set = TableSet::from_bytes(&made.archive).unwrap_or_else(|error| panic!("{error}"));
        rows += set
            .table_at(schema::index_of(&made.name).unwrap_or(0))
            .len();
    }
    assert!(rows > 100_000, "{rows}");
}

#[test]
fn junk_behind_the_end_is_noted_and_dropped() {
    let Some(root) = reference() else { return };
    for path in files(&root.join("fixtures/real_untrimmed"), "") {
        let data = read(&path);
        let tbl = tbl::read(&data, false).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert!(
            tbl.notes.iter().any(|note| note.starts_with("tail: ")),
            "{}",
            path.display()
        );
        let again = tbl::write(&tbl.name, &tbl.columns, tbl.rows, &|r, c| tbl.value(r, c));
        let canonical = data[..tbl.canonical_size as usize].to_vec();
        assert_eq!(again, Ok(canonical), "{}", path.display());
    }
}

#[test]
fn text_forms_lead_back_to_the_same_file() {
    let Some(root) = reference() else { return };
    for name in [
        "CurrencyType",
        "Creature2ArcheType",
        "WorldSky",
        "SoundBank",
    ] {
        let data = read(&root.join(format!("fixtures/real/{name}.tbl.xz")));
        let tbl = tbl::read(&data, false).unwrap_or_else(|error| panic!("{error}"));
        let schema = schema::find(name).unwrap_or(&schema::TABLES[0]);
        let sheet = Sheet::File(&tbl);
        let rows: Vec<String> = (0..sheet.len()).map(|row| sheet.row_json(row)).collect();
        let text = format!("[{}]", rows.join(","));
        let back = TextRows::from_json(schema, &text).and_then(|rows| rows.to_tbl(schema));
        assert_eq!(back.as_ref(), Ok(&data), "{name}");
    }
}
