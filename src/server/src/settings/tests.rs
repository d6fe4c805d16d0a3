//! The layers as an operator meets them: which wins, and what each mistake says.

use std::fs;
use std::sync::atomic::{AtomicU32, Ordering};

use bezgelor_core::config::LogFormat;

use super::*;

struct Scratch(PathBuf);

impl Scratch {
    fn new() -> std::io::Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let unique = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("bezgelor-settings-{}-{unique}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    fn with_file(text: &str) -> std::io::Result<Self> {
        let scratch = Self::new()?;
        fs::write(scratch.0.join(FILE_NAME), text)?;
        Ok(scratch)
    }

    fn sources(&self) -> Sources {
        Sources {
            data_dir: self.0.clone(),
            ..Sources::default()
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is left to the system's own cleaning.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn variable(key: &str, value: &str) -> (String, String) {
    (key.into(), value.into())
}

/// The problems of a file with this text, each as "LINE message".
fn file_problems(text: &str) -> std::io::Result<Vec<String>> {
    let scratch = Scratch::with_file(text)?;
    let problems = match load(&scratch.sources()) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.0,
    };
    let prefix = scratch.0.join(FILE_NAME).display().to_string();
    let line = |p: &Problem| {
        let place = p.place.trim_start_matches(&prefix).trim_start_matches(':');
        format!("{place} {}", p.message)
    };
    Ok(problems.iter().map(line).collect())
}

#[test]
fn nothing_given_is_the_defaults() -> anyhow::Result<()> {
    let scratch = Scratch::new()?;
    let mut sources = scratch.sources();
    sources.environment = vec![variable("PATH", "x"), variable("BEZGELOR_DATA", "y")];
    let settings = load(&sources)?;
    assert_eq!(settings.config, Config::default());
    assert_eq!(settings.file, None);
    assert_eq!(settings.origin("network.bind"), "default");
    Ok(())
}

#[test]
fn each_layer_wins_over_the_one_below() -> anyhow::Result<()> {
    let text = "[network]\nsts_port = 1\nauth_port = 2\nworld_port = 3\n[log]\nformat = \"json\"\n";
    let scratch = Scratch::with_file(text)?;
    let mut sources = scratch.sources();
    sources.environment = vec![
        variable("BEZGELOR__NETWORK__AUTH_PORT", "20"),
        variable("BEZGELOR__NETWORK__WORLD_PORT", "30"),
    ];
    let sources = sources.with_flag("--world-port", "network.world_port", Some("300".into()));
    let settings = load(&sources)?;
    let network = &settings.config.network;
    assert_eq!(
        (network.sts_port, network.auth_port, network.world_port),
        (1, 20, 300)
    );
    assert_eq!(settings.config.log.format, LogFormat::Json);
    assert!(
        settings
            .origin("network.sts_port")
            .ends_with("bezgelor.toml:2")
    );
    assert_eq!(
        settings.origin("network.auth_port"),
        "BEZGELOR__NETWORK__AUTH_PORT"
    );
    assert_eq!(settings.origin("network.world_port"), "--world-port");
    assert_eq!(settings.origin("network.bind"), "default");
    Ok(())
}

#[test]
fn a_named_file_replaces_the_usual_one_and_must_be_there() -> anyhow::Result<()> {
    let scratch = Scratch::with_file("[realm]\nname = \"usual\"\n")?;
    let named = scratch.0.join("other.toml");
    let mut sources = scratch.sources();
    sources.file = Some(named.clone());
    let error = load(&sources).map_err(|p| p.to_string());
    assert!(error.is_err_and(|text| text.contains("other.toml: cannot be read")));
    fs::write(&named, "[realm]\ncapacity = 7\n")?;
    let settings = load(&sources)?;
    assert_eq!(settings.config.realm.capacity, 7);
    assert_eq!(settings.config.realm.name, "Bezgelor");
    Ok(())
}

#[test]
fn mistakes_in_the_file_are_told_with_line_and_remedy() -> std::io::Result<()> {
    for (text, expected) in [
        (
            "\n[network]\n\nsts_prot = 1\n",
            "4 unknown key network.sts_prot; did you mean network.sts_port?",
        ),
        (
            "[netwrok]\nbind = \"x\"\n",
            "1 unknown section [netwrok]; did you mean [network]?",
        ),
        ("bind = \"x\"\n", "1 unknown key bind"),
        ("network = 3\n", "1 `network` is a section: write [network]"),
        (
            "[network]\nshards = 2\n",
            "2 unknown key network.shards; did you mean runtime.shards?",
        ),
        (
            "[network]\nsts_port = \"6600\"\n",
            "2 network.sts_port needs a whole number",
        ),
        (
            "[network]\nsts_port = 66000\n",
            "2 network.sts_port cannot be that: ",
        ),
        (
            "[network]\nbind = \"everywhere\"\n",
            "2 network.bind: `everywhere` is no address",
        ),
        ("[log]\nformat = \"xml\"\n", "2 log.format cannot be that: "),
        ("[network]\nbind =\n", "2 is not TOML: "),
        (
            "[network]\nbind = \"1\"\nbind = \"2\"\n",
            "3 is not TOML: duplicate key",
        ),
        (
            "[runtime]\nzone_tick_ms = 5\n",
            "2 runtime.zone_tick_ms: must lie in 10 to 1000",
        ),
        (
            "[realm]\nrelay_interval_ms = 1001\n",
            "2 realm.relay_interval_ms: at most 1000",
        ),
        (
            "[database]\nauth = \"mysql://u:secret@h\"\n",
            "2 database.auth: write sqlite:",
        ),
    ] {
        let problems = file_problems(text)?;
        assert!(
            problems.len() == 1 && problems[0].starts_with(expected),
            "{text:?} should give {expected:?}: {problems:?}"
        );
        assert!(!problems[0].contains("secret"), "a password shows");
    }
    Ok(())
}

/// Each of these was taken, and the realm broke on it later or not at all.
#[test]
fn values_out_of_range_are_told_with_their_line() -> std::io::Result<()> {
    for (text, expected) in [
        (
            "[realm]\nname = \"a\"\ncapacity = 99999999999999999999\n",
            "3 realm.capacity cannot be that: 99999999999999999999 is too large",
        ),
        ("[realm]\nid = 0\n", "2 realm.id: "),
        (
            "[realm]\nname = \"a\\u0000b\"\n",
            "2 realm.name: the client ends a text at U+0000",
        ),
        (
            "[runtime]\nsrp_threads = 60000\n",
            "2 runtime.srp_threads: at most 256",
        ),
        (
            "[database]\npool_size = 4000000000\n",
            "2 database.pool_size: 1 to 1000",
        ),
        (
            "[api]\nlisten = \"nonsense\"\n",
            "2 api.listen: `nonsense` is no ADDRESS:PORT",
        ),
        (
            "[api]\nrequests_per_minute = 0\n",
            "2 api.requests_per_minute: at least 1",
        ),
    ] {
        let problems = file_problems(text)?;
        assert_eq!(problems.len(), 1, "{text:?}: {problems:?}");
        assert!(problems[0].starts_with(expected), "{problems:?}");
    }
    Ok(())
}

/// An address no client can reach was taken, and the players had to find out.
#[test]
fn an_address_for_clients_is_ipv4_or_a_name() -> anyhow::Result<()> {
    let set = |host: &str| file_problems(&format!("[network]\npublic_host = \"{host}\"\n"));
    for host in [
        "192.0.2.1",
        "localhost",
        "server1",
        "play.example.org.",
        "a_b-c",
    ] {
        assert!(set(host)?.is_empty(), "{host}");
    }
    let long = "a.".repeat(127) + "a";
    for host in [
        "",
        "foo bar",
        "::1",
        "256.1.1.1",
        "192.0.2",
        "a..b",
        "http://a",
        &long,
    ] {
        let problems = set(host)?;
        assert_eq!(problems.len(), 1, "{host}: {problems:?}");
        assert!(
            problems[0].starts_with("2 network.public_host: "),
            "{problems:?}"
        );
    }
    Ok(())
}

#[test]
fn all_mistakes_are_told_together() -> anyhow::Result<()> {
    let scratch = Scratch::with_file("[network]\nbnid = \"x\"\n[log]\nfilter = \"info=loud\"\n")?;
    let mut sources = scratch.sources();
    sources.environment = vec![variable("BEZGELOR__REALM__CAPACTY", "5")];
    let sources = sources.with_flag("--shards", "runtime.shards", Some("two".into()));
    let text = load(&sources).map_or_else(|p| p.to_string(), |s| format!("{s:?}"));
    for part in [
        "did you mean network.bind?",
        "log.filter: ",
        "did you mean BEZGELOR__REALM__CAPACITY?",
        "--shards: `two` is not a whole number, as runtime.shards needs",
    ] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
    Ok(())
}

#[test]
fn ports_must_differ_unless_the_system_chooses() -> anyhow::Result<()> {
    let problems = file_problems("[network]\nauth_port = 6600\n")?;
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("port 6600 is taken"), "{problems:?}");
    let chosen = file_problems("[network]\nsts_port = 0\nauth_port = 0\nworld_port = 0\n")?;
    assert!(chosen.is_empty(), "{chosen:?}");
    Ok(())
}
