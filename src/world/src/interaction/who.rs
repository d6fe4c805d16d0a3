//! Who is here: the players of a zone, as the client searches for them.

use bezgelor_core::limits::WHO_RESULTS_MAX;
use bezgelor_core::model::Character;
use protocol::WString;
use protocol::enums::{Class, Faction, Path, Race, Sex, WhoResult};
use protocol::messages::{ClientWhoRequest, ServerWhoResponse, ServerWhoResponsePlayers};
use protocol::structs::WhoParameter;
use protocol::unions::IWhoParameterData as Wanted;

use crate::outputs::Outputs;
use crate::player::players::Seat;
use crate::zone::Zone;

/// 0x0959: the players who meet one condition of every group; all of them without conditions.
pub(crate) fn who(zone: &mut Zone, out: &mut Outputs, seat: Seat, message: &ClientWhoRequest) {
    let mut answer = ServerWhoResponse {
        result: WhoResult::OK,
        ..ServerWhoResponse::default()
    };
    for other in zone.players.taken() {
        let character = &zone.players.at(other).entry.sheet.character;
        if !meets_all(character, message) {
            continue;
        }
        if answer.players.len() == WHO_RESULTS_MAX {
            answer.result = WhoResult::Partial;
            break;
        }
        answer.players.push(line(zone, character));
    }
    zone.send(out, seat, &answer);
}

fn line(zone: &Zone, character: &Character) -> ServerWhoResponsePlayers {
    ServerWhoResponsePlayers {
        name: WString::from(&character.name),
        realm: WString::from(&zone.config.realm_name),
        level: u32::from(character.level),
        race: Race(u32::from(character.race & 0x1F)),
        class: Class(u32::from(character.class & 0x1F)),
        sex: Sex(u32::from(character.sex & 3)),
        faction: Faction(u32::from(character.faction & 0x3FFF)),
        path: Path(u32::from(character.path & 7)),
        zone: character.world_zone_id.0 & 0x7FFF,
    }
}

/// The groups lie behind one another in the list of conditions; what no group counts is a group of
/// its own.
fn meets_all(character: &Character, message: &ClientWhoRequest) -> bool {
    let mut rest = message.parameter.as_slice();
    for &count in &message.parameter_group_counts {
        let count = usize::try_from(count).unwrap_or(0).min(rest.len());
        let (group, others) = rest.split_at(count);
        if !group.is_empty() && !group.iter().any(|wanted| meets(character, wanted)) {
            return false;
        }
        rest = others;
    }
    rest.iter().all(|wanted| meets(character, wanted))
}

fn meets(character: &Character, wanted: &WhoParameter) -> bool {
    let zone = u32::from(character.world_zone_id.0);
    match &wanted.data {
        Wanted::Level {
            bottom_level,
            top_level,
        } => (*bottom_level..=*top_level).contains(&u32::from(character.level)),
        Wanted::Race { race_id } => race_id.0 == u32::from(character.race),
        Wanted::Path { path_id } => path_id.0 == u32::from(character.path),
        Wanted::Class { class_id } => class_id.0 == u32::from(character.class),
        Wanted::Zone { world_zone_id } => u32::from(*world_zone_id) == zone,
        // Nobody is in a guild yet.
        Wanted::Guild { .. } => false,
        Wanted::Player { player_name } => is_in(player_name, &character.name),
        Wanted::Combo {
            search_string,
            race_id,
            path_id,
            class_id,
            world_zone_id,
            ..
        } => {
            is_in(search_string, &character.name)
                || race_id.0 != 0 && race_id.0 == u32::from(character.race)
                || class_id.0 != 0 && class_id.0 == u32::from(character.class)
                || path_id.0 != 0 && path_id.0 == u32::from(character.path)
                || *world_zone_id != 0 && u32::from(*world_zone_id) == zone
        }
        Wanted::Faction { faction2_id } => faction2_id.0 == u32::from(character.faction),
    }
}

/// Whether a name holds a text, in any case.
fn is_in(text: &WString, name: &str) -> bool {
    let text = text.to_string_lossy().to_lowercase();
    !text.is_empty() && name.to_lowercase().contains(&text)
}
