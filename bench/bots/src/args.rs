//! The command line.

use std::net::Ipv4Addr;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};

/// Bots of one run at most.
pub const BOTS_MAX: u32 = 20_000;

/// A number of bots.
fn bots() -> impl clap::builder::TypedValueParser<Value = u32> {
    clap::value_parser!(u32).range(1..=i64::from(BOTS_MAX))
}

/// Plays many clients against a server and reports what they saw.
///
/// The server must allow test accounts: `bezgelor serve --test-accounts`.
#[derive(Clone, Debug, Parser)]
#[command(name = "bots", version)]
pub struct Args {
    /// How many clients.
    #[arg(long, default_value_t = 10, value_parser = bots())]
    pub bots: u32,
    /// How long they play once all are in the world, in seconds.
    #[arg(long, default_value_t = 30)]
    pub seconds: u64,
    /// What they do.
    #[arg(long, value_enum, default_value_t = ScenarioName::Walk)]
    pub scenario: ScenarioName,
    /// Where the server listens; load is for loopback.
    #[arg(long, default_value_t = Ipv4Addr::LOCALHOST)]
    pub host: Ipv4Addr,
    /// Port of the STS listener.
    #[arg(long, default_value_t = 6600)]
    pub sts_port: u16,
    /// Port of the auth listener.
    #[arg(long, default_value_t = 23115)]
    pub auth_port: u16,
    /// Port of the world listener, instead of the one the auth server names.
    #[arg(long)]
    pub world_port: Option<u16>,
    /// Port of the server's HTTP interface.
    #[arg(long, default_value_t = 8080)]
    pub http_port: u16,
    /// A token that may run commands: those that spread are taken to their places by it.
    #[arg(long)]
    pub token: Option<String>,
    /// Threads they run on, each of them its part.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=64))]
    pub threads: u32,
    /// Number of the first bot: two runs with disjoint numbers share no account.
    #[arg(long, default_value_t = 1)]
    pub first: u32,
    /// Logins that may be under way at once.
    #[arg(long, default_value_t = 64)]
    pub login_window: usize,
    /// The archives the server plays on, when they are not the starter set.
    #[arg(long)]
    pub tables: Option<PathBuf>,
    /// In a crowd, one step of others in so many is read in full; the rest are counted.
    #[arg(long, default_value_t = 1)]
    pub sample: u32,
    /// Process of the server, when it runs on this machine: what it uses is reported.
    #[arg(long)]
    pub server_pid: Option<u32>,
    /// How the result is printed.
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub report: ReportFormat,
}

/// What the bots do once they are in the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScenarioName {
    /// Walk about, talk, look at each other, log out, come back and compare.
    Walk,
    /// All walk in one place.
    Crowd,
    /// All walk, spread over the starting worlds: an operator's commands take each to a place of
    /// its own first, so that it sees some sixteen others.
    Spread,
    /// Log in as fast as possible, again and again.
    Storm,
    /// Come, walk a little, log out, and come again.
    Churn,
    /// Make and delete characters, and compare with what was told before.
    Valuables,
    /// A crowd in which one sends far more than anybody may.
    Flood,
    /// A crowd in which one in ten reads slowly or not at all.
    Slow,
}

/// How the result is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// Lines for people.
    Text,
    /// One JSON object.
    Json,
}
