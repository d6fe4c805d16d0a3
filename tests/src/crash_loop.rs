//! The crash loop: bots handle what is of value, the server is killed at a random moment, and
//! whatever they were told must be true when it is back.
//!
//! Some bots make and delete characters, others carry stacks about that the operator's command gave
//! them. After each death the audit must be clean, and at their next entrance the bots compare.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use bots::client::Lobby;
use bots::look;
use bots::valuables::{Bags, Characters, Contradiction, Counts, Dice, Kind};
use db::testing::PostgresCluster;
use serde_json::{Value, json};
use tables::TableSet;
use tokio::task::JoinSet;

use crate::{Ran, Scratch, Server, ServerOptions, block_on, bot, run_with_env};

/// Bots that make and delete characters.
const MAKERS: u32 = 3;
/// Bots in the world.
const CARRIERS: u32 = 3;
/// Stacks each of them begins with.
const STACKS: u32 = 10;
/// A bot that hears nothing for so long gives up; far longer than a round.
const ROUND_MAX: Duration = Duration::from_secs(20);

/// What is to be done.
#[derive(Clone, Copy, Debug)]
pub struct CrashLoop {
    /// Deaths of the server.
    pub rounds: u32,
    /// What is chosen follows from it; when the server dies in an operation does not, that is the
    /// machine's.
    pub seed: u64,
    /// Longest life of a server, in milliseconds.
    pub life_ms_max: u64,
    /// On PostgreSQL instead of SQLite.
    pub postgres: bool,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrashReport {
    /// Deaths of the server.
    pub rounds: u32,
    /// Deaths before it listened.
    pub killed_starting: u32,
    /// Wishes that were answered.
    pub told: u64,
    /// Those of them about items.
    pub told_of_items: u64,
    /// Wishes whose answer was lost with the server.
    pub in_doubt: u64,
    /// Confirmed and gone.
    pub lost: u64,
    /// There without being given, or twice.
    pub doubled: u64,
    /// Findings of the audit.
    pub findings: u64,
    /// What was wrong, in words.
    pub errors: Vec<String>,
}

impl CrashReport {
    /// True when all that was told was true.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.lost == 0 && self.doubled == 0 && self.findings == 0 && self.errors.is_empty()
    }

    /// One object.
    #[must_use]
    pub fn json(&self) -> Value {
        json!({
            "rounds": self.rounds,
            "killed_starting": self.killed_starting,
            "told": self.told,
            "told_of_items": self.told_of_items,
            "in_doubt": self.in_doubt,
            "lost": self.lost,
            "doubled": self.doubled,
            "findings": self.findings,
            "errors": self.errors,
            "clean": self.is_clean(),
        })
    }

    fn note(&mut self, what: String) {
        // The first few say it all.
        if self.errors.len() < 20 {
            self.errors.push(what);
        }
    }

    fn notice(&mut self, error: &anyhow::Error) {
        // Anything else is the end of a connection, which is what rounds are for.
        if let Some(found) = error.downcast_ref::<Contradiction>() {
            match found.kind {
                Kind::Lost => self.lost += 1,
                Kind::Doubled => self.doubled += 1,
            }
            self.note(found.to_string());
        }
    }
}

/// One bot with its memory.
enum Player {
    Maker(Characters),
    Carrier(Bags),
}

struct House {
    data: Scratch,
    options: ServerOptions,
    tables: TableSet,
    players: Vec<(u32, Player, Dice)>,
    dice: Dice,
    report: CrashReport,
    // Held for its end.
    _cluster: Option<PostgresCluster>,
}

