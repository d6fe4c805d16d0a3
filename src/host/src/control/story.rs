//! Commands that show a player a story message.

use command::PlayerCommand;
use command::argument::{Portrait, Side};
use tables::TableSet;
use world::{Command, Order, Story};

use super::case::{Case, Done, line};

/// Milliseconds a call is shown unless it is said (`features.md` section 35).
const CALL_MS: u32 = 10_000;
/// Creatures and sounds of a call have 18 bits, its priority 3 (message 0x073A).
const ID_MAX: u32 = (1 << 18) - 1;
const PRIORITY_MAX: u8 = 7;

impl Case<'_> {
    pub(super) fn story(&self, command: &PlayerCommand, player: Option<&str>) -> Done {
        let standing = self.subject(player)?;
        let set = &self.common.tables;
        let story = match *command {
            PlayerCommand::StoryPanel { panel, .. } => story_panel(set, panel)?,
            PlayerCommand::StoryCommunicator {
                text,
                creature,
                duration,
                panel,
                window,
                sound,
                priority,
                ..
            } => {
                let call = Story::Call {
                    text,
                    creature,
                    duration_ms: duration.unwrap_or(CALL_MS),
                    portrait: panel.unwrap_or(Portrait::Moving),
                    side: window.unwrap_or(Side::Left),
                    sound: sound.unwrap_or(0),
                    priority: priority.unwrap_or(0),
                };
                checked_call(set, call)?
            }
            _ => return Err("That is no story.".into()),
        };
        let connection = standing.connection;
        let order = Order::Story { connection, story };
        self.command(&standing, Command::Order(Box::new(order)));
        line(format!("Shown to {}.", standing.name))
    }
}

/// A row of `StoryPanel`; any, when the tables have none.
fn story_panel(set: &TableSet, panel: u32) -> Result<Story, String> {
    let panels = set.story_panel();
    let row = panels.get(panel);
    if row.is_none() && !panels.is_empty() {
        return Err(format!("There is no story panel {panel}."));
    }
    let sound = row.map_or(0, tables::rows::StoryPanel::sound_event_id);
    Ok(Story::Panel { panel, sound })
}

/// A call, when the client can show it.
fn checked_call(set: &TableSet, call: Story) -> Result<Story, String> {
    let Story::Call {
        text,
        creature,
        sound,
        priority,
        ..
    } = call
    else {
        return Ok(call);
    };
    if text == 0 {
        return Err("A call needs a text.".into());
    }
    if creature > ID_MAX || !set.creature2().contains(creature) {
        return Err(format!("There is no creature {creature}."));
    }
    if sound > ID_MAX {
        return Err(format!("There is no sound {sound}."));
    }
    if priority > PRIORITY_MAX {
        return Err(format!("A priority lies between 0 and {PRIORITY_MAX}."));
    }
    Ok(call)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_the_client_cannot_show_is_refused() {
        let set = tables::starter::embedded().expect("the starter set compiles");
        let creature = set.creature2().iter().next().expect("one").id().0;
        let call = |text, creature, sound, priority| Story::Call {
            text,
            creature,
            duration_ms: CALL_MS,
            portrait: Portrait::Moving,
            side: Side::Left,
            sound,
            priority,
        };
        let good = call(1, creature, ID_MAX, PRIORITY_MAX);
        assert_eq!(checked_call(&set, good), Ok(good));
        for (wrong, says) in [
            (call(0, creature, 0, 0), "needs a text"),
            (call(1, 9, 0, 0), "no creature 9"),
            (call(1, creature, ID_MAX + 1, 0), "no sound"),
            (call(1, creature, 0, 8), "between 0 and 7"),
        ] {
            let said = checked_call(&set, wrong).expect_err("refused");
            assert!(said.contains(says), "{said}");
        }
        // The starter set has no panels: the client knows its own.
        let (panel, sound) = (7, 0);
        assert_eq!(story_panel(&set, 7), Ok(Story::Panel { panel, sound }));
    }
}
