//! The file layer: each key checked at its own line.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use bezgelor_core::config::Config;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, Table, Value};

use super::{FILE_NAME, Layers, Problem, Sources, keys, suggest};

/// Bytes of a configuration file; a larger one is not ours.
const FILE_BYTES_MAX: u64 = 1 << 20;

/// A file that was read.
pub(super) struct Found {
    /// Where it is.
    pub(super) path: PathBuf,
    text: String,
}

impl Found {
    fn place(&self, at: usize) -> String {
        let before = self.text.get(..at).unwrap_or(&self.text);
        let line = before.matches('\n').count() + 1;
        format!("{}:{line}", self.path.display())
    }
}

/// Reads the file that applies; `None` when none was named and the data directory has none.
pub(super) fn find(sources: &Sources) -> Result<Option<Found>, Problem> {
    let named = sources.file.is_some();
    let usual = || sources.data_dir.join(FILE_NAME);
    let path = sources.file.clone().unwrap_or_else(usual);
    match read(&path) {
        Ok(text) => Ok(Some(Found { path, text })),
        Err(error) if error.kind() == ErrorKind::NotFound && !named => Ok(None),
        Err(error) => {
            let message = format!("cannot be read: {error}");
            Err(Problem::new(path.display().to_string(), message))
        }
    }
}

fn read(path: &Path) -> std::io::Result<String> {
    if fs::metadata(path)?.len() > FILE_BYTES_MAX {
        return Err(std::io::Error::other(
            "it is too large to be a configuration",
        ));
    }
    fs::read_to_string(path)
}

/// Lays the file's values over those of `layers`.
pub(super) fn apply(file: &Found, layers: &mut Layers) {
    let sections = match DeTable::parse(&file.text) {
        Ok(sections) => sections,
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            let message = error.message().replace('\n', ", ");
            return layers.problem(&file.place(at), format!("is not TOML: {message}"));
        }
    };
    // The same text as plain values; what parses with places parses without.
    let values: Table = file.text.parse().unwrap_or_default();
    for (name, section) in sections.get_ref() {
        let place = file.place(name.span().start);
        let name: &str = name.get_ref();
        let known = layers.keys.defaults().contains_key(name);
        match section.get_ref() {
            DeValue::Table(keys) if known => {
                apply_section(file, name, keys, values.get(name), layers);
            }
            _ if known => layers.problem(&place, format!("`{name}` is a section: write [{name}]")),
            DeValue::Table(_) => unknown_section(&place, name, layers),
            _ => unknown_key(&place, name, layers),
        }
    }
    // What is only wrong in its size or spelling is told with the line by the deserialiser itself.
    if layers.problems.is_empty()
        && let Err(error) = toml::from_str::<Config>(&file.text)
    {
        let at = error.span().map_or(0, |span| span.start);
        layers.problem(&file.place(at), error.message().replace('\n', ", "));
    }
}

fn apply_section(
    file: &Found,
    section: &str,
    keys: &DeTable<'_>,
    values: Option<&Value>,
    layers: &mut Layers,
) {
    for (name, value) in keys {
        let place = file.place(name.span().start);
        let key = format!("{section}.{}", name.get_ref());
        let Some(default) = layers.keys.default_of(&key).cloned() else {
            unknown_key(&place, &key, layers);
            continue;
        };
        if !same_kind(&default, value) {
            let wanted = keys::kind(&default);
            layers.problem(&place, format!("{key} needs {wanted}"));
            continue;
        }
        if let DeValue::Integer(number) = value.get_ref()
            && i64::from_str_radix(number.as_str(), number.radix()).is_err()
        {
            layers.problem(
                &place,
                format!("{key} cannot be that: {number} is too large"),
            );
            continue;
        }
        let plain = values.and_then(|values| values.get(name.get_ref() as &str));
        if let Some(value) = plain {
            layers.set_value(&place, &key, value.clone());
        }
    }
}

fn same_kind(default: &Value, value: &Spanned<DeValue<'_>>) -> bool {
    matches!(
        (default, value.get_ref()),
        (Value::String(_), DeValue::String(_))
            | (Value::Integer(_), DeValue::Integer(_))
            | (Value::Float(_), DeValue::Float(_) | DeValue::Integer(_))
            | (Value::Boolean(_), DeValue::Boolean(_))
    )
}

fn unknown_section(place: &str, name: &str, layers: &mut Layers) {
    let nearest = suggest::nearest_plain(name, layers.keys.sections());
    let hint = nearest.map_or_else(String::new, |near| format!("; did you mean [{near}]?"));
    layers.problem(place, format!("unknown section [{name}]{hint}"));
}

fn unknown_key(place: &str, key: &str, layers: &mut Layers) {
    let nearest = suggest::nearest(key, layers.keys.names());
    let hint = nearest.map_or_else(String::new, |near| format!("; did you mean {near}?"));
    layers.problem(place, format!("unknown key {key}{hint}"));
}
