//! What must hold of the readers of the client's files for any bytes whatever: no panic, and what
//! the strict reader takes, the lenient one takes too. `tblconv`'s own tests try the same on
//! thousands of nearly valid files.

use tblconv::client::{Archive, Entry, Index};
use tblconv::pack::Source;
use tblconv::{area, convert, tbl, text};

const CELLS_PER_TILE: usize = 256;

/// A table is read, walked, written, and read again with the same cells.
pub(crate) fn table(data: &[u8]) {
    let _ = convert::table(data, None, true);
    let Ok(table) = tbl::read(data, false) else {
        return;
    };
    assert!(tbl::read(data, true).is_ok());
    let again = tbl::write(&table.name, &table.columns, table.rows, &|r, c| {
        table.value(r, c)
    });
    let again = again.expect("what was read can be written");
    let again = tbl::read(&again, false).expect("what was written can be read");
    for row in 0..table.rows {
        for column in 0..table.columns.len() {
            let same = format!("{:?}", again.value(row, column));
            assert_eq!(format!("{:?}", table.value(row, column)), same);
        }
    }
}

/// Texts are read, written, and read again.
pub(crate) fn text(data: &[u8]) {
    let _ = convert::texts(data, true);
    let Ok(file) = text::read(data, false) else {
        return;
    };
    let texts: Vec<(u32, &str)> = file.iter().collect();
    let again = text::write(&file.labels, &texts).expect("what was read can be written");
    let again = text::read(&again, false).expect("what was written can be read");
    assert!(again.iter().eq(texts));
}

/// The first two bytes are the length of an index; an archive follows it.
pub(crate) fn archive(data: &[u8]) {
    let Some((&length, rest)) = data.split_first_chunk() else {
        return;
    };
    let length = usize::from(u16::from_le_bytes(length));
    let Some((index, archive)) = rest.split_at_checked(length) else {
        return;
    };
    let entries = Index::open(Source::Memory(index.to_vec())).map(|index| index.entries);
    if let Ok(archive) = Archive::open(Source::Memory(archive.to_vec())) {
        for entry in entries.unwrap_or_default() {
            check_entry(&archive, &entry);
        }
    }
}

fn check_entry(archive: &Archive, entry: &Entry) {
    assert!(!entry.path.starts_with('/') && !entry.path.split('/').any(|part| part == ".."));
    if let Ok(plain) = archive.read(entry) {
        assert_eq!(plain.len() as u64, entry.size);
    }
}

/// A tile is read, and its cells lie inside it.
pub(crate) fn tile(data: &[u8]) {
    if let Ok(tile) = area::read(data) {
        assert!(tile.cells.keys().all(|index| *index < CELLS_PER_TILE));
    }
}
