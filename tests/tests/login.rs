//! Whole login conversations: who is let in, who is not, and what the refused can learn from it.

use std::time::Duration;

use bezgelor_tests::{
    Gate, RawSts, Scratch, Server, ServerOptions, account, authenticate, bezgelor, block_on,
    create_account, open_world, token, within,
};
use bots::client::{Lobby, StsError};
use protocol::enums::NpLoginResult;
use protocol::messages::{
    ClientCharacterList, ServerCharacterList, ServerQueueFinish, ServerQueueStatus,
};
use protocol::session::Envelope;

const EMAIL: &str = "Player.One@example.com";
const PASSWORD: &str = "correct horse battery";

#[test]
fn an_unknown_account_looks_like_a_wrong_password() {
    let data = Scratch::new("unknown");
    create_account(data.path(), "known@example.com", PASSWORD);
    let server = Server::start(data.path(), &ServerOptions::default());
    let attempt = |email: &str, password: &str| {
        let mut sts = RawSts::connect(server.sts_port).expect("STS answers");
        let challenge = sts.login_start(email).expect("a challenge");
        let verdict = sts.key_data(&challenge, email, password);
        (challenge, verdict.expect("a verdict"))
    };
    let (known, wrong) = attempt("known@example.com", "something else");
    let (unknown, nobody) = attempt("nobody@example.com", "something else");
    assert!(
        wrong.head.starts_with("STS/1.0 400 "),
        "{wrong:?}\n{}",
        server.log_tail()
    );
    assert!(wrong.body.contains("code=\"3002\""), "{wrong:?}");
    assert_eq!(wrong, nobody, "the same refusal to the byte");
    assert_eq!(known.head, unknown.head, "the same status and length");
    let (known, unknown) = (known.key_data(), unknown.key_data());
    let sizes = |parts: &[Vec<u8>]| parts.iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(sizes(&known), [16, 128]);
    assert_eq!(sizes(&unknown), [16, 128]);
    // Salts stay, public values do not: for both.
    let (known_again, _) = attempt("known@example.com", "x");
    let (unknown_again, _) = attempt("nobody@example.com", "x");
    assert_eq!(known_again.key_data()[0], known[0]);
    assert_eq!(unknown_again.key_data()[0], unknown[0]);
    assert_ne!(known_again.key_data()[1], known[1]);
    assert_ne!(unknown_again.key_data()[1], unknown[1]);
    let (_, right) = attempt("known@example.com", PASSWORD);
    assert!(right.head.starts_with("STS/1.0 200 "), "{right:?}");
}

#[test]
fn accounts_are_made_changed_and_suspended_beside_a_running_server() {
    let data = Scratch::new("accounts");
    let server = Server::start(data.path(), &ServerOptions::default());
    create_account(data.path(), EMAIL, PASSWORD);
    block_on(async {
        let player = account(&server, EMAIL, PASSWORD);
        let lobby = within(20, "login", Lobby::login(&player)).await;
        let lobby = lobby.unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
        assert!(lobby.list.characters.is_empty());
        assert!(!lobby.list.enabled_character_creation_ids.is_empty());
        drop(lobby);

        let _ = bezgelor(
            data.path(),
            &["account", "password", EMAIL, "--password-stdin"],
            "new one\n",
        );
        let refused = token(&player).await.expect_err("the old password is gone");
        let refused = refused
            .downcast_ref::<StsError>()
            .expect("a refusal, no break");
        assert_eq!((refused.status, refused.code), (400, Some(3002)));

        // The client sends its name as it was typed; the account is the same.
        let player = account(&server, EMAIL, "new one");
        let denied = async |what: &[&str]| {
            let mut line = vec!["account", "suspend", EMAIL];
            line.extend(what);
            let _ = bezgelor(data.path(), &line, "");
            let token = token(&player).await.expect("STS lets the suspended prove");
            match authenticate(&player, token).await.expect("an answer") {
                Gate::Denied(denied) => Some(denied),
                Gate::Open(_) => None,
            }
        };
        let week = denied(&["--for", "7d", "--reason", "rude"])
            .await
            .expect("denied");
        assert_eq!(week.login_result, NpLoginResult::AccountSuspended);
        let days = week.suspended_days;
        assert!((6.9..=7.0).contains(&days), "{days} days");
        let for_good = denied(&[]).await.expect("denied");
        assert_eq!(for_good.login_result, NpLoginResult::ErrorAccountBanned);
        assert!(denied(&["--lift"]).await.is_none());
    });
}

