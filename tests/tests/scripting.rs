//! Scripts in the built server: they greet, are replaced while players are there, and take no more
//! than they may.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bezgelor_tests::{
    Api, Fleet, Member, Scratch, Server, ServerOptions, block_on, done, exec, hear, line, within,
};
use protocol::messages::ServerChat;

/// Answers whoever says something, and whoever comes.
const ECHO: &str = "
on('entered', function(e) zone.tell(e.player, 'welcome ' .. tostring(e.again)) end)
on('said', function(e) zone.tell(e.player, 'echo of ' .. e.text) end)
";
/// Takes all time when it is told to, and all memory.
const GREEDY: &str = "
on('said', function(e)
    if e.text == 'loop' then
        while true do end
    elseif e.text == 'hog' then
        kept = {}
        while true do kept[#kept + 1] = buffer.create(2^20) end
    end
end)
";
/// A call ends after 5 ms; what the machine adds between two looks at the clock is not the call's.
const LONGEST_US: f64 = 100_000.0;

struct Scene {
    data: Scratch,
    server: Server,
    api: Api,
    scripts: PathBuf,
    crew: Vec<Member>,
}

impl Scene {
    async fn new(name: &str, scripts: &[(&str, &str)]) -> anyhow::Result<Self> {
        let data = Scratch::new(name);
        let folder = data.path().join("scripts");
        fs::create_dir_all(&folder)?;
        for (name, text) in scripts {
            fs::write(folder.join(name), text)?;
        }
        let options = ServerOptions::with(&[("realm.logout_s", "1"), ("runtime.shards", "1")]);
        let server = Server::start(data.path(), &options);
        let api = Api::of(&server, &data);
        let mut crew = Fleet::enter(&server, 1, 2).await?.members;
        crew.sort_by_key(|member| member.account.email.clone());
        let scripts = folder;
        Ok(Self {
            data,
            server,
            api,
            scripts,
            crew,
        })
    }

    /// Says something and waits for a line that begins so.
    async fn ask(&mut self, text: &str, begins: &'static str) -> anyhow::Result<String> {
        self.crew[0].client.say(text, 1).await?;
        line(&mut self.crew[0], begins).await
    }
}

fn play(
    name: &str,
    scripts: &[(&str, &str)],
    conversation: impl AsyncFnOnce(&mut Scene) -> anyhow::Result<()>,
) {
    block_on(async {
        let mut scene = Scene::new(name, scripts).await?;
        let played = within(120, "the scripts", conversation(&mut scene)).await;
        played.with_context(|| scene.server.log_tail())?;
        drop(scene.crew);
        ensure!(scene.server.stop().success(), "a clean end");
        Ok(())
    })
    .unwrap_or_else(|error: anyhow::Error| panic!("{error:?}"));
}

#[test]
fn scripts_are_replaced_as_a_whole_while_players_are_there() {
    play("scripts-reload", &[("echo.luau", ECHO)], async |scene| {
        scene.ask("one", "echo of one").await?;
        let listed = done(&scene.data, "script list");
        ensure!(
            listed.contains("echo.luau: ") && listed.contains("0 failed"),
            "{listed}"
        );
        // What does not load changes nothing and says where it is wrong.
        fs::write(
            scene.scripts.join("broken.luau"),
            "local a = 1\nlocal = 2\n",
        )?;
        let (good, said) = exec(&scene.data, "script reload");
        ensure!(!good && said.contains("broken.luau:2: "), "{said}");
        scene.ask("two", "echo of two").await?;
        fs::remove_file(scene.scripts.join("broken.luau"))?;
        fs::write(
            scene.scripts.join("echo.luau"),
            ECHO.replace("echo of", "other"),
        )?;
        let reply = scene
            .api
            .post("/api/scripts/reload", &serde_json::json!({}));
        ensure!(
            reply.status == 200 && reply.body.contains("Loaded 1 script from "),
            "{}",
            reply.body
        );
        // They begin again, and are told who is there.
        line(&mut scene.crew[0], "welcome true").await?;
        scene.ask("three", "other three").await?;
        let listed = scene.api.get("/api/scripts");
        ensure!(
            listed.body.contains("\"name\":\"echo.luau\""),
            "{}",
            listed.body
        );
        Ok(())
    });
}

#[test]
fn a_script_that_takes_everything_delays_nobody_by_more_than_its_budget() {
    let scripts = [("echo.luau", ECHO), ("greedy.luau", GREEDY)];
    play("scripts-greedy", &scripts, async |scene| {
        for time in 1..=4 {
            scene.ask("loop", "echo of loop").await?;
            let seen = scene.api.figures_once("stopped", |figures| {
                figures.of_shard("script_killed_total", 0) >= f64::from(time)
            });
            let longest_us = seen.of_shard("script_longest_us", 0);
            ensure!(longest_us < LONGEST_US, "{longest_us} us");
        }
        scene.ask("hog", "echo of hog").await?;
        let seen = scene.api.figures_once("switched off", |figures| {
            figures.of_shard("script_disabled", 0) == 1.0
        });
        ensure!(seen.of_shard("script_longest_us", 0) < LONGEST_US);
        ensure!(
            seen.of_shard("script_memory_bytes", 0) < 8e6,
            "its memory is free again"
        );
        // Nobody was corrected or sent away, and the others' scripts go on.
        for member in &mut scene.crew {
            member.walk(Instant::now() + Duration::from_secs(1)).await?;
        }
        scene.ask("still there?", "echo of still there?").await?;
        let listed = done(&scene.data, "script list");
        ensure!(
            listed.contains("greedy.luau: ") && listed.contains("off on shard 0"),
            "{listed}"
        );
        for name in [
            "panics_total",
            "zones_rebuilt_total",
            "script_rebuilds_total",
        ] {
            ensure!(seen.of_shard(name, 0) == 0.0, "{name}");
        }
        Ok(())
    });
}

#[test]
fn a_fresh_realm_greets_whoever_comes() {
    let data = Scratch::new("scripts-starter");
    let server = Server::start(data.path(), &ServerOptions::default());
    // Before anybody makes a zone open.
    let listed = done(&data, "script list");
    assert!(listed.contains("greeting.luau: "), "{listed}");
    block_on(async {
        let mut crew = Fleet::enter(&server, 1, 1).await?.members;
        let member = crew.first_mut().context("somebody")?;
        let greeting = format!("{}, you made it to Nexus.", bots::look::name(1));
        let greets = |chat: &ServerChat| chat.text.to_string_lossy() == greeting;
        hear(member, "a greeting", greets).await?;
        drop(crew);
        ensure!(server.stop().success(), "a clean end");
        Ok(())
    })
    .unwrap_or_else(|error: anyhow::Error| panic!("{error:?}"));
}
