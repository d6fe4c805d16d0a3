//! What becomes of a wish for a character, on a small invented game.

use crate::support::*;
use bezgelor_core::ids::{AccountId, RealmId};
use bezgelor_core::time::UnixMillis;
use realm::creation::{CreateError, Creation, LookError, Maker, Wish, create};
use realm::name::NameError;

const NOW: UnixMillis = UnixMillis(1_700_000_000_000);

fn maker() -> Maker<'static> {
    Maker {
        account: AccountId(42),
        realm: RealmId(1),
        slots_left: 1,
        currencies: &[],
        entitlements: &[],
    }
}

fn wish(creation_id: u32) -> Wish {
    Wish {
        creation_id,
        name: "Aurin Tester".encode_utf16().collect(),
        path: 2,
        choices: vec![(1, 2)],
        bones: vec![0.5, -1.0],
    }
}

fn make(maker: Maker<'_>, wish: &Wish) -> Result<Creation, CreateError> {
    create(&Invented::default(), maker, wish, NOW)
}

#[test]
fn a_granted_wish_is_a_whole_character() {
    let creation = make(maker(), &wish(VETERAN)).unwrap();
    let character = &creation.new.character;
    assert_eq!(character.name, "Aurin Tester");
    assert_eq!(
        (character.account_id, character.realm_id),
        (AccountId(42), RealmId(1))
    );
    assert_eq!(
        (character.race, character.class, character.faction),
        (1, 1, 167)
    );
    assert_eq!(
        (character.level, character.xp, character.path),
        (3, 1_710, 2)
    );
    assert_eq!(character.world_id.0, 426);
    assert_eq!(character.placement.rotation.x, 0.317_613);
    assert_eq!(character.appearance.customisations, [(1, 2)]);
    assert_eq!(character.appearance.visuals, [(25, 501)]);
    assert_eq!(character.appearance.bones, [0.5, -1.0]);
    assert_eq!(character.created_at, NOW);
    assert_eq!(creation.cost, None);
    let items: Vec<_> = creation
        .new
        .items
        .iter()
        .map(|item| {
            (
                item.template_id.0,
                item.location,
                item.bag_index,
                item.charges,
            )
        })
        .collect();
    // The second chest finds its slot taken; what no table knows is left out.
    assert_eq!(
        items,
        [(CHEST, 0, 0, 0), (CHEST_2, 1, 0, 0), (POTION, 1, 1, 5)]
    );
}

#[test]
fn rows_that_are_not_for_players_are_refused() {
    for id in [DISABLED, COSTUME, HOMELESS, 9_999] {
        assert_eq!(make(maker(), &wish(id)), Err(CreateError::Row), "{id}");
    }
}

#[test]
fn level_50_costs_a_token() {
    assert_eq!(make(maker(), &wish(LEVEL_50)), Err(CreateError::Funds));
    let other = Maker {
        currencies: &[(9, 100), (13, 0)],
        ..maker()
    };
    assert_eq!(make(other, &wish(LEVEL_50)), Err(CreateError::Funds));
    let rich = Maker {
        currencies: &[(13, 1)],
        ..maker()
    };
    let creation = make(rich, &wish(LEVEL_50)).unwrap();
    assert_eq!(creation.new.character.level, 50);
    assert_eq!(
        creation.cost.map(|cost| (cost.currency, cost.amount)),
        Some((13, 1))
    );
}

#[test]
fn gated_races_need_their_entitlement() {
    let mut chua = wish(GATED);
    chua.choices = vec![(1, 1)];
    assert_eq!(make(maker(), &chua), Err(CreateError::Entitlement));
    let spent = Maker {
        entitlements: &[(61, 0)],
        ..maker()
    };
    assert_eq!(make(spent, &chua), Err(CreateError::Entitlement));
    let entitled = Maker {
        entitlements: &[(61, 1)],
        ..maker()
    };
    assert!(make(entitled, &chua).is_ok());
}

#[test]
fn each_other_fault_has_its_own_reason() {
    let full = Maker {
        slots_left: 0,
        ..maker()
    };
    assert_eq!(make(full, &wish(NOVICE)), Err(CreateError::Slots));
    let lost = Wish {
        path: 4,
        ..wish(NOVICE)
    };
    assert_eq!(make(maker(), &lost), Err(CreateError::Path));
    let faceless = Wish {
        choices: vec![(1, 3)],
        ..wish(NOVICE)
    };
    let error = CreateError::Look(LookError::Choice((1, 3)));
    assert_eq!(make(maker(), &faceless), Err(error));
    let giant = Wish {
        bones: vec![f32::MAX],
        ..wish(NOVICE)
    };
    assert_eq!(
        make(maker(), &giant),
        Err(CreateError::Look(LookError::Bones))
    );
    let nameless = Wish {
        name: Vec::new(),
        ..wish(NOVICE)
    };
    assert_eq!(
        make(maker(), &nameless),
        Err(CreateError::Name(NameError::Length))
    );
    let rude = Wish {
        name: "Old Grumpf".encode_utf16().collect(),
        ..wish(NOVICE)
    };
    assert_eq!(
        make(maker(), &rude),
        Err(CreateError::Name(NameError::Filtered))
    );
    // The name comes first, whatever else is wrong.
    let hopeless = Wish {
        path: 9,
        creation_id: 9_999,
        ..rude
    };
    assert_eq!(
        make(full, &hopeless),
        Err(CreateError::Name(NameError::Filtered))
    );
}
