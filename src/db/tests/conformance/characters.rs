//! Characters: whole, unique, deleted and restored, and their soft state.

use std::collections::HashSet;

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{AccountId, CharacterId, CreatureId, RealmId, WorldId, WorldZoneId};
use bezgelor_core::lore::{Shelf, Writing};
use bezgelor_core::model::{CharacterSoftState, Condition};
use bezgelor_core::time::UnixMillis;
use bezgelor_core::travel::{Bind, Holder, Spot, Travel};
use db::{DbError, IdKind, Refusal};

use crate::support::{Backend, NOW, REALM, at_once, create, new_character, op, wait};

pub(crate) fn a_character_comes_back_as_it_was_made(backend: &Backend) {
    let db = backend.open();
    let made = create(&db, "Mira Velde");
    assert_ne!(made.character.id, CharacterId(0));
    assert!(made.items.iter().all(|item| item.id.0 != 0));
    assert_eq!(
        wait(db.load_character(made.character.id)).as_ref(),
        Ok(&made)
    );

    let mut listed = made.clone();
    listed.items.retain(|item| item.location == 0);
    assert_eq!(listed.items.len(), 1);
    assert_eq!(
        wait(db.list_characters(AccountId(7), REALM)),
        Ok(vec![listed])
    );
    assert_eq!(
        wait(db.list_characters(AccountId(7), RealmId(2))),
        Ok(vec![])
    );
    assert_eq!(wait(db.list_characters(AccountId(8), REALM)), Ok(vec![]));
    let found = wait(db.find_character(REALM, "mira velde")).expect("found");
    assert_eq!(
        (found.id, found.name.as_str()),
        (made.character.id, "Mira Velde")
    );
    assert_eq!(
        wait(db.load_character(CharacterId(999_999))),
        Err(DbError::NotFound)
    );
}

pub(crate) fn names_are_unique_without_case(backend: &Backend) {
    let db = backend.open();
    create(&db, "Élodie Brun");
    let again = wait(db.create_character(op(), new_character("ÉLODIE BRUN"), 12));
    assert_eq!(again, Err(DbError::Refused(Refusal::NameTaken)));
    let mut elsewhere = new_character("Élodie Brun");
    elsewhere.character.realm_id = RealmId(2);
    wait(db.create_character(op(), elsewhere, 12)).expect("free on another realm");
}

pub(crate) fn of_concurrent_names_one_wins(backend: &Backend) {
    let db = backend.open();
    let results = at_once(30, |index| {
        let mut new = new_character(if index % 2 == 0 {
            "Rush Hour"
        } else {
            "RUSH hour"
        });
        new.character.account_id = AccountId(index as u32);
        db.create_character(op(), new, 12)
    });
    let taken = Err(DbError::Refused(Refusal::NameTaken));
    let lost = results.iter().filter(|result| **result == taken).count();
    assert_eq!(
        (results.iter().flatten().count(), lost),
        (1, 29),
        "{results:?}"
    );
    // The losers left nothing behind: their items would be in the winner's way otherwise.
    let won = results.iter().flatten().next().expect("a winner");
    assert_eq!(wait(db.load_character(won.character.id)).as_ref(), Ok(won));
}

pub(crate) fn slots_are_counted_inside(backend: &Backend) {
    let db = backend.open();
    let results = at_once(10, |index| {
        db.create_character(op(), new_character(&format!("Slot {index}")), 3)
    });
    let full = Err(DbError::Refused(Refusal::SlotsFull));
    assert_eq!(results.iter().flatten().count(), 3);
    assert_eq!(results.iter().filter(|result| **result == full).count(), 7);
    let gone = results.iter().flatten().next().expect("one").character.id;
    wait(db.delete_character(op(), AccountId(7), gone, NOW)).expect("deleted");
    wait(db.create_character(op(), new_character("Slot Free"), 3)).expect("room again");
}

