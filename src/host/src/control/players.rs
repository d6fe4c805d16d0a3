//! Commands about players, wherever they are: lines, kicks and journeys.

use bezgelor_core::Vec3;
use bezgelor_core::geometry::Placement;
use bezgelor_core::ids::{WorldId, WorldZoneId};
use bezgelor_core::travel::{Holder, Spot};
use command::PlayerCommand;
use tables::TableSet;
use world::{Command, Finding, Order, Question};

use super::case::{Case, Done, line};
use super::letter::Letter;
use super::lookup::language;
use super::roster::Standing;

/// A place to be taken to.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Goal {
    world: WorldId,
    placement: Placement,
    /// Whose copy of the world, when it matters.
    holder: Option<Holder>,
}

impl Case<'_> {
    pub(super) async fn about_player(&self, command: PlayerCommand, player: Option<&str>) -> Done {
        use PlayerCommand as C;
        match command {
            C::PlayerKick { name, reason } => {
                let standing = self.named(&name.0)?;
                let why = reason.map_or_else(String::new, |reason| reason.0);
                tracing::info!(player = standing.name, why, "kicked");
                self.shard
                    .host(|host| host.send_away(self.shard, standing.account));
                line(format!("{} is sent away.", standing.name))
            }
            C::PlayerMessage { name, text } => {
                let standing = self.named(&name.0)?;
                let order = Command::Broadcast {
                    connection: Some(standing.connection),
                    text: text.0,
                };
                self.command(&standing, order);
                line(format!("Told {}.", standing.name))
            }
            C::PlayerList { beginning } => {
                let begins = beginning.map_or_else(String::new, |word| word.0.to_lowercase());
                Ok(self.list_players(&begins))
            }
            C::PlayerInfo { name } => self.info(&name.0).await,
            C::StoryPanel { .. } | C::StoryCommunicator { .. } => self.story(&command, player),
            C::TeleportCoordinates { x, y, z, world, .. } => {
                let standing = self.subject(player)?;
                let world = world.map_or(standing.world, WorldId);
                let placement = Placement {
                    position: Vec3 { x, y, z },
                    rotation: Vec3::default(),
                };
                let holder = None;
                self.take(
                    &standing,
                    Goal {
                        world,
                        placement,
                        holder,
                    },
                )
            }
            C::TeleportLocation { location, .. } => {
                let standing = self.subject(player)?;
                let goal = location_of(&self.common.tables, location)
                    .ok_or_else(|| format!("There is no location {location}."))?;
                self.take(&standing, goal)
            }
            C::TeleportName { zone } => {
                let standing = self.own()?;
                let (set, wanted) = (self.common.tables.clone(), zone.0.clone());
                let search = move || zone_called(&set, &wanted);
                let found = self.common.workers.run(search).await;
                let found = found.map_err(|_| "Too many logins; try again.")?;
                let goal = found.ok_or_else(|| format!("There is no zone {}.", zone.0))?;
                self.take(&standing, goal)
            }
            C::TeleportPlayer { name } => {
                let (own, other) = (self.own()?, self.named(&name.0)?);
                let goal = self.whereabouts(&other).await?;
                self.take(&own, goal)
            }
            C::TeleportSummon { name } => {
                let (own, other) = (self.own()?, self.named(&name.0)?);
                let goal = self.whereabouts(&own).await?;
                self.take(&other, goal)
            }
        }
    }

    pub(super) fn command(&self, standing: &Standing, command: Command) {
        let letter = Letter::ToZone(standing.instance, command);
        self.shard
            .host(|host| host.write(self.shard, standing.shard, letter));
    }

    fn list_players(&self, begins: &str) -> Vec<String> {
        let all = self
            .shard
            .host(|host| host.desk.as_ref().map(|desk| desk.roster.all()));
        let mut all = all.unwrap_or_default();
        all.retain(|standing| standing.name.to_lowercase().starts_with(begins));
        let mut lines = vec![format!("{} in the world", all.len())];
        lines.extend(all.iter().map(|standing| {
            let staff = if standing.is_staff() { ", staff" } else { "" };
            format!(
                "  {}, level {}, world {}, instance {}, account {}{staff}",
                standing.name,
                standing.level,
                standing.world.0,
                standing.instance.0,
                standing.account.0
            )
        }));
        lines
    }

    async fn info(&self, name: &str) -> Done {
        let standing = self.named(name)?;
        let goal = self.whereabouts(&standing).await?;
        let at = goal.placement.position;
        let (minutes, account) = (
            self.shard.now().unix.0.saturating_sub(standing.since.0) / 60_000,
            standing.account.0,
        );
        Ok(vec![
            format!(
                "{}, character {}, account {account}",
                standing.name, standing.character.0
            ),
            format!(
                "  level {}, race {}, class {}",
                standing.level, standing.race, standing.class
            ),
            format!(
                "  world {} at {:.2} {:.2} {:.2}",
                goal.world.0, at.x, at.y, at.z
            ),
            format!(
                "  instance {} on shard {}",
                standing.instance.0, standing.shard.0
            ),
            format!("  in the world for {minutes} min"),
        ])
    }

    async fn whereabouts(&self, standing: &Standing) -> Result<Goal, String> {
        let zone = (standing.shard, standing.instance);
        let gone = format!("{} is on its way somewhere.", standing.name);
        match self
            .ask_zone(zone, Question::Where(standing.connection))
            .await?
        {
            Finding::At(Some(placement)) => Ok(Goal {
                world: standing.world,
                placement,
                holder: Some(standing.holder),
            }),
            _ => Err(gone),
        }
    }

    /// Sends somebody on its way. A client that still loads refuses by itself and is told so.
    fn take(&self, standing: &Standing, goal: Goal) -> Done {
        let worlds = self.common.tables.world();
        if !worlds.is_empty() && !worlds.contains(u32::from(goal.world.0)) {
            return Err(format!("There is no world {}.", goal.world.0));
        }
        let at = goal.placement.position;
        let order = Order::Travel {
            connection: standing.connection,
            spot: Spot {
                world_id: goal.world,
                placement: goal.placement,
            },
            holder: goal.holder,
        };
        self.command(standing, Command::Order(Box::new(order)));
        line(format!(
            "{} goes to world {} at {:.1} {:.1} {:.1}.",
            standing.name, goal.world.0, at.x, at.y, at.z
        ))
    }

    /// Says something across every screen of the realm.
    pub(super) fn broadcast(&self, tier: command::argument::Tier, text: String) -> Done {
        let order = Order::Announce {
            connection: None,
            tier: Some(tier),
            text,
        };
        self.shard.host(|host| host.everywhere(self.shard, order));
        line("Said to everybody.")
    }
}

