//! What the client reports of its own health.

mod client_statistics_connection;
mod client_statistics_framerate;
mod client_statistics_gfx;
mod client_statistics_watchdog;
mod client_statistics_window_open;

pub use client_statistics_connection::*;
pub use client_statistics_framerate::*;
pub use client_statistics_gfx::*;
pub use client_statistics_watchdog::*;
pub use client_statistics_window_open::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const TELEMETRY: &[Entry] = &[
    Entry::of::<ClientStatisticsConnection>("telemetry"),
    Entry::of::<ClientStatisticsFramerate>("telemetry"),
    Entry::of::<ClientStatisticsGfx>("telemetry"),
    Entry::of::<ClientStatisticsWatchdog>("telemetry"),
    Entry::of::<ClientStatisticsWindowOpen>("telemetry"),
];
