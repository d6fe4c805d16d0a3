//! A search finds players of all worlds, whatever shard they are on.

use bezgelor_tests::{Member, Scratch, Server, ServerOptions, block_on, bot, done, hear};
use bots::look;
use protocol::WString;
use protocol::enums::WhoResult;
use protocol::messages::{
    ClientEnteredWorld, ClientWhoRequest, ServerPhaseVisibilityWorldLocation,
    ServerPlayerEnteredWorld, ServerWhoResponse,
};
use protocol::structs::WhoParameter;
use protocol::unions::IWhoParameterData;

/// Worlds of the starter set, for each of the two.
const WORLDS: [u16; 2] = [870, 990];

async fn search(
    member: &mut Member,
    parameter: Vec<WhoParameter>,
) -> anyhow::Result<ServerWhoResponse> {
    let parameter_group_counts = vec![parameter.len() as i32];
    let request = ClientWhoRequest {
        parameter,
        parameter_group_counts,
    };
    member.client.send(&request).await?;
    hear(member, "who is there", |_| true).await
}

fn names(answer: &ServerWhoResponse) -> Vec<String> {
    let players = answer.players.iter();
    players.map(|one| one.name.to_string_lossy()).collect()
}

#[test]
fn a_search_finds_who_plays_in_other_worlds_on_other_shards() {
    let data = Scratch::new("who");
    let options = ServerOptions {
        args: ["--shards", "2"].map(String::from).to_vec(),
        ..ServerOptions::default()
    };
    let server = Server::start(data.path(), &options);
    let tables = tables::starter::embedded().expect("the starter set compiles");
    let found = block_on(async {
        let mut members = Vec::new();
        for (number, world) in (1..).zip(WORLDS) {
            let mut member = Member::enter(bot(&server, number), &tables, number).await?;
            let name = look::name(number);
            done(
                &data,
                &format!("teleport coordinates 1 2 3 {world} \"{name}\""),
            );
            let told = |_: &ServerPhaseVisibilityWorldLocation| true;
            hear(&mut member, "another world", told).await?;
            let loaded = ClientEnteredWorld { world_zone_id: 0 };
            member.client.send(&loaded).await?;
            hear(&mut member, "its end", |_: &ServerPlayerEnteredWorld| true).await?;
            members.push(member);
        }
        let all = search(&mut members[0], Vec::new()).await?;
        let other = WhoParameter {
            data: IWhoParameterData::Player {
                player_name: WString::from(&look::name(2)),
            },
        };
        let one = search(&mut members[0], vec![other]).await?;
        // From both, since one of them plays on the shard that answers.
        let again = search(&mut members[1], Vec::new()).await?;
        anyhow::ensure!(names(&again) == names(&all));
        anyhow::Ok((all, one))
    });
    let (all, one) = found.expect("the bots search");
    let (first, second) = (look::name(1), look::name(2));
    assert_eq!(all.result, WhoResult::OK);
    let mut known = names(&all);
    known.sort_unstable();
    let mut expected = vec![first, second.clone()];
    expected.sort_unstable();
    assert_eq!(known, expected);
    assert_eq!(names(&one), [second]);
    assert!(server.stop().success(), "the drain");
}
