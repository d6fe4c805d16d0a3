//! Help, made from the definitions.

use bezgelor_core::permission::Permissions;

use crate::define::Definition;
use crate::tree::{definitions, ways};

/// Help for somebody who may do `allowed`: without `about`, a line for each command; with the
/// beginning of a path, those that begin so; for exactly one command, all about it. Empty when
/// nothing begins so, or nothing the author may use.
#[must_use]
pub fn help(about: &str, allowed: Permissions) -> Vec<String> {
    let about: Vec<String> = about.split_whitespace().map(str::to_lowercase).collect();
    let begins = |path: &str| {
        let mut words = path.split(' ');
        about.iter().all(|word| {
            words
                .next()
                .is_some_and(|own| own.starts_with(word.as_str()))
        })
    };
    let mut found: Vec<&Definition> = definitions()
        .filter(|definition| allowed.has(definition.permission))
        .filter(|definition| {
            let mut own = ways().filter(|way| way.definition.path == definition.path);
            own.any(|way| begins(way.path))
        })
        .collect();
    found.sort_unstable_by_key(|definition| definition.path);
    match found[..] {
        [only] if !about.is_empty() => all_about(only),
        _ => found.into_iter().map(in_one_line).collect(),
    }
}

fn in_one_line(definition: &Definition) -> String {
    format!("{} - {}", definition.usage(), sentence(definition.help))
}

fn all_about(definition: &Definition) -> Vec<String> {
    let mut lines = vec![in_one_line(definition)];
    for argument in definition.arguments {
        let optional = if argument.optional {
            " (may be left out)"
        } else {
            ""
        };
        let help = sentence(argument.help);
        lines.push(format!("  {}: {help}{optional}", argument.name));
    }
    if !definition.aliases.is_empty() {
        lines.push(format!("  also: {}", definition.aliases.join(", ")));
    }
    lines.push(format!("  permission: {}", definition.permission));
    lines
}

/// A comment of several lines as one.
fn sentence(comment: &str) -> String {
    comment.split_whitespace().collect::<Vec<&str>>().join(" ")
}
