//! Story messages shown to a player: a panel of the client's tables, or somebody who calls on the
//! communicator (messages 0x0759, 0x075A and 0x073A).
//!
//! The client puts names into the text from the actors that come along: the caller first, when
//! there is one, then the player itself.

use command::argument::{Portrait, Side};
use protocol::WString;
use protocol::enums::{Class, Faction, Path, Race, Sex, StoryPanelType, WindowType};
use protocol::messages::{ServerStoryCommunicatorShow, ServerStoryPanelHide, ServerStoryPanelShow};
use protocol::structs::{StoryMessage, StoryMessageActors};
use protocol::unions::IStoryMessageActor;
use serde::{Deserialize, Serialize};

use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Story {
    /// A panel, in the place of one that is open.
    Panel {
        /// Row of StoryPanel.
        panel: u32,
        /// Row of SoundEvent, 0 none.
        sound: u32,
    },
    /// A call.
    Call {
        /// The text's id.
        text: u32,
        /// Row of Creature2; 18 bits.
        creature: u32,
        /// How long it is shown.
        duration_ms: u32,
        /// How the caller is shown.
        portrait: Portrait,
        /// Where.
        side: Side,
        /// Row of SoundEvent, 0 none; 18 bits.
        sound: u32,
        /// 0 to 7.
        priority: u8,
    },
}

/// Shows it to one player.
pub(crate) fn show(zone: &Zone, out: &mut Outputs, seat: Seat, story: Story) {
    match story {
        Story::Panel { panel, sound } => {
            zone.send(out, seat, &ServerStoryPanelHide);
            let story_message = StoryMessage {
                msg_id: panel,
                general_vo_id: sound,
                actors: vec![reader(zone, seat)],
            };
            zone.send(out, seat, &ServerStoryPanelShow { story_message });
        }
        Story::Call {
            text,
            creature,
            duration_ms,
            portrait,
            side,
            sound,
            priority,
        } => {
            let caller = actor(IStoryMessageActor::Creature {
                creature_id: creature,
            });
            let story_message = StoryMessage {
                msg_id: text,
                general_vo_id: 0,
                actors: vec![caller, reader(zone, seat)],
            };
            let call = ServerStoryCommunicatorShow {
                story_message,
                sound_event_id: sound,
                duration_ms,
                window_type_id: WindowType(u32::from(side as u8)),
                story_panel_type: StoryPanelType(u32::from(portrait as u8)),
                priority: priority & 7,
            };
            zone.send(out, seat, &call);
        }
    }
}

fn actor(payload: IStoryMessageActor) -> StoryMessageActors {
    StoryMessageActors {
        payload,
        ..StoryMessageActors::default()
    }
}

/// The player as an actor.
fn reader(zone: &Zone, seat: Seat) -> StoryMessageActors {
    let character = &zone.players.at(seat).entry.sheet.character;
    actor(IStoryMessageActor::Player {
        player_guid: zone.unit_id(seat).0,
        player_name: WString::from(&character.name),
        player_level: u32::from(character.level),
        player_gender: Sex(u32::from(character.sex & 3)),
        player_race: Race(u32::from(character.race & 0x1F)),
        player_class: Class(u32::from(character.class & 0x1F)),
        player_faction: Faction(u32::from(character.faction & 0x3FFF)),
        player_path: Path(u32::from(character.path & 7)),
        player_title: 0,
    })
}
