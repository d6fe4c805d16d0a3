//! `bezgelor support-bundle`: one file that tells others what they need to help, and no secret.
//!
//! What goes in is chosen one by one; nothing is taken because it lies in a folder. Addresses of
//! databases lose their user and password, crash files are those of this program alone, and player
//! data, tokens, captures and the login secret never go in.

use std::fs;
use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::archives::Archives;
use crate::check::{self, ThisMachine};
use crate::cli::BundleArgs;
use crate::say::say;
use crate::settings::{self, Settings, Sources};
use crate::{crash, data_report, wall_clock};

/// Newest crash files taken.
const CRASH_FILES: usize = 5;
/// Bytes of one file taken; the rest is cut.
const FILE_BYTES_MAX: u64 = 256 * 1024;
/// What the machine says of itself, and nothing of its users.
const MACHINE_FILES: &[&str] = &[
    "/proc/version",
    "/proc/meminfo",
    "/proc/loadavg",
    "/proc/self/limits",
    "/proc/self/status",
    "/proc/sys/kernel/io_uring_disabled",
    "/etc/os-release",
];

/// Writes the bundle and prints its name and content.
///
/// # Errors
/// When the file cannot be written.
pub fn run(args: &BundleArgs) -> anyhow::Result<()> {
    let out = args.out.clone().unwrap_or_else(|| {
        let seconds = wall_clock().0 / 1000;
        PathBuf::from(format!("bezgelor-support-{seconds}.tar.gz"))
    });
    let entries = gather(args);
    let bytes = pack(&entries).context("pack the bundle")?;
    let shown = out.display().to_string();
    write_private(&out, &bytes).with_context(|| shown.clone())?;
    say!("{shown}, {} bytes:", bytes.len());
    for (name, content) in &entries {
        say!("  {name}, {} bytes", content.len());
    }
    say!("No passwords, tokens or player data are in it; look before you send it.");
    Ok(())
}

/// Everything that goes in: name and content.
fn gather(args: &BundleArgs) -> Vec<(String, Vec<u8>)> {
    let place = &args.place;
    let sources = Sources::of_process(&place.data.folder, place.config.as_deref());
    let mut entries = vec![("version.json".to_owned(), text(&version()))];
    let archives = Archives::choose(None, &place.data.folder);
    let report = match settings::load(&sources) {
        Err(problems) => check::unusable(&problems),
        Ok(settings) => {
            entries.push(("config.json".to_owned(), text(&shown_config(&settings))));
            check::run(&settings, &place.data.folder, &archives, &ThisMachine)
        }
    };
    entries.push(("doctor.txt".to_owned(), report.text().into_bytes()));
    entries.push(("doctor.json".to_owned(), report.json().into_bytes()));
    for file in MACHINE_FILES {
        if let Some(bytes) = beginning(Path::new(file)) {
            entries.push((format!("machine{file}"), bytes));
        }
    }
    if let Some(bytes) = beginning(&place.data.folder.join(data_report::FILE)) {
        entries.push((data_report::FILE.to_owned(), bytes));
    }
    for path in crash::files(&place.data.folder)
        .into_iter()
        .take(CRASH_FILES)
    {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some(bytes) = beginning(&path) {
            entries.push((format!("crashes/{name}"), bytes));
        }
    }
    entries
}

fn text(value: &Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}

fn version() -> Value {
    json!({
        "version": crate::VERSION,
        "client_build": tables::header::CLIENT_BUILD,
        "archive_format": tables::header::FORMAT_VERSION,
        "target": format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS),
        "cores": std::thread::available_parallelism().map_or(1, usize::from),
        "at_ms": wall_clock().0,
    })
}

/// Every key with its value and the place that set it; addresses of databases without their user.
fn shown_config(settings: &Settings) -> Value {
    let mut values = serde_json::to_value(&settings.config).unwrap_or_default();
    hide(&mut values);
    let keys = settings.origins.keys();
    let origins: serde_json::Map<_, _> = keys
        .map(|key| (key.clone(), json!(settings.origin(key))))
        .collect();
    json!({ "values": values, "set_by": origins })
}

/// Names of keys whose value is a secret.
const SECRET_WORDS: &[&str] = &["password", "secret", "token", "private"];

/// Takes secrets out of a value, however deep.
fn hide(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                if SECRET_WORDS.iter().any(|word| name.contains(word)) && field.is_string() {
                    *field = json!("(hidden)");
                }
                hide(field);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hide),
        Value::String(text) => {
            if let Some(clean) = without_user(text) {
                *text = clean;
            }
        }
        _ => {}
    }
}

/// `postgres://user:secret@host/name?password=x` as `postgres://(hidden)@host/name`.
fn without_user(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    Some(match rest.rsplit_once('@') {
        Some((_, host)) => format!("{scheme}://(hidden)@{host}"),
        None => format!("{scheme}://{rest}"),
    })
}

fn beginning(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).ok()?;
    file.take(FILE_BYTES_MAX).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn pack(entries: &[(String, Vec<u8>)]) -> std::io::Result<Vec<u8>> {
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::default()));
    for (name, content) in entries {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(u64::try_from(wall_clock().0 / 1000).unwrap_or(0));
        let path = format!("bezgelor-support/{name}");
        archive.append_data(&mut header, path, content.as_slice())?;
    }
    archive.into_inner()?.finish()
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    options.open(path)?.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_who_logs_in() {
        let hidden = [
            (
                "postgres://realm:pa@ss@db.example/world",
                "postgres://(hidden)@db.example/world",
            ),
            ("postgres://db/world?password=x", "postgres://db/world"),
            ("sqlite://file.db", "sqlite://file.db"),
        ];
        for (url, shown) in hidden {
            assert_eq!(without_user(url).as_deref(), Some(shown));
        }
        assert_eq!(without_user("sqlite:"), None);
    }

    #[test]
    fn secrets_are_hidden_however_deep() {
        let mut value = json!({
            "a": [{"db_password": "x", "url": "postgres://u:p@h/d"}],
            "token_lifetime": 5,
            "session_token": "t",
        });
        hide(&mut value);
        let text = value.to_string();
        assert!(!text.contains("u:p") && !text.contains("\"x\"") && !text.contains("\"t\""));
        assert_eq!(value["token_lifetime"], 5);
    }
}
