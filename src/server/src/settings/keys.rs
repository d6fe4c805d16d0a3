//! The keys there are, read off the defaults: one source for the file, the environment and flags.

use bezgelor_core::config::Config;
use toml::{Table, Value};

/// Every key with its default.
#[derive(Clone, Debug)]
pub struct Keys {
    defaults: Table,
    names: Vec<String>,
}

impl Default for Keys {
    fn default() -> Self {
        Self::new()
    }
}

impl Keys {
    /// The keys of [`Config`]; every section is one table, every key one plain value.
    #[must_use]
    pub fn new() -> Self {
        let defaults = Table::try_from(Config::default()).unwrap_or_default();
        let mut names = Vec::new();
        for (section, values) in &defaults {
            let keys = values.as_table().into_iter().flat_map(Table::keys);
            names.extend(keys.map(|key| format!("{section}.{key}")));
        }
        Self { defaults, names }
    }

    /// All defaults, by section.
    #[must_use]
    pub fn defaults(&self) -> &Table {
        &self.defaults
    }

    /// Every key as `section.key`.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Every section.
    pub fn sections(&self) -> impl Iterator<Item = &str> {
        self.defaults.keys().map(String::as_str)
    }

    /// The default of `section.key`, `None` when there is no such key.
    #[must_use]
    pub fn default_of(&self, key: &str) -> Option<&Value> {
        let (section, name) = key.split_once('.')?;
        self.defaults.get(section)?.as_table()?.get(name)
    }
}

/// What a value of the kind of `like` is called in a message.
pub(super) fn kind(like: &Value) -> &'static str {
    match like {
        Value::String(_) => "a text",
        Value::Integer(_) => "a whole number",
        Value::Float(_) => "a number",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date",
        Value::Array(_) => "a list",
        Value::Table(_) => "a section",
    }
}

/// Reads `text` as a value of the kind of `like`.
///
/// # Errors
/// With the kind that was wanted.
pub(super) fn parse_like(like: Option<&Value>, text: &str) -> Result<Value, &'static str> {
    let like = like.unwrap_or(&Value::Boolean(false));
    let parsed = match like {
        Value::String(_) => Some(Value::String(text.to_owned())),
        Value::Integer(_) => text.replace('_', "").parse().ok().map(Value::Integer),
        Value::Float(_) => text.parse().ok().map(Value::Float),
        Value::Boolean(_) => text.parse().ok().map(Value::Boolean),
        _ => None,
    };
    parsed.ok_or(kind(like))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_are_those_of_the_configuration() {
        let keys = Keys::new();
        assert!(keys.names().contains(&"network.sts_port".to_owned()));
        assert_eq!(
            keys.default_of("network.sts_port"),
            Some(&Value::Integer(6600))
        );
        assert_eq!(keys.default_of("network.sts_prot"), None);
        assert_eq!(keys.default_of("network"), None);
        for name in keys.names() {
            let value = keys.default_of(name);
            let plain = !matches!(value, None | Some(Value::Table(_) | Value::Array(_)));
            assert!(plain, "{name} must be settable from one variable");
        }
    }

    #[test]
    fn text_becomes_a_value_of_the_wanted_kind() {
        let number = Value::Integer(0);
        assert_eq!(parse_like(Some(&number), "6_600"), Ok(Value::Integer(6600)));
        assert_eq!(parse_like(Some(&number), "many"), Err("a whole number"));
        let truth = Value::Boolean(true);
        assert_eq!(parse_like(Some(&truth), "yes"), Err("true or false"));
    }
}
