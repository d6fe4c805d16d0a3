//! The arguments of `bezgelor setup`.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::Args;
use tblconv::progress::ProgressForm;

use super::{PasswordArgs, PlaceArgs};

/// Flags of `setup`; on a terminal what is not given is asked for.
#[derive(Args, Clone, Debug)]
pub struct SetupArgs {
    /// Where data and configuration are.
    #[command(flatten)]
    pub place: PlaceArgs,
    /// The client's folder [default: the usual places are searched]
    #[arg(long, value_name = "DIR")]
    pub client: Option<PathBuf>,
    /// Play on the built-in starter set instead of a client's data
    #[arg(long, conflicts_with = "client")]
    pub no_client: bool,
    /// World-database files, or folders of them, to import
    #[arg(long, value_name = "PATH")]
    pub world: Vec<PathBuf>,
    /// E-mail address of the first account, an administrator; one that exists is kept
    #[arg(long, value_name = "EMAIL")]
    pub account: Option<String>,
    /// Make no account
    #[arg(long, conflicts_with = "account")]
    pub no_account: bool,
    /// Where the account's password comes from.
    #[command(flatten)]
    pub password: PasswordArgs,
    /// Name of the realm
    #[arg(long, value_name = "NAME")]
    pub realm_name: Option<String>,
    /// IPv4 address or host name by which clients reach this machine; beyond this machine it sets
    /// network.bind to 0.0.0.0 too
    #[arg(long, value_name = "HOST")]
    pub public_host: Option<String>,
    /// Address the listeners bind to
    #[arg(long, value_name = "ADDR")]
    pub bind: Option<IpAddr>,
    /// Where all three databases are: `sqlite:` or `postgres://user:password@host/name`
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// Ask nothing: take the flags, and the defaults for the rest
    #[arg(long, short)]
    pub yes: bool,
    /// How the progress of the conversion is told
    #[arg(long, value_enum, default_value_t = ProgressForm::Auto)]
    pub progress: ProgressForm,
    /// Print one JSON object in place of the text; asks nothing
    #[arg(long)]
    pub json: bool,
}
