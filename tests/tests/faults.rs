//! Something breaks in the built server, with players in it: a handler, a zone, a connection, a
//! shard. What broke is rebuilt, its players have what they had, and nobody elsewhere notices.

use std::cell::Cell;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bezgelor_core::Vec3;
use bezgelor_tests::{
    Api, Figures, Fleet, Member, RunningZone, Scratch, Server, ServerOptions, arrive, bezgelor,
    block_on, bot, go, hear, within,
};
use bots::client::{Event, Things, Wish};
use bots::look;
use protocol::messages::{ServerCombatReward, ServerItemAdd};

/// Of the built-in tables: what stacks to 100.
const RATION: u32 = 80_875;
const INVENTORY: u16 = 1;
/// A world of the starter set where nobody begins, and a point of it.
const ASIDE: &str = "teleport coordinates 500 -850 500 3460";
/// A script that answers whoever says something.
const ECHO: &str = "on('said', function(e) zone.tell(e.player, 'echo of ' .. e.text) end)";
/// Players where it breaks; their numbers begin with one.
const CREW: u32 = 3;
/// Players on the other shard; their numbers come behind.
const BYSTANDERS: u32 = 2;
/// So often somebody asks whether scripts that broke hear it again, each time for a second.
const FOLLOW_UPS: u16 = 60;
/// A zone that broke is back in two seconds (`reliability.md` R8), and what the trace of an
/// unoptimized program adds on a machine that is full.
const BACK: Duration = Duration::from_secs(2 + 58);

/// Two shards with players on each.
struct Scene {
    data: Scratch,
    server: Server,
    api: Api,
    crew: Vec<Member>,
    bystanders: Fleet,
    /// The zone of the crew and its shard.
    instance: u32,
    shard: u32,
}

impl Scene {
    async fn new(name: &str) -> anyhow::Result<Self> {
        let data = Scratch::new(name);
        let scripts = data.path().join("scripts");
        std::fs::create_dir_all(&scripts)?;
        std::fs::write(scripts.join("echo.luau"), ECHO)?;
        let options = ServerOptions {
            args: vec!["--drills".into()],
            ..ServerOptions::with(&[("realm.logout_s", "1"), ("runtime.shards", "2")])
        };
        let server = Server::start(data.path(), &options);
        let api = Api::of(&server, &data);
        let mut crew = Fleet::enter(&server, 1, CREW).await?.members;
        crew.sort_by_key(|member| member.account.email.clone());
        let mut bystanders = Fleet::enter(&server, CREW + 1, BYSTANDERS).await?;
        bystanders
            .members
            .sort_by_key(|member| member.account.email.clone());
        for (number, member) in (CREW + 1..).zip(&mut bystanders.members) {
            go(&data, member, number, ASIDE).await?;
        }
        let zones = api.zones();
        let apart = zones.len() == 2 && zones[0].shard != zones[1].shard;
        ensure!(apart, "{zones:?}");
        let of_crew = zones.iter().find(|zone| zone.players == CREW);
        let RunningZone {
            instance, shard, ..
        } = *of_crew.context("a zone of the crew")?;
        Ok(Self {
            data,
            server,
            api,
            crew,
            bystanders,
            instance,
            shard,
        })
    }

    /// Gives everybody of the crew something to lose.
    async fn furnish(&mut self) -> anyhow::Result<()> {
        for (number, member) in (1..).zip(&mut self.crew) {
            let name = look::name(number);
            self.api
                .run(&format!("item add {RATION} {} \"{name}\"", 5 + number));
            hear(member, "an item", |_: &ServerItemAdd| true).await?;
            self.api
                .run(&format!("currency add 1 {number}000 \"{name}\""));
            hear(member, "a reward", |_: &ServerCombatReward| true).await?;
            member
                .walk(Instant::now() + Duration::from_millis(300 * u64::from(number)))
                .await?;
            ensure!(!member.client.view.things.items.is_empty());
        }
        Ok(())
    }

    fn drill(&self, line: &str) {
        self.api.run(&format!("drill {line}"));
    }

    fn figures_of_crew(&self, name: &str) -> f64 {
        self.api.figures().of_shard(name, self.shard)
    }

    /// Everybody leaves, comes again and has what it had; then the books are checked.
    async fn ends_well(mut self) -> anyhow::Result<()> {
        let had = had(&self.crew);
        for (member, (things, place)) in self.crew.drain(..).zip(had) {
            let lobby = within(20, "logging out", member.client.log_out()).await?;
            let client = within(20, "coming back", lobby.select(member.character)).await?;
            ensure!(client.view.things == things, "after coming again");
            ensure!(is_near(client.position(), place), "{:?}", client.position());
        }
        drop(self.bystanders);
        let others = self.api.figures();
        let other = 1 - self.shard;
        for name in ["panics_total", "zones_rebuilt_total", "revivals_total"] {
            ensure!(others.of_shard(name, other) == 0.0, "{name} elsewhere");
        }
        ensure!(self.server.stop().success(), "a clean end");
        let audit = bezgelor(self.data.path(), &["audit", "--json"], "").out;
        ensure!(audit.contains("\"clean\":true"), "{audit}");
        Ok(())
    }
}

