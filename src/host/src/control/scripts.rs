//! What a realm's scripts are and how they fare, and loading them anew.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use bezgelor_core::ids::ShardId;
use bezgelor_core::limits::COMMAND_ZONE_MS_MAX;
use futures_lite::future::or;
use script::{Program, Report};
use shard::{Shard, ShardMessage};

use super::case::{Case, Done, counted};
use crate::realm_host::RealmHost;

/// One script, with what all shards counted of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScriptView {
    /// Its path in the folder of scripts.
    pub name: String,
    /// Rows of World it is for; empty for all.
    pub worlds: Vec<u16>,
    /// Functions of it called.
    pub calls: u64,
    /// Of those, how many failed.
    pub errors: u64,
    /// Microseconds in them.
    pub spent_us: u64,
    /// The shards on which it is told nothing more, because it failed too often.
    pub disabled_on: Vec<ShardId>,
    /// What went wrong last; empty for nothing.
    pub last_fault: String,
}

fn shards(shard: &Shard<RealmHost>) -> Vec<ShardId> {
    shard.host(|host| {
        let desk = host.desk.as_ref();
        desk.map_or_else(Vec::new, |desk| desk.shards().collect())
    })
}

/// Asks all shards.
pub(super) async fn views(shard: &Shard<RealmHost>) -> Vec<ScriptView> {
    let shards = shards(shard);
    let asked = shards.len();
    let (to, answers) = flume::bounded(asked.max(1));
    for id in shards {
        let to = to.clone();
        let ask = move |shard: &Shard<RealmHost>| {
            let reports = shard.host(|host| host.scripts.reports());
            // Who asked may have given up.
            let _ = to.send((shard.id(), reports));
        };
        // A shard that takes nothing more is left out.
        let _ = shard.post_now(id, ShardMessage::Run(Box::new(ask)));
    }
    drop(to);
    let mut views = BTreeMap::new();
    let all = async {
        for _ in 0..asked {
            let Ok((id, reports)) = answers.recv_async().await else {
                break;
            };
            add(&mut views, id, reports);
        }
    };
    or(
        all,
        shard::rt::sleep(Duration::from_millis(COMMAND_ZONE_MS_MAX)),
    )
    .await;
    views.into_values().collect()
}

fn add(views: &mut BTreeMap<String, ScriptView>, shard: ShardId, reports: Vec<Report>) {
    for report in reports {
        let view = views.entry(report.name.clone()).or_default();
        view.name = report.name;
        view.worlds = report.worlds;
        view.calls += report.calls;
        view.errors += report.errors;
        view.spent_us += report.spent_us;
        if report.is_disabled {
            view.disabled_on.push(shard);
        }
        if !report.last_fault.is_empty() {
            view.last_fault = report.last_fault;
        }
    }
}

impl Case<'_> {
    /// The scripts of the realm, one a line.
    pub(super) async fn scripts(&self) -> Done {
        let views = views(self.shard).await;
        if views.is_empty() {
            let origin = &self.common.scripts.1;
            return Ok(vec![format!(
                "There are no scripts; they would come from: {origin}."
            )]);
        }
        let line = |view: &ScriptView| {
            let state = if view.disabled_on.is_empty() {
                String::new()
            } else {
                let on = view.disabled_on.iter().map(|shard| shard.0.to_string());
                format!(", off on shard {}", on.collect::<Vec<_>>().join(" "))
            };
            let fault = match view.last_fault.as_str() {
                "" => String::new(),
                fault => format!(": {fault}"),
            };
            format!(
                "{}: {} calls in {} ms, {} failed{state}{fault}",
                view.name,
                view.calls,
                view.spent_us / 1000,
                view.errors
            )
        };
        Ok(views.iter().map(line).collect())
    }

    /// Reads all scripts again; where all load, every shard runs these from now on.
    pub(super) async fn reload_scripts(&self) -> Done {
        let origin = self.common.scripts.1.clone();
        let load = move || {
            let origin = origin.here();
            (origin.load(), origin)
        };
        let loaded = self.common.workers.run(load).await;
        let ((program, faults), origin) = loaded.map_err(|_| "Nobody is there to read them.")?;
        if !faults.is_empty() {
            let faults = faults.join("; ");
            return Err(format!("The scripts stay as they were: {faults}."));
        }
        self.distribute(&program)?;
        let number = program.names().len();
        Ok(vec![format!(
            "Loaded {} from {origin}.",
            counted(number, "script", "scripts")
        )])
    }

    fn distribute(&self, program: &Arc<Program>) -> Result<(), String> {
        for id in shards(self.shard) {
            let program = Arc::clone(program);
            let load = move |shard: &Shard<RealmHost>| {
                shard.host(|host| host.load_scripts(shard, program));
            };
            let posted = self.shard.post_now(id, ShardMessage::Run(Box::new(load)));
            posted.map_err(|_| format!("Shard {} takes nothing more; try again.", id.0))?;
        }
        Ok(())
    }
}