/// Runs the loop; `tell` hears a line now and then.
///
/// # Errors
/// When something is not there that it takes: a program, a database. What the bots found is in the
/// report.
pub fn run(options: &CrashLoop, tell: &mut dyn FnMut(&str)) -> anyhow::Result<CrashReport> {
    let mut house = House::new(options)?;
    house.move_in().context("the first day")?;
    for round in 1..=options.rounds {
        house.live_and_die(options.life_ms_max)?;
        house.audit()?;
        if round % 25 == 0 {
            let (told, errors) = (house.counts().told, house.report.errors.len());
            tell(&format!("round {round}: {told} told, {errors} wrong"));
        }
        if house.report.errors.len() >= 10 {
            break;
        }
    }
    house.last_look()?;
    house.audit()?;
    house.compare_ids();
    let counts = house.counts();
    house.report.told = counts.told;
    house.report.in_doubt = counts.in_doubt;
    house.report.told_of_items = house
        .counts_of(|player| matches!(player, Player::Carrier(_)))
        .told;
    Ok(house.report)
}

impl House {
    fn new(options: &CrashLoop) -> anyhow::Result<Self> {
        let mut env = Vec::new();
        let mut cluster = None;
        if options.postgres {
            let started = PostgresCluster::start().context("PostgreSQL is not to be had")?;
            let url = started.create_database("crash")?;
            let keys = ["AUTH", "CHARACTER", "WORLD"];
            env.extend(keys.map(|key| (format!("BEZGELOR__DATABASE__{key}"), url.clone())));
            cluster = Some(started);
        }
        let makers = (1..=MAKERS).map(|number| (number, Player::Maker(Characters::new(number))));
        let carriers = (MAKERS + 1..=MAKERS + CARRIERS)
            .map(|number| (number, Player::Carrier(Bags::default())));
        let players = makers.chain(carriers).map(|(number, player)| {
            let dice = Dice::new(options.seed ^ u64::from(number) << 32);
            (number, player, dice)
        });
        Ok(Self {
            data: Scratch::new("crash-loop"),
            options: ServerOptions {
                env,
                ..ServerOptions::default()
            },
            tables: tables::starter::embedded().map_err(|error| anyhow::anyhow!("{error}"))?,
            players: players.collect(),
            dice: Dice::new(options.seed),
            report: CrashReport::default(),
            _cluster: cluster,
        })
    }

    /// Accounts for all, and for the carriers characters that own something.
    fn move_in(&self) -> anyhow::Result<()> {
        let server = Server::start(self.data.path(), &self.options);
        block_on(async {
            for (number, _, _) in &self.players {
                Lobby::login(&bot(&server, *number)).await?;
            }
            let creation = look::creatable(&self.tables)[0];
            let wish = look::wish(&self.tables, creation, "Pattern Character", 1);
            let first = MAKERS + CARRIERS + 1;
            let mut lobby = Lobby::login(&bot(&server, first)).await?;
            let made = lobby.create(&wish).await?;
            made.map_err(|reason| anyhow::anyhow!("no character: {reason:?}"))?;
            anyhow::Ok(())
        })?;
        let text = self
            .command(&["character", "export", "Pattern Character"])?
            .out;
        for (number, player, _) in &self.players {
            if matches!(player, Player::Carrier(_)) {
                let file = self.pattern(&text, *number)?;
                let email = format!("bot{number}@test.bezgelor");
                let name = format!("Carrier {}", ["Ada", "Bea", "Cleo"][*number as usize % 3]);
                let file = file.to_string_lossy();
                self.command(&[
                    "character",
                    "import",
                    &file,
                    "--account",
                    &email,
                    "--name",
                    &name,
                ])?;
            }
        }
        ensure!(server.stop().success(), "a clean end");
        Ok(())
    }

    /// The character of the export with stacks of its own.
    fn pattern(&self, export: &str, number: u32) -> anyhow::Result<PathBuf> {
        let mut export: Value = serde_json::from_str(export)?;
        let items = (0..STACKS).map(|index| {
            json!({
                "id": 0, "template_id": 1000 + number, "location": 1, "bag_index": index,
                "stack_count": 1 << index, "charges": 0,
            })
        });
        export["sheet"]["items"] = items.collect();
        let file = self.data.path().join(format!("carrier-{number}.json"));
        std::fs::write(&file, export.to_string())?;
        Ok(file)
    }

