//! The scripts a realm would run.

use std::path::Path;

use bezgelor_core::config::Config;
use host::scripts::Origin;

use super::{Machine, Report};
use crate::archives::Archives;
use crate::scripts;

/// Scripts that do not load called by name.
const FAULTS_NAMED: usize = 4;

/// Reads and tries them as a start does. Whatever is wrong with them, the realm starts without.
pub(super) fn check(
    config: &Config,
    data_dir: &Path,
    archives: &Archives,
    machine: &dyn Machine,
    report: &mut Report,
) {
    let origin = scripts::choose(&config.scripts, data_dir, archives).here();
    if origin == Origin::Nowhere {
        let why = match config.scripts.enabled {
            true => "nobody has given any",
            false => "switched off",
        };
        return report.pass(format!("scripts: none, {why}"));
    }
    match machine.try_scripts(&origin) {
        Err(reason) => report.warn(
            "E-SCRIPTS",
            format!("the scripts cannot be read, and the realm runs none: {reason}"),
            "mend that place or `scripts.path`, then `script reload` when a realm runs",
        ),
        Ok((loaded, faults)) if faults.is_empty() => {
            report.pass(format!("scripts: {loaded} from {origin}"));
        }
        Ok((loaded, faults)) => {
            let named = faults[..faults.len().min(FAULTS_NAMED)].join("; ");
            let more = match faults.len().saturating_sub(FAULTS_NAMED) {
                0 => String::new(),
                more => format!("; and {more} more"),
            };
            report.warn(
                "E-SCRIPT-LOAD",
                format!(
                    "of {} scripts from {origin} {} do not load: {named}{more}",
                    loaded + faults.len(),
                    faults.len(),
                ),
                "mend the line it names, then `script reload` when a realm runs",
            );
        }
    }
}