pub(crate) fn deletion_frees_the_name(backend: &Backend) {
    let db = backend.open();
    let first = create(&db, "Ashes Ashes").character.id;
    let stranger = db.delete_character(op(), AccountId(8), first, NOW);
    assert_eq!(wait(stranger), Err(DbError::Refused(Refusal::NoCharacter)));
    wait(db.delete_character(op(), AccountId(7), first, NOW)).expect("deleted");
    let twice = db.delete_character(op(), AccountId(7), first, NOW);
    assert_eq!(wait(twice), Err(DbError::Refused(Refusal::NoCharacter)));
    assert_eq!(wait(db.load_character(first)), Err(DbError::NotFound));
    assert_eq!(
        wait(db.find_character(REALM, "Ashes Ashes")),
        Err(DbError::NotFound)
    );
    let second = create(&db, "Ashes Ashes");
    let list = wait(db.list_characters(AccountId(7), REALM)).expect("a list");
    let ids: Vec<_> = list.iter().map(|sheet| sheet.character.id).collect();
    assert_eq!(ids, [second.character.id]);
    let deleted = wait(db.deleted_characters(REALM, "ashes ASHES")).expect("a list");
    assert_eq!(
        (deleted.len(), deleted[0].id, deleted[0].deleted_at),
        (1, first, Some(NOW))
    );
    assert_eq!(deleted[0].name, "Ashes Ashes");
}

pub(crate) fn a_deleted_character_comes_back(backend: &Backend) {
    let db = backend.open();
    let made = create(&db, "Lazarus Lee");
    let id = made.character.id;
    let alive = db.restore_deleted_character(op(), id, None, NOW);
    assert_eq!(wait(alive), Err(DbError::Refused(Refusal::NoCharacter)));
    wait(db.delete_character(op(), AccountId(7), id, NOW)).expect("deleted");
    create(&db, "LAZARUS LEE");
    let taken = db.restore_deleted_character(op(), id, None, NOW);
    assert_eq!(wait(taken), Err(DbError::Refused(Refusal::NameTaken)));
    let other = Some("Lazarus Long".to_owned());
    wait(db.restore_deleted_character(op(), id, other, NOW)).expect("restored");
    let mut expected = made;
    expected.character.name = "Lazarus Long".into();
    assert_eq!(
        wait(db.load_character(id)),
        Ok(expected),
        "with everything it had"
    );
}

pub(crate) fn creating_twice_makes_one(backend: &Backend) {
    let db = backend.open();
    let id = op();
    let first = wait(db.create_character(id, new_character("Only One"), 12)).expect("made");
    let again = wait(db.create_character(id, new_character("Only One"), 12)).expect("the same");
    assert_eq!(again, first);
    assert_eq!(
        wait(db.list_characters(AccountId(7), REALM))
            .expect("list")
            .len(),
        1
    );
}

fn state(id: CharacterId, revision: u64) -> CharacterSoftState {
    CharacterSoftState {
        id,
        world_id: WorldId(51),
        world_zone_id: WorldZoneId(16),
        placement: Placement {
            position: Vec3::new(revision as f32, 0.1, -3.25),
            rotation: Vec3::new(1.5, 0.0, 0.0),
        },
        played_s: 60 * revision,
        last_online_at: UnixMillis(NOW.0 + revision as i64),
        revision,
        seen: Vec::new(),
        reputations: Vec::new(),
        read: Vec::new(),
        condition: Default::default(),
    }
}

