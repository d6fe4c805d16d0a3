//! Small scripts of our own for every rule of the dialect and of the comparison.

use bezgelor_core::config::Database;
use bezgelor_core::model::Spawn;
use db::world::{
    AliveMax, Counts, CreatureLoot, DayMinute, GroupId, LootGroup, SpawnEvent, SpawnGroup,
    SpawnGroupMember, SpawnHours, SpawnPortal, SpawnScript, SpawnSpline, StoreCategory,
    StoreOfferItem, Vendor, VendorItem,
};
use db::{DbHandle, ImportSummary};
use futures_lite::future::block_on;

use crate::Files;

const ZONE: &str = "-- -----
SET @WORLD = 51;
DELETE FROM `entity` WHERE `world` = @WORLD AND `area` IN (301, 302);

SET @GUID = (SELECT IFNULL(MAX(`id`), 0) FROM `entity`);
INSERT INTO `entity` (`Id`, `Type`, `Creature`, `World`, `Area`, `X`, `Y`, `Z`, `RX`, `Faction1`)
  VALUES
    (@GUID+1, 0, 47427, @WORLD, 301, 1991.417, -912.8641, -1900.929, -0.5, 171),
    (@GUID + 2, 0, 47427, @WORLD, 302, 1, 2, 3, 0, 171);
INSERT INTO `entity_spline` (`Id`, `SplineId`, `Mode`, `Speed`, `FX`, `FY`, `FZ`) VALUES
    (@GUID+1, 14461, 1, 3.5, 0, 0, 0);
INSERT INTO `entity_stats` (`Id`, `Stat`, `Value`) VALUES
    (@GUID+1, 10, 8),
    (@GUID+1, 0, 2372);
SET @GUID = (SELECT IFNULL(MAX(`id`), 0) FROM `entity`);
INSERT INTO `entity` (`Id`, `Type`, `Creature`, `World`, `Area`, `X`, `Y`, `Z`) VALUE
    (@GUID+1, 10, 6999, @WORLD, 301, 7, 8, 9);
";

fn spawns(set: &db::import::ImportSet) -> Vec<Spawn> {
    set.spawns.iter().map(|spawn| spawn.row.clone()).collect()
}

fn problems(set: &db::import::ImportSet) -> Vec<(u32, &str)> {
    set.errors
        .iter()
        .map(|error| (error.line, error.problem.as_str()))
        .collect()
}

#[test]
fn a_zone_is_read_with_all_that_belongs_to_it() {
    let files = Files::new(&[("base/Zone.sql", ZONE)]);
    let set = files.read();
    assert_eq!(problems(&set), []);
    let spawns = spawns(&set);
    assert_eq!(spawns.len(), 3);
    let first = &spawns[0];
    assert_eq!(
        (first.creature_id.0, first.world_id.0, first.area_id),
        (47427, 51, 301)
    );
    assert_eq!(
        (first.placement.position.x, first.placement.rotation.x),
        (1991.417, -0.5)
    );
    assert_eq!((first.faction1, first.faction2), (171, 0));
    assert_eq!(
        first.stats,
        [(0, 2372.0), (10, 8.0)],
        "by stat, whatever the file's order"
    );
    assert!(spawns[1].stats.is_empty());
    let splines = set.records::<SpawnSpline>();
    assert_eq!(splines.len(), 1);
    assert_eq!(
        (splines[0].spawn_id, splines[0].spline_id, splines[0].speed),
        (first.id, 14461, 3.5)
    );
}

#[test]
fn ids_are_the_same_every_time_and_alone_or_in_company() {
    let other = ZONE.replace("47427", "5");
    let alone = Files::new(&[("base/Zone.sql", ZONE)]);
    let company = Files::new(&[("base/Sub/A.sql", &other), ("base/Sub/Zone.sql", ZONE)]);
    let of = |set: &db::import::ImportSet| {
        let of_zone = set
            .spawns
            .iter()
            .filter(|s| set.sources[s.source as usize] == "Zone.sql");
        of_zone.map(|spawn| spawn.row.id).collect::<Vec<_>>()
    };
    let ids = of(&alone.read());
    assert_eq!(ids.len(), 3);
    assert_eq!(of(&company.read()), ids);
    // A spawn that moved keeps its id, and so do those after it.
    let moved = Files::new(&[("base/Zone.sql", &ZONE.replace("1991.417", "5.5"))]);
    assert_eq!(of(&moved.read()), ids);
}