fn is_near(a: Vec3, b: Vec3) -> bool {
    a.distance_squared(b) < 1.0
}

fn had(crew: &[Member]) -> Vec<(Things, Vec3)> {
    let had = |member: &Member| (member.client.view.things.clone(), member.place());
    crew.iter().map(had).collect()
}

/// Walks on while `act` does something elsewhere; nobody is corrected, sent away, or shown a
/// loading screen.
async fn unnoticed<T>(
    bystanders: &mut Fleet,
    act: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<T> {
    let over = Cell::new(false);
    let walk = async {
        let screens = |fleet: &Fleet| -> Vec<Vec3> { fleet.members.iter().map(entrance).collect() };
        bystanders.members.sort_by_key(|member| member.character);
        let before = screens(bystanders);
        while !over.get() {
            bystanders.walk(Duration::from_millis(300)).await?;
        }
        bystanders.walk(Duration::from_secs(1)).await?;
        bystanders.members.sort_by_key(|member| member.character);
        ensure!(
            screens(bystanders) == before,
            "somebody saw a loading screen"
        );
        Ok(())
    };
    let act = async {
        let done = act.await;
        over.set(true);
        done
    };
    let (walked, done) = tokio::join!(walk, act);
    walked.context("the bystanders")?;
    done
}

/// The whole crew is shown the world anew, has what it had, and can use it.
async fn enters_again(crew: &mut [Member], began: Instant) -> anyhow::Result<()> {
    let had = had(crew);
    for (member, (things, place)) in crew.iter_mut().zip(had) {
        arrive(member).await?;
        ensure!(began.elapsed() < BACK, "back after {:?}", began.elapsed());
        ensure!(member.client.view.things == things);
        ensure!(is_near(member.place(), place), "{:?}", member.place());
    }
    for member in crew {
        member
            .walk(Instant::now() + Duration::from_millis(500))
            .await?;
        let things = &member.client.view.things;
        let from = things.items.values().find(|thing| thing.template == RATION);
        let from = from.context("its rations")?.place;
        let free = things.free(INVENTORY, 16).context("a free place")?;
        within(10, "a move", member.client.fulfil(Wish::Move(from, free))).await?;
        ensure!(member.client.view.things.at(free).is_some());
    }
    Ok(())
}

/// Plays on a server of its own, to its clean end.
fn play(name: &str, conversation: impl AsyncFnOnce(&mut Scene) -> anyhow::Result<()>) {
    block_on(async {
        let mut scene = Scene::new(name).await?;
        scene.furnish().await?;
        let played = within(200, "the drill", conversation(&mut scene)).await;
        let tail = || scene.server.log_tail();
        played.with_context(tail)?;
        scene.ends_well().await
    })
    .unwrap_or_else(|error: anyhow::Error| panic!("{error:?}"));
}

#[test]
fn a_handler_that_breaks_costs_its_zone_a_loading_screen() {
    play("fault-handler", async |scene| {
        let began = Instant::now();
        scene.drill(&format!("handler {}", scene.instance));
        let crew = &mut scene.crew;
        unnoticed(&mut scene.bystanders, async {
            // It takes a message to be handled.
            crew[0].client.say("anybody here?", 1).await?;
            enters_again(crew, began).await
        })
        .await?;
        let rebuilt = |figures: &Figures| figures.of_shard("zones_rebuilt_total", scene.shard);
        let seen = scene
            .api
            .figures_once("rebuilt", |figures| rebuilt(figures) > 0.0);
        ensure!(rebuilt(&seen) == 1.0 && scene.figures_of_crew("panics_total") == 1.0);
        let report = crash_report(scene.data.path())?;
        let version = concat!("bezgelor ", env!("CARGO_PKG_VERSION"));
        for part in [
            version,
            "last messages of this thread",
            ": 0x",
            " ClientChat",
            "world::",
        ] {
            ensure!(report.contains(part), "{part} is not in {report}");
        }
        Ok(())
    });
}

/// The one file that a panic left in the data directory.
fn crash_report(data: &Path) -> anyhow::Result<String> {
    let entries = std::fs::read_dir(data)?.collect::<Result<Vec<_>, _>>()?;
    let mut files = entries.iter().map(std::fs::DirEntry::path).filter(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("crash-")
    });
    let file = files.next().context("no crash file")?;
    ensure!(files.next().is_none(), "one panic left two files");
    Ok(std::fs::read_to_string(file)?)
}