pub(crate) fn the_newest_soft_state_wins(backend: &Backend) {
    let db = backend.open();
    let id = create(&db, "Late Writer").character.id;
    let save = |states: Vec<CharacterSoftState>| wait(db.save_soft_state(states)).expect("saved");
    assert_eq!(save(vec![state(id, 2)]).saved, 1);
    let late = save(vec![state(id, 1)]);
    assert_eq!((late.saved, late.stale), (0, vec![id]), "older");
    assert_eq!(save(vec![state(id, 2)]).saved, 0, "the same again");
    // Two of one character in one batch: the newer counts, whatever their order.
    assert_eq!(save(vec![state(id, 5), state(id, 4)]).saved, 1);
    let loaded = wait(db.load_character(id)).expect("there").character;
    let expected = state(id, 5);
    assert_eq!(loaded.revision, 5);
    assert_eq!(loaded.placement, expected.placement);
    assert_eq!(
        (loaded.world_id, loaded.world_zone_id),
        (WorldId(51), WorldZoneId(16))
    );
    assert_eq!(
        (loaded.played_s, loaded.last_online_at),
        (300, expected.last_online_at)
    );
    let mut nowhere = state(id, 6);
    nowhere.placement.position.y = f32::NAN;
    assert!(matches!(
        wait(db.save_soft_state(vec![nowhere])),
        Err(DbError::Invalid(_))
    ));
}

pub(crate) fn soft_state_of_many_is_one_batch(backend: &Backend) {
    let db = backend.open();
    let mut ids = Vec::new();
    for number in 0..1100 {
        let mut new = new_character(&format!("Crowd {number}"));
        new.character.account_id = AccountId(number);
        (new.items, new.currencies) = (vec![], vec![]);
        new.character.appearance = Default::default();
        ids.push(new);
    }
    let made = at_once(8, |worker| {
        let (db, mine) = (
            &db,
            ids.iter()
                .skip(worker)
                .step_by(8)
                .cloned()
                .collect::<Vec<_>>(),
        );
        async move {
            let mut made = Vec::new();
            for new in mine {
                made.push(
                    db.create_character(op(), new, 1)
                        .await
                        .expect("made")
                        .character
                        .id,
                );
            }
            made
        }
    });
    let ids: Vec<CharacterId> = made.into_iter().flatten().collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 1100);
    let missing = CharacterId(u64::MAX >> 1);
    let mut states: Vec<_> = ids.iter().map(|id| state(*id, 1)).collect();
    states.push(state(missing, 1));
    let saved = wait(db.save_soft_state(states)).expect("saved");
    assert_eq!((saved.saved, saved.stale), (1100, vec![missing]));
}

pub(crate) fn ids_are_never_handed_out_twice(backend: &Backend) {
    let first = {
        let db = backend.open();
        let blocks = at_once(16, |_| db.take_ids(IdKind::Item, 10));
        let ids: Vec<u64> = blocks
            .into_iter()
            .flat_map(|block| block.expect("ids"))
            .collect();
        db.close_blocking();
        ids
    };
    let db = backend.open();
    let made = create(&db, "After Restart");
    let next = wait(db.take_ids(IdKind::Item, 1)).expect("ids");
    let mut seen: HashSet<u64> = first.iter().copied().collect();
    assert_eq!(seen.len(), 160);
    assert!(made.items.iter().all(|item| seen.insert(item.id.0)));
    assert!(next.into_iter().all(|id| seen.insert(id)));
    for count in [0, 1_000_000] {
        let result = wait(db.take_ids(IdKind::Item, count));
        assert!(matches!(result, Err(DbError::Invalid(_))));
    }
}

