//! World-database files: read without MySQL, compared, applied, and the same again.

mod real;
mod scripts;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use db::import::{self, ImportSet};

/// A folder of scripts, gone when dropped.
struct Files(PathBuf);

impl Files {
    fn new(files: &[(&str, &str)]) -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let dir =
            std::env::temp_dir().join(format!("bezgelor-sql-{}-{number}", std::process::id()));
        let files = Files(dir).with(files);
        std::fs::create_dir_all(&files.0).expect("a temporary folder");
        files
    }

    fn with(self, files: &[(&str, &str)]) -> Self {
        for (name, text) in files {
            let path = self.0.join(name);
            let parent = path.parent().expect("inside the folder");
            std::fs::create_dir_all(parent).expect("a temporary folder");
            std::fs::write(path, text).expect("a temporary file");
        }
        self
    }

    fn path(&self) -> &Path {
        &self.0
    }

    fn read(&self) -> ImportSet {
        import::read(&[self.0.join("base")], Some(&self.0.join("custom")))
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
