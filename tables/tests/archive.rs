//! Archives from builder to lookup: every type, every kind of index, every way to be wrong.

use tables::rows::CurrencyType;
use tables::{ArchiveError, Row, TableBuilder, TableSet, Value, header, pack_set, schema};

fn table(name: &str) -> &'static schema::TableSchema {
    schema::find(name).unwrap_or_else(|| panic!("no table {name}"))
}

fn currencies(rows: &[(u32, &str, u64)]) -> Result<Vec<u8>, ArchiveError> {
    let mut builder = TableBuilder::new(table("CurrencyType"));
    for (id, text, cap) in rows {
        builder.push(&[
            Value::U32(*id),
            Value::Text(text),
            Value::U32(u32::MAX),
            Value::Text("icon"),
            Value::U64(*cap),
        ])?;
    }
    builder.finish(7)
}

fn open(bytes: &[u8]) -> TableSet {
    TableSet::from_bytes(bytes).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn rows_keep_their_order_and_are_found_by_id() {
    let rows = [
        (9, "nine", u64::MAX),
        (0, "", 1 << 32),
        (4, "Größe 日本 🌲", 3),
    ];
    let set = open(&currencies(&rows).unwrap_or_default());
    let have: Vec<_> = set
        .currency_type()
        .iter()
        .map(|r| (r.id(), r.description(), r.cap_amount()))
        .collect();
    assert_eq!(have, rows);
    let row = set
        .currency_type()
        .get(4)
        .unwrap_or_else(|| panic!("no row"));
    assert_eq!(
        (row.icon_name(), row.localized_text_id()),
        ("icon", u32::MAX)
    );
    for absent in [1, 5, 10, u32::MAX] {
        assert!(!set.currency_type().contains(absent), "{absent}");
    }
    assert_eq!((set.currency_type().len(), set.world().len()), (3, 0));
    assert!(set.has(schema::index_of("CurrencyType").unwrap_or(0)));
}

#[test]
fn sparse_ids_are_found_too() {
    let ids: Vec<u32> = (0..500_u32)
        .map(|i| i.wrapping_mul(0x0100_0193) | 1)
        .collect();
    let rows: Vec<(u32, &str, u64)> = ids.iter().map(|id| (*id, "x", u64::from(*id))).collect();
    let bytes = currencies(&rows).unwrap_or_default();
    assert!(
        bytes.len() < 64 * 1024,
        "a dense index would take gigabytes: {}",
        bytes.len()
    );
    let set = open(&bytes);
    for id in ids {
        assert_eq!(
            set.currency_type().get(id).map(CurrencyType::cap_amount),
            Some(u64::from(id))
        );
        assert!(set.currency_type().get(id ^ 1).is_none());
    }
}

#[test]
fn the_builder_refuses_what_does_not_fit() {
    let twice = currencies(&[(1, "", 0), (1, "", 0)])
        .err()
        .map(|e| e.to_string());
    assert_eq!(
        twice.as_deref(),
        Some("CurrencyType: two rows have the id 1")
    );
    let mut builder = TableBuilder::new(table("CurrencyType"));
    assert!(builder.push(&[Value::U32(1)]).is_err());
    let wrong = [
        Value::U32(1),
        Value::U32(2),
        Value::U32(3),
        Value::Text(""),
        Value::U64(5),
    ];
    let error = builder
        .push(&wrong)
        .err()
        .map(|e| e.to_string())
        .unwrap_or_default();
    assert!(error.contains("description cannot hold U32(2)"), "{error}");
    assert!(builder.is_empty());
}

#[test]
fn numbered_columns_are_a_list_and_ids_are_newtypes() {
    let schema = table("CharacterCreation");
    let mut builder = TableBuilder::new(schema);
    let cell = |(index, column): (usize, &tables::ColumnSchema)| match column.kind {
        tables::ColumnType::Bool => Value::Bool(true),
        _ => Value::U32(index as u32),
    };
    let row: Vec<_> = schema.columns.iter().enumerate().map(cell).collect();
    assert!(builder.push(&row).is_ok());
    let set = open(&builder.finish(0).unwrap_or_default());
    let row = set
        .character_creation()
        .get(0)
        .unwrap_or_else(|| panic!("no row"));
    let items: Vec<u32> = row.item_id_all().iter().map(|id| id.0).collect();
    assert!(
        items.len() >= 10 && items.is_sorted() && row.costume_only(),
        "{items:?}"
    );
    assert_eq!(
        row.item_id01(),
        bezgelor_core::ids::ItemTemplateId(items[1])
    );
    assert!(row.item_id_all().get(items.len()).is_none());
}

#[test]
fn every_flipped_byte_is_noticed() {
    let good = pack_set(&[currencies(&[(1, "one", 2), (3, "three", 4)]).unwrap_or_default()]);
    assert_eq!(open(&good).currency_type().len(), 2);
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 0x41;
        assert!(
            TableSet::from_bytes(&bad).is_err(),
            "byte {at} went unnoticed"
        );
    }
    for length in 0..good.len() {
        assert!(
            TableSet::from_bytes(&good[..length]).is_err(),
            "cut to {length}"
        );
    }
}

