//! Who is in the world: a client searches, the realm knows everybody in all its zones and answers.

use bezgelor_core::ids::WorldZoneId;
use bezgelor_core::limits::WHO_RESULTS_MAX;
use protocol::WString;
use protocol::enums::{Class, Faction, Path, Race, Sex, WhoResult};
use protocol::messages::{ClientWhoRequest, ServerWhoResponse, ServerWhoResponsePlayers};
use protocol::structs::WhoParameter;
use protocol::unions::IWhoParameterData as Wanted;
use serde::{Deserialize, Serialize};

use crate::outputs::{Event, Outputs};
use crate::player::players::Seat;
use crate::zone::Zone;

/// A player as others find it. The numbers are those of the protocol's enumerations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Its name.
    pub name: String,
    /// 1 to 50.
    pub level: u8,
    /// `Race`.
    pub race: u8,
    /// `Class`.
    pub class: u8,
    /// `Sex`.
    pub sex: u8,
    /// `Faction`.
    pub faction: u16,
    /// `Path`.
    pub path: u8,
    /// Row of `WorldZone.tbl`, 0 unknown.
    pub world_zone: WorldZoneId,
}

/// 0x0959: the realm looks and answers with [`Order::Who`](crate::Order::Who).
pub(crate) fn who(zone: &mut Zone, out: &mut Outputs, seat: Seat, message: &ClientWhoRequest) {
    let connection = zone.players.connection[seat as usize];
    out.event(Event::Who {
        connection,
        request: Box::new(message.clone()),
    });
}

/// The first [`WHO_RESULTS_MAX`] people who meet one condition of every group, all of them without
/// conditions; and whether there are more.
pub fn find(
    request: &ClientWhoRequest,
    people: impl Iterator<Item = Person>,
) -> (Vec<Person>, bool) {
    let mut meeting = people.filter(|person| meets_all(person, request));
    let found: Vec<Person> = meeting.by_ref().take(WHO_RESULTS_MAX).collect();
    let is_partial = meeting.next().is_some();
    (found, is_partial)
}

/// Tells a player who was found.
pub(crate) fn tell(
    zone: &Zone,
    out: &mut Outputs,
    seat: Seat,
    (people, is_partial): (&[Person], bool),
) {
    let answer = ServerWhoResponse {
        result: if is_partial {
            WhoResult::Partial
        } else {
            WhoResult::OK
        },
        players: people.iter().map(|person| line(zone, person)).collect(),
    };
    zone.send(out, seat, &answer);
}

fn line(zone: &Zone, person: &Person) -> ServerWhoResponsePlayers {
    ServerWhoResponsePlayers {
        name: WString::from(&person.name),
        realm: WString::from(&zone.config.realm_name),
        level: u32::from(person.level),
        race: Race(u32::from(person.race & 0x1F)),
        class: Class(u32::from(person.class & 0x1F)),
        sex: Sex(u32::from(person.sex & 3)),
        faction: Faction(u32::from(person.faction & 0x3FFF)),
        path: Path(u32::from(person.path & 7)),
        zone: person.world_zone.0 & 0x7FFF,
    }
}

/// The groups lie behind one another in the list of conditions; what no group counts is a group of
/// its own.
fn meets_all(person: &Person, message: &ClientWhoRequest) -> bool {
    let mut rest = message.parameter.as_slice();
    for &count in &message.parameter_group_counts {
        let count = usize::try_from(count).unwrap_or(0).min(rest.len());
        let (group, others) = rest.split_at(count);
        if !group.is_empty() && !group.iter().any(|wanted| meets(person, wanted)) {
            return false;
        }
        rest = others;
    }
    rest.iter().all(|wanted| meets(person, wanted))
}

fn meets(person: &Person, wanted: &WhoParameter) -> bool {
    let zone = u32::from(person.world_zone.0);
    match &wanted.data {
        Wanted::Level {
            bottom_level,
            top_level,
        } => (*bottom_level..=*top_level).contains(&u32::from(person.level)),
        Wanted::Race { race_id } => race_id.0 == u32::from(person.race),
        Wanted::Path { path_id } => path_id.0 == u32::from(person.path),
        Wanted::Class { class_id } => class_id.0 == u32::from(person.class),
        Wanted::Zone { world_zone_id } => u32::from(*world_zone_id) == zone,
        // Nobody is in a guild yet.
        Wanted::Guild { .. } => false,
        Wanted::Player { player_name } => is_in(player_name, &person.name),
        Wanted::Combo {
            search_string,
            race_id,
            path_id,
            class_id,
            world_zone_id,
            ..
        } => {
            is_in(search_string, &person.name)
                || race_id.0 != 0 && race_id.0 == u32::from(person.race)
                || class_id.0 != 0 && class_id.0 == u32::from(person.class)
                || path_id.0 != 0 && path_id.0 == u32::from(person.path)
                || *world_zone_id != 0 && u32::from(*world_zone_id) == zone
        }
        Wanted::Faction { faction2_id } => faction2_id.0 == u32::from(person.faction),
    }
}

/// Whether a name holds a text, in any case.
fn is_in(text: &WString, name: &str) -> bool {
    let text = text.to_string_lossy().to_lowercase();
    !text.is_empty() && name.to_lowercase().contains(&text)
}
