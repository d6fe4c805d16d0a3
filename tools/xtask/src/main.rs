//! `cargo xtask`: the one entrance to testing, checking and measuring the project.

use std::process::ExitCode;

use xtask::cli::{self, Command};
use xtask::{bench, crash_loop, package, starter, steps, tidy, workspace_root};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let root = workspace_root();
    let good = match cli::parse(arguments)? {
        Command::Help => {
            println!("{}", cli::HELP);
            true
        }
        Command::Test(options) => steps::test(&root, &options)?,
        Command::Tidy => {
            let findings = tidy::check_tree(&root)?;
            for finding in &findings {
                println!("{finding}");
            }
            println!("tidy: {} findings", findings.len());
            findings.is_empty()
        }
        Command::Bench(options) => bench::run(&root, &options)?,
        Command::CrashLoop(arguments) => crash_loop::run(&root, &arguments)?,
        Command::Package(target) => package::run(&root, target.as_deref())?,
        Command::Starter => starter::run(&root)?,
    };
    Ok(if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
