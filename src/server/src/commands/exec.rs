//! `bezgelor exec …`: runs one command on the realm that runs on a data directory.

use std::process::ExitCode;

use anyhow::bail;

use crate::cli::ExecArgs;
use crate::plain::plain;
use crate::say::say;
use crate::way_in::{Called, call};

/// Runs the command and prints what it says; success when it was done.
///
/// # Errors
/// When no realm runs on the data directory, or it does not answer.
pub fn run(args: &ExecArgs) -> anyhow::Result<ExitCode> {
    let line = match &args.words[..] {
        [line] => line.clone(),
        words => {
            let words: Vec<String> = words.iter().map(|word| command::quote(word)).collect();
            words.join(" ")
        }
    };
    let data = &args.data.folder;
    let told = match call(data, &line)? {
        Called::Told(told) => told,
        Called::Nobody => bail!("no realm runs on {}", data.display()),
    };
    if args.json {
        say!("{}", serde_json::to_string(&told)?);
    } else {
        for line in &told.lines {
            say!("{}", plain(line));
        }
    }
    Ok(if told.is_done() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
