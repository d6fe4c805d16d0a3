//! Where a client may be installed: the usual places of Wine, Steam, games folders and mounted
//! Windows disks.

use std::path::{Path, PathBuf};

/// What every client's folder holds, here or in `Patch`.
const MARK: &str = "ClientData.index";

/// Places below the home directory.
const AT_HOME: &[&str] = &[
    "WildStar",
    "Games/WildStar",
    "games/wildstar",
    ".wine/drive_c/Program Files (x86)/NCSOFT/WildStar",
    ".wine/drive_c/Program Files/NCSOFT/WildStar",
    ".local/share/Steam/steamapps/common/WildStar",
    ".steam/steam/steamapps/common/WildStar",
];

/// Places anywhere.
const ANYWHERE: &[&str] = &[
    "WildStar",
    "/opt/WildStar",
    "/srv/WildStar",
    "/mnt/c/Program Files (x86)/NCSOFT/WildStar",
    "/mnt/c/Program Files (x86)/Steam/steamapps/common/WildStar",
];

/// Whether a client's archives are in this folder.
pub(super) fn is_client(folder: &Path) -> bool {
    folder.join(MARK).is_file() || folder.join("Patch").join(MARK).is_file()
}

/// The first usual place that holds a client.
pub(super) fn client(home: Option<&Path>) -> Option<PathBuf> {
    let at_home = home
        .into_iter()
        .flat_map(|home| AT_HOME.iter().map(move |place| home.join(place)));
    let anywhere = ANYWHERE.iter().map(PathBuf::from);
    at_home.chain(anywhere).find(|folder| is_client(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_is_found_by_its_index() -> std::io::Result<()> {
        let home = std::env::temp_dir().join(format!("bezgelor-find-{}", std::process::id()));
        let steam = home.join(".local/share/Steam/steamapps/common/WildStar");
        std::fs::create_dir_all(steam.join("Patch"))?;
        assert!(!is_client(&steam), "an empty folder is no client");
        std::fs::write(steam.join("Patch").join(MARK), b"")?;
        assert_eq!(client(Some(&home)), Some(steam));
        std::fs::remove_dir_all(home)
    }
}
