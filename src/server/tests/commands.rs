//! The commands as an operator types them, on databases of their own.

mod support;

use std::io::Write;
use std::net::TcpListener;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use support::{Folder, ZONE, bezgelor};

struct Data(Folder);

impl Data {
    fn new() -> std::io::Result<Self> {
        Folder::new("commands").map(Self)
    }

    fn command(&self, line: &str) -> Command {
        let mut command = bezgelor();
        let words = line.split_whitespace();
        command.args(words).arg("--data").arg(&self.0.0);
        command
    }

    /// Runs a command that must end well; answers its standard output.
    fn good(&self, line: &str) -> anyhow::Result<String> {
        let output = self.command(line).output()?;
        anyhow::ensure!(output.status.success(), "{line}: {}", errors(&output));
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Runs a command that must fail; answers its error output.
    fn bad(&self, line: &str) -> anyhow::Result<String> {
        let output = self.command(line).output()?;
        anyhow::ensure!(!output.status.success(), "{line} should fail");
        Ok(errors(&output))
    }

    fn accounts(&self) -> anyhow::Result<Value> {
        Ok(serde_json::from_str(&self.good("account list --json")?)?)
    }
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_account_is_made_listed_changed_and_suspended() -> anyhow::Result<()> {
    let data = Data::new()?;
    let none = data.bad("account list --json")?;
    assert!(none.contains("there is no auth database"), "{none}");
    data.good("account create Me@example.org --password x")?;
    let again = data.bad("account create me@EXAMPLE.org --password x")?;
    assert!(
        again.contains("there is an account me@EXAMPLE.org already"),
        "{again}"
    );

    data.good("account role me@example.org gamemaster")?;
    data.good("account suspend me@example.org --for 7d --reason rude")?;
    let accounts = data.accounts()?;
    assert_eq!(accounts[0]["email"], "Me@example.org");
    assert_eq!(accounts[0]["role"], "gamemaster");
    assert_eq!(accounts[0]["suspended"], true);
    assert_eq!(accounts[0]["suspension_reason"], "rude");

    data.good("account suspend me@example.org --lift")?;
    assert_eq!(data.accounts()?[0]["suspended"], false);
    let nobody = data.bad("account role nobody@example.org player")?;
    assert!(
        nobody.contains("there is no account nobody@example.org"),
        "{nobody}"
    );
    Ok(())
}

/// Everything but `serve` and `setup`, as typed before `--data`.
const FOLDERLESS: &[&str] = &[
    "account create a@b.c --password x",
    "account password a@b.c --password x",
    "account list",
    "account show a@b.c",
    "account role a@b.c player",
    "account grant a@b.c 1",
    "account revoke a@b.c 1",
    "account ban a@b.c",
    "account unban a@b.c",
    "account suspend a@b.c --for 1h",
    "token create x",
    "token list",
    "token revoke x",
    "capture start a@b.c",
    "capture stop a@b.c",
    "capture list",
    "migrate",
    "migrate --dry-run",
    "audit",
    "backup",
    "character export Ann",
    "character restore-deleted Ann",
    "transfer sqlite:elsewhere",
];

#[test]
fn a_mistyped_data_directory_is_refused_and_not_made() -> anyhow::Result<()> {
    let data = Data::new()?;
    let (zone, missing) = (data.0.0.join("Zone.sql"), data.0.0.join("mistyped"));
    std::fs::write(&zone, ZONE)?;
    let import = format!("world import {}", zone.display());
    let dry = format!("{import} --dry-run");
    let lines = FOLDERLESS.iter().copied();
    for line in lines.chain([import.as_str(), dry.as_str()]) {
        let mut command = bezgelor();
        command.args(line.split_whitespace());
        let output = command.arg("--data").arg(&missing).output()?;
        let error = errors(&output);
        assert_eq!(output.status.code(), Some(1), "{line}: {error}");
        let says = error.contains("there is no folder") && error.contains("--data");
        assert!(says && error.contains("bezgelor setup"), "{line}: {error}");
        assert!(!missing.exists(), "{line} made it");
    }
    Ok(())
}

#[test]
fn a_missing_data_directory_is_a_finding_of_the_doctor() -> anyhow::Result<()> {
    let data = Data::new()?;
    let missing = data.0.0.join("deep/mistyped");
    let (bundle, data_flag) = (data.0.0.join("bundle.tar.gz"), missing.as_os_str());
    let mut command = bezgelor();
    command.args(["doctor", "--json", "--data"]).arg(data_flag);
    let report: Value = serde_json::from_slice(&command.output()?.stdout)?;
    let findings = report["findings"].as_array().cloned().unwrap_or_default();
    let found = findings.iter().find(|f| f["code"] == "E-DATA-MISSING");
    assert!(
        found.is_some_and(|f| f["severity"] == "warning"),
        "{report}"
    );
    let mut command = bezgelor();
    command.args(["support-bundle", "--data"]).arg(data_flag);
    assert!(command.arg("--out").arg(&bundle).status()?.success());
    assert!(bundle.is_file() && !data.0.0.join("deep").exists());
    Ok(())
}

#[test]
fn a_password_comes_from_the_standard_input_and_is_never_guessed() -> anyhow::Result<()> {
    let data = Data::new()?;
    let mut command = data.command("account create a@b.c --password-stdin");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(b"from a pipe\n")?;
    }
    let output = child.wait_with_output()?;
    assert!(output.status.success());
    assert!(!String::from_utf8_lossy(&output.stdout).contains("from a pipe"));

    let asked = data.bad("account create d@e.f")?;
    assert!(asked.contains("use --password-stdin"), "{asked}");
    let empty = data.bad("account create d@e.f --password-stdin")?;
    assert!(empty.contains("the password is empty"), "{empty}");
    Ok(())
}

#[test]
fn a_check_names_the_port_that_is_taken() -> anyhow::Result<()> {
    let data = Data::new()?;
    let holder = TcpListener::bind("127.0.0.1:0")?;
    let port = holder.local_addr()?.port();
    let output = data
        .command("check --json")
        .env("BEZGELOR__NETWORK__STS_PORT", port.to_string())
        .env("BEZGELOR__NETWORK__AUTH_PORT", "0")
        .env("BEZGELOR__NETWORK__WORLD_PORT", "0")
        .output()?;
    assert!(!output.status.success());
    let report: Value = serde_json::from_slice(&output.stdout)?;
    let findings = report["findings"].as_array().map_or(&[][..], Vec::as_slice);
    let code = format!("E-PORT-{port}");
    assert!(
        findings
            .iter()
            .any(|finding| finding["code"] == code.as_str()),
        "{report}"
    );
    assert_eq!(report["good"], false);
    Ok(())
}

#[test]
fn a_mistyped_key_stops_every_command_with_its_line() -> anyhow::Result<()> {
    let data = Data::new()?;
    std::fs::write(
        data.0.0.join("bezgelor.toml"),
        "[network]\nsts_prot = 6600\n",
    )?;
    for line in ["serve", "migrate", "account list"] {
        let text = data.bad(line)?;
        assert!(
            text.contains("bezgelor.toml:2: unknown key network.sts_prot"),
            "{text}"
        );
        assert!(text.contains("did you mean network.sts_port?"), "{text}");
    }
    let report = data.command("check").output()?;
    assert!(String::from_utf8_lossy(&report.stdout).contains("FAIL  E-CONFIG: "));
    Ok(())
}

#[test]
fn migrations_are_told_before_they_are_done() -> anyhow::Result<()> {
    let data = Data::new()?;
    let told = data.good("migrate --dry-run")?;
    assert!(told.contains("auth: would apply 0001"), "{told}");
    assert_eq!(
        data.good("migrate --dry-run")?,
        told,
        "a dry run changes nothing"
    );
    let done = data.good("migrate")?;
    assert_eq!(done, told.replace("would apply", "applied"));
    assert!(data.good("migrate")?.contains("nothing to do"));
    Ok(())
}

#[test]
fn bots_may_not_help_themselves_from_the_network() -> anyhow::Result<()> {
    let data = Data::new()?;
    let text = data.bad("serve --test-accounts --bind 0.0.0.0")?;
    assert!(
        text.contains("--test-accounts works on loopback alone"),
        "{text}"
    );
    Ok(())
}

#[test]
fn a_world_is_imported_once_and_then_compared() -> anyhow::Result<()> {
    let data = Data::new()?;
    let file = data.0.0.join("Zone.sql");
    std::fs::write(&file, ZONE)?;
    let line = format!("world import {} --json", file.display());
    let dry_line = format!("{line} --dry-run");
    let none = data.bad(&dry_line)?;
    assert!(none.contains("there is no world database"), "{none}");
    let first: Value = serde_json::from_str(&data.good(&line)?)?;
    let more = "219),\n(@GUID+2, 0, 18, @WORLD, 213, 9.5, -2.25, 3, 0, 0, 0, 21, 0, 219, 219);";
    std::fs::write(&file, ZONE.replace("219);", more))?;
    let dry: Value = serde_json::from_str(&data.good(&dry_line)?)?;
    std::fs::write(&file, ZONE)?;
    let second: Value = serde_json::from_str(&data.good(&line)?)?;
    assert_eq!(
        (&dry["added"], &dry["dry_run"]),
        (&Value::from(1), &Value::from(true))
    );
    assert_eq!(
        (&first["entities"], &first["added"]),
        (&Value::from(1), &Value::from(1))
    );
    assert_eq!(
        (&second["entities"], &second["added"]),
        (&Value::from(1), &Value::from(0))
    );
    assert_eq!(second["errors"], 0);

    let missing = data.bad("world import no/such/file.sql")?;
    assert!(missing.contains("no/such/file.sql"), "{missing}");
    Ok(())
}

/// The realm told that it was open, let players in, and ended a moment later.
#[test]
fn a_page_open_to_the_network_is_refused_before_the_realm_opens() -> anyhow::Result<()> {
    let data = Data::new()?;
    let output = data
        .command("serve --no-console --shards 1")
        .env("BEZGELOR__NETWORK__STS_PORT", "0")
        .env("BEZGELOR__NETWORK__AUTH_PORT", "0")
        .env("BEZGELOR__NETWORK__WORLD_PORT", "0")
        .env("BEZGELOR__API__LISTEN", "0.0.0.0:0")
        .output()?;
    let error = errors(&output);
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert!(error.contains("without TLS"), "{error}");
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(!told.contains("is open"), "{told}");
    Ok(())
}

#[test]
fn a_reader_that_went_away_ends_nothing() -> anyhow::Result<()> {
    let data = Data::new()?;
    data.good("account create a@example.org --password x")?;
    for line in ["doctor", "account list", "audit", "backup", "migrate"] {
        let (reader, writer) = std::io::pipe()?;
        drop(reader);
        let output = data.command(line).stdout(writer).output()?;
        assert_eq!(errors(&output), "", "{line}");
        // Ports may be taken on the machine of a test; that is no crash.
        assert!(matches!(output.status.code(), Some(0 | 1)), "{line}");
    }
    let backups = std::fs::read_dir(data.0.0.join("backups"))?;
    assert_eq!(backups.count(), 1, "it is made whole");
    Ok(())
}
