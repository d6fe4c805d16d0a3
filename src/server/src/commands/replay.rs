//! `bezgelor replay`: the recording of a zone once more, and whether the same comes out.

use std::fs;
use std::io::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use world::WorldData;
use world::replay::rerun;

use crate::archives::Archives;
use crate::cli::ReplayArgs;

/// Runs it; failure when anything comes out differently.
///
/// # Errors
/// When the file or the tables cannot be read, or the file is no recording.
pub fn run(args: &ReplayArgs) -> anyhow::Result<ExitCode> {
    let path = args.file.display();
    let log = fs::read(&args.file).with_context(|| format!("read {path}"))?;
    let set = Archives::choose(args.tables.as_deref(), &args.data.folder).open()?;
    let data = Arc::new(WorldData::from_tables(&set));
    let done = rerun(&log, data)
        .map_err(|(fault, before)| anyhow!("{path}: after {} steps: {fault}", before.steps))?;
    let (verdict, code) = match (done.first_difference, done.compared) {
        (Some(step), _) => (
            format!("step {step} comes out differently"),
            ExitCode::FAILURE,
        ),
        (None, 0) => ("nothing to compare with".into(), ExitCode::SUCCESS),
        (None, _) => ("identical".into(), ExitCode::SUCCESS),
    };
    let (steps, inputs, compared) = (done.steps, done.inputs, done.compared);
    let text = format!("{steps} steps, {inputs} inputs, {compared} steps compared: {verdict}\n");
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(code)
}
