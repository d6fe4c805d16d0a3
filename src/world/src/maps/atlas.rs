//! The zones of the worlds, their names, and the maps players explore, as the client's tables have
//! them.

use bezgelor_core::exploration::Explored;
use bezgelor_core::ids::{WorldId, WorldZoneId};
use game::exploration::{Hex, MapFrame};
use tables::{Language, TableSet, rows};

use crate::data::{by_id, find};
use crate::tables_view::narrow;

/// Zones inside zones: deeper nesting is no sane table.
const DEPTH_MAX: usize = 16;

/// One row of `WorldZone.tbl`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ZoneRow {
    /// The row.
    pub id: WorldZoneId,
    /// The zone it is part of, 0 none.
    pub parent: WorldZoneId,
    /// Its name for the log and for game masters.
    pub name: String,
}

/// One row of `MapZone.tbl` with the groups of hexes on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ZoneMap {
    id: u16,
    zone: WorldZoneId,
    frame: MapFrame,
    /// Groups by hex, ascending: row, then column.
    by_hex: Vec<(Hex, u16)>,
    /// Hexes by group, ascending.
    by_group: Vec<(u16, Hex)>,
    /// The groups, ascending.
    groups: Vec<u16>,
}

impl ZoneMap {
    /// A map of `zone` with hexes of groups in any order.
    #[must_use]
    pub fn new(id: u16, zone: WorldZoneId, frame: MapFrame, mut hexes: Vec<(Hex, u16)>) -> Self {
        hexes.sort_unstable();
        hexes.dedup();
        let mut by_group: Vec<(u16, Hex)> =
            hexes.iter().map(|&(hex, group)| (group, hex)).collect();
        by_group.sort_unstable();
        let mut groups: Vec<u16> = by_group.iter().map(|&(group, _)| group).collect();
        groups.dedup();
        Self {
            id,
            zone,
            frame,
            by_hex: hexes,
            by_group,
            groups,
        }
    }

    /// Its row, as 0x01B4 names it.
    #[must_use]
    pub fn id(&self) -> u16 {
        self.id
    }

    /// Whether somebody has seen all of it.
    #[must_use]
    pub fn is_complete(&self, explored: &Explored) -> bool {
        self.groups.iter().all(|&group| explored.has(group))
    }

    /// Whether somebody has seen any of it.
    #[must_use]
    pub fn is_begun(&self, explored: &Explored) -> bool {
        self.groups.iter().any(|&group| explored.has(group))
    }

    /// Calls `seen` with every group that can be seen from a hex; some more than once.
    pub fn for_each_around(&self, hex: Hex, mut seen: impl FnMut(u16)) {
        let (first, last) = hex.around();
        for y in first.y..=last.y {
            let from = self
                .by_hex
                .partition_point(|&(hex, _)| hex < Hex { y, ..first });
            let row = self.by_hex[from..].iter();
            row.take_while(|&&(hex, _)| hex <= Hex { y, ..last })
                .for_each(|&(_, group)| seen(group));
        }
    }

    /// The bits of 0x01B4 for somebody who has explored so much.
    #[must_use]
    pub fn bits(&self, explored: &Explored) -> Vec<u8> {
        let mut bits = vec![0; self.frame.bytes()];
        for of_group in self.by_group.chunk_by(|a, b| a.0 == b.0) {
            if explored.has(of_group[0].0) {
                for &(_, hex) in of_group {
                    self.frame.mark(&mut bits, hex);
                }
            }
        }
        bits
    }
}

/// All zones and maps, ascending by row.
#[derive(Clone, Debug, Default)]
pub struct Atlas {
    zones: Vec<ZoneRow>,
    maps: Vec<ZoneMap>,
    /// (world, map): where no zone of a world has a map, this is its map. The first counts.
    joins: Vec<(WorldId, u16)>,
}

impl Atlas {
    /// Takes the lists in any order.
    #[must_use]
    pub fn new(zones: Vec<ZoneRow>, maps: Vec<ZoneMap>, joins: Vec<(WorldId, u16)>) -> Self {
        Self {
            zones: by_id(zones, |zone| u32::from(zone.id.0)),
            maps: by_id(maps, |map| u32::from(map.id)),
            joins,
        }
    }

    /// Looks everything up once. What is not there gives nothing.
    #[must_use]
    pub fn from_tables(set: &TableSet) -> Self {
        let zone = |row: rows::WorldZone<'_>| {
            let name = set.text(Language::ENGLISH, row.localized_text_id_name());
            ZoneRow {
                id: row.id(),
                parent: row.parent_zone_id(),
                name: name.unwrap_or_default().to_owned(),
            }
        };
        let join = |row: rows::MapZoneWorldJoin<'_>| (row.world_id(), narrow(row.map_zone_id()));
        Self::new(
            set.world_zone().iter().map(zone).collect(),
            maps(set),
            set.map_zone_world_join().iter().map(join).collect(),
        )
    }

    /// Whether no zone is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zones.is_empty()
    }

    /// A zone.
    #[must_use]
    pub fn zone(&self, id: WorldZoneId) -> Option<&ZoneRow> {
        find(&self.zones, u32::from(id.0), |zone| u32::from(zone.id.0))
    }

    /// A zone and those it is part of, the smallest first.
    pub fn line(&self, id: WorldZoneId) -> impl Iterator<Item = &ZoneRow> {
        let parent = |zone: &&ZoneRow| self.zone(zone.parent);
        std::iter::successors(self.zone(id), parent).take(DEPTH_MAX)
    }

    /// The largest zone a zone is part of; itself when no table knows it.
    #[must_use]
    pub fn whole(&self, id: WorldZoneId) -> WorldZoneId {
        self.line(id).last().map_or(id, |zone| zone.id)
    }

    /// The map a player in this zone of this world looks at: of the smallest zone around it that
    /// has one, else the world's.
    #[must_use]
    pub fn map_of(&self, world_id: WorldId, zone: WorldZoneId) -> Option<&ZoneMap> {
        let of_zone = |zone: &ZoneRow| self.maps.iter().find(|map| map.zone == zone.id);
        self.line(zone).find_map(of_zone).or_else(|| {
            let join = self.joins.iter().find(|(world, _)| *world == world_id)?;
            self.map(join.1)
        })
    }

    /// A map.
    #[must_use]
    pub fn map(&self, id: u16) -> Option<&ZoneMap> {
        find(&self.maps, u32::from(id), |map| u32::from(map.id))
    }

    /// The maps somebody has seen something of.
    pub fn begun<'a>(&'a self, explored: &'a Explored) -> impl Iterator<Item = &'a ZoneMap> {
        self.maps.iter().filter(|map| map.is_begun(explored))
    }
}

