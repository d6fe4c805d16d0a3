//! Which scripts a realm runs: the operator's, those in the data directory, or our own.

use std::path::Path;

use bezgelor_core::config::Scripts;
use host::scripts::Origin;

use crate::archives::Archives;

/// Folder of the data directory that is used when it is there.
pub(crate) const FOLDER: &str = "scripts";

/// The folder of the configuration, else `scripts` in the data directory when it is there, else
/// ours when the realm plays on the starter tables, which they are for.
#[must_use]
pub(crate) fn choose(config: &Scripts, data_dir: &Path, archives: &Archives) -> Origin {
    let otherwise = match archives {
        Archives::Starter => Origin::Starter,
        Archives::Folder(_) => Origin::Nowhere,
    };
    match config.path.as_str() {
        _ if !config.enabled => Origin::Nowhere,
        "" => Origin::Usual(data_dir.join(FOLDER), Box::new(otherwise)),
        path => Origin::Folder(path.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_configured_wins_and_ours_are_for_the_starter_tables() -> std::io::Result<()> {
        let data = std::env::temp_dir().join(format!("bezgelor-choice-{}", std::process::id()));
        let converted = Archives::Folder("tables".into());
        let starter = Archives::Starter;
        let mut config = Scripts::default();
        let here = |config: &Scripts, archives| choose(config, &data, archives).here();
        assert_eq!(here(&config, &starter), Origin::Starter);
        assert_eq!(here(&config, &converted), Origin::Nowhere);
        std::fs::create_dir_all(data.join(FOLDER))?;
        let usual = Origin::Folder(data.join(FOLDER));
        assert_eq!(here(&config, &converted), usual);
        config.path = "elsewhere".into();
        assert_eq!(here(&config, &starter), Origin::Folder("elsewhere".into()));
        config.enabled = false;
        assert_eq!(here(&config, &starter), Origin::Nowhere);
        std::fs::remove_dir_all(data)
    }
}