    /// Runs `bezgelor` on this house.
    fn command(&self, args: &[&str]) -> anyhow::Result<Ran> {
        let ran = self.try_command(args);
        ensure!(ran.good, "bezgelor {args:?}: {}{}", ran.errors, ran.out);
        Ok(ran)
    }

    fn try_command(&self, args: &[&str]) -> Ran {
        let data = self.data.path().to_string_lossy();
        let mut all = args.to_vec();
        all.extend(["--data", &data]);
        run_with_env("bezgelor", &all, "", &self.options.env)
    }

    /// One life of the server, with whatever the bots do in it, and its death.
    fn live_and_die(&mut self, life_ms_max: u64) -> anyhow::Result<()> {
        self.report.rounds += 1;
        if self.dice.below(8) == 0 {
            let server = Server::spawn(self.data.path(), &self.options);
            std::thread::sleep(Duration::from_millis(self.dice.below(120)));
            server.kill();
            self.report.killed_starting += 1;
        }
        let server = Server::start(self.data.path(), &self.options);
        let death = Death::choose(&mut self.dice, life_ms_max);
        let (place, tables) = (Ports::of(&server), self.tables.clone());
        let players = std::mem::take(&mut self.players);
        let begun: Arc<Begun> = Arc::default();
        let played = std::thread::scope(|scope| {
            let playing = scope.spawn(|| play(players, &place, &tables, (&begun, None)));
            death.wait(&begun);
            server.kill();
            playing.join()
        });
        self.take_back(played)
    }

    /// A life in which everybody comes in once more and nobody is killed.
    fn last_look(&mut self) -> anyhow::Result<()> {
        let server = Server::start(self.data.path(), &self.options);
        let players = std::mem::take(&mut self.players);
        let wishes = Duration::from_millis(200);
        let (place, tables) = (Ports::of(&server), self.tables.clone());
        let played = std::thread::scope(|scope| {
            scope
                .spawn(|| play(players, &place, &tables, (&Arc::default(), Some(wishes))))
                .join()
        });
        let tail = server.log_tail();
        if let Ok(Ok(played)) = &played {
            for (_, _, outcome) in played {
                // Here nothing may break.
                if let Err(error) = outcome {
                    self.report
                        .note(format!("the last look: {error:#}\n{tail}"));
                }
            }
        }
        ensure!(server.stop().success(), "a clean end:\n{tail}");
        self.take_back(played)
    }

    fn take_back(
        &mut self,
        played: std::thread::Result<anyhow::Result<Vec<Played>>>,
    ) -> anyhow::Result<()> {
        let Ok(played) = played else {
            bail!("a bot panicked");
        };
        for (number, (player, dice), outcome) in played? {
            if let Err(error) = &outcome {
                self.report.notice(error);
            }
            self.players.push((number, player, dice));
        }
        Ok(())
    }

    fn audit(&mut self) -> anyhow::Result<()> {
        let ran = self.try_command(&["audit", "--json"]);
        let told: Value = serde_json::from_str(&ran.out)
            .with_context(|| format!("the audit said: {}{}", ran.out, ran.errors))?;
        let findings = told["findings"].as_array().map_or(0, Vec::len) as u64;
        self.report.findings += findings;
        if !ran.good || told["clean"] != true {
            self.report.note(format!("the audit: {told}"));
        }
        Ok(())
    }

