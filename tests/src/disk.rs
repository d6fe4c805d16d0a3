//! A file system of a few megabytes, to see what happens when it is full.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Scratch;

/// A small file system of its own, unmounted when dropped.
#[derive(Debug)]
pub struct SmallDisk(Scratch);

impl SmallDisk {
    /// `None` where mounting is not allowed, and says that the test is skipped.
    #[must_use]
    pub fn mount(megabytes: u32) -> Option<Self> {
        let folder = Scratch::new("small-disk");
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &size, "tmpfs"])
            .arg(folder.path())
            .output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(folder));
        }
        eprintln!("skipped: mounting a small file system is not allowed");
        None
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes all the room that is left, by a file that may be removed.
    ///
    /// # Errors
    /// When that file cannot be made.
    pub fn fill(&self) -> io::Result<PathBuf> {
        let path = self.path().join("junk");
        let mut file = File::create(&path)?;
        for size in [4096, 1] {
            while file.write_all(&vec![0; size]).is_ok() {}
        }
        Ok(path)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Left mounted it would only cost memory.
        let _ = Command::new("umount").arg("-l").arg(self.path()).output();
    }
}
