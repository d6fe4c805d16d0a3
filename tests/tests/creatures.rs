//! A hostile creature in the built server, seen by a client: it turns, comes, gives up and goes
//! home.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bezgelor_core::Vec3;
use bezgelor_tests::{Scratch, Server, ServerOptions, block_on, bot, within};
use bots::client::{Lobby, WorldClient};
use bots::look;
use game::hunt::{CHASE_SPEED, LEASH, RETURN_SPEED};
use protocol::messages::{ServerEntityAggroSwitch, ServerEntityCommand, ServerUnitEnteredCombat};
use protocol::unions::IEntityCommandModel as Move;
use protocol::{Message, decode_message};
use tables::TableSet;

/// `CharacterCreationStart` of a character that begins on the proving grounds.
const START_NOVICE: u32 = 4;
/// The Dominion's faction, and who stands on the proving grounds and hates it.
const DOMINION: u32 = 166;
const EXILE_SOLDIER: u32 = 71089;
/// Milliseconds between two steps of the client, and world units of one.
const STEP_MS: u64 = 100;
const STEP: f32 = 1.0;
/// Nothing of it takes longer, on a machine that is full either.
const PATIENCE: Duration = Duration::from_secs(60);

struct Hero {
    client: WorldClient,
    began: Instant,
    /// What it was told of the soldier since it last looked.
    heard: Vec<(u16, Vec<u8>)>,
}

impl Hero {
    async fn enter(server: &Server, tables: &TableSet) -> anyhow::Result<Self> {
        let mut lobby = Lobby::login(&bot(server, 1)).await?;
        let novice = look::creatable(tables).into_iter().find(|&id| {
            let row = tables.character_creation().get(id);
            row.is_some_and(|row| {
                row.character_creation_start_enum() == START_NOVICE && row.faction_id() == DOMINION
            })
        });
        let novice = novice.context("no novice of the Dominion")?;
        let wish = look::wish(tables, novice, "Careful Tester", 1);
        let made = lobby.create(&wish).await?;
        let character = made.map_err(|reason| anyhow::anyhow!("no character: {reason:?}"))?;
        Ok(Self {
            client: lobby.select(character).await?,
            began: Instant::now(),
            heard: Vec::new(),
        })
    }

    fn soldier(&self) -> Option<(u32, Vec3)> {
        let found = self.client.view.creatures.iter();
        let mut found = found.filter(|(_, unit)| unit.creature_id == Some(EXILE_SOLDIER));
        let (&guid, unit) = found.next()?;
        Some((guid, unit.position?))
    }

    /// Stands still and listens for so long.
    async fn listen(&mut self, ms: u64) -> anyhow::Result<()> {
        let until = tokio::time::Instant::now() + Duration::from_millis(ms);
        while let Ok(next) = tokio::time::timeout_at(until, self.client.next_message()).await {
            self.heard.push(next?);
        }
        Ok(())
    }

    /// Stands still and listens until it was told what is wanted.
    async fn until(&mut self, what: &str, wanted: impl Fn(&Self) -> bool) -> anyhow::Result<()> {
        let end = Instant::now() + PATIENCE;
        while !wanted(self) {
            ensure!(Instant::now() < end, "{what}");
            self.listen(STEP_MS).await?;
        }
        Ok(())
    }

    /// One step towards a point; true when it is there.
    async fn step(&mut self, to: Vec3) -> anyhow::Result<bool> {
        let at = self.client.position();
        let left = at.distance_squared(to).sqrt();
        let part = (STEP / left.max(0.01)).min(1.0);
        let on = |a: f32, b: f32| a + (b - a) * part;
        let next = Vec3::new(on(at.x, to.x), on(at.y, to.y), on(at.z, to.z));
        let speed = STEP * 1000.0 / STEP_MS as f32 / left.max(0.01);
        let velocity = |a: f32, b: f32| (b - a) * speed;
        let velocity = Vec3::new(
            velocity(at.x, to.x),
            velocity(at.y, to.y),
            velocity(at.z, to.z),
        );
        let time_ms = self.began.elapsed().as_millis() as u32;
        self.client.step(time_ms, next, velocity).await?;
        self.listen(STEP_MS).await?;
        Ok(part >= 1.0)
    }