pub(crate) fn what_journeys_leave_behind_survives(backend: &Backend) {
    let spot = |world: u16, x: f32| Spot {
        world_id: WorldId(world),
        placement: Placement {
            position: Vec3::new(x, 2.0, -3.5),
            rotation: Vec3::new(0.25, 0.0, 0.0),
        },
    };
    let mut travel = Travel::default();
    let db = backend.open();
    let id = create(&db, "Mira Velde").character.id;
    travel.lock(WorldId(382), Holder::Group(1 << 62), NOW);
    travel.lock(WorldId(13), Holder::Character(id), NOW);
    travel.returns_to(spot(51, 100.0));
    assert!(travel.finds(260) && travel.finds(7));
    travel.transported(UnixMillis(1_700_000_000_123));
    travel.recalled(UnixMillis(1_700_000_000_124));
    travel.gave_up(UnixMillis(1_700_000_000_125));
    let (point_id, terminal) = (7, spot(990, -1.0));
    travel.binds(Bind {
        point_id,
        spot: terminal,
    });
    assert_eq!(wait(db.save_travel(id, travel.clone())), Ok(true));
    assert_eq!(
        wait(db.load_character(id)).map(|s| s.travel),
        Ok(travel.clone())
    );
    assert_eq!(
        wait(db.save_travel(id, travel.clone())),
        Ok(false),
        "nothing newer"
    );
    let older = Travel {
        revision: travel.revision - 1,
        ..Travel::default()
    };
    assert_eq!(wait(db.save_travel(id, older)), Ok(false));
    drop(db);

    let db = backend.open();
    assert_eq!(
        wait(db.load_character(id)).map(|s| s.travel),
        Ok(travel.clone())
    );
    travel.unlock(WorldId(13));
    assert_eq!(wait(db.save_travel(id, travel.clone())), Ok(true));
    assert_eq!(wait(db.load_character(id)).map(|s| s.travel), Ok(travel));
    let nobody = CharacterId(999_999);
    assert_eq!(wait(db.save_travel(nobody, Travel::default())), Ok(false));
    let nowhere = Travel {
        return_to: Some(spot(1, f32::NAN)),
        ..Travel::default()
    };
    assert!(matches!(
        wait(db.save_travel(id, nowhere)),
        Err(DbError::Invalid(_))
    ));
}

pub(crate) fn what_was_seen_of_the_maps_is_added_up(backend: &Backend) {
    let db = backend.open();
    let (id, other) = (
        create(&db, "Far Walker").character.id,
        create(&db, "Home Body").character.id,
    );
    let saw = |id, revision, seen: &[u16]| CharacterSoftState {
        seen: seen.to_vec(),
        ..state(id, revision)
    };
    let save = |states: Vec<CharacterSoftState>| wait(db.save_soft_state(states)).expect("saved");
    let nobody = CharacterId(999_999);
    let many: Vec<u16> = (0..2500).map(|n| n * 3).collect();
    save(vec![
        saw(id, 2, &[9, 7]),
        saw(other, 2, &many),
        saw(nobody, 2, &[1]),
    ]);
    // Late, and partly the same: what was seen stays seen.
    assert_eq!(save(vec![saw(id, 1, &[7, 12])]).saved, 0);
    let seen = |id| wait(db.load_character(id)).map(|sheet| sheet.explored.groups().to_vec());
    assert_eq!(seen(id), Ok(vec![7, 9, 12]));
    assert_eq!(seen(other), Ok(many));
    let export = wait(db.export_character(id, NOW)).expect("exported");
    let name = Some("Far Traveller".to_owned());
    let came = wait(db.import_character(op(), export, AccountId(3), REALM, name, 2)).expect("in");
    assert_eq!(came.explored.groups(), [7, 9, 12]);
    assert_eq!(seen(came.character.id), Ok(vec![7, 9, 12]));
}

pub(crate) fn what_factions_think_is_kept_in_its_newest_form(backend: &Backend) {
    let db = backend.open();
    let id = create(&db, "Well Liked").character.id;
    let thinks = |id, revision, amounts: &[(u16, f32)]| CharacterSoftState {
        reputations: amounts.to_vec(),
        ..state(id, revision)
    };
    let save = |states: Vec<CharacterSoftState>| wait(db.save_soft_state(states)).expect("saved");
    let nobody = CharacterId(999_999);
    save(vec![
        thinks(id, 3, &[(171, 4_000.5), (170, -9_000.0)]),
        thinks(nobody, 3, &[(171, 1.0)]),
    ]);
    // Late: only what nothing newer was said of counts.
    save(vec![thinks(id, 2, &[(171, 1.0), (219, 7.0)])]);
    save(vec![thinks(id, 4, &[(170, -8_000.0)])]);
    let expected = [(170, -8_000.0), (171, 4_000.5), (219, 7.0)];
    let held = |id| wait(db.load_character(id)).map(|sheet| sheet.reputations.all().to_vec());
    assert_eq!(held(id), Ok(expected.to_vec()));
    let mut travel = Travel::default();
    assert!(travel.finds(12));
    assert_eq!(wait(db.save_travel(id, travel)), Ok(true));
    let export = wait(db.export_character(id, NOW)).expect("exported");
    let name = Some("Well Travelled".to_owned());
    let came = wait(db.import_character(op(), export, AccountId(3), REALM, name, 2)).expect("in");
    assert_eq!(came.reputations.all(), expected);
    let again = wait(db.load_character(came.character.id)).expect("there");
    assert_eq!(again.reputations.all(), expected);
    assert_eq!(again.travel.taxi_nodes, [12]);
}

