//! `bezgelor setup`: from nothing to a realm that starts, and later to what changed since.
//!
//! Each step can be said by a flag, asked for on a terminal, or left at its default; each says what
//! it did. All of them may run again: a set that is current is kept, spawns keep their ids, an
//! account that exists stays as it is.

mod ask;
mod config;
mod find;

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, bail};
use bezgelor_core::config::Config;
use bezgelor_core::ids::RealmId;
use bezgelor_core::model::AccountRole;
use db::DbHandle;
use db::import;
use futures_lite::future::block_on;
use serde_json::json;
use tables::TableSet;
use tblconv::client::ClientFiles;
use tblconv::import::client_jobs;
use tblconv::progress::Teller;
use tblconv::set::SetWriter;
use toml::Value;

use crate::archives::{self, Archives};
use crate::check::{self, Report, ThisMachine};
use crate::cli::{PasswordArgs, PlaceArgs, SetupArgs};
use crate::commands::world::{ERRORS_SHOWN, OVERLAY};
use crate::commands::{self, account};
use crate::password;
use crate::say::say;
use crate::settings::{self, Settings, Sources};
use crate::way_in;
use ask::Asking;
use config::Setting;

/// What the steps did, in order.
#[derive(Debug)]
struct Told {
    json: bool,
    steps: Vec<(&'static str, String)>,
    warnings: Vec<String>,
}

impl Told {
    fn step(&mut self, name: &'static str, done: String) {
        if !self.json {
            say!("{name:<10}{done}");
        }
        self.steps.push((name, done));
    }

