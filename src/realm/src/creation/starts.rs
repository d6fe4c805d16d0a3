//! Where a new character first stands: 24 facts (`db-schema.md` section E).

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::WorldId;

/// `CharacterCreationStart`: a character that knows the game already and skips the tutorial.
pub const START_VETERAN: u8 = 3;
/// `CharacterCreationStart`: the tutorial.
pub const START_NOVICE: u8 = 4;
/// `CharacterCreationStart`: level 50, in the capital.
pub const START_LEVEL_50: u8 = 5;

const DOMINION: u16 = 166;
const EXILE: u16 = 167;

const HUMAN: u8 = 1;
const GRANOK: u8 = 3;
const AURIN: u8 = 4;
const DRAKEN: u8 = 5;
const MECHARI: u8 = 12;
const CHUA: u8 = 13;
const MORDESH: u8 = 16;

/// A place to begin at: world, x, y, z, yaw.
type Start = (u16, f32, f32, f32, f32);

const TUTORIAL: Start = (3460, 29.1286, -853.8716, -560.188, -2.751_458);
const NORTHERN_WILDS: Start = (426, 4110.71, -658.6249, -5145.48, 0.317_613);
const EVERSTAR_GROVE: Start = (990, -771.823, -904.2852, -2269.56, -1.121_403_5);
const CRIMSON_ISLE: Start = (870, -8261.398, -995.471, -242.3648, -2.215_535);
const LEVIAN_BAY: Start = (1387, -3835.341, -980.2174, -6050.524, -0.456_82);
const THAYD: Start = (51, 4074.34, -797.8368, -2399.37, 0.0);
const ILLIUM: Start = (22, -3343.58, -887.4646, -536.03, -0.763_221_9);

/// The eight peoples: race, faction, and where their veterans begin.
const PEOPLES: [(u8, u16, Start); 8] = [
    (HUMAN, EXILE, NORTHERN_WILDS),
    (GRANOK, EXILE, NORTHERN_WILDS),
    (AURIN, EXILE, EVERSTAR_GROVE),
    (MORDESH, EXILE, EVERSTAR_GROVE),
    (CHUA, DOMINION, CRIMSON_ISLE),
    (DRAKEN, DOMINION, CRIMSON_ISLE),
    (HUMAN, DOMINION, LEVIAN_BAY),
    (MECHARI, DOMINION, LEVIAN_BAY),
];

/// The world and placement a character of `race`, `faction` and creation `start` begins at; None
/// for a combination that has none.
#[must_use]
pub fn start_of(race: u8, faction: u16, start: u8) -> Option<(WorldId, Placement)> {
    let (_, _, veteran) = PEOPLES.iter().find(|p| (p.0, p.1) == (race, faction))?;
    let (world, x, y, z, yaw) = match start {
        START_VETERAN => *veteran,
        START_NOVICE => TUTORIAL,
        START_LEVEL_50 if faction == EXILE => THAYD,
        START_LEVEL_50 => ILLIUM,
        _ => return None,
    };
    let rotation = Vec3::new(yaw, 0.0, 0.0);
    Some((
        WorldId(world),
        Placement {
            position: Vec3::new(x, y, z),
            rotation,
        },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_exactly_24_starts() {
        let all = (0..=u8::MAX)
            .flat_map(|race| (0..=5).map(move |start| (race, start)))
            .flat_map(|(race, start)| [(race, 166, start), (race, 167, start)])
            .filter_map(|(race, faction, start)| start_of(race, faction, start))
            .collect::<Vec<_>>();
        assert_eq!(all.len(), 24);
        assert!(
            all.iter()
                .all(|(_, at)| at.position.is_finite() && at.rotation.is_finite())
        );
    }

    #[test]
    fn each_people_begins_at_home() {
        let world = |race, faction, start| start_of(race, faction, start).map(|(world, _)| world.0);
        assert_eq!(world(1, 167, START_VETERAN), Some(426));
        assert_eq!(world(1, 166, START_VETERAN), Some(1387));
        assert_eq!(world(16, 167, START_VETERAN), Some(990));
        assert_eq!(world(13, 166, START_VETERAN), Some(870));
        assert_eq!(world(4, 167, START_NOVICE), Some(3460));
        assert_eq!(world(4, 167, START_LEVEL_50), Some(51));
        assert_eq!(world(5, 166, START_LEVEL_50), Some(22));
        // An Exile Draken, a start of the old demo.
        assert_eq!(world(5, 167, START_NOVICE), None);
        assert_eq!(world(1, 167, 1), None);
    }
}
