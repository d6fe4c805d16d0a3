//! Sets keys in the configuration file and leaves everything else in it as the operator wrote it.

use std::path::Path;

use anyhow::{Context, bail};
use host::files;
use toml::{Table, Value};

use crate::settings::{self, Sources};

/// A first configuration: every key at its default, with what it is for.
const EXAMPLE: &str = include_str!("../../../../bezgelor.example.toml");

/// One key to set: section, name, value.
pub(super) type Setting = (&'static str, &'static str, Value);

/// Writes `wanted` into the file, which is made from the example when it is not there.
///
/// Returns whether anything changed.
///
/// # Errors
/// When the file cannot be read or written, or would not be a configuration afterwards.
pub(super) fn write(path: &Path, data_dir: &Path, wanted: &[Setting]) -> anyhow::Result<bool> {
    let shown = path.display();
    let old = match std::fs::read_to_string(path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(error).with_context(|| shown.to_string()),
    };
    let mut text = old.clone().unwrap_or_else(|| EXAMPLE.to_owned());
    for (section, name, value) in wanted {
        text = with_key(&text, section, name, value)
            .with_context(|| format!("{shown}: set {section}.{name} there by hand"))?;
    }
    if old.as_ref() == Some(&text) {
        return Ok(false);
    }
    replace(path, &text).with_context(|| shown.to_string())?;
    let check = Sources {
        data_dir: data_dir.to_owned(),
        file: Some(path.to_owned()),
        ..Sources::default()
    };
    if let Err(problems) = settings::load(&check) {
        // What cannot be used must not stay, nor take the place of what could.
        match &old {
            Some(old) => replace(path, old)?,
            None => std::fs::remove_file(path)?,
        }
        return Err(problems.into());
    }
    Ok(true)
}

/// The owner alone may read it: it may hold the database's password.
fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    files::replace(path, 0o600, text.as_bytes())
}

/// `text` with `section.name` set: in its own line when there is one, also one commented out.
fn with_key(text: &str, section: &str, name: &str, value: &Value) -> anyhow::Result<String> {
    let line = format!("{name} = {value}");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let head = format!("[{section}]");
    match lines.iter().position(|line| line.trim() == head) {
        None => lines.extend([String::new(), head, line]),
        Some(at) => {
            let end = lines[at + 1..]
                .iter()
                .position(|line| line.trim_start().starts_with('['))
                .map_or(lines.len(), |length| at + 1 + length);
            match place_of(&lines[at + 1..end], name) {
                Some(found) => lines[at + 1 + found] = line,
                None => lines.insert(at + 1, line),
            }
        }
    }
    let mut new = lines.join("\n");
    new.push('\n');
    let parsed: Table = new.parse().context("not TOML")?;
    let there = parsed.get(section).and_then(|section| section.get(name));
    if there != Some(value) {
        bail!("the key did not take its value");
    }
    Ok(new)
}

/// Line of `name` in a section: its own, else the commented one.
fn place_of(lines: &[String], name: &str) -> Option<usize> {
    let sets = |line: &str| {
        let rest = line.strip_prefix(name).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with('='))
    };
    let active = lines.iter().position(|line| sets(line.trim_start()));
    active.or_else(|| {
        let commented = |line: &String| line.strip_prefix('#').is_some_and(sets);
        lines.iter().position(commented)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, key: &str, value: &str) -> String {
        let (section, name) = key.split_once('.').expect("a key has a section");
        with_key(text, section, name, &Value::from(value)).expect("it can be set")
    }

    #[test]
    fn the_commented_default_becomes_the_value_and_the_comments_stay() {
        let new = set(EXAMPLE, "realm.name", "Home");
        assert!(new.contains("\nname = \"Home\"\n") && !new.contains("#name ="));
        assert_eq!(new.lines().count(), EXAMPLE.lines().count());
        let again = set(&new, "realm.name", "Away");
        assert!(again.contains("\nname = \"Away\"\n") && !again.contains("Home"));
    }

    #[test]
    fn keys_of_other_sections_and_longer_names_are_left_alone() {
        let text = "[network]\nname = \"no\"\n\n[realm]\nname_of_all = 1\n";
        let new = set(text, "realm.name", "yes");
        let expected = "[network]\nname = \"no\"\n\n[realm]\nname = \"yes\"\nname_of_all = 1\n";
        assert_eq!(new, expected);
    }

    #[test]
    fn a_section_that_is_missing_is_added() {
        let new = set("# mine\n", "realm.name", "x");
        assert_eq!(new, "# mine\n\n[realm]\nname = \"x\"\n");
    }

    #[test]
    fn a_value_cannot_break_out_of_its_quotes() {
        for odd in ["a\"b", "a\\", "a\nb", "]\n[network]"] {
            let new = set(EXAMPLE, "realm.name", odd);
            let parsed: Table = new.parse().expect("still TOML");
            assert_eq!(parsed["realm"]["name"], Value::from(odd));
        }
    }

    #[test]
    fn what_is_written_in_another_shape_is_refused_rather_than_doubled() {
        let text = "realm = { name = \"a\" }\n";
        assert!(with_key(text, "realm", "name", &Value::from("b")).is_err());
    }
}
