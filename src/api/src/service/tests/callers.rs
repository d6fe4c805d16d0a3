//! Who may do what.

use std::collections::HashMap;

use super::*;

#[tokio::test]
async fn every_endpoint_wants_its_scope() {
    let house = House::new(|_| {}).await;
    let wanted = [
        ("/api/status", "status"),
        ("/api/realms", "status"),
        ("/api/shards", "status"),
        ("/api/zones", "status"),
        ("/api/zones/1/map", "players"),
        ("/api/players", "players"),
        ("/api/characters?account=1", "characters"),
        ("/api/accounts", "accounts"),
        ("/api/accounts/1", "accounts"),
        ("/api/audit", "audit"),
        ("/api/logs", "logs"),
        ("/api/commands", "commands"),
        ("/api/commands/complete?line=acc", "commands"),
        ("/api/tokens", "admin"),
    ];
    let mut tokens: HashMap<&str, String> = HashMap::new();
    let admin = house.token("admin").await;
    tokens.insert("admin", admin.clone());
    let nothing = house.token("metrics").await;
    for (path, scope) in wanted {
        let unknown = house.get(path, "").await;
        assert_eq!(unknown.problem(), "unauthorized", "{path}");
        assert!(unknown.header("www-authenticate").starts_with("Bearer"));
        let other = house.get(path, &nothing).await;
        assert_eq!(
            (other.status, other.problem().as_str()),
            (StatusCode::FORBIDDEN, "forbidden")
        );
        assert!(
            other.text.contains(&format!("`{scope}`")),
            "{path}: {}",
            other.text
        );
        assert_eq!(
            house.get(path, &admin).await.status,
            StatusCode::OK,
            "{path}"
        );
        let own = match tokens.get(scope) {
            Some(own) => own,
            None => tokens.entry(scope).or_insert(house.token(scope).await),
        };
        assert_eq!(house.get(path, own).await.status, StatusCode::OK, "{path}");
    }
    // A stored word that nobody knows is a fault of the server, not a right.
    let unknown = house.token("status everything").await;
    assert_eq!(
        house.get("/api/status", &unknown).await.problem(),
        "internal"
    );
    let status = tokens["status"].clone();
    let answer = house.get("/api/status", &status).await.json();
    assert_eq!(
        (answer["online"].as_u64(), answer["capacity"].as_u64()),
        (Some(3), Some(50))
    );
    assert_eq!(answer["data_problems"], json!({ "patrol-mode": 1 }));
    let zones = house.get("/api/zones", &status).await.json();
    assert_eq!(zones[0]["name"], "Somewhere");
    let shards = house.get("/api/shards", &status).await.json();
    assert_eq!(shards[0]["points"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn tokens_are_made_told_once_and_revoked() {
    let house = House::new(|_| {}).await;
    let admin = house.token("admin").await;
    let wish = json!({ "name": "grafana", "scopes": "status,metrics", "lifetime_s": 60 });
    let made = house
        .post("/api/tokens", &[("authorization", &admin)], &wish)
        .await;
    assert_eq!(made.status, StatusCode::CREATED);
    let secret = made.json()["secret"].as_str().expect("a secret").to_owned();
    let listed = house.get("/api/tokens", &admin).await;
    assert!(listed.text.contains("grafana") && !listed.text.contains(&secret));
    let token = format!("Bearer {secret}");
    assert_eq!(
        house.get("/api/status", &token).await.status,
        StatusCode::OK
    );
    let twice = house
        .post("/api/tokens", &[("authorization", &admin)], &wish)
        .await;
    assert_eq!(twice.problem(), "bad-request", "the name is taken");
    let remove = Request::delete("/api/tokens/grafana").header("authorization", &admin);
    let remove = house
        .send(remove.body(Body::empty()).expect("a request"))
        .await;
    assert_eq!(remove.status, StatusCode::NO_CONTENT);
    assert_eq!(
        house.get("/api/status", &token).await.problem(),
        "unauthorized"
    );
    for wrong in ["Basic abc", "Bearer abc", "Bearer bzg_abc", "bzg_abc"] {
        assert_eq!(
            house.get("/api/status", wrong).await.problem(),
            "unauthorized",
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn commands_run_with_the_rights_of_who_asks() {
    let house = House::new(|_| {}).await;
    let token = house.token("commands").await;
    let line = json!({ "line": "realm status" });
    let ran = house
        .post("/api/commands", &[("authorization", &token)], &line)
        .await;
    assert_eq!(ran.json(), json!({ "done": true, "lines": ["so it is"] }));
    let (author, line) = house.ran.with(|ran| ran.remove(0));
    assert_eq!(
        (author.who.as_str(), line.as_str()),
        ("token for commands", "realm status")
    );
    assert_eq!(author.account, None);

    house
        .db
        .set_role(house.accounts[0], AccountRole::GameMaster)
        .await
        .expect("set");
    let cookie = house
        .log_in(EMAILS[0], "right")
        .await
        .unwrap_or_else(|r| panic!("{}", r.text));
    let line = json!({ "line": "kick x" });
    let forged = house
        .post("/api/commands", &[("cookie", &cookie)], &line)
        .await;
    assert_eq!(
        forged.problem(),
        "forbidden",
        "another site cannot add the header"
    );
    let headers = [("cookie", cookie.as_str()), ("x-bezgelor", "page")];
    let ran = house.post("/api/commands", &headers, &line).await;
    assert_eq!(ran.status, StatusCode::OK);
    let (author, _) = house.ran.with(|ran| ran.remove(0));
    assert_eq!(
        (author.account, author.who.as_str()),
        (Some(house.accounts[0]), EMAILS[0])
    );
    let listed = house.get_with("/api/commands", &cookie).await.text;
    assert!(
        listed.contains("player kick") && !listed.contains("account delete"),
        "{listed}"
    );
    let completed = house
        .get("/api/commands/complete?line=acc", &token)
        .await
        .json();
    assert_eq!(
        (completed["words"][0].as_str(), completed["from"].as_u64()),
        (Some("account"), Some(0))
    );
    // A role that is taken counts at once, and ends what was begun with it.
    house
        .db
        .set_role(house.accounts[0], AccountRole::Player)
        .await
        .expect("set");
    assert_eq!(
        house.get_with("/api/commands", &cookie).await.problem(),
        "unauthorized"
    );
}

#[tokio::test]
async fn a_wrong_present_password_is_told_and_ends_no_login() {
    let house = House::new(|_| {}).await;
    let cookie = house
        .log_in(EMAILS[0], "right")
        .await
        .unwrap_or_else(|r| panic!("{}", r.text));
    let headers = [("cookie", cookie.as_str()), ("x-bezgelor", "page")];
    let change = json!({ "old": "wrong", "new": "better" });
    let refused = house.post("/api/me/password", &headers, &change).await;
    assert_eq!(refused.problem(), "forbidden", "the login itself holds");
    let detail = refused.json()["detail"].clone();
    assert_eq!(detail, "the present password is wrong");
    let me = house.get_with("/api/session", &cookie).await;
    assert_eq!(me.status, StatusCode::OK);
}

#[tokio::test]
async fn a_login_ends_with_the_password_and_with_a_ban() {
    let house = House::new(|_| {}).await;
    let wrong = house.log_in(EMAILS[0], "wrong").await.expect_err("refused");
    let nobody = house
        .log_in("nobody@x.org", "wrong")
        .await
        .expect_err("refused");
    assert_eq!(wrong.text, nobody.text, "who has an account is not told");
    let first = house
        .log_in(EMAILS[0], "right")
        .await
        .unwrap_or_else(|r| panic!("{}", r.text));
    let second = house
        .log_in("ONE@x.org", "right")
        .await
        .unwrap_or_else(|r| panic!("{}", r.text));
    let me = house.get_with("/api/session", &first).await.json();
    assert_eq!(
        (me["name"].as_str(), me["scopes"].as_array().map(Vec::len)),
        (Some(EMAILS[0]), Some(0))
    );
    assert_eq!(
        house.get_with("/api/accounts", &first).await.problem(),
        "forbidden"
    );
    assert_eq!(
        house.get_with("/api/me/characters", &first).await.json(),
        json!([])
    );

    let headers = [("cookie", first.as_str()), ("x-bezgelor", "page")];
    let change = json!({ "old": "right", "new": "better" });
    let changed = house.post("/api/me/password", &headers, &change).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT);
    let fresh = changed
        .header("set-cookie")
        .split(';')
        .next()
        .unwrap_or("")
        .to_owned();
    assert_eq!(
        house.get_with("/api/session", &fresh).await.status,
        StatusCode::OK
    );
    assert_eq!(
        house.get_with("/api/session", &second).await.problem(),
        "unauthorized"
    );
    assert!(house.log_in(EMAILS[0], "right").await.is_err());

    let ban = Suspension {
        ends_at: None,
        reason: "rude".into(),
    };
    house
        .db
        .set_suspension(house.accounts[0], Some(ban))
        .await
        .expect("set");
    assert_eq!(
        house.get_with("/api/session", &fresh).await.problem(),
        "unauthorized"
    );
    let banned = house.log_in(EMAILS[0], "better").await.expect_err("banned");
    assert_eq!(banned.problem(), "forbidden");
}

#[tokio::test]
async fn players_see_neither_staff_nor_who_hides() {
    let house = House::new(|_| {}).await;
    let [hider, viewer] = [EMAILS[1], EMAILS[0]];
    let cookie = house
        .log_in(hider, "right")
        .await
        .unwrap_or_else(|r| panic!("{}", r.text));
    let headers = [("cookie", cookie.as_str()), ("x-bezgelor", "page")];
    let wish = json!({ "hidden": true });
    let hidden = house.post("/api/me/visibility", &headers, &wish).await;
    assert_eq!(hidden.status, StatusCode::NO_CONTENT);
    let names = |reply: &Reply| {
        let rows = reply.json();
        let rows = rows.as_array().expect("a list").iter();
        let names = rows.map(|row| row["name"].as_str().unwrap_or("").to_owned());
        names.collect::<Vec<_>>()
    };
    let seen_by_hider = house.get_with("/api/players", &cookie).await;
    assert_eq!(
        names(&seen_by_hider),
        ["Player 1", "Player 2"],
        "one sees oneself"
    );
    let cookie = house
        .log_in(viewer, "right")
        .await
        .unwrap_or_else(|r| panic!("{}", r.text));
    let seen = house.get_with("/api/players", &cookie).await;
    assert_eq!(names(&seen), ["Player 1"]);
    assert_eq!(
        seen.json()[0]["account"],
        0,
        "whose it is stays the operator's affair"
    );
    let map = house.get_with("/api/zones/1/map", &cookie).await;
    assert_eq!(names(&map), ["unit 1"]);
    let operator = house.token("players").await;
    assert_eq!(
        house
            .get("/api/players", &operator)
            .await
            .json()
            .as_array()
            .map(Vec::len),
        Some(3)
    );
    let map = house.get("/api/zones/1/map", &operator).await;
    assert_eq!(map.json().as_array().map(Vec::len), Some(4));
    assert_eq!(
        house.get("/api/zones/9/map", &operator).await.problem(),
        "not-found"
    );
}