/// The maps of the tables; those of a size no message holds are left out.
fn maps(set: &TableSet) -> Vec<ZoneMap> {
    let group_map = |group: u32| Some(set.map_zone_hex_group().get(group)?.map_zone_id());
    let mut hexes: Vec<(u32, (Hex, u16))> = set
        .map_zone_hex_group_entry()
        .iter()
        .filter_map(|row| {
            let group = row.map_zone_hex_group_id();
            let hex = Hex {
                y: u16::try_from(row.hex_y()).ok()?,
                x: u16::try_from(row.hex_x()).ok()?,
            };
            Some((group_map(group)?, (hex, u16::try_from(group).ok()?)))
        })
        .collect();
    hexes.sort_unstable();
    let map = |row: rows::MapZone<'_>| {
        let corner = |x: u32, y: u32| {
            let (x, y) = (u16::try_from(x).ok()?, u16::try_from(y).ok()?);
            Some(Hex { y, x })
        };
        let first = corner(row.hex_min_x(), row.hex_min_y())?;
        let last = corner(row.hex_lim_x(), row.hex_lim_y())?;
        let frame = MapFrame::new(first, last)?;
        let from = hexes.partition_point(|(map, _)| *map < row.id());
        let own = hexes[from..].iter().take_while(|(map, _)| *map == row.id());
        let own = own.map(|&(_, hex)| hex).collect();
        Some(ZoneMap::new(
            u16::try_from(row.id()).ok()?,
            row.world_zone_id(),
            frame,
            own,
        ))
    };
    set.map_zone().iter().filter_map(map).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(id: u16, parent: u16) -> ZoneRow {
        ZoneRow {
            id: WorldZoneId(id),
            parent: WorldZoneId(parent),
            name: format!("Zone {id}"),
        }
    }

    fn map(id: u16, zone: u16) -> ZoneMap {
        let hex = |x, y| Hex { y, x };
        let frame = MapFrame::new(hex(4, 4), hex(11, 9)).expect("a frame");
        let hexes = vec![
            (hex(5, 5), 1),
            (hex(6, 5), 1),
            (hex(8, 5), 2),
            (hex(5, 8), 3),
        ];
        ZoneMap::new(id, WorldZoneId(zone), frame, hexes)
    }

    #[test]
    fn a_place_has_the_map_of_the_smallest_zone_around_it_that_has_one() {
        let zones = vec![zone(6, 0), zone(60, 6), zone(600, 60), zone(9, 9)];
        let joins = vec![(WorldId(22), 3), (WorldId(22), 2)];
        let atlas = Atlas::new(zones, vec![map(3, 6), map(2, 60), map(9, 0)], joins);
        let of = |zone| {
            atlas
                .map_of(WorldId(22), WorldZoneId(zone))
                .map(ZoneMap::id)
        };
        assert_eq!((of(600), of(60), of(6)), (Some(2), Some(2), Some(3)));
        assert_eq!(of(77), Some(3), "the world's own");
        assert_eq!(atlas.map_of(WorldId(51), WorldZoneId(77)), None);
        assert_eq!(atlas.whole(WorldZoneId(600)), WorldZoneId(6));
        assert_eq!(atlas.whole(WorldZoneId(77)), WorldZoneId(77));
        assert_eq!(
            atlas.whole(WorldZoneId(9)),
            WorldZoneId(9),
            "its own parent"
        );
    }

    #[test]
    fn what_is_within_a_hex_is_seen_and_shown_as_a_whole() {
        let map = map(1, 1);
        let around = |x, y| {
            let mut seen = Vec::new();
            map.for_each_around(Hex { y, x }, |group| seen.push(group));
            seen.dedup();
            seen
        };
        assert_eq!(around(7, 4), [1, 2]);
        assert_eq!(around(5, 7), [3]);
        assert!(around(11, 9).is_empty() && around(0, 0).is_empty());
        let mut explored = Explored::default();
        assert!(!map.is_begun(&explored));
        explored.see(1);
        explored.see(3);
        // Eight columns: a byte a row.
        assert_eq!(map.bits(&explored), [0, 0b110, 0, 0, 0b10, 0]);
        assert!(map.is_begun(&explored) && !map.is_complete(&explored));
        explored.see(2);
        assert!(map.is_complete(&explored));
    }
}
