//! The crash loop as a program: any number of rounds, any seed. `cargo xtask crash-loop` runs it.

use std::process::ExitCode;

use bezgelor_tests::crash_loop::{self, CrashLoop};
use clap::Parser;

/// Kills the server again and again and compares what it told with what is true.
#[derive(Parser)]
#[command(name = "crash-loop")]
struct Arguments {
    /// Deaths of the server
    #[arg(long, default_value_t = 50)]
    rounds: u32,
    /// What is chosen follows from it
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Longest life of a server, in milliseconds; most die earlier
    #[arg(long, default_value_t = 3000, value_parser = clap::value_parser!(u64).range(2..=15_000))]
    life_ms: u64,
    /// On a PostgreSQL of its own instead of SQLite
    #[arg(long)]
    postgres: bool,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let options = CrashLoop {
        rounds: arguments.rounds,
        seed: arguments.seed,
        life_ms_max: arguments.life_ms,
        postgres: arguments.postgres,
    };
    let report = crash_loop::run(&options, &mut |line| eprintln!("{line}"))?;
    for error in &report.errors {
        eprintln!("{error}");
    }
    if arguments.json {
        println!("{}", report.json());
    } else {
        println!(
            "crash loop: {} rounds ({} killed while starting), seed {}: {} told, {} in doubt, \
             {} lost, {} doubled, {} findings",
            report.rounds,
            report.killed_starting,
            options.seed,
            report.told,
            report.in_doubt,
            report.lost,
            report.doubled,
            report.findings
        );
    }
    Ok(if report.is_clean() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
