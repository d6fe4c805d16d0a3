//! The client library's login, step by step, against the real STS and auth sessions.

use std::future::Future;

use bots::client::{CharacterWish, Lobby, StsClient, StsError};

use crate::fake::{Fake, Fault};

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.enable_all().build().expect("a runtime");
    runtime.block_on(future)
}

async fn error_of(fake: Fake, email: &str, password: &str) -> anyhow::Error {
    let login = Lobby::login(&fake.account(email, password)).await;
    login.err().expect("a refusal")
}

#[test]
fn a_test_account_is_made_on_the_fly_and_works_twice() {
    let fake = Fake::start(Fault::None);
    run(async {
        let account = fake.account("bot7@test.bezgelor", "bot-password");
        let mut lobby = Lobby::login(&account).await.expect("a login");
        assert!(lobby.list.characters.is_empty());
        let wish = CharacterWish {
            name: "Ab Cd".into(),
            ..CharacterWish::default()
        };
        let id = lobby.create(&wish).await.expect("an answer");
        let id = id.expect("a character");

        let again = Lobby::login(&account).await.expect("a second login");
        assert_eq!(again.list.characters[0].id, id);
        let client = again.select(id).await.expect("the world");
        assert_eq!(client.view.entrance.visuals.len(), 1);
        assert_eq!(client.view.entrance.opcodes.first(), Some(&0x00AD));
        assert_eq!(client.view.entrance.opcodes.last(), Some(&0x0061));
    });
}

#[test]
fn wrong_passwords_and_unknown_accounts_are_refused_alike() {
    let fake = Fake::start(Fault::None);
    run(async {
        for (email, password) in [
            ("bot7@test.bezgelor", "wrong"),
            ("nobody@example.com", "bot-password"),
        ] {
            let error = error_of(fake, email, password).await;
            let refusal = error.downcast_ref::<StsError>().expect("a refusal by STS");
            assert_eq!((refusal.status, refusal.code), (400, Some(3002)), "{email}");
        }
    });
}

#[test]
fn without_the_switch_there_are_no_test_accounts() {
    let fake = Fake::start(Fault::NoTestAccounts);
    run(async {
        let error = error_of(fake, "bot7@test.bezgelor", "bot-password").await;
        assert!(error.downcast_ref::<StsError>().is_some(), "{error:#}");
    });
}

#[test]
fn a_token_opens_auth_once() {
    let fake = Fake::start(Fault::None);
    run(async {
        let account = fake.account("bot8@test.bezgelor", "bot-password");
        let mut sts = StsClient::connect(account.host, account.sts_port)
            .await
            .expect("a connection");
        let token = sts
            .login(&account.email, &account.password)
            .await
            .expect("a token");
        Lobby::with_token(&account, token).await.expect("a login");
        let again = Lobby::with_token(&account, token).await.err();
        let text = format!("{:#}", again.expect("a denial"));
        assert!(text.contains("auth denied"), "{text}");
        let made_up = Lobby::with_token(&account, [1; 16]).await.err();
        assert!(made_up.is_some());
    });
}