#[test]
fn a_later_file_replaces_what_it_deletes() {
    let later = "DELETE FROM entity WHERE world = 51 AND area >= 302 AND area <> 303;
        INSERT INTO map_entrance (mapId, team, worldLocationId) VALUES (51, 0, 9);
        DELETE FROM map_entrance WHERE mapId = 51;
        REPLACE INTO map_entrance VALUES (51, 0, 10), (51, 0, 11);";
    let files = Files::new(&[("base/A.sql", ZONE), ("base/B.sql", later)]);
    let set = files.read();
    assert_eq!(problems(&set), []);
    let areas: Vec<_> = spawns(&set).iter().map(|spawn| spawn.area_id).collect();
    assert_eq!(areas, [301, 301]);
    let entrances = set.records::<db::world::MapEntrance>();
    assert_eq!(
        entrances
            .iter()
            .map(|e| e.world_location_id)
            .collect::<Vec<_>>(),
        [11]
    );
}

#[test]
fn what_belongs_to_a_deleted_spawn_goes_with_it() {
    let later = "DELETE FROM entity WHERE creature = 47427;";
    let files = Files::new(&[("base/A.sql", ZONE), ("base/B.sql", later)]);
    let set = files.read();
    assert_eq!(spawns(&set).len(), 1);
    assert!(set.records::<SpawnSpline>().is_empty());
}

