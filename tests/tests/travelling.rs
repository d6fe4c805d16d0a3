//! Taxis and rapid transport with the built server: found, paid, gone, and remembered after a
//! restart.

use std::time::Duration;

use anyhow::Context;
use bezgelor_tests::{
    Member, Scratch, Server, ServerOptions, arrive, block_on, bot, done, hear, hear_any, starter,
    until_sees, within,
};
use bots::look;
use protocol::enums::CastResult;
use protocol::messages::{
    ClientEntityInteract, ClientFlightPathPurchase, ClientRapidTransport,
    ServerAccountCurrencyGrant, ServerCombatReward, ServerCooldown, ServerEntityCommand,
    ServerFlightPathUpdate, ServerMovementControl, ServerSpellCastResult,
};
use protocol::{Message as _, decode_message};

/// The kiosk of the starter set, and a place beside it.
const KIOSK: u32 = 38_124;
const BESIDE: &str = "33 -853 -562 3460";
/// Its node, the route from there and where that ends.
const NODE: u32 = 1001;
const ROUTE: u32 = 1001;
const FAR_X: f32 = 173.13;
/// A node in another world.
const ELSEWHERE: (u16, u16) = (1003, 426);
const EVENT_TAXI: u8 = 48;
const PURSE: u64 = 20_000;

fn options() -> ServerOptions {
    ServerOptions::with(&[("realm.logout_s", "1")])
}

/// At the kiosk with a full purse.
async fn equip(data: &Scratch, member: &mut Member) -> anyhow::Result<()> {
    let name = look::name(1);
    done(data, &format!("teleport coordinates {BESIDE} \"{name}\""));
    arrive(member).await?;
    done(
        data,
        &format!("currency character add 1 {PURSE} \"{name}\""),
    );
    let purse: ServerCombatReward = hear_any(member, "the purse").await?;
    anyhow::ensure!(purse.new_value >= PURSE);
    Ok(())
}

#[test]
fn a_taxi_is_found_paid_and_flown_and_known_after_a_restart() {
    let data = Scratch::new("taxi");
    let server = Server::start(data.path(), &options());
    let flown = block_on(async {
        let mut member = Member::enter(bot(&server, 1), &starter(), 1).await?;
        equip(&data, &mut member).await?;
        let guid = until_sees(&mut member, KIOSK).await.context("the kiosk")?;
        let turn = ClientEntityInteract {
            guid,
            event: EVENT_TAXI,
        };
        member.client.send(&turn).await?;
        let found: ServerFlightPathUpdate = hear_any(&mut member, "the node").await?;
        anyhow::ensure!(found.taxi_nodes == [NODE]);
        let taxi_routes = vec![ROUTE];
        member
            .client
            .send(&ClientFlightPathPurchase { taxi_routes })
            .await?;
        let paid: ServerCombatReward = hear_any(&mut member, "the price").await?;
        anyhow::ensure!(paid.new_value % 1_000 == 868, "132 of {}", paid.new_value);
        let own = member.client.guid();
        let lifts = |told: &ServerEntityCommand| told.guid == own && told.server_controlled;
        hear(&mut member, "lifting off", lifts).await?;
        hear_any::<ServerMovementControl>(&mut member, "landing").await?;
        member.client.log_out().await?;
        anyhow::Ok(())
    });
    flown.expect("the bot flies");
    assert!(server.stop().success());

    let server = Server::start(data.path(), &options());
    let again = block_on(async {
        let member = Member::enter(bot(&server, 1), &starter(), 1).await?;
        anyhow::Ok(member.client.position())
    });
    let at = again.expect("it comes back");
    assert!((at.x - FAR_X).abs() < 0.5, "it is where it landed, {at:?}");
    assert!(server.stop().success());
}

#[test]
fn rapid_transport_costs_and_its_cooldown_outlives_a_restart_but_for_tokens() {
    let data = Scratch::new("transport");
    let server = Server::start(data.path(), &options());
    let (taxi_node, world) = ELSEWHERE;
    let ask = ClientRapidTransport { taxi_node, time: 1 };
    let gone = block_on(async {
        let mut member = Member::enter(bot(&server, 1), &starter(), 1).await?;
        equip(&data, &mut member).await?;
        member.client.send(&ask).await?;
        let paid: ServerCombatReward = hear_any(&mut member, "the price").await?;
        let cooldown: ServerCooldown = hear_any(&mut member, "the cooldown").await?;
        anyhow::ensure!(cooldown.cooldown.time_remaining > 3_000_000);
        arrive(&mut member).await?;
        member.client.log_out().await?;
        anyhow::Ok((paid.new_value, member_world(&server).await?))
    });
    let (left, there) = gone.expect("the bot is transported");
    assert_eq!((left % PURSE, there), (PURSE - 7_810, world));
    assert!(server.stop().success());

    let server = Server::start(data.path(), &options());
    let refused = block_on(async {
        let mut member = Member::enter(bot(&server, 1), &starter(), 1).await?;
        let back = ClientRapidTransport {
            taxi_node: 1002,
            time: 2,
        };
        member.client.send(&back).await?;
        let told: ServerSpellCastResult = hear_any(&mut member, "no").await?;
        // The account has tokens for it from now on.
        done(&data, "currency account add 9 5 bot1@test.bezgelor");
        let given: ServerAccountCurrencyGrant = hear_any(&mut member, "the tokens").await?;
        anyhow::ensure!(given.account_currency.amount == 5);
        let paid = pay(&mut member, &back).await?;
        anyhow::ensure!(paid.account_currency.amount == 3, "{paid:?}");
        arrive(&mut member).await?;
        anyhow::Ok(told.cast_result)
    });
    let poor = CastResult::ServiceTokensInsufficentFunds;
    assert_eq!(refused.expect("it is answered"), poor);
    assert!(server.stop().success());
}

/// Asks for a way that costs tokens until they are taken: a store that is busy for longer than one
/// waits for it refuses them.
async fn pay(
    member: &mut Member,
    way: &ClientRapidTransport,
) -> anyhow::Result<ServerAccountCurrencyGrant> {
    within(10, "their price", async {
        member.client.send(way).await?;
        loop {
            let (opcode, body) = member.client.next_message().await?;
            if opcode == ServerAccountCurrencyGrant::OPCODE {
                return Ok(decode_message(&body)?);
            }
            if opcode == ServerSpellCastResult::OPCODE {
                tokio::time::sleep(Duration::from_millis(100)).await;
                member.client.send(way).await?;
            }
        }
    })
    .await
}

/// The world in which the character of the bot stands, as the list tells it.
async fn member_world(server: &Server) -> anyhow::Result<u16> {
    let member = Member::enter(bot(server, 1), &starter(), 1).await?;
    Ok(member.client.view.entrance.world_id)
}