    fn warn(&mut self, warning: String) {
        if !self.json {
            eprintln!("note      {warning}");
        }
        self.warnings.push(warning);
    }
}

/// Runs all steps; the status is 0 when a realm would start now. What is asked is asked before the
/// long step, which is the conversion, and what is wrong in the flags is told before the first one.
///
/// # Errors
/// When a step cannot be done, with what it was about; the steps before it stay done.
pub fn run(args: &SetupArgs) -> anyhow::Result<ExitCode> {
    let began = Instant::now();
    let asking = Asking::choose(args.yes || args.json);
    let place = &args.place;
    let mut told = Told {
        json: args.json,
        steps: Vec::new(),
        warnings: Vec::new(),
    };
    check_flags(args)?;
    let wanted = wanted(args, asking)?;
    let client = client(args, asking)?;
    commands::ensure_dir(&place.data.folder)?;
    let settings = configure(args, &wanted, &mut told).context("write the configuration")?;
    commands::refuse_behind_in_use(&settings.config.database, &place.data.folder)?;
    let db = DbHandle::open(&settings.config.database, &place.data.folder)
        .context("open the databases")?;
    told.step("databases", "ready".into());
    let filled = fill(args, asking, (&db, settings.config.realm.id), &mut told);
    db.close_blocking();
    filled?;
    convert(args, client.as_ref(), &mut told)
        .context("convert the client's data; what is done is kept, the next `setup` goes on")?;
    if way_in::runs(&place.data.folder) {
        told.warn("a realm runs here: what is new comes when it is started again".into());
    }
    let archives = Archives::choose(None, &place.data.folder);
    let report = check::run(&settings, &place.data.folder, &archives, &ThisMachine);
    finish(args, &settings.config, &report, &told, began)
}

/// Finds what is wrong in the flags and can be known without doing anything.
fn check_flags(args: &SetupArgs) -> anyhow::Result<()> {
    for path in &args.world {
        path.metadata()
            .with_context(|| path.display().to_string())?;
    }
    args.account.as_deref().map_or(Ok(()), account::check_email)
}

/// What needs the databases: the first account and the world.
fn fill(
    args: &SetupArgs,
    asking: Asking,
    (db, realm): (&DbHandle, RealmId),
    told: &mut Told,
) -> anyhow::Result<()> {
    first_account(args, asking, (db, realm), told).context("make the first account")?;
    import_world(args, db, told).context("import the world data")
}

/// The configuration file that is made or changed.
fn config_file(place: &PlaceArgs) -> PathBuf {
    let usual = || place.data.folder.join(settings::FILE_NAME);
    place.config.clone().unwrap_or_else(usual)
}

fn sources(place: &PlaceArgs) -> Sources {
    Sources::of_process(&place.data.folder, place.config.as_deref())
}

fn configure(args: &SetupArgs, wanted: &[Setting], told: &mut Told) -> anyhow::Result<Settings> {
    let place = &args.place;
    let path = config_file(place);
    let is_new = !path.is_file();
    let changed = config::write(&path, &place.data.folder, wanted)?;
    let verb = match (is_new, changed) {
        (true, _) => "written to",
        (false, true) => "changed in",
        (false, false) => "kept in",
    };
    told.step("config", format!("{verb} {}", path.display()));
    Ok(settings::load(&sources(place))?)
}

/// The keys that flags and answers set; only what is new is asked for.
fn wanted(args: &SetupArgs, asking: Asking) -> anyhow::Result<Vec<Setting>> {
    let is_new = !config_file(&args.place).is_file();
    // An explicit path that is not there yet is what this command makes.
    let now = match is_new {
        true => Config::default(),
        false => settings::load(&sources(&args.place))?.config,
    };
    let mut wanted: Vec<Setting> = Vec::new();
    let given = |flag: &Option<String>, question: &str, now: &str| -> anyhow::Result<_> {
        match flag {
            Some(value) => Ok(Some(value.clone())),
            None if is_new => Ok(Some(asking.text(question, now)?).filter(|text| text != now)),
            None => Ok(None),
        }
    };
    if let Some(name) = given(&args.realm_name, "Name of the realm", &now.realm.name)? {
        wanted.push(("realm", "name", name.into()));
    }
    let question = "Address by which players reach this machine (127.0.0.1: only this machine)";
    let host = given(&args.public_host, question, &now.network.public_host)?;
    let bind = args.bind.or_else(|| {
        let beyond = host.as_deref().is_some_and(|host| !is_loopback(host));
        let alone = is_loopback(&now.network.bind);
        (beyond && alone).then_some(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
    });
    if let Some(host) = host {
        wanted.push(("network", "public_host", host.into()));
    }
    if let Some(bind) = bind {
        wanted.push(("network", "bind", bind.to_string().into()));
    }
    if let Some(url) = &args.database {
        for store in ["auth", "character", "world"] {
            wanted.push(("database", store, Value::from(url.as_str())));
        }
    }
    Ok(wanted)
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn convert(
    args: &SetupArgs,
    client: Option<&(PathBuf, ClientFiles)>,
    told: &mut Told,
) -> anyhow::Result<()> {
    let out = args.place.data.folder.join(archives::FOLDER);
    let Some((folder, files)) = client else {
        let done = match Archives::choose(None, &args.place.data.folder) {
            Archives::Starter => "the starter set: one small zone, no client needed".to_owned(),
            there @ Archives::Folder(_) => format!("{there} kept; --client DIR renews it"),
        };
        told.step("tables", done);
        return Ok(());
    };
    let jobs = client_jobs(files)?;
    let teller = Teller::new(args.progress);
    let outcome = tblconv::import::run(&jobs, SetWriter::open(&out)?, false, &teller);
    teller.finish();
    let (set, report) = outcome?;
    let count = set.finish(true)?;
    for note in files.notes.iter().chain(&report.notes) {
        told.warn(note.clone());
    }
    for (name, error) in &report.failed {
        told.warn(format!("{name} was refused: {error}"));
    }
    TableSet::open(&out)?;
    let done = format!(
        "{count} archives from {}: {} made, {} kept, {} refused",
        folder.display(),
        report.converted,
        report.kept,
        report.failed.len(),
    );
    told.step("tables", done);
    Ok(())
}

/// The client to convert with its folder, `None` for none.
fn client(args: &SetupArgs, asking: Asking) -> anyhow::Result<Option<(PathBuf, ClientFiles)>> {
    if args.no_client {
        return Ok(None);
    }
    let open = |folder: PathBuf| -> anyhow::Result<_> {
        let files = ClientFiles::open(&folder)?;
        Ok(Some((folder, files)))
    };
    if let Some(folder) = &args.client {
        return open(folder.clone());
    }
    let home = std::env::home_dir();
    let found = find::client(home.as_deref());
    let shown = found.as_ref().map(|found| found.display().to_string());
    let question = "Folder of the WildStar client (`none` plays on the starter set)";
    loop {
        let answer = asking.text(question, shown.as_deref().unwrap_or("none"))?;
        if answer == "none" {
            return Ok(None);
        }
        let folder = PathBuf::from(answer);
        if find::is_client(&folder) {
            return open(folder);
        }
        // An answer may be mistyped; the end of the answers is the default, which is right.
        eprintln!(
            "{}: no ClientData.index here or in its Patch folder; give the client's folder",
            folder.display()
        );
    }
}

fn import_world(args: &SetupArgs, db: &DbHandle, told: &mut Told) -> anyhow::Result<()> {
    if args.world.is_empty() {
        let spawns = block_on(db.count_spawns())?;
        told.step("world", format!("{spawns} spawns; --world PATH imports"));
        return Ok(());
    }
    let set = import::read(&args.world, Some(&args.place.data.folder.join(OVERLAY)));
    let summary = block_on(db.apply_import(set, false))?;
    for error in summary.error_list.iter().take(ERRORS_SHOWN) {
        told.warn(format!("{}:{}: {}", error.file, error.line, error.problem));
    }
    if summary.entities == 0 {
        told.warn("no spawns were found: give the folder that holds the .sql files".into());
    }
    let done = format!(
        "{} spawns: {} added, {} changed, {} removed, {} errors",
        summary.entities, summary.added, summary.changed, summary.removed, summary.errors
    );
    told.step("world", done);
    Ok(())
}

fn first_account(
    args: &SetupArgs,
    asking: Asking,
    (db, realm): (&DbHandle, RealmId),
    told: &mut Told,
) -> anyhow::Result<()> {
    let there = block_on(db.count_accounts())?;
    let email = match &args.account {
        Some(email) => email.clone(),
        None if args.no_account || there > 0 => String::new(),
        None => asking.text("E-mail address of the first account (empty: none)", "")?,
    };
    if email.is_empty() {
        told.step("accounts", there.to_string());
        return Ok(());
    }
    account::check_email(&email)?;
    if account::exists(db, &email)? {
        told.step("accounts", format!("{email} is there already"));
        return Ok(());
    }
    let PasswordArgs {
        password,
        password_stdin,
    } = &args.password;
    if asking == Asking::Nobody && password.is_none() && !password_stdin {
        bail!("give the password of {email} by --password-stdin");
    }
    let password = password::get(&args.password)?;
    let made = account::create_logged(db, realm, &email, &password, AccountRole::Administrator);
    told.step("accounts", made?);
    Ok(())
}

fn finish(
    args: &SetupArgs,
    config: &Config,
    report: &Report,
    told: &Told,
    began: Instant,
) -> anyhow::Result<ExitCode> {
    let (start, client) = (
        start_line(&args.place.data.folder, args),
        client_line(config),
    );
    if args.json {
        let steps: serde_json::Map<_, _> = told
            .steps
            .iter()
            .map(|(name, done)| ((*name).to_owned(), json!(done)))
            .collect();
        let object = json!({
            "good": report.is_good(),
            "seconds": began.elapsed().as_secs_f64(),
            "steps": steps,
            "notes": told.warnings,
            "findings": report.findings,
            "start": start,
            "client": client,
        });
        say!("{object}");
    } else {
        say!("\n{}\n", report.text());
        say!("done in {:.1} s", began.elapsed().as_secs_f64());
        say!("start     {start}");
        say!("client    {client}");
    }
    Ok(if report.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What starts the realm that was set up.
fn start_line(data_dir: &Path, args: &SetupArgs) -> String {
    let mut line = format!("bezgelor serve --data {}", data_dir.display());
    if let Some(config) = &args.place.config {
        line.push_str(&format!(" --config {}", config.display()));
    }
    line
}

/// How a client is pointed at the realm (`flows.md` section 1).
fn client_line(config: &Config) -> String {
    let host = &config.network.public_host;
    format!(
        "WildStar64.exe /auth {host} /authNc {host} /lang en /patcher {host} \
         /SettingsKey WildStar /realmDataCenterId 9"
    )
}
