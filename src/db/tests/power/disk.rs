//! A disk with a volatile cache: what was written since the last sync may be lost, in part and in
//! pieces, when the power fails. It can also be full, and fail at any moment.

use std::collections::BTreeMap;

/// Smallest piece a disk writes whole.
const SECTOR: usize = 512;

/// What can be wrong with an access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// `EIO`.
    Broken,
    /// `ENOSPC`.
    Full,
    /// The handle is of before the power failed.
    Dead,
}

/// What may go wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Weather {
    /// Writes that fail, in a thousand; half of them after a part was written.
    pub(crate) writes: u64,
    /// Syncs that fail, in a thousand; what they should have kept may be lost for good.
    pub(crate) syncs: u64,
    /// Reads that fail, in a thousand.
    pub(crate) reads: u64,
    /// No room to grow.
    pub(crate) full: bool,
}

/// Something done to a file and not synced.
#[derive(Clone, Debug)]
enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Truncate(usize),
}

/// One file: as programs see it, as the platter has it, and what lies between.
#[derive(Clone, Debug, Default)]
struct File {
    now: Vec<u8>,
    durable: Vec<u8>,
    pending: Vec<Change>,
    /// True once a sync made its name durable.
    named: bool,
    exists: bool,
}

/// Names a file.
pub(crate) type FileId = usize;

/// The disk.
#[derive(Clone, Debug, Default)]
pub(crate) struct Disk {
    files: Vec<File>,
    names: BTreeMap<String, FileId>,
    /// Rises with every power cut.
    pub(crate) epoch: u64,
    pub(crate) weather: Weather,
    dice: u64,
    /// Faults that happened.
    pub(crate) faults: u64,
    /// Changes that a power cut dropped or tore.
    pub(crate) dropped: u64,
}