/// Checksums hold against accident only; whoever can write them must still not make a lookup panic.
#[test]
fn forged_archives_never_panic() {
    let good = currencies(&[(1, "one", 2), (3, "three", 4)]).unwrap_or_default();
    let hash = table("CurrencyType").hash;
    let payload = &good[header::HEADER_BYTES..];
    let mut opened = 0;
    for at in 0..payload.len() {
        for value in [0, 1, 0x7F, 0x80, 0xFF] {
            let mut forged = payload.to_vec();
            forged[at] = value;
            let file = header::seal(header::Kind::Table, hash, 0, &forged);
            if let Ok(set) = TableSet::from_bytes(&file) {
                opened += 1;
                for row in set.currency_type().iter() {
                    assert!(set.currency_type().contains(row.id()));
                    let _ = (row.description().len(), row.icon_name().len());
                }
            }
        }
    }
    assert!(opened > 0, "changed cells are legal content");
}

#[test]
fn another_schema_or_format_is_named() {
    let good = currencies(&[(1, "one", 2)]).unwrap_or_default();
    let payload = &good[header::HEADER_BYTES..];
    let error = TableSet::from_bytes(&header::seal(header::Kind::Table, 1, 0, payload));
    let error = error.err().map(|e| e.to_string()).unwrap_or_default();
    assert_eq!(error, "CurrencyType was made with another schema");
    let mut newer = good;
    newer[8] = 99;
    let error = TableSet::from_bytes(&newer)
        .err()
        .map(|e| e.to_string())
        .unwrap_or_default();
    assert!(
        error.contains("archive format is 99, this server needs 2"),
        "{error}"
    );
}

#[test]
fn a_set_lends_what_it_lacks_from_another() {
    let first = open(&currencies(&[(1, "mine", 0)]).unwrap_or_default());
    let starter = tables::starter::embedded().unwrap_or_else(|error| panic!("{error}"));
    let both = first.or(&starter);
    assert_eq!(
        both.currency_type()
            .iter()
            .map(CurrencyType::description)
            .collect::<Vec<_>>(),
        ["mine"]
    );
    assert_eq!(both.world().len(), starter.world().len());
    assert!(both.texts(tables::Language::ENGLISH).is_some());
}

#[test]
fn references_are_counted_never_fatal() {
    let set = tables::starter::embedded().unwrap_or_else(|error| panic!("{error}"));
    let reports = tables::check_references(&set);
    let of = |table: &str, column: &str| {
        reports
            .iter()
            .find(|r| (r.table, r.column) == (table, column))
            .cloned()
    };
    let zones = of("WorldZone", "parentZoneId").unwrap_or_else(|| panic!("not checked"));
    assert_eq!((zones.target, zones.dangling), ("WorldZone", 0));
    assert!(zones.checked > 5);
    // What a set does not have cannot be missed in it.
    let index = schema::index_of("WorldZone").unwrap_or(0);
    let alone = open(set.table_file(index).unwrap_or_default());
    let reports = tables::check_references(&alone);
    assert!(!reports.is_empty() && reports.iter().all(|r| r.target == "WorldZone"));
    let _: Vec<Row<'_>> = set.table_at(0).iter().collect();
}
