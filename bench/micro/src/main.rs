//! Micro-benchmarks as ratios to a floor in the same run.
//!
//! Absolute times say more about the machine than about the code, so each figure stands beside
//! the cheapest thing that could be done with the same bytes and beside the naive way to do it.

mod allocation;
mod measure;
mod naive;
mod protocol;
mod report;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;

/// Measures the hot paths of the server.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Which group: `protocol`; all by default
    group: Option<String>,
    /// Write JSON instead of a table
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut figures = Vec::new();
    let mut known = false;
    for (name, run) in [("protocol", protocol::run as fn() -> Vec<report::Figure>)] {
        if arguments.group.as_deref().is_none_or(|group| group == name) {
            known = true;
            figures.extend(run());
        }
    }
    let mut out = std::io::stdout().lock();
    let text = if arguments.json {
        report::json(&figures)
    } else {
        report::table(&figures)
    };
    let written = out.write_all(text.as_bytes());
    if known && written.is_ok() && figures.iter().all(report::Figure::holds) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