    /// No id was ever given to two.
    fn compare_ids(&mut self) {
        let mut owners = BTreeMap::new();
        let mut twice = Vec::new();
        for (number, player, _) in &self.players {
            let (kind, ids): (_, Vec<u64>) = match player {
                Player::Maker(characters) => ("character", characters.ids().collect()),
                Player::Carrier(bags) => ("item", bags.ids().collect()),
            };
            for id in ids {
                if let Some(other) = owners.insert((kind, id), *number) {
                    twice.push(format!("{kind} {id} is of bots {other} and {number}"));
                }
            }
        }
        self.report.doubled += twice.len() as u64;
        twice.into_iter().for_each(|what| self.report.note(what));
    }

    fn counts(&self) -> Counts {
        self.counts_of(|_| true)
    }

    fn counts_of(&self, wanted: impl Fn(&Player) -> bool) -> Counts {
        let mut all = Counts::default();
        for (_, player, _) in self.players.iter().filter(|(_, player, _)| wanted(player)) {
            let counts = match player {
                Player::Maker(characters) => characters.counts(),
                Player::Carrier(bags) => bags.counts(),
            };
            all.told += counts.told;
            all.in_doubt += counts.in_doubt;
        }
        all
    }
}

/// Wishes begun in this life of the server.
#[derive(Debug, Default)]
struct Begun {
    by_makers: AtomicU64,
    by_carriers: AtomicU64,
}

/// When a server dies: a moment after so many wishes, however long they take on this machine, so
/// that it finds all bots in the middle of something as often as while they come in.
struct Death {
    in_world: bool,
    wishes: u64,
    moment: Duration,
    /// Not later than this.
    life: Duration,
}

impl Death {
    fn choose(dice: &mut Dice, life_ms_max: u64) -> Self {
        let in_world = dice.below(3) > 0;
        Self {
            in_world,
            wishes: dice.below(if in_world { 24 } else { 60 }),
            moment: Duration::from_micros(dice.below(30_000)),
            life: Duration::from_millis(life_ms_max),
        }
    }

    fn wait(&self, begun: &Begun) {
        let until = Instant::now() + self.life;
        let begun = if self.in_world {
            &begun.by_carriers
        } else {
            &begun.by_makers
        };
        while begun.load(Ordering::Relaxed) < self.wishes && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(self.moment);
    }
}

/// Where a server listens, for a thread that does not own it.
struct Ports {
    sts: u16,
    auth: u16,
}

impl Ports {
    fn of(server: &Server) -> Self {
        let (sts, auth) = (server.sts_port, server.auth_port);
        Self { sts, auth }
    }
}

type Played = (u32, (Player, Dice), anyhow::Result<()>);

/// All bots play until their connections end, or for so long.
fn play(
    players: Vec<(u32, Player, Dice)>,
    ports: &Ports,
    tables: &TableSet,
    (begun, time): (&Arc<Begun>, Option<Duration>),
) -> anyhow::Result<Vec<Played>> {
    let end = Instant::now() + time.unwrap_or(ROUND_MAX);
    block_on(async {
        let mut playing = JoinSet::new();
        for (number, mut player, mut dice) in players {
            let account = crate::clients::test_account(ports.sts, ports.auth, number);
            let (tables, begun) = (tables.clone(), Arc::clone(begun));
            playing.spawn_local(async move {
                let played = async {
                    match &mut player {
                        Player::Maker(characters) => {
                            let go_on = || begin(&begun.by_makers, end);
                            characters.play(&account, &tables, &mut dice, &go_on).await
                        }
                        Player::Carrier(bags) => {
                            let go_on = || begin(&begun.by_carriers, end);
                            bags.play(&account, &mut dice, &go_on).await
                        }
                    }
                };
                let outcome = tokio::time::timeout(ROUND_MAX, played).await;
                let outcome = outcome.unwrap_or_else(|_| Err(anyhow::anyhow!("no answer")));
                (number, (player, dice), outcome)
            });
        }
        Ok(playing.join_all().await)
    })
}

/// Counts one more wish, unless the time is over.
fn begin(begun: &AtomicU64, end: Instant) -> bool {
    begun.fetch_add(1, Ordering::Relaxed);
    Instant::now() < end
}
