//! Commands that look something up in the client's tables.

use command::{LookupCommand, ZoneCommand};
use tables::{Language, Manner, Matcher, TableSet, rows};

use super::case::{Case, Done, counted};

/// Items that are listed when no number is given, as other servers list them.
const ITEMS: usize = 25;
/// Items that are listed at most.
const ITEMS_MAX: u32 = 200;

impl Case<'_> {
    pub(super) async fn about_tables(&self, command: LookupCommand) -> Done {
        let set = self.common.tables.clone();
        let search = move || match command {
            LookupCommand::ItemLookup { name, max } => {
                let max = max.map_or(ITEMS, |max| max.min(ITEMS_MAX) as usize);
                items(&set, &name.0, max)
            }
            LookupCommand::ItemInfo { item } => match set.item2().get(item) {
                Some(row) => Ok(about_item(&set, row)),
                None => Err(format!("There is no item {item}.")),
            },
        };
        let found = self.common.workers.run(search).await;
        found.map_err(|_| "Too many logins; try again.")?
    }
}

/// What no zone knows of a command for one: whether the rows it names are there. Any are, when the
/// tables have none of the kind.
pub(super) fn check(set: &TableSet, command: &ZoneCommand) -> Result<(), String> {
    let &ZoneCommand::EntityModifyDisplayInfo { display, .. } = command else {
        return Ok(());
    };
    let displays = set.creature2_display_info();
    if display == 0 || displays.is_empty() || displays.get(display).is_some() {
        return Ok(());
    }
    Err(format!("There is no display {display}."))
}

/// The language that commands speak: English when the tables have it.
pub(super) fn language(set: &TableSet) -> Option<Language> {
    let english = set
        .languages()
        .find(|language| *language == Language::ENGLISH);
    english.or_else(|| set.languages().next())
}

/// The text with this id, as commands show it.
fn text(set: &TableSet, id: u32) -> Option<&str> {
    set.text(language(set)?, id)
}

fn items(set: &TableSet, name: &str, max: usize) -> Done {
    let mut found = named(set, name, Manner::Exact);
    if found.is_empty() {
        found = named(set, name, Manner::Near);
    }
    if found.is_empty() {
        return Err(format!("No item is called {name}, or nearly so."));
    }
    let more = found.len().saturating_sub(max);
    let mut lines = vec![format!("{}:", counted(found.len(), "item", "items"))];
    let shown = found.iter().take(max);
    lines.extend(shown.map(|(_, id, name)| format!("  {id} {name}")));
    if more > 0 {
        lines.push(format!(
            "  and {more} more: say more of the name, or how many."
        ));
    }
    Ok(lines)
}

/// Items whose name matches, the nearest first, of equals those with the shortest name.
fn named<'a>(set: &'a TableSet, name: &str, manner: Manner) -> Vec<(f32, u32, &'a str)> {
    let mut matcher = Matcher::new(name, manner);
    let rows = set.item2().iter();
    let mut found: Vec<(f32, u32, &str)> = rows
        .filter_map(|row| {
            let own = text(set, row.localized_text_id_name())?;
            Some((matcher.score(own)?, row.id().0, own))
        })
        .collect();
    found.sort_unstable_by(|a, b| {
        let length = |text: &str| text.len();
        b.0.total_cmp(&a.0)
            .then(length(a.2).cmp(&length(b.2)))
            .then(a.1.cmp(&b.1))
    });
    found
}

fn about_item(set: &TableSet, row: rows::Item2<'_>) -> Vec<String> {
    let name = text(set, row.localized_text_id_name()).unwrap_or("(no name)");
    let named = |what: &str, id: u32, text_id: Option<u32>| {
        let name = text_id.and_then(|id| text(set, id));
        let name = name.map_or_else(String::new, |name| format!(" {name}"));
        format!("  {what} {id}{name}")
    };
    let (family, category, kind) = (
        row.item2_family_id(),
        row.item2_category_id(),
        row.item2_type_id(),
    );
    let of_family = set.item2_family().get(family);
    let of_family = of_family.map(rows::Item2Family::localized_text_id);
    let of_category = set.item2_category().get(category);
    let of_category = of_category.map(rows::Item2Category::localized_text_id);
    let of_kind = set.item2_type().get(kind);
    let of_kind = of_kind.map(rows::Item2Type::localized_text_id);
    vec![
        format!("Item {} {name}", row.id().0),
        named("family", family, of_family),
        named("category", category, of_category),
        named("type", kind, of_kind),
        format!(
            "  quality {}, item level {}, needs level {}",
            row.item_quality_id(),
            row.power_level(),
            row.required_level()
        ),
        format!(
            "  stacks to {}, charges {}, display {}",
            row.max_stack_count(),
            row.max_charges(),
            row.item_display_id()
        ),
        format!(
            "  classes {:#x}, races {:#x}, flags {:#x}, binds {:#x}",
            row.class_required(),
            row.race_required(),
            row.flags(),
            row.bind_flags()
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starter() -> TableSet {
        tables::starter::embedded().expect("the starter set compiles")
    }

    #[test]
    fn items_are_found_by_a_part_of_the_name_and_else_by_likeness() {
        let set = starter();
        let all = named(&set, "", Manner::Exact);
        let (_, id, name) = all[0];
        assert_eq!(
            all.len(),
            set.item2().len(),
            "every item has every name in it"
        );
        let part = &name[1..name.len() - 1].to_uppercase();
        let lines = items(&set, part, 5).expect("one at least");
        assert!(lines.contains(&format!("  {id} {name}")), "{lines:?}");
        let misspelt = format!("{}x{}", &name[..2], &name[2..]);
        let lines = items(&set, &misspelt, 1).expect("one is like it");
        assert_eq!(lines[1], format!("  {id} {name}"));
        assert!(items(&set, "qqqqqqqq", 5).is_err());
        let lines = items(&set, "", 2).expect("all");
        assert_eq!(lines.len(), 4, "{lines:?}");
        let more = format!("and {} more", all.len() - 2);
        assert!(lines[3].contains(&more), "{lines:?}");
    }

    #[test]
    fn an_item_is_told_with_the_names_of_its_kinds() {
        let set = starter();
        let row = set.item2().iter().next().expect("an item");
        let lines = about_item(&set, row);
        let name = text(&set, row.localized_text_id_name()).expect("its name");
        assert_eq!(lines[0], format!("Item {} {name}", row.id().0));
        let kind = format!("  type {}", row.item2_type_id());
        assert!(
            lines.iter().any(|line| line.starts_with(&kind)),
            "{lines:?}"
        );
    }
}
