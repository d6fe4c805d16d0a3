//! A place of its own for a test, and the program run there without the operator's environment.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A world-database file with one creature, in the dialect and shape of the real ones.
pub(crate) const ZONE: &str = "SET @WORLD = 51;
SET @GUID = (SELECT IFNULL(MAX(`id`), 0) FROM `entity`);
INSERT INTO `entity` (`Id`, `Type`, `Creature`, `World`, `Area`, `X`, `Y`, `Z`, `RX`, `RY`, `RZ`, \
`DisplayInfo`, `OutfitInfo`, `Faction1`, `Faction2`) VALUES
(@GUID+1, 0, 17, @WORLD, 213, 1.5, -2.25, 3, 0, 0, 0, 21, 0, 219, 219);
";

/// A folder that goes with the test.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    /// An empty one; `what` shows in its name.
    pub(crate) fn new(what: &str) -> std::io::Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let unique = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("bezgelor-{what}-{}-{unique}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed is left to the system's own cleaning.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// `bezgelor`, without what the operator's own environment says.
pub(crate) fn bezgelor() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bezgelor"));
    for (key, _) in std::env::vars().filter(|(key, _)| key.starts_with("BEZGELOR_")) {
        command.env_remove(key);
    }
    command.stdin(Stdio::null());
    command
}
