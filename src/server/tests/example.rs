//! The example configuration says what is: every key there is, each with its true default.

use std::fs;
use std::path::{Path, PathBuf};

use bezgelor_core::config::Config;
use server::settings::{self, Keys, Sources};

fn example() -> std::io::Result<String> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "../../bezgelor.example.toml"]
        .iter()
        .collect();
    fs::read_to_string(path)
}

/// The example with its keys set: prose begins with "# ", keys with "#" alone.
fn with_keys_set(text: &str) -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(key) if key.starts_with(|c: char| c.is_ascii_lowercase()) => format!("{key}\n"),
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[test]
fn it_is_the_defaults_as_it_stands_and_with_every_key_set() -> anyhow::Result<()> {
    let text = example()?;
    assert_eq!(toml::from_str::<Config>(&text)?, Config::default());
    assert_eq!(
        toml::from_str::<Config>(&with_keys_set(&text))?,
        Config::default()
    );
    Ok(())
}

#[test]
fn it_names_every_key_and_explains_it() -> anyhow::Result<()> {
    let text = example()?;
    let table: toml::Table = with_keys_set(&text).parse()?;
    for name in Keys::new().names() {
        let (section, key) = name.split_once('.').unwrap_or((name, ""));
        let value = table.get(section).and_then(|section| section.get(key));
        assert!(value.is_some(), "{name} is missing from the example");
    }
    // A section may explain several keys at once, but none begins without a word.
    for section in text.split("\n[").skip(1) {
        let mut lines = section.lines().skip(1);
        assert!(
            lines.next().is_some_and(|line| line.starts_with("# ")),
            "[{section}"
        );
    }
    Ok(())
}

#[test]
fn the_server_takes_it_with_every_key_set() -> anyhow::Result<()> {
    let folder = std::env::temp_dir().join(format!("bezgelor-example-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    fs::write(folder.join(settings::FILE_NAME), with_keys_set(&example()?))?;
    let loaded = settings::load(&Sources {
        data_dir: folder.clone(),
        ..Sources::default()
    });
    fs::remove_dir_all(Path::new(&folder))?;
    let loaded = loaded?;
    assert_eq!(loaded.config, Config::default());
    assert_eq!(loaded.origins.len(), Keys::new().names().len());
    Ok(())
}