#[test]
fn a_token_is_good_once_and_a_session_key_too() {
    let data = Scratch::new("token");
    create_account(data.path(), EMAIL, PASSWORD);
    let server = Server::start(data.path(), &ServerOptions::default());
    block_on(async {
        let player = account(&server, EMAIL, PASSWORD);
        let first = token(&player).await.expect("a token");
        let opened = authenticate(&player, first).await.expect("an answer");
        assert!(matches!(opened, Gate::Open(_)), "{opened:?}");
        let again = authenticate(&player, first).await.expect("an answer");
        let Gate::Denied(denied) = again else {
            panic!("the same token opened twice");
        };
        assert_eq!(denied.login_result, NpLoginResult::ErrorInvalidToken);
        let forged = authenticate(&player, [7; 16]).await.expect("an answer");
        assert!(matches!(forged, Gate::Denied(_)), "{forged:?}");
        // Somebody else's token under this name.
        create_account(data.path(), "other@example.com", PASSWORD);
        let other = account(&server, "other@example.com", PASSWORD);
        let stolen = token(&other).await.expect("a token");
        let answer = authenticate(&player, stolen).await.expect("an answer");
        assert!(matches!(answer, Gate::Denied(_)), "{answer:?}");
    });
}

#[test]
fn a_full_realm_lets_the_first_of_the_queue_in() {
    let data = Scratch::new("queue");
    let names = ["a@example.com", "b@example.com", "c@example.com"];
    for name in names.iter().chain(&["master@example.com"]) {
        create_account(data.path(), name, PASSWORD);
    }
    let role = ["account", "role", "master@example.com", "gamemaster"];
    let _ = bezgelor(data.path(), &role, "");
    let options = ServerOptions::with(&[("realm.capacity", "1")]);
    let server = Server::start(data.path(), &options);
    let conversation = async {
        let [a, b, c] = names.map(|name| account(&server, name, PASSWORD));
        let inside = Lobby::login(&a).await?;
        let mut first = open_world(&b).await?;
        first
            .send(&ClientCharacterList, Envelope::Encrypted)
            .await?;
        let place: ServerQueueStatus = first.expect().await?;
        assert_eq!((place.queue_position, place.wait_time_seconds), (1, 30));
        let mut second = open_world(&c).await?;
        second
            .send(&ClientCharacterList, Envelope::Encrypted)
            .await?;
        let place: ServerQueueStatus = second.expect().await?;
        assert_eq!((place.queue_position, place.wait_time_seconds), (2, 60));
        // Staff does not wait, and takes nobody's place.
        let master = account(&server, "master@example.com", PASSWORD);
        let master = within(10, "a game master", Lobby::login(&master)).await?;
        let early = tokio::time::timeout(Duration::from_millis(500), first.receive()).await;
        assert!(early.is_err(), "nobody left yet");
        drop(master);
        drop(inside);
        let _: ServerQueueFinish = within(10, "admission", first.expect()).await?;
        let list: ServerCharacterList = within(10, "the list", first.expect()).await?;
        assert!(list.characters.is_empty());
        let place: ServerQueueStatus = within(10, "moving up", second.expect()).await?;
        assert_eq!(place.queue_position, 1);
        anyhow::Ok(())
    };
    block_on(within(60, "the queue", conversation))
        .unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
}
