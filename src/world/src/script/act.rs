//! What scripts do to a zone. Whoever an act names may be gone by then: it does nothing then, as an
//! act that makes no sense does.

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{CreatureId, ItemTemplateId, UnitId, WorldId};
use bezgelor_core::limits::{CHAT_LINE_UNITS_MAX, SCRIPT_PLACE_RADIUS_MAX};
use bezgelor_core::travel::Spot;
use game::chat::LocalChannel;
use game::motion::{Course, Track, tellable};
use game::movement::in_world;
use game::spline::{Repeat, Spline};
use game::volume::Volume;
use protocol::WString;
use protocol::enums::{ChatChannelType, StandState};
use protocol::messages::{ServerChat, ServerEmote};
use protocol::structs::Channel;
use serde::{Deserialize, Serialize};

use super::{Happening, made};
use crate::creature::speech::TEXT_MAX;
use crate::creature::{errand, home, sent};
use crate::entity::slots::Row;
use crate::entity::units::Kind;
use crate::interaction::door;
use crate::movement::way::Way;
use crate::order::{Story, show_story};
use crate::outputs::Outputs;
use crate::player::introduction::system_line;
use crate::player::players::Seat;
use crate::travel::journey;
use crate::trigger;
use crate::valuables;
use crate::zone::Zone;

/// World units a second at which somebody may be sent.
const SPEEDS: std::ops::RangeInclusive<f32> = 0.1..=30.0;

/// One act. Units are named as in [`Happening`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Act {
    /// A creature or thing says a line of its own, which all around hear.
    Say {
        /// Who; never a player.
        unit: UnitId,
        /// Its name beside the line.
        name: String,
        /// The line.
        text: String,
        /// Loudly: it is heard farther.
        yells: bool,
    },
    /// A creature makes a gesture.
    Emote {
        /// Who; never a player.
        unit: UnitId,
        /// Row of `Emotes.tbl`; 0 ends the last one.
        emote: u16,
    },
    /// A player is told a line by the system.
    Tell {
        /// Who.
        player: UnitId,
        /// The line.
        text: String,
    },
    /// A player is shown a story message.
    Story {
        /// Who.
        player: UnitId,
        /// What.
        story: Story,
    },
    /// A player goes to a place.
    Teleport {
        /// Who.
        player: UnitId,
        /// To which world.
        world_id: WorldId,
        /// Where there.
        placement: Placement,
    },
    /// A player is given items.
    GiveItem {
        /// Who.
        player: UnitId,
        /// Of what.
        template_id: ItemTemplateId,
        /// How many.
        count: u32,
    },
    /// A player is given currency, or loses it.
    GiveCurrency {
        /// Who.
        player: UnitId,
        /// Of what.
        currency_id: u8,
        /// How much.
        amount: i64,
    },
    /// A door opens or closes.
    Door {
        /// Which.
        unit: UnitId,
        /// Opens, or else closes.
        opens: bool,
    },
    /// A creature of the tables is made: answered with [`Happening::Made`].
    Spawn {
        /// Comes back with the answer.
        tag: u64,
        /// Row of `Creature2.tbl`.
        creature: CreatureId,
        /// Where it stands.
        placement: Placement,
    },
    /// A unit that a script made is taken away.
    Despawn {
        /// Which.
        unit: UnitId,
    },
    /// A creature that does not fight goes somewhere and stays there.
    Walk {
        /// Who; never a player.
        unit: UnitId,
        /// Where to.
        to: Vec3,
        /// World units a second.
        speed: f32,
    },
    /// A creature forgets its foes and goes where it belongs.
    Home {
        /// Who; never a player.
        unit: UnitId,
    },
    /// An event of the world begins: who belongs to it stands there from now on.
    EventBegins {
        /// Which.
        event: u32,
        /// Which part of it.
        phase: u32,
    },
    /// An event of the world is over.
    EventEnds {
        /// Which.
        event: u32,
    },
    /// A place is noticed from now on: who comes into it and goes out of it.
    Place {
        /// Its number among those of scripts, from 0.
        number: u32,
        /// Its middle.
        center: Vec3,
        /// World units in the plane.
        radius: f32,
        /// World units up and down; 0 for as far as you like.
        reach: f32,
    },
    /// The scripts begin anew: what they made is taken away, places too.
    Clear,
}