#[test]
fn a_zone_that_breaks_between_its_systems_is_back_with_everybody_in_it() {
    play("fault-zone", async |scene| {
        for time in 1..=3_u8 {
            let began = Instant::now();
            scene.drill(&format!("zone {}", scene.instance));
            unnoticed(&mut scene.bystanders, enters_again(&mut scene.crew, began)).await?;
            let rebuilt = |figures: &Figures| figures.of_shard("zones_rebuilt_total", scene.shard);
            let often = |figures: &Figures| rebuilt(figures) >= time.into();
            let seen = scene.api.figures_once("rebuilt", often);
            ensure!(rebuilt(&seen) == f64::from(time));
        }
        Ok(())
    });
}

#[test]
fn a_connection_that_breaks_costs_its_player_a_login_and_nothing_else() {
    play("fault-connection", async |scene| {
        let had_before = had(&scene.crew);
        let name = look::name(1);
        scene.drill(&format!("connection \"{name}\""));
        let mut broken = scene.crew.remove(0);
        let (character, account) = (broken.character, broken.account.clone());
        unnoticed(&mut scene.bystanders, async {
            let ends = async {
                while broken.client.next_event().await.is_ok() {}
                Ok(())
            };
            within(10, "its end", ends).await?;
            for member in &mut scene.crew {
                walk_until(member, "who is gone is still seen", |m| !sees(m, &name)).await?;
            }
            Ok(())
        })
        .await?;
        let tables = tables::starter::embedded().expect("the starter set compiles");
        let again = Member::enter(account, &tables, 1).await?;
        ensure!(again.character == character);
        ensure!(again.client.view.things == had_before[0].0, "what it had");
        ensure!(
            is_near(again.place(), had_before[0].1),
            "{:?}",
            again.place()
        );
        scene.crew.insert(0, again);
        ensure!(scene.figures_of_crew("zones_rebuilt_total") == 0.0);
        Ok(())
    });
}

#[test]
fn a_shard_that_breaks_goes_on_with_its_players_who_notice_a_pause() {
    play("fault-shard", async |scene| {
        let had_before = had(&scene.crew);
        for time in 1..=2_u8 {
            scene.drill(&format!("shard {}", scene.shard));
            let crew = &mut scene.crew;
            unnoticed(&mut scene.bystanders, async {
                for member in crew.iter_mut() {
                    // Whatever it is told is no loading screen, and nobody is corrected.
                    let before = member.client.view.entrance.position;
                    member.walk(Instant::now() + Duration::from_secs(1)).await?;
                    ensure!(member.client.view.entrance.position == before);
                }
                Ok(())
            })
            .await?;
            let revived = |figures: &Figures| figures.of_shard("revivals_total", scene.shard);
            let often = |figures: &Figures| revived(figures) >= time.into();
            let seen = scene.api.figures_once("revived", often);
            ensure!(revived(&seen) == f64::from(time));
        }
        for (member, (things, _)) in scene.crew.iter().zip(&had_before) {
            ensure!(member.client.view.things == *things);
        }
        // A newcomer finds the door open, and the others see it come.
        let tables = tables::starter::embedded().expect("the starter set compiles");
        let late = Member::enter(bot(&scene.server, 50), &tables, 50).await?;
        let name = look::name(50);
        walk_until(&mut scene.crew[0], "it is not seen", |m| sees(m, &name)).await?;
        drop(late);
        Ok(())
    });
}

#[test]
fn scripts_that_break_begin_again_and_their_zone_goes_on() {
    play("fault-scripts", async |scene| {
        let had_before = had(&scene.crew);
        for time in 1..=2_u8 {
            scene.drill(&format!("scripts {}", scene.shard));
            let crew = &mut scene.crew;
            unnoticed(&mut scene.bystanders, async {
                let screens: Vec<Vec3> = crew.iter().map(entrance).collect();
                // It takes something to be told.
                crew[0].client.say("anybody here?", 1).await?;
                for member in crew.iter_mut() {
                    member.walk(Instant::now() + Duration::from_secs(1)).await?;
                }
                // What is said while they begin again is heard by none.
                let mut heard = false;
                for number in 2..FOLLOW_UPS {
                    let text = format!("and now {number}?");
                    crew[0].client.say(&text, number).await?;
                    heard = echoes(&mut crew[0], &format!("echo of {text}")).await?;
                    if heard {
                        break;
                    }
                }
                ensure!(heard, "they do not begin again");
                let after: Vec<Vec3> = crew.iter().map(entrance).collect();
                ensure!(screens == after, "somebody saw a loading screen");
                Ok(())
            })
            .await?;
            let rebuilt =
                |figures: &Figures| figures.of_shard("script_rebuilds_total", scene.shard);
            let often = |figures: &Figures| rebuilt(figures) >= time.into();
            let seen = scene.api.figures_once("loaded anew", often);
            ensure!(rebuilt(&seen) == f64::from(time));
        }
        ensure!(scene.figures_of_crew("zones_rebuilt_total") == 0.0);
        for (member, (things, _)) in scene.crew.iter().zip(&had_before) {
            ensure!(member.client.view.things == *things);
        }
        Ok(())
    });
}

