//! The configuration in layers: defaults, then the file, then the environment, then flags.
//!
//! Every layer names the same keys. A key nobody knows is an error with the nearest known one, and
//! all problems are reported together, each with its place.

mod file;
mod keys;
mod suggest;
mod validate;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use bezgelor_core::config::Config;
use toml::{Table, Value};

pub use keys::Keys;

/// Name of the file looked for in the data directory.
pub const FILE_NAME: &str = "bezgelor.toml";
/// What a variable of the environment begins with; then `SECTION__KEY`.
pub const VARIABLE_PREFIX: &str = "BEZGELOR__";

/// Where the layers come from.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The data directory; its [`FILE_NAME`] is read when it is there.
    pub data_dir: PathBuf,
    /// A file named by the operator, read instead; it must be there.
    pub file: Option<PathBuf>,
    /// Variables of the environment, those of others included.
    pub environment: Vec<(String, String)>,
    /// Flags of the command line.
    pub flags: Vec<Flag>,
}

impl Sources {
    /// Sources with the environment of this process.
    #[must_use]
    pub fn of_process(data_dir: &Path, file: Option<&Path>) -> Self {
        // A variable that is no text cannot be one of ours.
        let text = |(key, value): (std::ffi::OsString, std::ffi::OsString)| {
            Some((key.into_string().ok()?, value.into_string().ok()?))
        };
        Self {
            data_dir: data_dir.to_owned(),
            file: file.map(Path::to_path_buf),
            environment: std::env::vars_os().filter_map(text).collect(),
            flags: Vec::new(),
        }
    }

    /// Adds a flag's value when it was given.
    #[must_use]
    pub fn with_flag(
        mut self,
        flag: &'static str,
        key: &'static str,
        value: Option<String>,
    ) -> Self {
        let added = value.map(|value| Flag { flag, key, value });
        self.flags.extend(added);
        self
    }
}

/// One flag that sets a key.
#[derive(Clone, Debug)]
pub struct Flag {
    /// As typed: `--bind`.
    pub flag: &'static str,
    /// The key it sets: `network.bind`.
    pub key: &'static str,
    /// Its value.
    pub value: String,
}

/// The configuration and how it came about.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The values.
    pub config: Config,
    /// The file that was read.
    pub file: Option<PathBuf>,
    /// Key → place that set it, for every key that is not at its default.
    pub origins: BTreeMap<String, String>,
}

impl Settings {
    /// Where the value of `key` comes from: a file's line, a variable, a flag, or "default".
    #[must_use]
    pub fn origin(&self, key: &str) -> &str {
        self.origins.get(key).map_or("default", String::as_str)
    }
}

/// One thing wrong with the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// `bezgelor.toml:12`, `BEZGELOR__NETWORK__BIND` or `--bind`.
    pub place: String,
    /// What is wrong and what to do, in one line.
    pub message: String,
}

impl Problem {
    fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            place: place.into(),
            message: message.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.place, self.message)
    }
}

/// Everything wrong with the configuration, at least one problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the configuration cannot be used")?;
        for problem in &self.0 {
            write!(out, "\n  {problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Reads all layers.
///
/// # Errors
/// With every problem of every layer.
pub fn load(sources: &Sources) -> Result<Settings, Problems> {
    let mut layers = Layers::new();
    let file = file::find(sources).map_err(|problem| Problems(vec![problem]))?;
    if let Some(found) = &file {
        file::apply(found, &mut layers);
    }
    for (variable, value) in &sources.environment {
        if let Some(name) = variable.strip_prefix(VARIABLE_PREFIX) {
            layers.set_variable(variable, name, value);
        }
    }
    for flag in &sources.flags {
        layers.set(flag.flag, flag.key, &flag.value);
    }
    layers.finish(file.map(|file| file.path))
}

/// The values so far, with where they came from.
struct Layers {
    keys: Keys,
    values: Table,
    origins: BTreeMap<String, String>,
    problems: Vec<Problem>,
}

impl Layers {
    fn new() -> Self {
        let keys = Keys::new();
        Self {
            values: keys.defaults().clone(),
            keys,
            origins: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    fn problem(&mut self, place: &str, message: impl Into<String>) {
        self.problems.push(Problem::new(place, message));
    }

    /// Sets `NETWORK__BIND` to `value`.
    fn set_variable(&mut self, variable: &str, name: &str, value: &str) {
        let key = name.to_lowercase().replace("__", ".");
        if self.keys.default_of(&key).is_some() {
            return self.set(variable, &key, value);
        }
        let nearest = suggest::nearest(&key, self.keys.names());
        let hint = nearest.map_or_else(String::new, |near| {
            let near = near.to_uppercase().replace('.', "__");
            format!("; did you mean {VARIABLE_PREFIX}{near}?")
        });
        self.problem(variable, format!("sets no known key{hint}"));
    }

    /// Sets `key`, which is known, from text.
    fn set(&mut self, place: &str, key: &str, text: &str) {
        let value = match keys::parse_like(self.keys.default_of(key), text) {
            Ok(value) => value,
            Err(wanted) => {
                return self.problem(place, format!("`{text}` is not {wanted}, as {key} needs"));
            }
        };
        self.set_value(place, key, value);
    }

    /// Sets `key`, which is known, to a value of its kind; refuses one out of its range.
    fn set_value(&mut self, place: &str, key: &str, value: Value) {
        let mut changed = self.values.clone();
        let Some((section, name)) = key.split_once('.') else {
            return;
        };
        if let Some(Value::Table(section)) = changed.get_mut(section) {
            section.insert(name.to_owned(), value);
        }
        match changed.clone().try_into::<Config>() {
            Ok(_) => {
                self.values = changed;
                self.origins.insert(key.to_owned(), place.to_owned());
            }
            Err(error) => {
                let reason = error.message().to_owned();
                self.problem(place, format!("{key} cannot be that: {reason}"));
            }
        }
    }

    fn finish(mut self, file: Option<PathBuf>) -> Result<Settings, Problems> {
        let config = match self.values.try_into::<Config>() {
            Ok(config) => config,
            Err(error) => {
                let problem = Problem::new("defaults", error.message());
                return Err(Problems(vec![problem]));
            }
        };
        let settings = Settings {
            config,
            file,
            origins: self.origins,
        };
        self.problems.extend(validate::problems(&settings));
        if self.problems.is_empty() {
            Ok(settings)
        } else {
            Err(Problems(self.problems))
        }
    }
}

#[cfg(test)]
mod tests;
