//! Mounts, pets and things that are used up, with the built server and two clients.

use std::fs;

use anyhow::{Context, ensure};
use bezgelor_core::Vec3;
use bezgelor_tests::{
    Member, Scratch, Server, ServerOptions, bezgelor, block_on, bot, done, hear, land, until_sees,
    within,
};
use bots::look;
use protocol::messages::{
    ClientActivateUnit, ClientVehicleDisembark, Server0635, ServerEntityCommand,
    ServerEntityCreate, ServerEntityDestroy, ServerMovementControl, ServerVehiclePassengerAdd,
    ServerVehiclePassengerRemove,
};
use protocol::unions::IEntityModel;

/// A creature of the starter set: as good a mount, a pet and a thing to pick up as any.
const CREATURE: u32 = 29_397;
/// `EntityType` of a pickup.
const PICKUP: u8 = 31;

/// Puts a thing to pick up where veterans arrive.
fn lay_out(data: &Scratch) {
    let (at, world) = (land::MIDDLE, land::WORLD);
    let script = format!(
        "INSERT INTO `entity` (`Id`, `Type`, `Creature`, `World`, `Area`, `X`, `Y`, `Z`) VALUES\n\
         (1, {PICKUP}, {CREATURE}, {world}, 1411, {}, {}, {});\n",
        at.x + 2.0,
        at.y,
        at.z
    );
    let file = data.path().join("things.sql");
    fs::write(&file, script).expect("the data folder is writable");
    let file = file.display().to_string();
    let _ = bezgelor(data.path(), &["world", "import", &file], "");
}

async fn drive(member: &mut Member, time_ms: u32, to: Vec3) -> anyhow::Result<()> {
    let velocity = Vec3::new(1.0, 0.0, 0.0);
    member.client.step(time_ms, to, velocity).await
}

async fn ride(data: &Scratch, rider: &mut Member, other: &mut Member) -> anyhow::Result<()> {
    let (name, own) = (look::name(1), rider.client.guid());
    done(data, &format!("vehicle mount {CREATURE} 0 0 \"{name}\""));
    let sits = |added: &ServerVehiclePassengerAdd| added.unit_id == own;
    let mount = hear(rider, "its mount", sits).await?.self_;
    ensure!(hear(other, "a rider", sits).await?.self_ == mount);
    let drives = |control: &ServerMovementControl| control.unit_id == mount;
    let ticket = hear(rider, "the reins", drives).await?.ticket;
    rider.client.send(&Server0635 { unknown0: ticket }).await?;
    let to = Vec3::new(rider.place().x + 3.0, rider.place().y, rider.place().z);
    drive(rider, 1, to).await?;
    let moves = |told: &ServerEntityCommand| {
        told.guid == mount && format!("{:?}", told.commands).contains(&format!("{:?}", to.x))
    };
    hear(other, "the mount's step", moves).await?;

    rider.client.send(&ClientVehicleDisembark).await?;
    let off = |removed: &ServerVehiclePassengerRemove| removed.self_ == mount;
    hear(other, "a rider gets off", off).await?;
    let gone = |destroyed: &ServerEntityDestroy| destroyed.guid == mount;
    hear(other, "the mount's end", gone).await?;
    let walks = |control: &ServerMovementControl| control.unit_id == own;
    let ticket = hear(rider, "its feet", walks).await?.ticket;
    rider.client.send(&Server0635 { unknown0: ticket }).await
}

async fn keep(data: &Scratch, owner: &mut Member, other: &mut Member) -> anyhow::Result<()> {
    let (name, own) = (look::name(1), owner.client.guid());
    done(data, &format!("pet summon {CREATURE} \"{name}\""));
    let is_pet = |created: &ServerEntityCreate| {
        let IEntityModel::Pet { owner_id, .. } = created.entity_model else {
            return false;
        };
        owner_id == own
    };
    let pet = hear(other, "a pet", is_pet).await?.guid;
    done(data, &format!("pet dismiss \"{name}\""));
    let gone = |destroyed: &ServerEntityDestroy| destroyed.guid == pet;
    hear(other, "no pet", gone).await?;
    Ok(())
}

async fn pick_up(finder: &mut Member, other: &mut Member) -> anyhow::Result<()> {
    let unit_id = until_sees(finder, CREATURE).await.context("the thing")?;
    finder.client.send(&ClientActivateUnit { unit_id }).await?;
    let gone = |destroyed: &ServerEntityDestroy| destroyed.guid == unit_id;
    for member in [finder, other] {
        hear(member, "it is gone", gone).await?;
    }
    Ok(())
}

#[test]
fn two_clients_see_a_mount_a_pet_and_a_thing_that_is_picked_up() {
    let data = Scratch::new("company");
    lay_out(&data);
    let server = Server::start(data.path(), &ServerOptions::default());
    let tables = tables::starter::embedded().expect("the starter set compiles");
    let story = async {
        let mut first = Member::enter(bot(&server, 1), &tables, 1).await?;
        let mut second = Member::enter(bot(&server, 2), &tables, 2).await?;
        pick_up(&mut first, &mut second).await?;
        ride(&data, &mut first, &mut second).await?;
        keep(&data, &mut first, &mut second).await
    };
    block_on(within(100, "the story", story))
        .unwrap_or_else(|error| panic!("{error:#}\n{}", server.log_tail()));
    assert!(server.stop().success(), "a clean end");
}