/// Whether a line of the server comes in a second.
async fn echoes(member: &mut Member, wanted: &str) -> anyhow::Result<bool> {
    let echo = async {
        loop {
            if let Event::Said { text, .. } = member.client.next_event().await?
                && text == wanted
            {
                return anyhow::Ok(());
            }
        }
    };
    match tokio::time::timeout(Duration::from_secs(1), echo).await {
        Ok(heard) => heard.map(|()| true),
        Err(_) => Ok(false),
    }
}

fn sees(member: &Member, name: &str) -> bool {
    let mut neighbours = member.client.view.neighbours.values();
    neighbours.any(|seen| seen.name == name)
}

/// Walks on until it is shown what is wanted.
async fn walk_until(
    member: &mut Member,
    what: &str,
    wanted: impl Fn(&Member) -> bool,
) -> anyhow::Result<()> {
    let until = Instant::now() + BACK;
    loop {
        member.walk(Instant::now() + Duration::from_secs(1)).await?;
        if wanted(member) {
            return Ok(());
        }
        ensure!(Instant::now() < until, "{what}");
    }
}

fn entrance(member: &Member) -> Vec3 {
    member.client.view.entrance.position
}

/// What the other shard's ticks were late by and took, while `act` was done and a while after: 99
/// of 100 of them, in milliseconds.
async fn pace(scene: &mut Scene, act: impl AsyncFnOnce(&mut Scene)) -> [f64; 2] {
    let other = 1 - scene.shard;
    let names = ["tick_late", "update_diff"];
    let times = |scene: &Scene| {
        let figures = scene.api.figures();
        names.map(|name| figures.times(name, other))
    };
    let before = times(scene);
    act(scene).await;
    // Nobody of us does anything meanwhile.
    std::thread::sleep(Duration::from_millis(2_200));
    let after = times(scene);
    [0, 1].map(|at| after[at].since(&before[at]).p99_ms())
}

async fn breaks(scene: &mut Scene, kind: &str) {
    let (instance, shard) = (scene.instance, scene.shard);
    scene.drill(&match kind {
        "connection" => format!("connection \"{}\"", look::name(CREW)),
        "shard" | "scripts" => format!("{kind} {shard}"),
        zone => format!("{zone} {instance}"),
    });
    // It takes a message to be handled; a connection that broke takes none.
    let said = scene.crew[0].client.say("anybody here?", 1).await;
    said.expect("the first of the crew is whole");
}

#[test]
fn no_fault_moves_the_pace_of_another_shard() {
    // Scripts first: after the others a player is let in anew before it is heard by any.
    let mut left = vec!["scripts", "handler", "zone", "connection", "shard"];
    // Noise of the machine only ever adds; one quiet measurement of each is enough.
    for attempt in 0..8 {
        let name = format!("fault-pace-{attempt}");
        block_on(async {
            let mut scene = Scene::new(&name).await.expect("players");
            let kinds = std::mem::take(&mut left);
            let drills = kinds.len() as f64;
            for kind in kinds {
                let calm = pace(&mut scene, async |_| {}).await;
                let shaken = pace(&mut scene, async |scene| breaks(scene, kind).await).await;
                println!("{kind}: p99 of lateness and ticks {calm:?} ms, then {shaken:?} ms");
                if calm
                    .iter()
                    .zip(shaken)
                    .any(|(calm, shaken)| shaken > calm + 1.0)
                {
                    left.push(kind);
                }
            }
            let broken = |figures: &Figures| {
                figures.of_shard("panics_total", scene.shard) == drills
                    && figures.of_shard("panics_total", 1 - scene.shard) == 0.0
            };
            scene
                .api
                .figures_once("every drill broke something", broken);
        });
        if left.is_empty() {
            return;
        }
    }
    panic!("{left:?} moved the other shard's p99 by more than 1 ms every time");
}

#[test]
fn nothing_breaks_on_purpose_unless_the_realm_was_started_for_it() {
    let data = Scratch::new("no-drills");
    let server = Server::start(data.path(), &ServerOptions::default());
    let (good, said) = bezgelor_tests::exec(&data, "drill shard 0");
    assert!(!good && said.contains("--drills"), "{said}");
    assert!(server.stop().success());
}