/// Does it.
pub(crate) fn perform(zone: &mut Zone, out: &mut Outputs, act: Act) {
    match act {
        Act::Say {
            unit,
            name,
            text,
            yells,
        } => say(zone, out, unit, (&name, &text), yells),
        Act::Emote { unit, emote } => self::emote(zone, out, unit, emote),
        Act::Door { unit, opens } => {
            let row = zone.units.row(unit);
            if let Some(row) = row.filter(|&row| zone.units.kind[row as usize] == Kind::DOOR) {
                door::set(zone, out, row, opens);
            }
        }
        Act::Spawn {
            tag,
            creature,
            placement,
        } => {
            let unit = made::make(zone, out, creature, placement);
            out.happening(Happening::Made { tag, unit });
        }
        Act::Despawn { unit } => made::take_away(zone, out, unit),
        Act::Walk { unit, to, speed } => walk(zone, unit, to, speed),
        Act::Home { unit } => {
            if let Some(row) = creature(zone, unit) {
                home::turn_back(zone, out, row);
            }
        }
        Act::EventBegins { event, phase } => {
            zone.terms.begin(event, phase);
        }
        Act::EventEnds { event } => {
            zone.terms.end(event);
        }
        Act::Place {
            number,
            center,
            radius,
            reach,
        } => {
            let is_place = in_world(center) && reach.is_finite();
            if is_place && radius > 0.0 && radius <= SCRIPT_PLACE_RADIUS_MAX {
                let volume = Volume {
                    center,
                    radius,
                    reach,
                };
                trigger::add_place(zone, out, number, volume);
            }
        }
        Act::Clear => {
            made::take_all_away(zone, out);
            trigger::forget_places(zone);
        }
        to_player => perform_for(zone, out, to_player),
    }
}

/// Does what is for one player.
fn perform_for(zone: &mut Zone, out: &mut Outputs, act: Act) {
    let (Act::Tell { player, .. }
    | Act::Story { player, .. }
    | Act::Teleport { player, .. }
    | Act::GiveItem { player, .. }
    | Act::GiveCurrency { player, .. }) = &act
    else {
        return;
    };
    let Some(seat) = seat(zone, *player) else {
        return;
    };
    match act {
        Act::Tell { text, .. } => {
            let text = short(&text);
            zone.send(out, seat, &system_line(ChatChannelType::System, text));
        }
        Act::Story { story, .. } if can_show(zone, story) => show_story(zone, out, seat, story),
        Act::Teleport {
            world_id,
            placement,
            ..
        } => {
            let spot = Spot {
                world_id,
                placement,
            };
            journey::go(zone, out, seat, spot, None);
        }
        Act::GiveItem {
            template_id, count, ..
        } => valuables::give_item(zone, out, seat, template_id, count),
        Act::GiveCurrency {
            currency_id,
            amount,
            ..
        } => valuables::give_currency(zone, out, seat, currency_id, amount),
        _ => {}
    }
}

/// Whether the client has what a story message names.
fn can_show(zone: &Zone, story: Story) -> bool {
    match story {
        Story::Panel { panel, .. } => panel != 0,
        Story::Call { text, creature, .. } => {
            let known = zone.data.creature(CreatureId(creature)).is_some();
            known && (1..TEXT_MAX).contains(&text)
        }
    }
}

/// The player of a unit, when its client knows the world.
fn seat(zone: &Zone, player: UnitId) -> Option<Seat> {
    let row = zone.units.row(player)?;
    let seat = zone.units.seat[row as usize]?;
    zone.players.at(seat).is_introduced.then_some(seat)
}

