//! What comes before a realm: settings, logs, crash files and limits of the process.

use std::process::ExitCode;

use anyhow::Context;
use bezgelor_core::config::Config;
use host::capture::{Wanted, Whom};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::archives::Archives;
use crate::check::{self, ThisMachine};
use crate::cli::ServeArgs;
use crate::serve::{self, Options};
use crate::settings::{self, Settings, Sources};
use crate::{commands, crash, log};

/// Prepares the process and runs a realm until it is told to stop.
///
/// # Errors
/// When the configuration is wrong, or the realm cannot start.
pub fn serve(args: &ServeArgs) -> anyhow::Result<ExitCode> {
    let place = &args.place;
    let bind = args.bind.map(|address| address.to_string());
    let shards = args.shards.map(|shards| shards.to_string());
    let sources = Sources::of_process(&place.data.folder, place.config.as_deref())
        .with_flag("--bind", "network.bind", bind)
        .with_flag("--shards", "runtime.shards", shards);
    let settings = settings::load(&sources)?;
    check_loopback(args, &settings.config)?;
    commands::ensure_dir(&place.data.folder)?;
    let mut logging = log::start(&settings.config.log)?;
    let lines = logging.take_lines().context("read along the log")?;
    crash::install(&place.data.folder);
    raise_open_files();
    let options = Options {
        data_dir: place.data.folder.clone(),
        archives: Archives::choose(args.tables.as_deref(), &place.data.folder),
        test_accounts: args.test_accounts,
        drills: args.drills,
        console: !args.no_console,
        capture: Some(wanted(args)),
        record_zones: args.record_zones.clone(),
        log: logging.level(),
    };
    let outcome = serve::run(&settings.config, &options, lines);
    if outcome.is_err() {
        explain(&settings, &options);
    }
    let lost = logging.lost_lines();
    if lost > 0 {
        tracing::warn!(
            lost,
            "log lines were lost: the log could not be written fast enough"
        );
    }
    outcome
}

/// Whom to record from the start; others may be named by `bezgelor capture` while the realm runs.
fn wanted(args: &ServeArgs) -> Wanted {
    let whom = match (&args.capture, args.capture_account.as_slice()) {
        (Some(_), []) => Whom::All,
        (_, emails) => Whom::These(emails.to_vec()),
    };
    let folder = args.capture.clone();
    Wanted {
        folder: folder.unwrap_or_else(|| commands::capture::folder(&args.place.data.folder)),
        whom,
    }
}

/// Looks at the machine after a failure: its findings name the remedy.
fn explain(settings: &Settings, options: &Options) {
    let report = check::run(settings, &options.data_dir, &options.archives, &ThisMachine);
    for finding in &report.findings {
        let (code, what, remedy) = (&finding.code, &finding.what, &finding.remedy);
        tracing::error!(code, what, remedy, "this machine");
    }
}

/// Accounts for the asking and drills are for the machine itself, never for a network.
fn check_loopback(args: &ServeArgs, config: &Config) -> anyhow::Result<()> {
    let loopback = config
        .network
        .bind
        .parse::<std::net::IpAddr>()
        .is_ok_and(|a| a.is_loopback());
    let asked = [
        ("--test-accounts", args.test_accounts),
        ("--drills", args.drills),
    ];
    let mut asked = asked.iter().filter(|(_, is_asked)| *is_asked);
    if let Some((flag, _)) = asked.next().filter(|_| !loopback) {
        anyhow::bail!(
            "{flag} works on loopback alone, and network.bind is {}",
            config.network.bind
        );
    }
    Ok(())
}

/// Lets every client have its socket: the soft limit is raised to the hard one.
fn raise_open_files() {
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        tracing::warn!(%error, "the limit of open files stays as it is");
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::{Cli, Command};

    fn allowed(line: &str, bind: &str) -> bool {
        let words = std::iter::once("bezgelor").chain(line.split_whitespace());
        let mut config = Config::default();
        config.network.bind = bind.into();
        match Cli::try_parse_from(words).map(Cli::into_command) {
            Ok(Command::Serve(args)) => check_loopback(&args, &config).is_ok(),
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn test_accounts_and_drills_stay_on_loopback() {
        assert!(allowed("serve --drills", "127.0.0.1"));
        assert!(!allowed("serve --drills", "0.0.0.0"));
        assert!(allowed("serve --test-accounts", "127.0.0.1"));
        assert!(allowed("serve --test-accounts", "::1"));
        assert!(!allowed("serve --test-accounts", "0.0.0.0"));
        assert!(!allowed("serve --test-accounts", "192.0.2.1"));
        assert!(allowed("serve", "0.0.0.0"));
    }

    #[test]
    fn the_limit_of_open_files_is_raised() {
        raise_open_files();
        let limit = getrlimit(Resource::Nofile);
        assert_eq!(limit.current, limit.maximum);
    }
}
