//! The log of a process, whose level changes while it runs.

use bezgelor_core::config::Log;
use tracing::{Level, enabled};

#[test]
fn the_level_changes_at_run_time_and_a_mistake_changes_nothing() -> anyhow::Result<()> {
    let logging = server::log::start(&Log::default())?;
    assert!(enabled!(Level::INFO) && !enabled!(Level::DEBUG));
    let level = logging.level();
    level.set("warn,log=debug").map_err(anyhow::Error::msg)?;
    assert!(enabled!(target: "log", Level::DEBUG) && !enabled!(target: "other", Level::INFO));
    for wrong in ["=[", "inof", "", "warn,", "info,shard"] {
        let refused = level.set(wrong).err().unwrap_or_default();
        assert!(
            refused.contains("write info, or info,shard=debug"),
            "{wrong}: {refused}"
        );
    }
    assert!(enabled!(target: "log", Level::DEBUG));
    Ok(())
}