/// A creature or thing, never a player.
fn thing(zone: &Zone, unit: UnitId) -> Option<Row> {
    let row = zone.units.row(unit)?;
    zone.units.seat[row as usize].is_none().then_some(row)
}

/// A living creature.
fn creature(zone: &Zone, unit: UnitId) -> Option<Row> {
    let row = thing(zone, unit)?;
    let i = row as usize;
    let is_alive = zone.units.kind[i] == Kind::CREATURE && zone.units.body[i].health > 0.0;
    (is_alive && !errand::is_out_of_reach(zone, row)).then_some(row)
}

/// As much of a text as a line of chat holds.
fn short(text: &str) -> &str {
    let mut units = 0;
    let ends = text.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > CHAT_LINE_UNITS_MAX
    });
    ends.map_or(text, |(at, _)| &text[..at])
}

/// 0x01C8 in the channels of creatures, with the speaker's unit, as NexusForever lets creatures
/// talk.
fn say(zone: &Zone, out: &mut Outputs, unit: UnitId, (name, text): (&str, &str), yells: bool) {
    let Some(row) = thing(zone, unit) else { return };
    let (channel, heard) = if yells {
        (ChatChannelType::NPCYell, LocalChannel::Yell)
    } else {
        (ChatChannelType::NPCSay, LocalChannel::Say)
    };
    let at = zone.position_now(row);
    let line = out.encode(&ServerChat {
        channel: Channel {
            chat_channel_id: channel,
            chat_id: 0,
        },
        from_name: WString::from(short(name)),
        text: WString::from(short(text)),
        unit_id: unit.0,
        ..ServerChat::default()
    });
    out.deliver_each(line, |hearers| {
        zone.vision
            .watchers
            .for_each_within(at, heard.range(), |seat| {
                hearers.push(zone.players.connection[seat as usize]);
            });
    });
}

fn emote(zone: &mut Zone, out: &mut Outputs, unit: UnitId, emote: u16) {
    let Some(row) = creature(zone, unit) else {
        return;
    };
    let known = zone.data.emote(emote);
    if emote != 0 && known.is_none() {
        return;
    }
    let gesture = StandState::Emote.0 as u8;
    let stand_state = match known {
        Some(known) => known.stand_state.unwrap_or(gesture),
        None => zone.units.body[row as usize].stand_state,
    };
    zone.units.stand_state[row as usize] = stand_state;
    let shown = ServerEmote {
        guid: unit.0,
        stand_state: StandState(u32::from(stand_state)),
        emote_id: emote,
    };
    zone.broadcast(out, row, None, &shown);
}

fn walk(zone: &mut Zone, unit: UnitId, to: Vec3, speed: f32) {
    let row = creature(zone, unit).filter(|&row| !zone.fights.is_fighting(row));
    let Some(row) = row.filter(|_| in_world(to) && SPEEDS.contains(&speed)) else {
        return;
    };
    let from = zone.position_now(row);
    let ground = zone.ground.as_deref();
    let ways = &mut zone.minds.ways;
    let mut found = ways.find(ground, from, to, 0.0);
    if found == Way::Later {
        found = ways.straight(ground, from, to, 0.0);
    }
    let mut path = Spline::default();
    if found == Way::Nowhere || path.set_path(&ways.points).is_err() {
        return;
    }
    let course = Course {
        track: Track::Path(path),
        began_at: zone.now.mono,
        speed: tellable(speed),
        repeat: Repeat::OneShot,
    };
    sent::send(zone, row, course);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_between_letters() {
        let text = "\u{1F600}".repeat(CHAT_LINE_UNITS_MAX);
        assert_eq!(short(&text).encode_utf16().count(), CHAT_LINE_UNITS_MAX);
        assert_eq!(short("as it is"), "as it is");
    }
}
