//! `bezgelor doctor`: the preflight on its own.

use std::process::ExitCode;

use crate::archives::Archives;
use crate::check::{self, ThisMachine};
use crate::cli::DoctorArgs;
use crate::say::say;
use crate::settings::{self, Sources};

/// Prints the report; the status is 0 when a realm would start.
#[must_use]
pub fn run(args: &DoctorArgs) -> ExitCode {
    let place = &args.place;
    let sources = Sources::of_process(&place.data.folder, place.config.as_deref());
    let report = match settings::load(&sources) {
        Err(problems) => check::unusable(&problems),
        Ok(settings) if args.running => check::health(&settings, &ThisMachine),
        Ok(settings) => {
            let archives = Archives::choose(args.tables.as_deref(), &place.data.folder);
            check::run(&settings, &place.data.folder, &archives, &ThisMachine)
        }
    };
    say!(
        "{}",
        if args.json {
            report.json()
        } else {
            report.text()
        }
    );
    if report.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
