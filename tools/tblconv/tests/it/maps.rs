//! Heights and zones as the client computes them, from raw and compressed tiles alike.

use tables::TableSet;
use tables::map::MapBuilder;
use tblconv::import::{file_jobs, run};
use tblconv::set::SetWriter;
use tblconv::{area, terrain};

use super::sets::Silent;
use super::{json, read, reference};

fn set_of(tile: &[u8]) -> TableSet {
    let tile = area::read(tile).unwrap_or_else(|error| panic!("{error}"));
    let mut builder = MapBuilder::new("Test");
    let added = terrain::add_tile(&mut builder, 0x41, 0x40, &tile);
    let archive = added.and_then(|()| builder.finish(0));
    let set = archive.and_then(|archive| TableSet::from_bytes(&archive));
    set.unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_sixteen_points_have_the_client_s_height_and_zone() {
    let Some(root) = reference() else { return };
    let folder = root.join("fixtures/area");
    let want = json(&folder.join("Test.4041.expected.json"));
    let points = want["points"].as_array().cloned().unwrap_or_default();
    assert_eq!(points.len(), 16);
    for file in ["Test.4041.area", "packed/Test.4041.area"] {
        let set = set_of(&read(&folder.join(file)));
        let Some(map) = set.map("Map\\Test") else {
            panic!("no map")
        };
        assert_eq!(map.tiles().collect::<Vec<_>>(), [(0x41, 0x40)]);
        assert_eq!(map.bounds(), Some([512.0, 0.0, 1024.0, 512.0]));
        for point in &points {
            let number = |key: &str| point[key].as_f64();
            let x = 512.0 + number("x").unwrap_or(0.0) as f32;
            let z = number("z").unwrap_or(0.0) as f32;
            match (number("client"), map.height(x, z)) {
                (None, None) => {}
                (Some(want), Some(have)) => {
                    assert!(
                        (want - f64::from(have)).abs() < 0.002,
                        "{file} {point}: {have}"
                    );
                }
                other => panic!("{file} {point}: {other:?}"),
            }
            assert_eq!(
                map.zone_at(x, z).map(u64::from),
                point["zone"].as_u64(),
                "{file} {point}"
            );
        }
    }
}

#[test]
fn positions_outside_the_world_have_no_ground() {
    let Some(root) = reference() else { return };
    let set = set_of(&read(&root.join("fixtures/area/Test.4041.area")));
    let Some(map) = set.map("test") else {
        panic!("no map")
    };
    let far = [
        f32::NAN,
        f32::INFINITY,
        f32::NEG_INFINITY,
        f32::MAX,
        32768.0,
        -32768.1,
        1024.0,
    ];
    for bad in far {
        assert_eq!(map.height(bad, 1.0), None, "{bad}");
        assert_eq!(map.zone_at(600.0, bad), None, "{bad}");
        assert_eq!(map.liquid(bad, bad), None, "{bad}");
        assert!(!map.is_road(bad, 0.0), "{bad}");
    }
}

#[test]
fn a_tile_comes_once_and_inside_the_world() {
    let mut builder = MapBuilder::new("Test");
    assert!(builder.add_tile(1, 2, &[]).is_ok());
    assert!(builder.add_tile(1, 2, &[]).is_err());
    assert!(builder.add_tile(128, 0, &[]).is_err());
    assert!(
        builder
            .add_tile(5, 5, &[(256, tables::map::CellData::default())])
            .is_err()
    );
}

/// Tiles are parsed on all cores; the archive is the one a single core makes, broken tile and all.
#[test]
fn a_world_made_on_all_cores_is_the_same_as_tile_by_tile() {
    let Some(root) = reference() else { return };
    let work = std::env::temp_dir().join(format!("tblconv-world-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&work);
    let source = work.join("source");
    assert!(std::fs::create_dir_all(&source).is_ok());
    let tiles = ["Test.4041.area", "Test.4042.area"];
    let tiles = tiles.map(|name| read(&root.join("fixtures/area").join(name)));
    let mut builder = MapBuilder::new("wide");
    // Sources come in the order of their places.
    for x in 0..6 {
        for z in 0..12 {
            let broken = (x, z) == (3, 5);
            let data = if broken {
                &b"no tile"[..]
            } else {
                &tiles[(x + z) % 2]
            };
            let file = source.join(format!("Wide.{z:02X}{x:02X}.area"));
            assert!(std::fs::write(file, data).is_ok());
            if let Ok(tile) = area::read(data) {
                assert!(terrain::add_tile(&mut builder, x, z, &tile).is_ok());
            }
        }
    }
    let alone = builder.finish(0).unwrap_or_default();
    let jobs = file_jobs(std::slice::from_ref(&source)).unwrap_or_else(|e| panic!("{e}"));
    for round in 0..4 {
        let target = work.join(format!("set{round}"));
        let writer = SetWriter::open(&target).unwrap_or_else(|error| panic!("{error}"));
        let outcome = run(&jobs, writer, false, &Silent);
        let (writer, report) = outcome.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((report.converted, report.notes.len()), (1, 1));
        assert!(
            report.notes[0].contains("tile 0503 left out, "),
            "{:?}",
            report.notes
        );
        assert_eq!(writer.finish(true), Ok(1));
        let made = super::files(&target, ".bga");
        let made = made.first().map(|path| read(path)).unwrap_or_default();
        let payload = tables::header::HEADER_BYTES;
        assert!(made.get(payload..) == alone.get(payload..), "round {round}");
    }
    let _ = std::fs::remove_dir_all(&work);
}

/// A tile with one cell, 5, 2: level ground, and a pond over its western half.
fn pond() -> Vec<u8> {
    let words = |words: &[u32]| -> Vec<u8> { words.iter().flat_map(|w| w.to_le_bytes()).collect() };
    let mut body = words(&[1]);
    let mut head = vec![0; 80];
    (head[64], head[68]) = (6, 4);
    body.extend(head);
    body.extend(words(&[0, 1, 2, 2, 1, 3]));
    for (x, z) in [(160.0, 64.0), (176.0, 64.0), (160.0, 96.0), (176.0, 96.0)] {
        let mut vertex = vec![0; 72];
        for (part, at) in [(x, 0), (3.0_f32, 4), (z, 8)] {
            vertex[at..at + 4].copy_from_slice(&part.to_le_bytes());
        }
        body.extend(vertex);
    }
    let mut cell = words(&[1]);
    cell.extend(std::iter::repeat_n(16384_u16.to_le_bytes(), 19 * 19).flatten());
    cell.extend(words(&[0x5741_7447, body.len() as u32]));
    cell.extend(body);
    let mut tile = words(&[0x6172_6561, 0, 0x4348_4E4B, cell.len() as u32 + 4]);
    tile.extend(words(&[(2 * 16 + 5) << 24 | cell.len() as u32]));
    tile.extend(cell);
    tile
}

#[test]
fn water_lies_where_its_triangles_are_and_closes_the_ground_below() {
    let set = set_of(&pond());
    let Some(terrain) = set.terrain_of("Map\\Test") else {
        panic!("no ground")
    };
    let (x, z) = (512.0 + 160.0, 64.0);
    for (east, wet) in [(0.5, true), (15.5, true), (16.5, false), (31.5, false)] {
        let liquid = terrain.liquid(x + east, z + 9.0);
        assert_eq!(liquid, wet.then_some(3.0), "{east}");
        assert_eq!(terrain.is_walkable(x + east, z + 9.0, 1), !wet, "{east}");
    }
    assert!((terrain.depth(x + 1.0, 1.0, z + 1.0) - 2.0).abs() < 1e-6);
    assert_eq!(terrain.liquid(x - 0.5, z + 9.0), None);
    assert!(terrain.is_walkable(x + 24.0, z + 16.0, 4));
    assert!(!terrain.is_walkable(x + 24.0, z + 16.0, 5));
}
