//! Small archives made for a test: an index with any names at all, and the contents beside it.

use std::path::Path;

use sha1::{Digest as _, Sha1};

fn put(bytes: &mut [u8], at: usize, value: u64, width: usize) {
    bytes[at..at + width].copy_from_slice(&value.to_le_bytes()[..width]);
}

/// A container of these blocks, numbered from 1 (`formats.md` 3.1).
fn container(blocks: &[Vec<u8>], root: u64) -> Vec<u8> {
    let mut bytes = vec![0; 0x240];
    let mut table = vec![0; 16];
    let mut append = |content: &[u8]| {
        let at = bytes.len();
        bytes.extend_from_slice(content);
        // Two guards and what is missing to the next multiple.
        bytes.resize(bytes.len().next_multiple_of(16) + 16, 0);
        at
    };
    for block in blocks {
        let at = append(block);
        table.extend((at as u64).to_le_bytes());
        table.extend((block.len() as u64).to_le_bytes());
    }
    let table_at = append(&table);
    let size = bytes.len() as u64;
    put(&mut bytes, 0, 0x5041_434B, 4);
    put(&mut bytes, 4, 1, 4);
    put(&mut bytes, 0x208, size, 8);
    put(&mut bytes, 0x218, table_at as u64, 8);
    put(&mut bytes, 0x220, blocks.len() as u64 + 1, 4);
    put(&mut bytes, 0x228, root, 8);
    bytes
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Writes `BASE.index` and `BASE.archive` with these files in one folder of that name, or at the
/// root when it is empty. Without `contents`, the archive has none of them.
pub(crate) fn write(base: &Path, folder: &str, files: &[(&str, &[u8])], contents: bool) {
    let mut names = Vec::new();
    let mut entries = Vec::new();
    for (name, content) in files {
        let mut entry = [0; 56];
        put(&mut entry, 0, names.len() as u64, 4);
        put(&mut entry, 4, 1, 4);
        put(&mut entry, 16, content.len() as u64, 8);
        put(&mut entry, 24, content.len() as u64, 8);
        entry[32..52].copy_from_slice(&Sha1::digest(content));
        entries.extend(entry);
        names.extend(name.bytes().chain([0]));
    }
    let mut inner = words(&[0, files.len() as u32]);
    inner.extend(&entries);
    inner.extend(&names);
    let mut blocks = vec![words(&[0x4149_4458, 1, 16042, 2]), inner];
    if !folder.is_empty() {
        let mut outer = words(&[1, 0, 0, 3]);
        outer.extend(folder.bytes().chain([0]));
        blocks.insert(1, outer);
    }
    let index = container(&blocks, 1);
    let kept: Vec<_> = files.iter().filter(|_| contents).collect();
    let mut blocks = vec![words(&[0x4141_5243, 2, kept.len() as u32, 2]), Vec::new()];
    for (_, content) in &kept {
        let mut entry = words(&[blocks.len() as u32 + 1]);
        entry.extend(Sha1::digest(content));
        entry.extend((content.len() as u64).to_le_bytes());
        blocks[1].extend(entry);
        blocks.push(content.to_vec());
    }
    let archive = container(&blocks, 1);
    for (extension, bytes) in [("index", index), ("archive", archive)] {
        let written = std::fs::write(base.with_extension(extension), bytes);
        assert!(written.is_ok(), "{}", base.display());
    }
}
