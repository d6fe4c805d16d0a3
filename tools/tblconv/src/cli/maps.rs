//! `map list`, `map render` and `map at`.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use tables::TableSet;
use tables::map::Map;

use super::{line, open_set, write_file};
use crate::MapCommand;

pub(super) fn run(command: MapCommand) -> Result<bool> {
    match command {
        MapCommand::List { set } => {
            let set = open_set(&set)?;
            let mut names: Vec<&str> = set.map_names().collect();
            names.sort_unstable();
            for name in &names {
                let Some(map) = set.map(name) else { continue };
                let [a, b, c, d] = map.bounds().unwrap_or_default();
                let tiles = map.tiles().count();
                line(&format!(
                    "{name}: {tiles} tiles, x {a} to {c}, z {b} to {d}"
                ))?;
            }
            Ok(!names.is_empty())
        }
        MapCommand::Render {
            world,
            set,
            out,
            scale,
        } => {
            let set = open_set(&set)?;
            let map = find(&set, &world)?;
            let png = tblconv::terrain::render(map, scale)?;
            let out = out.unwrap_or_else(|| PathBuf::from(format!("{}.png", map.name())));
            write_file(&out, &png)?;
            line(&out.display().to_string())?;
            Ok(true)
        }
        MapCommand::At { world, x, z, set } => {
            let set = open_set(&set)?;
            let map = find(&set, &world)?;
            let show = |value: Option<f32>| value.map_or("none".to_owned(), |v| v.to_string());
            let zone = map
                .zone_at(x, z)
                .map_or("none".to_owned(), |zone| zone.to_string());
            let (height, water) = (show(map.height(x, z)), show(map.liquid(x, z)));
            let road = map.is_road(x, z);
            line(&format!(
                "height {height}, zone {zone}, water {water}, road {road}"
            ))?;
            Ok(true)
        }
    }
}

/// By world id through `World.assetPath`, else by name.
fn find<'s>(set: &'s TableSet, world: &str) -> Result<Map<'s>> {
    let row = world.parse::<u32>().ok().and_then(|id| set.world().get(id));
    let asset = row.map_or(world, tables::rows::World::asset_path);
    set.map(asset)
        .with_context(|| format!("the set has no map `{asset}`; see `tblconv map list`"))
}
