//! Those who go together fight together: a leader and who keeps a place beside it, and those of a
//! faction who walk one patrol. Who is attacked, or attacks, is joined by its band, whatever their
//! factions think of the foe, as long as they are no friends of it.

use bezgelor_core::Vec3;
use bezgelor_core::ids::UnitId;
use bezgelor_core::limits::BAND_MAX;
use game::faction::Disposition;
use game::formation::OFFSET_MAX;
use game::motion::{Course, Track};
use game::threat::THREAT_OF_NOTICE;

use crate::combat::threat;
use crate::creature::errand::{self, Phase};
use crate::creature::mind;
use crate::entity::slots::Row;
use crate::zone::Zone;

/// World units around somebody in which its band is: two of it may be on opposite sides of their
/// leader.
const RANGE: f32 = OFFSET_MAX * 3.0;

/// A place beside somebody that a creature left for a fight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LeftPlace {
    pub(crate) whom: UnitId,
    pub(crate) offset: Vec3,
    /// Where it was then: it goes no farther from there than its leash.
    pub(crate) at: Vec3,
}

/// What makes a band.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Bond {
    /// Its leader.
    Leader(UnitId),
    /// The spline they walk, and their faction: strangers may share a way.
    Patrol(u32, u16),
}

/// Whom a creature keeps its place beside, or did before it fought.
fn leader(zone: &Zone, row: Row) -> Option<UnitId> {
    let errand = zone.minds.errands.get(row)?;
    match errand.phase {
        Phase::Formation { whom, .. } => Some(whom),
        _ => errand.left_place.map(|place| place.whom),
    }
}

/// The spline a creature walks, or did before it fought.
fn patrol(zone: &Zone, row: Row) -> Option<u32> {
    let errand = zone.minds.errands.get(row);
    let left = errand.and_then(|errand| errand.patrol.as_ref());
    match left.or_else(|| zone.minds.courses.get(row)) {
        Some(Course {
            track: Track::Table { id, .. },
            ..
        }) => Some(*id),
        _ => None,
    }
}

fn faction(zone: &Zone, row: Row) -> u16 {
    zone.units.faction[row as usize].0
}

/// What holds a unit's band together; who leads nobody and goes alone has a band of itself.
fn bond(zone: &Zone, row: Row) -> Bond {
    match (leader(zone, row), patrol(zone, row)) {
        (Some(leader), _) => Bond::Leader(leader),
        (None, Some(spline)) => Bond::Patrol(spline, faction(zone, row)),
        (None, None) => Bond::Leader(zone.units.id(row)),
    }
}

fn belongs(zone: &Zone, row: Row, bond: Bond) -> bool {
    match bond {
        Bond::Leader(leads) => zone.units.id(row) == leads || leader(zone, row) == Some(leads),
        Bond::Patrol(spline, kin) => {
            leader(zone, row).is_none()
                && faction(zone, row) == kin
                && patrol(zone, row) == Some(spline)
        }
    }
}

/// A unit has a foe it did not have before: its band has it too. Who joins calls nobody.
pub(crate) fn join(zone: &mut Zone, one: Row, foe: Row) {
    if !zone.minds.has_bands {
        return;
    }
    let at = zone.position_now(one);
    let bond = bond(zone, one);
    let mut members = std::mem::take(&mut zone.minds.members);
    members.clear();
    zone.vision.units.for_each_within(at, RANGE, |other| {
        let fights = zone.units.kind[other as usize].fights();
        if other != one && other != foe && fights && belongs(zone, other, bond) {
            members.push(other);
        }
    });
    members.sort_unstable();
    let mut left = BAND_MAX;
    for &member in &members {
        let joins = left > 0
            && errand::is_free_to_fight(zone, member)
            && mind::can_hunt(zone, member)
            && threat::disposition(zone, member, foe) != Disposition::Friendly;
        if joins {
            let notice = i64::from(THREAT_OF_NOTICE);
            left -= usize::from(threat::enter(zone, member, foe, notice));
        }
    }
    zone.minds.members = members;
}