pub(crate) fn what_was_read_adds_up(backend: &Backend) {
    let db = backend.open();
    let id = create(&db, "Well Read").character.id;
    let writing = |shelf, id| Writing { shelf, id };
    let cube = writing(Shelf::Datacube, 300);
    let (page, other) = (writing(Shelf::Volume, 300), writing(Shelf::Volume, 7));
    let reads = |id, revision, read: &[(Writing, u32)]| CharacterSoftState {
        read: read.to_vec(),
        ..state(id, revision)
    };
    let save = |states: Vec<CharacterSoftState>| wait(db.save_soft_state(states)).expect("saved");
    let nobody = CharacterId(999_999);
    save(vec![
        reads(id, 2, &[(cube, i32::MAX as u32), (page, 1)]),
        reads(nobody, 2, &[(cube, 1)]),
    ]);
    // Late, and partly the same: what was read stays read.
    save(vec![reads(id, 1, &[(page, 1 << 31 | 1), (other, 4)])]);
    let expected = [(cube, i32::MAX as u32), (other, 4), (page, 1 << 31 | 1)];
    let held = |id| wait(db.load_character(id)).map(|sheet| sheet.lore.all().to_vec());
    assert_eq!(held(id), Ok(expected.to_vec()));
    let export = wait(db.export_character(id, NOW)).expect("exported");
    let name = Some("Better Read".to_owned());
    let came = wait(db.import_character(op(), export, AccountId(3), REALM, name, 2)).expect("in");
    assert_eq!(came.lore.all(), expected);
    assert_eq!(held(came.character.id), Ok(expected.to_vec()));
}

pub(crate) fn how_a_character_is_comes_with_its_newest_state(backend: &Backend) {
    let db = backend.open();
    let id = create(&db, "Fell Ill").character.id;
    let is = |id| wait(db.load_character(id)).map(|sheet| sheet.condition);
    assert_eq!(is(id), Ok(Condition::default()), "whole and alone");
    let dead = Condition {
        wounds: 0,
        is_dead: true,
        pet: Some(CreatureId(72)),
    };
    let hurt = Condition {
        wounds: u32::MAX,
        is_dead: false,
        pet: None,
    };
    let save = |revision, condition| {
        let state = CharacterSoftState {
            condition,
            ..state(id, revision)
        };
        wait(db.save_soft_state(vec![state])).expect("saved")
    };
    save(3, dead);
    save(2, hurt);
    assert_eq!(is(id), Ok(dead), "late");
    let listed = wait(db.list_characters(AccountId(7), REALM)).expect("listed");
    let listed = listed.iter().find(|sheet| sheet.character.id == id);
    assert_eq!(listed.map(|sheet| sheet.condition), Some(dead));
    // Who comes from elsewhere begins whole.
    let export = wait(db.export_character(id, NOW)).expect("exported");
    let name = Some("Got Well".to_owned());
    let came = wait(db.import_character(op(), export, AccountId(3), REALM, name, 2)).expect("in");
    assert_eq!(came.condition, Condition::default());
    save(4, hurt);
    assert_eq!(is(id), Ok(hurt));
}