/// A row of `WorldLocation2`.
fn location_of(set: &TableSet, id: u32) -> Option<Goal> {
    set.world_location2().get(id).and_then(goal)
}

fn goal(row: tables::rows::WorldLocation2<'_>) -> Option<Goal> {
    let mut position = row.position_all().iter();
    let mut next = || position.next().unwrap_or_default();
    let position = Vec3 {
        x: next(),
        y: next(),
        z: next(),
    };
    let facing: Vec<f32> = row.facing_all().iter().collect();
    let rotation = Vec3 {
        x: yaw(&facing),
        ..Vec3::default()
    };
    Some(Goal {
        world: row.world_id(),
        placement: Placement { position, rotation },
        holder: None,
    })
}

/// The turn about the upright axis in a quaternion (x, y, z, w).
fn yaw(facing: &[f32]) -> f32 {
    let &[x, y, z, w] = facing else { return 0.0 };
    let turn = f32::atan2(2.0 * (w * y + x * z), 1.0 - 2.0 * (x * x + y * y));
    if turn.is_finite() { turn } else { 0.0 }
}

/// The first location of the zone whose name is or begins like `wanted`; the shortest name wins.
fn zone_called(set: &TableSet, wanted: &str) -> Option<Goal> {
    let wanted = wanted.to_lowercase();
    let language = language(set)?;
    let mut named: Vec<(usize, WorldZoneId)> = set
        .world_zone()
        .iter()
        .filter_map(|row| {
            let name = set
                .text(language, row.localized_text_id_name())?
                .to_lowercase();
            name.starts_with(&wanted).then_some((name.len(), row.id()))
        })
        .collect();
    named.sort_unstable();
    named.iter().find_map(|(_, zone)| {
        let mut rows = set.world_location2().iter();
        rows.find(|row| row.world_zone_id() == *zone).and_then(goal)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facings_turn_about_the_upright_axis() {
        assert_eq!(yaw(&[0.0, 0.0, 0.0, 1.0]), 0.0);
        let quarter = std::f32::consts::FRAC_1_SQRT_2;
        let right = yaw(&[0.0, quarter, 0.0, quarter]);
        assert!(
            (right - std::f32::consts::FRAC_PI_2).abs() < 1e-5,
            "{right}"
        );
        assert_eq!(yaw(&[f32::NAN, 0.0, 0.0, 1.0]), 0.0);
        assert_eq!(yaw(&[]), 0.0);
    }
}