impl Disk {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            dice: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1,
            ..Self::default()
        }
    }

    /// From here on what is chosen follows from `seed`.
    pub(crate) fn seed(&mut self, seed: u64) {
        self.dice = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        self.roll();
        self.roll();
    }

    fn roll(&mut self) -> u64 {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        self.dice >> 8
    }

    fn happens(&mut self, per_mille: u64) -> bool {
        let hit = per_mille > 0 && self.roll() % 1000 < per_mille;
        self.faults += u64::from(hit);
        hit
    }

    /// The file of this name, made when it is not there and may be.
    pub(crate) fn open(&mut self, name: Option<&str>, create: bool) -> Option<FileId> {
        let known = name.and_then(|name| self.names.get(name).copied());
        if let Some(id) = known.filter(|id| self.files[*id].exists) {
            return Some(id);
        }
        if !create {
            return None;
        }
        let file = File {
            exists: true,
            ..File::default()
        };
        self.files.push(file);
        let id = self.files.len() - 1;
        if let Some(name) = name {
            self.names.insert(name.to_owned(), id);
        }
        Some(id)
    }

    pub(crate) fn exists(&self, name: &str) -> bool {
        self.names
            .get(name)
            .is_some_and(|id| self.files[*id].exists)
    }

    pub(crate) fn delete(&mut self, name: &str) {
        if let Some(id) = self.names.remove(name) {
            self.files[id] = File::default();
        }
    }

    pub(crate) fn size(&self, id: FileId) -> usize {
        self.files[id].now.len()
    }

    /// How many bytes were there to be read.
    pub(crate) fn read(&mut self, id: FileId, at: usize, into: &mut [u8]) -> Result<usize, Fault> {
        if self.happens(self.weather.reads) {
            return Err(Fault::Broken);
        }
        let now = &self.files[id].now;
        let there = now.get(at..).unwrap_or_default();
        let length = there.len().min(into.len());
        into[..length].copy_from_slice(&there[..length]);
        into[length..].fill(0);
        Ok(length)
    }

    pub(crate) fn write(&mut self, id: FileId, at: usize, bytes: &[u8]) -> Result<(), Fault> {
        let grows = at + bytes.len() > self.files[id].now.len();
        if self.weather.full && grows {
            self.faults += 1;
            return Err(Fault::Full);
        }
        if self.happens(self.weather.writes) {
            // A part of it may have been written.
            let part = self.roll() as usize % (2 * bytes.len());
            if part < bytes.len() {
                self.put(id, at, &bytes[..part]);
            }
            return Err(if self.roll().is_multiple_of(2) {
                Fault::Broken
            } else {
                Fault::Full
            });
        }
        self.put(id, at, bytes);
        Ok(())
    }

    fn put(&mut self, id: FileId, at: usize, bytes: &[u8]) {
        let file = &mut self.files[id];
        apply(&mut file.now, at, bytes);
        let bytes = bytes.to_vec();
        file.pending.push(Change::Write { at, bytes });
    }

    pub(crate) fn truncate(&mut self, id: FileId, length: usize) -> Result<(), Fault> {
        if self.happens(self.weather.writes) {
            return Err(Fault::Broken);
        }
        let file = &mut self.files[id];
        file.now.resize(length, 0);
        file.pending.push(Change::Truncate(length));
        Ok(())
    }

    pub(crate) fn sync(&mut self, id: FileId) -> Result<(), Fault> {
        if self.happens(self.weather.syncs) {
            // As Linux does: what could not be written is taken for written afterwards.
            let lost = self.roll().is_multiple_of(2);
            let file = &mut self.files[id];
            if lost {
                file.pending.clear();
            }
            return Err(Fault::Broken);
        }
        let file = &mut self.files[id];
        for change in std::mem::take(&mut file.pending) {
            settle(&mut file.durable, &change);
        }
        file.named = true;
        Ok(())
    }

    /// The power fails and comes back: of what was not synced, some is there, some is not, and some
    /// in part.
    pub(crate) fn power_cut(&mut self) {
        self.epoch += 1;
        self.weather = Weather::default();
        // From all to nothing of the cache.
        let kept = [0, 300, 700, 1000][self.roll() as usize % 4];
        for id in 0..self.files.len() {
            if !self.files[id].exists {
                continue;
            }
            for change in std::mem::take(&mut self.files[id].pending) {
                self.survive(id, change, kept);
            }
            let forgotten = !self.files[id].named && self.roll().is_multiple_of(2);
            let file = &mut self.files[id];
            file.now = file.durable.clone();
            file.exists = !forgotten;
        }
    }

    fn survive(&mut self, id: FileId, change: Change, kept_per_mille: u64) {
        match change {
            Change::Write { at, bytes } => {
                // Sector by sector, by the disk's own borders.
                let mut from = 0;
                while from < bytes.len() {
                    let room = SECTOR - (at + from) % SECTOR;
                    let end = (from + room).min(bytes.len());
                    if self.roll() % 1000 < kept_per_mille {
                        apply(&mut self.files[id].durable, at + from, &bytes[from..end]);
                    } else {
                        self.dropped += 1;
                    }
                    from = end;
                }
            }
            cut @ Change::Truncate(_) => {
                if self.roll() % 1000 < kept_per_mille {
                    settle(&mut self.files[id].durable, &cut);
                } else {
                    self.dropped += 1;
                }
            }
        }
    }
}

fn apply(content: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    let end = at + bytes.len();
    if content.len() < end {
        content.resize(end, 0);
    }
    content[at..end].copy_from_slice(bytes);
}

fn settle(content: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write { at, bytes } => apply(content, *at, bytes),
        Change::Truncate(length) => content.resize(*length, 0),
    }
}

#[test]
fn what_was_synced_survives_and_the_rest_may_not() {
    let mut lost = 0;
    let mut torn = 0;
    for seed in 0..200 {
        let mut disk = Disk::new(seed);
        let file = disk.open(Some("a"), true).expect("made");
        disk.write(file, 0, &[1; 2000]).expect("calm");
        disk.sync(file).expect("calm");
        disk.write(file, 1000, &[2; 2000]).expect("calm");
        disk.power_cut();
        let mut bytes = [0; 3000];
        let there = disk.read(file, 0, &mut bytes).expect("calm");
        assert!(there >= 2000 && bytes[..1000] == [1; 1000], "{seed}");
        let second = &bytes[1000..there];
        lost += u32::from(second.iter().all(|byte| *byte != 2));
        torn += u32::from(second.contains(&2) && second.contains(&1));
    }
    assert!(lost > 20 && torn > 20, "{lost} {torn}");
}
