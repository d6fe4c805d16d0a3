//! The properties a player has by class and level alone, before items and spells.

/// One property with its value; `id` is `Property` of the protocol and a row of
/// `UnitProperty2.tbl`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PropertyValue {
    /// Which.
    pub id: u8,
    /// How much.
    pub value: f32,
}

/// `Property::BaseHealth`.
pub const BASE_HEALTH: u8 = 7;
/// `Property::ResourceMax7`, the dash energy.
pub const DASH_MAX: u8 = 38;
/// `Property::ShieldCapacityMax`.
pub const SHIELD_CAPACITY_MAX: u8 = 41;
/// `Property::MoveSpeedMultiplier`.
pub const MOVE_SPEED_MULTIPLIER: u8 = 100;

/// `Property::MountSpeedMultiplier`.
pub const MOUNT_SPEED_MULTIPLIER: u8 = 191;
/// Most properties one class has.
const CLASS_PROPERTIES_MAX: usize = 2;

/// (property, value, whether the value counts per level) of every player (`features.md` section 6,
/// `db-schema.md` property_base).
const EVERYBODY: [(u8, f32, bool); 21] = [
    (BASE_HEALTH, 200.0, true),
    (9, 500.0, false),
    (16, 0.0225, false),
    (17, 1.0, false),
    (35, 18.0, true),
    (36, 18.0, true),
    (DASH_MAX, 200.0, false),
    (39, 0.045, false),
    (SHIELD_CAPACITY_MAX, 0.0, false),
    (MOVE_SPEED_MULTIPLIER, 1.0, false),
    (101, 0.05, false),
    (102, 0.05, false),
    (112, 0.3, false),
    (130, 0.8, false),
    (150, 1.0, false),
    (151, 1.0, false),
    (152, 1.0, false),
    (154, 0.05, false),
    (155, 0.05, false),
    (MOUNT_SPEED_MULTIPLIER, 1.0, false),
    (195, 0.3, false),
];

/// Resource pool of each class: (property, value), 0 for none.
fn of_class(class: u8) -> [(u8, f32); CLASS_PROPERTIES_MAX] {
    match class {
        1 => [(10, 1000.0), (0, 0.0)],
        2 => [(10, 100.0), (0, 0.0)],
        3 => [(10, 5.0), (0, 0.0)],
        4 => [(10, 4.0), (0, 0.0)],
        5 => [(12, 100.0), (19, 0.035)],
        7 => [(13, 100.0), (0, 0.0)],
        _ => [(0, 0.0), (0, 0.0)],
    }
}

/// Base properties of a player, ascending by id, none twice.
///
/// `class` is `Class` of the protocol; an unknown one has no resource of its own.
#[must_use]
pub fn player_base(class: u8, level: u8) -> Vec<PropertyValue> {
    let level = f32::from(level.max(1));
    let everybody = EVERYBODY
        .iter()
        .map(|&(id, value, per_level)| PropertyValue {
            id,
            value: if per_level { value * level } else { value },
        });
    let class = of_class(class)
        .into_iter()
        .filter(|&(id, _)| id != 0)
        .map(|(id, value)| PropertyValue { id, value });
    let mut all: Vec<PropertyValue> = everybody.chain(class).collect();
    all.sort_by_key(|property| property.id);
    all
}

/// The value of one property in a list of [`player_base`], 0 when it is not there.
#[must_use]
pub fn value_of(properties: &[PropertyValue], id: u8) -> f32 {
    properties
        .iter()
        .find(|property| property.id == id)
        .map_or(0.0, |property| property.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_warrior_of_level_ten() {
        let base = player_base(1, 10);
        assert!((value_of(&base, BASE_HEALTH) - 2000.0).abs() < f32::EPSILON);
        assert!((value_of(&base, 10) - 1000.0).abs() < f32::EPSILON);
        assert!((value_of(&base, 35) - 180.0).abs() < f32::EPSILON);
    }

    #[test]
    fn each_class_has_its_own_pool() {
        assert!((value_of(&player_base(5, 1), 12) - 100.0).abs() < f32::EPSILON);
        assert!(value_of(&player_base(5, 1), 13).abs() < f32::EPSILON);
        assert!((value_of(&player_base(7, 1), 13) - 100.0).abs() < f32::EPSILON);
    }

    proptest! {
        #[test]
        fn ascending_and_never_worse_with_level(class in 0_u8..24, level in 1_u8..50) {
            let (low, high) = (player_base(class, level), player_base(class, level + 1));
            prop_assert!(low.windows(2).all(|pair| pair[0].id < pair[1].id));
            prop_assert_eq!(low.len(), high.len());
            prop_assert!(low.iter().zip(&high).all(|(a, b)| a.id == b.id && a.value <= b.value));
        }
    }
}