    /// The messages of one kind that were heard, decoded.
    fn told<M: Message>(&self) -> Vec<M> {
        let mine = self.heard.iter().filter(|(opcode, _)| *opcode == M::OPCODE);
        mine.filter_map(|(_, body)| decode_message(body).ok())
            .collect()
    }

    fn motions(&self, guid: u32) -> Vec<Vec<Move>> {
        let told: Vec<ServerEntityCommand> = self.told();
        let own = told.into_iter().filter(|told| told.guid == guid);
        own.map(|told| {
            told.commands
                .into_iter()
                .map(|command| command.model)
                .collect()
        })
        .collect()
    }

    fn runs_at(&self, guid: u32, speed: f32) -> bool {
        self.motions(guid).iter().any(|motion| {
            matches!(motion[0], Move::SetPositionPath { speed: told, .. }
                if (told - speed).abs() < 0.01)
        })
    }

    fn combat(&self, guid: u32, wanted: bool) -> bool {
        let told: Vec<ServerUnitEnteredCombat> = self.told();
        told.iter()
            .any(|told| (told.unit_id, told.in_combat) == (guid, wanted))
    }
}

async fn provoke_and_run(server: &Server, tables: &TableSet) -> anyhow::Result<()> {
    let mut hero = Hero::enter(server, tables).await?;
    let own = hero.client.guid();
    hero.until("nobody stands there", |hero| hero.soldier().is_some())
        .await?;
    // Long enough to be attacked.
    hero.listen(1_000).await?;
    let (soldier, home) = hero.soldier().context("it is gone")?;
    ensure!(
        !hero.combat(own, true),
        "nobody is attacked where it arrives"
    );

    // Up to it, until it looks.
    while !hero.combat(soldier, true) && !hero.step(home).await? {}
    let looks = |hero: &Hero| hero.combat(soldier, true);
    hero.until("it lets itself be run over", looks).await?;
    let turns = |hero: &Hero| {
        let turned: Vec<ServerEntityAggroSwitch> = hero.told();
        let own =
            |turned: &ServerEntityAggroSwitch| (turned.unit_id, turned.target_id) == (soldier, own);
        turned.iter().any(own)
    };
    hero.until("it has no foe", turns).await?;
    let faces = Move::SetRotationFaceUnit {
        unit_id: own,
        blend: false,
    };
    let faces = |hero: &Hero| {
        hero.motions(soldier)
            .iter()
            .any(|motion| motion.contains(&faces))
    };
    hero.until("it does not turn", faces).await?;
    let comes = |hero: &Hero| hero.runs_at(soldier, CHASE_SPEED);
    hero.until("it does not come", comes).await?;
    let fights = |hero: &Hero| hero.combat(own, true);
    hero.until("we are in no combat", fights).await?;

    // Away from it, farther than it goes.
    let at = hero.client.position();
    let away = Vec3::new(at.x, at.y, home.z + LEASH + 40.0);
    hero.heard.clear();
    while !hero.combat(own, false) {
        if hero.step(away).await? {
            let ends = |hero: &Hero| hero.combat(own, false);
            hero.until("it never gives up", ends).await?;
        }
    }
    let returns = |hero: &Hero| hero.runs_at(soldier, RETURN_SPEED);
    hero.until("it does not go home", returns).await?;
    let stands = Move::SetPosition {
        position: home,
        blend: true,
    };
    let stands = |hero: &Hero| {
        let motions = hero.motions(soldier);
        motions.last().is_some_and(|last| last.contains(&stands))
    };
    hero.until("it never stands at home", stands).await
}

#[test]
fn a_hostile_creature_turns_comes_gives_up_and_goes_home() {
    let tables = tables::starter::embedded().expect("the starter set compiles");
    let data = Scratch::new("creatures");
    let server = Server::start(data.path(), &ServerOptions::default());
    let run = provoke_and_run(&server, &tables);
    block_on(within(90, "the hunt", run))
        .unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    assert!(server.stop().success(), "a clean end");
}
