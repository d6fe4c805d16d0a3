//! A realm set up as a new operator does it, and looked at afterwards.

mod support;

use std::io::Read as _;
use std::process::Output;

use bezgelor_core::config::Config;
use db::{CommandLogFilter, CommandOutcome, DbHandle};
use futures_lite::future::block_on;
use serde_json::Value;
use support::{Folder, ZONE, bezgelor};

struct Place(Folder);

impl Place {
    fn new() -> std::io::Result<Self> {
        Folder::new("setup").map(Self)
    }

    /// Runs `bezgelor WORDS --data DATA`.
    fn run(&self, words: &[&str]) -> std::io::Result<Output> {
        let folder = &self.0.0;
        let mut command = bezgelor();
        command.args(words).arg("--data").arg(folder.join("data"));
        command.env("HOME", folder).current_dir(folder).output()
    }

    fn json(&self, words: &[&str]) -> anyhow::Result<Value> {
        let output = self.run(words)?;
        let text = String::from_utf8(output.stdout)?;
        let errors = String::from_utf8_lossy(&output.stderr);
        serde_json::from_str(&text).map_err(|error| anyhow::anyhow!("{error}: {text} {errors}"))
    }

    /// The log of commands, each with what came of it.
    fn log(&self) -> anyhow::Result<Vec<(String, CommandOutcome)>> {
        let db = DbHandle::open(&Config::default().database, &self.0.0.join("data"))?;
        let found = block_on(db.command_log(CommandLogFilter::default(), 10));
        db.close_blocking();
        let uses = found?.into_iter().map(|entry| entry.what);
        Ok(uses.map(|used| (used.line, used.outcome)).collect())
    }

    fn config(&self) -> std::io::Result<String> {
        std::fs::read_to_string(self.0.0.join("data/bezgelor.toml"))
    }
}

#[test]
fn a_realm_is_set_up_by_flags_and_again_changes_nothing() -> anyhow::Result<()> {
    let place = Place::new()?;
    let zone = place.0.0.join("Zone.sql");
    std::fs::write(&zone, ZONE)?;
    let zone = zone.to_string_lossy().into_owned();
    let words = [
        "setup",
        "--json",
        "--no-client",
        "--world",
        &zone,
        "--account",
        "gm@example.org",
        "--password",
        "secret-word",
        "--realm-name",
        "Home \"1\"",
    ];
    let first = place.json(&words)?;
    let steps = &first["steps"];
    assert!(
        steps["world"]
            .as_str()
            .is_some_and(|s| s.starts_with("1 spawns: 1 added"))
    );
    assert!(
        steps["accounts"]
            .as_str()
            .is_some_and(|s| s.contains("administrator")),
        "{first}"
    );
    let log = place.log()?;
    let [(line, outcome)] = &log[..] else {
        panic!("{log:?}");
    };
    assert_eq!(line, "account create gm@example.org --role administrator");
    assert_eq!(*outcome, CommandOutcome::Done);
    let config = place.config()?;
    assert!(config.contains("name = 'Home \"1\"'") && config.contains("#sts_port = 6600"));

    let mine = format!("# mine\n{config}");
    std::fs::write(place.0.0.join("data/bezgelor.toml"), &mine)?;
    let again = place.json(&words)?;
    let steps = &again["steps"];
    let unchanged = "1 spawns: 0 added, 0 changed, 0 removed, 0 errors";
    assert_eq!(steps["world"], unchanged);
    assert_eq!(steps["accounts"], "gm@example.org is there already");
    assert_eq!(place.config()?, mine, "what the operator wrote stays");
    assert_eq!(place.log()?.len(), 1, "what was not made is not logged");
    Ok(())
}

#[test]
fn players_elsewhere_need_one_flag() -> anyhow::Result<()> {
    let place = Place::new()?;
    place.json(&[
        "setup",
        "--json",
        "--no-client",
        "--public-host",
        "192.0.2.10",
    ])?;
    let config = place.config()?;
    assert!(
        config.contains("\npublic_host = \"192.0.2.10\"\n"),
        "{config}"
    );
    assert!(config.contains("\nbind = \"0.0.0.0\"\n"), "{config}");
    Ok(())
}

