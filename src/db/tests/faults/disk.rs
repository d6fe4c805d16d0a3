//! SQLite on a file system that is full.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use bezgelor_core::config::Database;
use bezgelor_core::limits;
use db::testing::eventually;
use db::{DbError, DbHandle};

use crate::{BACK, coin, coins, op, poor_character, temp_dir, wait};

/// A small file system of its own, unmounted when dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None` where mounting is not allowed.
    fn mount(megabytes: u32) -> Option<Self> {
        let dir = temp_dir();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={megabytes}m"), "tmpfs"])
            .arg(&dir)
            .output();
        mounted
            .ok()
            .filter(|output| output.status.success())
            .map(|_| Self(dir))
    }

    /// Takes all the room that is left.
    fn fill(&self) -> PathBuf {
        use std::io::Write as _;
        let path = self.0.join("junk");
        let mut file = std::fs::File::create(&path).expect("a file");
        for size in [4096, 1] {
            while file.write_all(&vec![0; size]).is_ok() {}
        }
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
        let _ = std::fs::remove_dir(&self.0);
    }
}

fn open(dir: &Path) -> DbHandle {
    DbHandle::open(&Database::default(), dir).expect("opens")
}

#[test]
fn a_full_disk_refuses_valuables_and_recovers_by_itself() {
    let Some(disk) = SmallDisk::mount(8) else {
        eprintln!("skipped: mounting a small file system is not allowed");
        return;
    };
    let db = open(&disk.0);
    let player = poor_character(&db, "Full House");
    let mut confirmed = 0;
    // A busy machine only ever adds: of all refusals the quickest counts.
    let quickest = Cell::new(Duration::MAX);
    let mut give = |db: &DbHandle| {
        let started = Instant::now();
        let outcome = wait(db.commit(coin(op(), player)).expect("room").wait());
        if outcome.is_err() {
            quickest.set(quickest.get().min(started.elapsed()));
        }
        confirmed += u64::from(outcome.is_ok());
        outcome.map(|_| ())
    };
    give(&db).expect("room enough");
    for _ in 0..3 {
        let junk = disk.fill();
        // What fits into pages already there may still succeed; soon nothing does.
        let refused = (0..2000)
            .find_map(|_| give(&db).err())
            .expect("the disk is full");
        assert!(refused.is_transient(), "{refused:?}");
        assert_eq!(
            wait(db.load_character(player)).map(|_| ()),
            Ok(()),
            "reading goes on"
        );
        std::fs::remove_file(junk).expect("removed");
        let back = eventually(BACK, || give(&db).is_ok());
        assert!(back, "valuables flow again by themselves");
    }
    let bound = Duration::from_millis(2 * limits::DB_COMMIT_MS_MAX);
    assert!(quickest.get() < bound, "{:?} at best", quickest.get());
    assert_eq!(coins(&db, player), confirmed);
    db.close_blocking();
    let db = open(&disk.0);
    assert_eq!(coins(&db, player), confirmed);
    let audit = wait(db.audit()).expect("audited");
    assert!(audit.is_clean(), "{audit:?}");
    assert_eq!(wait(db.resolve(op())), Ok(false));
    assert!(!matches!(wait(db.list_realms()), Err(DbError::Internal(_))));
    db.close_blocking();
}
