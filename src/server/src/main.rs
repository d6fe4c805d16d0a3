//! The `bezgelor` binary.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use server::cli::{Cli, Command};
use server::commands::{
    account, audit, backup, bundle, capture, character, doctor, exec, manual, migrate, replay,
    token, transfer, world,
};
use server::{setup, start};

/// Messages between shards are allocated on one thread and freed on another, which this allocator
/// does several times faster than the system's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let outcome = match Cli::parse().into_command() {
        Command::Serve(args) => start::serve(&args),
        Command::Account(command) => account::run(command).map(|()| ExitCode::SUCCESS),
        Command::Token(command) => token::run(command).map(|()| ExitCode::SUCCESS),
        Command::Capture(command) => capture::run(command).map(|()| ExitCode::SUCCESS),
        Command::Exec(args) => exec::run(&args),
        Command::Migrate(args) => migrate::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Setup(args) => setup::run(&args),
        Command::Doctor(args) => Ok(doctor::run(&args)),
        Command::SupportBundle(args) => bundle::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Completions { shell } => manual::completions(shell).map(|()| ExitCode::SUCCESS),
        Command::Man { folder } => manual::pages(&folder).map(|()| ExitCode::SUCCESS),
        Command::Replay(args) => replay::run(&args),
        Command::World(command) => world::run(command).map(|()| ExitCode::SUCCESS),
        Command::Audit(args) => audit::run(&args),
        Command::Backup(args) => backup::backup(&args).map(|()| ExitCode::SUCCESS),
        Command::Restore(args) => backup::restore(&args).map(|()| ExitCode::SUCCESS),
        Command::Character(command) => character::run(command).map(|()| ExitCode::SUCCESS),
        Command::Transfer(args) => transfer::run(&args).map(|()| ExitCode::SUCCESS),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