#[test]
fn other_ways_to_say_the_same_are_understood() {
    let plain = "INSERT INTO entity (Id, Creature, World, X, Y) VALUES
        (1, 255, 51, 1.5, -25), (2, 255, 51, 2.5, 7);";
    let expected = spawns(&Files::new(&[("base/Same.sql", plain)]).read());
    for text in [
        // As dumps begin, with Windows line ends and a mark of the encoding.
        "\u{FEFF}/*!40101 SET NAMES utf8 */;\r\nSET NAMES 'utf8mb4';\r\n\
         SET FOREIGN_KEY_CHECKS=0, SQL_MODE='';\r\nSET @@session.time_zone = 'x';\r\n\
         LOCK TABLES `entity` WRITE;\r\nINSERT INTO `w`.`entity` (`Id`,`Creature`,`World`,`X`,`Y`)\
         \r\nVALUES\r\n(1,255,51,1.5,-25),\r\n(2,255,51,2.5,7);\r\nUNLOCK TABLES;\r\n",
        // Several variables at once, both signs, upper and lower case, arithmetic.
        "SET @A = 1, @b := @a + 1, @W=51; insert into Entity (id, CREATURE, world, x, y) values
         (@A, 0xFF, @w, 3/2, -@b*12.5), (@B, 0xff, @W, 2.5, (@a+6));",
        // Numbers in quotes, one row a statement, comments in odd places.
        "INSERT INTO entity (Id, Creature, World, X, Y) VALUES ('1', '255', \"51\", '1.5', '-25');
         INSERT # ; '
         INTO entity SET Id = 2, /* ; */ Creature = 255, World = 51, X = 25e-1, Y = +7 -- ;
         ;",
        // What is there already is replaced, left alone, or brought up to date.
        "INSERT INTO entity (Id, Creature, World, X, Y) VALUES (1, 255, 51, 9, 9);
         REPLACE INTO entity (Id, Creature, World, X, Y) VALUES (1, 255, 51, 1.5, -25);
         INSERT IGNORE INTO entity (Id, Creature, World, X, Y) VALUES (1, 255, 51, 0, 0),
         (2, 255, 51, 2.5, 7);",
    ] {
        let set = Files::new(&[("base/Same.sql", text)]).read();
        assert_eq!(problems(&set), [], "{text}");
        let mut found = spawns(&set);
        found.sort_by(|a, b| a.placement.position.x.total_cmp(&b.placement.position.x));
        // Ids follow from file, creature and ordinal, however it was said.
        let places = |spawns: &[Spawn]| -> Vec<_> {
            spawns
                .iter()
                .map(|s| (s.creature_id, s.world_id, s.placement))
                .collect()
        };
        assert_eq!(places(&found), places(&expected), "{text}");
    }
    let texts = "INSERT INTO store_category (id, parentId, name, description) VALUES
        (1, 26, 'it''s \\'so\\' ' 'and\\n' \"on; -- \", 'a\\\\b /* c */ # d');";
    let set = Files::new(&[("base/Texts.sql", texts)]).read();
    assert_eq!(problems(&set), []);
    let category = &set.records::<StoreCategory>()[0];
    assert_eq!(category.name, "it's 'so' and\non; -- ");
    assert_eq!(category.description, "a\\b /* c */ # d");
}

#[test]
fn errors_say_where_and_the_rest_is_imported() {
    let text = "SET @WORLD = 51;
INSERT INTO entity (Id, Creature, World, X) VALUES
    (1, 10, @WORLD, 1),
    (2, 10, @WRLD, 2),
    (3, 10, 70000, 3),
    (4, 10, @WORLD, ),
    (5, 10, @WORLD),
    (1, 10, @WORLD, 6),
    (7, 10, @WORLD, 'x'),
    (8, (10), @WORLD + 2*3, -(4-1)/2);
INSERT INTO nonsense (a) VALUES (1), (2);
FROBNICATE the, world;
INSERT INTO entity_spline (id, splineId, mode, speed) VALUES (99, 1, 1, 1), (8, 2, 1, 1);
INSERT INTO entity (Id, Creature, Mood) VALUES (20, 11, 3), (21, 11, 3)
INSERT INTO entity_event (id, eventId, phase) VALUES (21, 781, 0);
INSERT INTO entity_script (id, scriptName) VALUES (21, 'never ends";
    let set = Files::new(&[("base/Bad.sql", text)]).read();
    assert_eq!(
        problems(&set),
        [
            (4, "@WRLD is not set"),
            (5, "Int(70000) does not fit column world"),
            (6, "a value is missing"),
            (7, "3 values for 4 columns"),
            (8, "spawn 1 exists already"),
            (9, "Text(\"x\") does not fit column x"),
            (11, "unknown table nonsense"),
            (12, "FROBNICATE is not understood"),
            (13, "no spawn Int(99)"),
            (14, "unknown column Mood is left out"),
            (14, "',' or ';' expected, not Word(\"INSERT\")"),
            (16, "a text without its closing quote"),
        ]
    );
    assert!(set.errors[0].file.ends_with("Bad.sql"));
    let xs: Vec<_> = spawns(&set)
        .iter()
        .map(|s| (s.world_id.0, s.placement.position.x))
        .collect();
    assert_eq!(xs, [(51, 1.0), (57, -1.5), (0, 0.0), (0, 0.0)]);
    assert_eq!(set.records::<SpawnSpline>().len(), 1);
    assert_eq!(set.records::<SpawnEvent>().len(), 1);
}

#[test]
fn vendors_loot_and_store_are_read() {
    let text = "SET @GUID = (SELECT IFNULL(MAX(`id`), 0) FROM `entity`);
INSERT IGNORE INTO `nexus_forever_world`.`entity` (`Id`, `Creature`) VALUES (@GUID+1, 7);
INSERT INTO `entity_vendor` (`Id`) VALUES (@GUID+1);
INSERT INTO `entity_vendor_item` (`Id`, `Index`, `CategoryIndex`, `ItemId`,
  `ExtraCost1ItemOrCurrencyId`, `ExtraCost1Quantity`, `ExtraCost1Type`) VALUES
  (@GUID+1, 1, 2, 86896, 86873, 40, 1), (@GUID+1, 2, 2, 5, 0, 0, 0);
CREATE TABLE IF NOT EXISTS `loot_group` ( `id` int(10) DEFAULT 0, KEY `a;b` (`id`) ) ENGINE=x;
/*!40101 SET NAMES utf8 */;
INSERT INTO `loot_group` (`id`, `parentId`, `comment`) VALUES (5, NULL, 'it\\'s \"here\"');
INSERT INTO `entity_loot` VALUES (7, 5, '');
DROP TABLE IF EXISTS `store_offer_item`;
INSERT INTO `Store_Offer_Item` (id, groupId, name) VALUES (1, 2, 'Coin'), (1, 2, 'Again');";
    let set = Files::new(&[("base/V.sql", text)]).read();
    assert_eq!(
        problems(&set),
        [(12, "store_offer_item has this row already")]
    );
    let vendors = set.records::<Vendor>();
    assert_eq!(vendors.len(), 1);
    assert_eq!(
        (vendors[0].spawn_id, vendors[0].buy_price_multiplier),
        (set.spawns[0].row.id, 1.0)
    );
    let items = set.records::<VendorItem>();
    assert_eq!(items.len(), 2);
    let extra = (
        items[0].extra_cost1_type,
        items[0].extra_cost1_quantity,
        items[0].extra_cost1_id,
    );
    assert_eq!(extra, (1, 40, 86873));
    let groups = set.records::<LootGroup>();
    assert_eq!((groups[0].parent_id, groups[0].probability), (0, 100.0));
    assert_eq!(groups[0].comment, "it's \"here\"");
    assert_eq!(set.records::<CreatureLoot>()[0].group_id, 5);
    assert_eq!(set.records::<StoreOfferItem>()[0].name, "Coin");
}

fn apply(db: &DbHandle, files: &Files, dry_run: bool) -> ImportSummary {
    let set = files.read();
    assert_eq!(problems(&set), []);
    block_on(db.apply_import(set, dry_run)).expect("applied")
}

fn counts(summary: &ImportSummary) -> (usize, usize, usize, usize) {
    (
        summary.entities,
        summary.added,
        summary.changed,
        summary.removed,
    )
}

fn on_both(case: impl Fn(&DbHandle)) {
    let data = Files::new(&[("x", "")]);
    let sqlite = DbHandle::open(&Database::default(), data.path()).expect("opens");
    case(&sqlite);
    sqlite.close_blocking();
    let Some(cluster) = db::testing::PostgresCluster::start() else {
        eprintln!("skipped: PostgreSQL not found");
        return;
    };
    let url = cluster.create_database("world").expect("a database");
    let config = Database {
        auth: url.clone(),
        character: url.clone(),
        world: url,
        pool_size: 2,
    };
    let postgres = DbHandle::open(&config, data.path()).expect("opens");
    case(&postgres);
    postgres.close_blocking();
}

#[test]
fn an_import_is_compared_before_it_is_applied() {
    on_both(|db| {
        let files = Files::new(&[("base/Zone.sql", ZONE)]);
        let dry = apply(db, &files, true);
        assert_eq!(counts(&dry), (3, 3, 0, 0));
        assert_eq!(
            dry.records,
            Counts {
                added: 1,
                changed: 0,
                removed: 0
            }
        );
        let stored = || block_on(db.spawns(51.into())).expect("spawns");
        assert!(stored().is_empty(), "a dry run writes nothing");
        assert_eq!(counts(&apply(db, &files, false)), (3, 3, 0, 0));
        let before = stored();
        assert_eq!(before.len(), 3);
        let again = apply(db, &files, false);
        assert_eq!(
            (counts(&again), again.records),
            ((3, 0, 0, 0), Counts::default())
        );

        // One moves, one gets other stats, the last one goes.
        let text = ZONE
            .replace("1991.417", "5")
            .replace("(@GUID+1, 0, 2372)", "(@GUID+2, 0, 1)");
        let text = &text[..text.rfind("SET @GUID").expect("there")];
        let files = files.with(&[("base/Zone.sql", text)]);
        assert_eq!(counts(&apply(db, &files, false)), (2, 0, 2, 1));
        let mut ids: Vec<_> = before.iter().map(|spawn| spawn.id).collect();
        ids.retain(|id| stored().iter().any(|spawn| spawn.id == *id));
        assert_eq!(ids.len(), 2, "a changed spawn keeps its id");
        let splines: Vec<SpawnSpline> = block_on(db.world_records_of(51.into())).expect("splines");
        assert_eq!(splines.len(), 1);

        // A file that deletes what another import brought.
        let other = "DELETE FROM entity WHERE world = 51;
            INSERT INTO entity (Id, Creature, World) VALUES (1, 5, 51);";
        let other = Files::new(&[("base/Other.sql", other)]);
        let summary = apply(db, &other, false);
        assert_eq!(counts(&summary), (1, 1, 0, 2));
        assert_eq!(summary.records.removed, 1, "the spline goes with its spawn");
        assert_eq!(stored().len(), 1);
    });
}

#[test]
fn the_overlay_survives_an_update_of_the_base() {
    let files = Files::new(&[("base/Zone.sql", ZONE)]);
    let grill = files.read().spawns[2].row.id;
    let overlay = format!(
        "UPDATE entity SET faction2 = 219, x = 70.5 WHERE id = {grill};
         DELETE FROM entity WHERE creature = 47427 AND area = 302;
         INSERT INTO entity (id, creature, world, area) VALUES (1, 99999, 51, 301);
         INSERT INTO entity_script (id, scriptName) VALUES ({grill}, 'cook'), (1, 'guest');"
    );
    let files = files.with(&[("custom/mine.sql", &overlay)]);
    on_both(|db| {
        assert_eq!(counts(&apply(db, &files, false)), (3, 3, 0, 0));
        assert_eq!(counts(&apply(db, &files, false)), (3, 0, 0, 0));
        let updated = ZONE.replace("7, 8, 9", "7, 8, 10");
        let updated = Files::new(&[("base/Zone.sql", &updated), ("custom/mine.sql", &overlay)]);
        assert_eq!(counts(&apply(db, &updated, false)), (3, 0, 1, 0));
        let stored = block_on(db.spawns(51.into())).expect("spawns");
        let cook = stored
            .iter()
            .find(|spawn| spawn.id == grill)
            .expect("there");
        assert_eq!(
            (cook.placement.position.x, cook.placement.position.z),
            (70.5, 10.0)
        );
        assert_eq!(cook.faction2, 219);
        assert!(stored.iter().any(|spawn| spawn.creature_id.0 == 99999));
        let scripts: Vec<SpawnScript> = block_on(db.world_records()).expect("scripts");
        assert_eq!(scripts.len(), 2);
    });
}

#[test]
fn hours_groups_and_portals_of_an_overlay_are_kept_beside_the_spawns() {
    let files = Files::new(&[("base/Zone.sql", ZONE)]);
    let ids: Vec<_> = spawns(&files.read()).iter().map(|spawn| spawn.id).collect();
    let good = format!(
        "INSERT INTO entity_hours (id, fromMinute, toMinute) VALUES ({0}, 22*60, 5 * 60 + 30);
         INSERT INTO entity_group (id, aliveMax) VALUES (4, 1);
         INSERT INTO entity_group_member (id, groupId) VALUES ({1}, 4), ({2}, 4);
         INSERT INTO entity_portal (id, worldLocationId) VALUES ({0}, 16348);",
        ids[0], ids[1], ids[2]
    );
    let bad = format!(
        "INSERT INTO entity_hours (id, fromMinute, toMinute) VALUES ({0}, 0, 1441), (77, 0, 60);
         INSERT INTO entity_group (id, aliveMax) VALUES (5, 0), (0, 1);
         INSERT INTO entity_group_member (id, groupId) VALUES ({1}, 5);",
        ids[1], ids[2]
    );
    let wrong = Files::new(&[("base/Zone.sql", ZONE)]);
    let wrong = wrong.with(&[("custom/bad.sql", &bad), ("custom/a.sql", &good)]);
    let set = wrong.read();
    let lines: Vec<u32> = problems(&set).iter().map(|problem| problem.0).collect();
    assert_eq!(lines, [1, 1, 2, 2, 3], "{:?}", problems(&set));
    let files = files.with(&[("custom/a.sql", &good)]);
    on_both(|db| {
        assert_eq!(apply(db, &files, false).records.added, 6, "and a spline");
        assert_eq!(apply(db, &files, false).records, Counts::default());
        let hours: Vec<SpawnHours> = block_on(db.world_records_of(51.into())).expect("hours");
        let (from, to) = (DayMinute(1_320), DayMinute(330));
        let expected = SpawnHours {
            spawn_id: ids[0],
            from_minute: from,
            to_minute: to,
        };
        assert_eq!(hours, [expected]);
        let groups: Vec<SpawnGroup> = block_on(db.world_records()).expect("groups");
        assert_eq!((groups.len(), groups[0].alive_max), (1, AliveMax(1)));
        let members = block_on(db.world_records_of::<SpawnGroupMember>(51.into()));
        let members = members.expect("members");
        let pair = |member: &SpawnGroupMember| (member.spawn_id, member.group_id);
        let mut members: Vec<_> = members.iter().map(pair).collect();
        members.sort_unstable();
        let mut expected = [(ids[1], GroupId(4)), (ids[2], GroupId(4))];
        expected.sort_unstable();
        assert_eq!(members, expected);
        let portals: Vec<SpawnPortal> = block_on(db.world_records_of(51.into())).expect("portals");
        let lead = |portal: &SpawnPortal| (portal.spawn_id, portal.world_location_id, portal.x);
        assert_eq!(
            portals.iter().map(lead).collect::<Vec<_>>(),
            [(ids[0], 16_348, 0.0)]
        );
        assert_eq!(block_on(db.count_rows_without_spawn()), Ok(0));
    });
}

#[test]
fn a_missing_path_is_an_error_and_nothing_else() {
    let set = db::import::read(&["/nowhere/at/all".into()], None);
    assert_eq!((set.error_count, set.errors[0].line), (1, 0));
    assert!(set.spawns.is_empty());
}
