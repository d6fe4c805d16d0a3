//! Micro-benchmarks as ratios to a floor in the same run.
//!
//! Absolute times say more about the machine than about the code, so each figure stands beside
//! the cheapest thing that could be done with the same bytes and beside the naive way to do it.

mod allocation;
mod crowd;
mod db;
mod hops;
mod hunt;
mod idle;
mod login;
mod measure;
mod naive;
mod protocol;
mod report;
mod rig;
mod script;
mod tables;
mod tables_ground;
mod tick;
mod world;
mod zone;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

/// Measures the hot paths of the server.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Which group: `protocol`, `tables`, `world`, `zone`, `hunt`, `script`, `login`, `hops`,
    /// `idle`, `tick`, `crowd` or `db`; all by default
    group: Option<String>,
    /// World: leave what is to be loaded in this folder and measure nothing
    #[arg(long, hide = true)]
    prepare: Option<PathBuf>,
    /// Write JSON instead of a table
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    shape: crowd::Shape,
    #[command(flatten)]
    tick: tick::Shape,
}

/// Measures one group.
type Group = fn() -> Vec<report::Figure>;
/// Measures one that may find something missing.
type Trial = fn() -> anyhow::Result<Vec<report::Figure>>;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(folder) = &arguments.prepare {
        return prepare_world(folder);
    }
    let mut figures = Vec::new();
    let mut known = false;
    let mut wants = |name: &str| {
        let wanted = arguments.group.as_deref().is_none_or(|group| group == name);
        known |= wanted;
        wanted
    };
    if wants("protocol") {
        figures.extend(protocol::run());
    }
    let mut broken = false;
    let groups: [(&str, Trial); 4] = [
        ("tables", tables::run),
        ("tables", tables_ground::run),
        ("world", world::run),
        ("db", db::run),
    ];
    for (name, run) in groups {
        if !wants(name) {
            continue;
        }
        match run() {
            Ok(measured) => figures.extend(measured),
            Err(error) => {
                eprintln!("{name}: {error:#}");
                broken = true;
            }
        }
    }
    let groups: [(&str, Group); 6] = [
        ("zone", zone::run),
        ("hunt", hunt::run),
        ("script", script::run),
        ("login", login::run),
        ("hops", hops::run),
        ("idle", idle::run),
    ];
    for (name, run) in groups {
        if wants(name) {
            figures.extend(run());
        }
    }
    if wants("tick") {
        figures.extend(tick::run(&arguments.tick));
    }
    if wants("crowd") {
        figures.extend(crowd::run(&arguments.shape));
    }
    let mut out = std::io::stdout().lock();
    let text = if arguments.json {
        report::json(&figures)
    } else {
        report::table(&figures)
    };
    let written = out.write_all(text.as_bytes());
    if known && !broken && written.is_ok() && figures.iter().all(report::Figure::holds) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn prepare_world(folder: &Path) -> ExitCode {
    match world::prepare(folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("world: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        Arguments::command().debug_assert();
    }
}
