//! The tree as its users meet it: lines in, commands, help and completions out.

use bezgelor_core::model::AccountRole;
use bezgelor_core::permission::{Permission, Permissions};
use command::argument::{Duration, Email, Secret, Text, Until, Whom, Word};
use command::{
    AccountCommand, Command, ParseError, RealmCommand, ZoneCommand, complete, definitions, help,
    parse,
};
use proptest::prelude::*;

fn all(line: &str) -> Result<Command, ParseError> {
    parse(line, Permissions::ALL).0.map(|parsed| parsed.command)
}

fn realm(line: &str) -> RealmCommand {
    match all(line) {
        Ok(Command::Realm(command)) => command,
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn a_line_becomes_a_command_with_typed_arguments() {
    let made = AccountCommand::AccountCreate {
        email: Email("a@b.c".into()),
        password: Secret("p w".into()),
        role: Some(AccountRole::GameMaster),
    };
    let line = r#"account create a@b.c "p w" gamemaster"#;
    assert_eq!(all(line).expect("a command"), Command::Account(made));
    let ban = AccountCommand::BanAccountCharacter {
        name: Word("Ann Bee".into()),
        reason: Word("rude".into()),
        until: Some(Until::For(Duration(86_400_000))),
    };
    let line = r#"ban account character "Ann Bee" rude 1:00:00:00"#;
    assert_eq!(all(line).expect("a command"), Command::Account(ban));
    let motd = RealmCommand::RealmMotd {
        text: Some(Text("it's \"on\"".into())),
    };
    assert_eq!(realm("realm motd it's \"on\""), motd);
    assert_eq!(realm("realm motd"), RealmCommand::RealmMotd { text: None });
}

#[test]
fn a_ban_is_for_an_account_or_for_whom_one_looks_at() {
    let read = |line: &str| match all(line) {
        Ok(Command::Account(AccountCommand::BanAccountPlayer {
            email,
            reason,
            until,
        })) => (email, reason.0, until),
        other => panic!("{line}: {other:?}"),
    };
    let day = Some(Until::For(Duration(86_400_000)));
    let email = || Whom::Email(Email("a@b.c".into()));
    let of = |whom, reason: &str, until| (whom, reason.to_owned(), until);
    assert_eq!(
        read("ban account player a@b.c rude 1d"),
        of(email(), "rude", day)
    );
    assert_eq!(
        read("ban account player a@b.c rude"),
        of(email(), "rude", None)
    );
    // As the wiki of another server has it.
    assert_eq!(
        read("ban account player rude 1d"),
        of(Whom::Selected, "rude", day)
    );
    assert_eq!(
        read("ban account player \"very rude\""),
        of(Whom::Selected, "very rude", None)
    );
    let missing = all("ban account player a@b.c").expect_err("no reason");
    assert!(missing.lines()[0].contains("<reason> is missing"));
}

#[test]
fn words_may_be_shortened_as_long_as_they_are_clear() {
    assert_eq!(realm("rea st"), RealmCommand::RealmStatus {});
    assert_eq!(
        realm("REALM SHUT CANCEL"),
        RealmCommand::RealmShutdownCancel {}
    );
    assert_eq!(realm("?"), RealmCommand::Help { command: None });
    assert!(matches!(all("tele co 1 2 3"), Ok(Command::Player(_))));
    let Err(ParseError::Ambiguous { choices, .. }) = all("account c x") else {
        panic!("create and changepassword begin alike");
    };
    assert_eq!(choices, ["changepassword", "create"]);
    // What one may not use does not make the rest unclear.
    let only = Permissions::of(&[Permission::AccountPassword]);
    assert!(parse("account c a@b.c new", only).0.is_ok());
}

#[test]
fn what_is_wrong_is_said_with_the_usage() {
    let lines = all("realm max many").expect_err("no number").lines();
    assert_eq!(
        lines,
        [
            "realm max: <players> `many` is no whole number from 0 to 4294967295.",
            "Usage: realm max <players>"
        ]
    );
    let says = |line: &str| all(line).expect_err("wrong").lines().join(" ");
    assert!(says("account create a@b.c").contains("<password> is missing"));
    assert!(says("realm status now").contains("`now` is one word too many"));
    assert!(says("realm").contains("`realm` is followed by one of audit, log, max, message"));
    assert!(says("dance").contains("There is no command `dance`"));
    assert!(says("realm dance").contains("There is no command `realm dance`"));
    assert!(says("kick \"Ann").contains("never closed"));
    assert!(matches!(all("  "), Err(ParseError::Empty)));
    assert!(matches!(all(&"x".repeat(3_000)), Err(ParseError::TooLong)));
    for line in [
        "realm motd a\u{1b}[31m",
        "realm motd a\0",
        "help\nrealm status",
    ] {
        assert!(matches!(all(line), Err(ParseError::Control)), "{line:?}");
    }
    assert!(all("realm motd a\tb").is_ok());
}

#[test]
fn who_may_not_is_refused_before_anything_is_read() {
    let player = Permissions::NONE;
    for line in ["help", "account create", "acc", "realm max x", "kick \"Ann"] {
        let (parsed, _) = parse(line, player);
        assert!(parsed.expect_err("refused").is_refusal(), "{line}");
    }
    let (unknown, _) = parse("dance", player);
    assert!(matches!(unknown, Err(ParseError::Unknown { .. })));
    // One of a family is no way into the others.
    let create = Permissions::of(&[Permission::AccountCreate]);
    assert!(parse("account create a@b.c x", create).0.is_ok());
    assert!(
        parse("account delete a@b.c", create)
            .0
            .expect_err("no")
            .is_refusal()
    );
}

#[test]
fn to_act_on_others_needs_a_permission_of_its_own() {
    let own = Permissions::of(&[Permission::CharacterSave]);
    let saved = parse("character save", own).0.expect("one's own");
    assert_eq!(saved.player, None);
    assert!(matches!(
        saved.command,
        Command::Zone(ZoneCommand::CharacterSave { .. })
    ));
    assert!(
        parse("character save Ann", own)
            .0
            .expect_err("others")
            .is_refusal()
    );
    let others = own | Permissions::of(&[Permission::CharacterOther]);
    let saved = parse("character save Ann Bee", others).0.expect("others");
    assert_eq!(saved.player.as_deref(), Some("Ann Bee"));
}

#[test]
fn what_is_no_number_of_charges_is_the_name_of_a_player() {
    let read = |line: &str| {
        let parsed = parse(line, Permissions::ALL).0.expect("a command");
        let Command::Zone(ZoneCommand::ItemAdd { count, charges, .. }) = parsed.command else {
            panic!("{line} adds no item");
        };
        (count, charges.0, parsed.player)
    };
    let ann = || Some("Ann Bee".to_owned());
    assert_eq!(read("item add 5"), (None, None, None));
    assert_eq!(read("item add 5 2 3"), (Some(2), Some(3), None));
    assert_eq!(read("item add 5 2 Ann Bee"), (Some(2), None, ann()));
    assert_eq!(read("item add 5 2 3 Ann Bee"), (Some(2), Some(3), ann()));
    assert_eq!(
        read("item add 5 2 \"7\""),
        (Some(2), None, Some("7".into()))
    );
    assert!(
        all("item add 5 2 99999999999").is_err(),
        "more than there can be"
    );
}

#[test]
fn no_password_is_kept() {
    let kept = |line: &str, allowed| parse(line, allowed).1;
    for (line, shown) in [
        (
            "account create a@b.c hunter2 player",
            "account create a@b.c *** player",
        ),
        ("acc cr a@b.c \"hunter2 \"", "acc cr a@b.c ***"),
        (
            "account create a@b.c hunter2 wizard",
            "account create a@b.c *** wizard",
        ),
        ("acount create a@b.c hunter2", "acount create …"),
        (
            "account password a@b.c \"hunter2",
            "account password a@b.c ***",
        ),
        ("account create a@b.c hunter2\u{7}", "account create …"),
        ("realm status", "realm status"),
    ] {
        assert_eq!(kept(line, Permissions::ALL), shown);
    }
    let long = format!("account create a@b.c hunter2{}", "x".repeat(3_000));
    assert_eq!(kept(&long, Permissions::ALL), "account create …");
    let refused = kept("account create a@b.c hunter2", Permissions::NONE);
    assert_eq!(refused, "account create a@b.c ***");
}

#[test]
fn help_tells_all_about_one_command() {
    let lines = help("account create", Permissions::ALL);
    assert_eq!(
        lines,
        [
            "account create <email> <password> [role] - Makes an account.",
            "  email: The e-mail address that is its login name.",
            "  password: Its password.",
            "  role: What it may do: player, gamemaster or administrator. (may be left out)",
            "  permission: AccountCreate",
        ]
    );
    assert_eq!(help("acc", Permissions::ALL).len(), 5);
    assert_eq!(help("account create", Permissions::NONE), [""; 0]);
    assert!(help("kick", Permissions::ALL)[0].starts_with("player kick <name> [reason]"));
}

#[test]
fn completion_offers_what_fits() {
    let offers = |line: &str| {
        let completion = complete(line, Permissions::ALL);
        (completion.start, completion.candidates.join(" "))
    };
    assert_eq!(offers("rea"), (0, "realm".into()));
    assert_eq!(offers("realm s"), (6, "shutdown status".into()));
    assert_eq!(offers("re shut "), (8, "cancel start".into()));
    assert_eq!(offers("broadcast message "), (18, "high low medium".into()));
    assert_eq!(offers("rbac acc role grant ga"), (20, "gamemaster".into()));
    assert_eq!(
        offers("rbac acc perm grant realmm").1,
        "RealmMOTD RealmMaxPlayers RealmMessage"
    );
    assert_eq!(offers("nothing ").1, "");
    assert_eq!(complete("", Permissions::NONE).candidates, [""; 0]);
}

/// Any permissions.
fn permissions() -> impl Strategy<Value = Permissions> {
    let each = proptest::collection::vec(any::<bool>(), Permission::ALL.len());
    each.prop_map(|bits| {
        let all = Permission::ALL.iter().copied().zip(bits);
        all.filter(|(_, has)| *has)
            .map(|(permission, _)| permission)
            .collect()
    })
}

/// A line that has a good chance to be a command.
fn nearly_a_command() -> impl Strategy<Value = String> {
    let paths: Vec<&'static str> = definitions().map(|definition| definition.path).collect();
    (0..paths.len(), 0..12_usize, "[ \"\\\\a-z0-9@.:é-]{0,30}").prop_map(
        move |(index, cut, rest)| {
            let path = paths[index];
            let length = path.len().saturating_sub(cut);
            format!("{} {rest}", path.get(..length).unwrap_or(path))
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_line_makes_the_parser_panic(
        line in prop_oneof![any::<String>(), nearly_a_command()],
        allowed in permissions()
    ) {
        let (parsed, kept) = parse(&line, allowed);
        prop_assert!(kept.len() <= line.len() + 8, "{kept}");
        match parsed {
            Ok(parsed) => prop_assert!(allowed.has(parsed.definition.permission)),
            Err(error) => prop_assert!(!error.lines().is_empty()),
        }
        let completion = complete(&line, allowed);
        prop_assert!(line.get(completion.start..).is_some());
    }

    #[test]
    fn help_lists_exactly_what_one_may_use(allowed in permissions()) {
        let mut usages: Vec<String> = definitions()
            .filter(|definition| allowed.has(definition.permission))
            .map(command::Definition::usage)
            .collect();
        usages.sort_unstable();
        let mut listed: Vec<String> = help("", allowed)
            .iter()
            .map(|line| line.split(" - ").next().unwrap_or_default().to_owned())
            .collect();
        listed.sort_unstable();
        prop_assert_eq!(usages, listed);
    }

    #[test]
    fn what_help_lists_is_not_refused(allowed in permissions()) {
        for definition in definitions() {
            let (parsed, _) = parse(definition.path, allowed);
            let refused = parsed.is_err_and(|error| error.is_refusal());
            prop_assert_eq!(refused, !allowed.has(definition.permission), "{}", definition.path);
        }
    }
}
