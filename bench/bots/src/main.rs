//! `bots`: plays many clients against a server and reports what they saw.

use std::io::Write;
use std::process::ExitCode;

use bots::args::{Args, ReportFormat};
use clap::Parser;

fn main() -> anyhow::Result<ExitCode> {
    let args = Args::parse();
    let summary = bots::scenario::run(&args)?;
    let text = match args.report {
        ReportFormat::Text => summary.to_string(),
        ReportFormat::Json => serde_json::to_string(&summary)? + "\n",
    };
    std::io::stdout().write_all(text.as_bytes())?;
    let clean = summary.errors == 0 && summary.disconnects == 0;
    Ok(if clean {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
