//! What an operator sets about the realm.

use super::*;

impl House {
    async fn patch(&self, token: &str, body: &str) -> Reply {
        let request = Request::patch("/api/realm")
            .header("content-type", "application/json")
            .header("authorization", token);
        self.send(
            request
                .body(Body::from(body.to_owned()))
                .expect("a request"),
        )
        .await
    }

    /// The lines that were run since the last question.
    fn lines(&self) -> Vec<String> {
        let ran = self.ran.with(std::mem::take);
        ran.into_iter().map(|(_, line)| line).collect()
    }
}

#[tokio::test]
async fn each_setting_becomes_its_command() {
    let house = House::new(|_| {}).await;
    let token = house.token("commands").await;
    let cases: [(&str, &[&str]); 6] = [
        (r#"{"capacity": 70}"#, &["realm max 70"]),
        (r#"{"message_of_the_day": "Hello"}"#, &["realm motd Hello"]),
        (r#"{"message_of_the_day": " "}"#, &["realm motd"]),
        (
            r#"{"message_of_the_day": "Say \"hi\" \\ or \" there"}"#,
            &[r#"realm motd "Say \"hi\" \\ or \" there""#],
        ),
        (
            r#"{"message_of_the_day": "realm max 9"}"#,
            &[r#"realm motd "realm max 9""#],
        ),
        (
            r#"{"capacity": 8, "message_of_the_day": "Two words"}"#,
            &[r#"realm motd "Two words""#, "realm max 8"],
        ),
    ];
    for (body, lines) in cases {
        let changed = house.patch(&token, body).await;
        assert_eq!(changed.status, StatusCode::OK, "{body}: {}", changed.text);
        assert_eq!(changed.json()["capacity"], 50, "the realm as it is now");
        assert_eq!(house.lines(), lines, "{body}");
    }
}

#[tokio::test]
async fn what_is_no_setting_is_refused_whole() {
    let house = House::new(|_| {}).await;
    let token = house.token("commands").await;
    let long = format!(
        r#"{{"capacity": 7, "message_of_the_day": "{}"}}"#,
        "x".repeat(4000)
    );
    for wrong in [
        "{}",
        "[]",
        "",
        r#"{"capacity": -1}"#,
        r#"{"capacity": 4294967296}"#,
        r#"{"capacity": "many"}"#,
        r#"{"capacity": 7, "name": "Other"}"#,
        r#"{"capacity": 7, "message_of_the_day": "two\nlines"}"#,
        r#"{"capacity": 7, "message_of_the_day": "bell\u0007"}"#,
        r#"{"capacity": 7, "capacity": 8}"#,
        &long,
    ] {
        let refused = house.patch(&token, wrong).await;
        assert_eq!(refused.problem(), "bad-request", "{wrong}");
        assert_eq!(house.lines(), [""; 0], "{wrong}");
    }
}

#[tokio::test]
async fn settings_want_the_rights_of_their_commands() {
    let house = House::new(|_| {}).await;
    let body = r#"{"capacity": 7, "message_of_the_day": "Hello"}"#;
    let status = house.token("status").await;
    assert_eq!(house.patch(&status, body).await.problem(), "forbidden");
    let id = house.accounts[0];
    let set = house.db.set_role(id, AccountRole::GameMaster).await;
    set.expect("set");
    let motd = Permission::RealmMOTD;
    let set = house.db.set_permission(id, motd, Some(Exception::Granted));
    set.await.expect("set");
    let cookie = house.log_in(EMAILS[0], "right").await;
    let cookie = cookie.unwrap_or_else(|reply| panic!("{}", reply.text));
    let patch = |body: &'static str| {
        let request = Request::patch("/api/realm")
            .header("content-type", "application/json")
            .header("cookie", &cookie)
            .header("x-bezgelor", "page");
        house.send(request.body(Body::from(body)).expect("a request"))
    };
    // May say something, but not how many come in: nothing of it is done, and who tried is logged
    // by the realm, which refuses it.
    assert_eq!(patch(body).await.problem(), "forbidden");
    assert_eq!(house.lines(), ["realm max 7"]);
    let said = patch(r#"{"message_of_the_day": "Hello"}"#).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text);
    assert_eq!(house.lines(), ["realm motd Hello"]);
}