#[test]
fn a_wrong_flag_is_told_before_anything_is_made() -> anyhow::Result<()> {
    let place = Place::new()?;
    for (words, says) in [
        (
            &["--client", "."][..],
            "no .index file here; give the client's folder",
        ),
        (&["--client", "/no/client"], "/no/client"),
        (&["--no-client", "--world", "no/spawns"], "no/spawns"),
        (
            &["--no-client", "--account", "nobody"],
            "is no e-mail address",
        ),
    ] {
        let output = place.run(&[&["setup", "--yes"], words].concat())?;
        assert_eq!(output.status.code(), Some(1), "{words:?}");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(errors.contains(says), "{words:?}: {errors}");
        assert!(!place.0.0.join("data").exists(), "{words:?}");
    }
    Ok(())
}

#[test]
fn an_account_without_a_password_source_is_refused_when_nobody_can_be_asked() -> anyhow::Result<()>
{
    let place = Place::new()?;
    let output = place.run(&["setup", "--yes", "--no-client", "--account", "a@b.c"])?;
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--password-stdin"));
    Ok(())
}

#[test]
fn a_value_that_is_no_configuration_leaves_the_file_as_it_was() -> anyhow::Result<()> {
    let place = Place::new()?;
    place.run(&["setup", "--yes", "--no-client"])?;
    let before = place.config()?;
    let output = place.run(&["setup", "--yes", "--no-client", "--realm-name", " "])?;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(place.config()?, before);
    Ok(())
}

#[test]
fn a_support_bundle_holds_no_secret() -> anyhow::Result<()> {
    let place = Place::new()?;
    place.run(&["setup", "--yes", "--no-client"])?;
    let data = place.0.0.join("data");
    let with_password = "[database]\nauth = \"postgres://realm:hunter2@127.0.0.1:1/auth\"\n";
    std::fs::write(data.join("bezgelor.toml"), with_password)?;
    std::fs::write(data.join("login.secret"), [7; 32])?;
    std::fs::write(data.join("crash-5-1-0.txt"), "panicked here")?;
    std::fs::write(data.join("notes.txt"), "the operator's own")?;
    let output = place.run(&["support-bundle", "--out", "bundle.tar.gz"])?;
    assert!(output.status.success());
    let file = std::fs::File::open(place.0.0.join("bundle.tar.gz"))?;
    let mut content = Vec::new();
    flate2::read::GzDecoder::new(file).read_to_end(&mut content)?;
    let holds = |text: &str| content.windows(text.len()).any(|at| at == text.as_bytes());
    assert!(holds("doctor.json") && holds("panicked here") && holds("(hidden)@127.0.0.1"));
    assert!(!holds("hunter2") && !holds("operator's own"));
    assert!(!content.windows(32).any(|at| at == [7; 32]));
    Ok(())
}

#[test]
fn doctor_is_the_preflight_for_people_and_programs() -> anyhow::Result<()> {
    let place = Place::new()?;
    place.run(&["setup", "--yes", "--no-client"])?;
    let report = place.json(&["doctor", "--json"])?;
    assert!(
        report["findings"].is_array() && report["passed"].is_array(),
        "{report}"
    );
    Ok(())
}

#[test]
fn completions_and_manual_pages_know_every_command() -> anyhow::Result<()> {
    let place = Place::new()?;
    let run = |words: &[&str]| {
        let mut command = bezgelor();
        command.args(words).current_dir(&place.0.0).output()
    };
    for shell in ["bash", "zsh", "fish"] {
        let script = run(&["completions", shell])?.stdout;
        let script = String::from_utf8(script)?;
        assert!(
            script.contains("setup") && script.contains("doctor"),
            "{shell}"
        );
    }
    assert!(run(&["man", "pages"])?.status.success());
    assert!(place.0.0.join("pages/bezgelor-setup.1").is_file());
    Ok(())
}
