//! The command line of `bezgelor`.

mod account;
mod capture;
mod house;
mod setup;
mod token;
mod world;

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use account::{AccountCommand, PasswordArgs, Role};
pub use capture::{CaptureArgs, CaptureCommand};
pub use house::{AuditArgs, BackupArgs, CharacterCommand, RestoreArgs, StoreArgs, TransferArgs};
pub use setup::SetupArgs;
pub use token::TokenCommand;
pub use world::WorldCommand;

/// A WildStar server: one binary, all roles.
#[derive(Debug, Parser)]
#[command(name = "bezgelor", version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do; `serve` when nothing is given.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Flags of `serve` without its name.
    #[command(flatten)]
    pub serve: ServeArgs,
}

impl Cli {
    /// The command with the default filled in.
    #[must_use]
    pub fn into_command(self) -> Command {
        self.command.unwrap_or(Command::Serve(self.serve))
    }
}

/// What the binary does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a realm: login, auth and world in one process
    Serve(ServeArgs),
    /// Make everything ready for a realm, or bring it up to date
    Setup(SetupArgs),
    /// Manage accounts
    #[command(subcommand)]
    Account(AccountCommand),
    /// Manage bearer tokens of the HTTP interface
    #[command(subcommand)]
    Token(TokenCommand),
    /// Record single accounts for `packet decode`, also while the realm runs
    #[command(subcommand)]
    Capture(CaptureCommand),
    /// Run a command on the realm that runs on the data directory
    Exec(ExecArgs),
    /// Bring the databases to the schema of this version
    Migrate(MigrateArgs),
    /// Look at configuration and machine and say what would keep a realm from running
    #[command(visible_alias = "check")]
    Doctor(DoctorArgs),
    /// Gather what helps others to help you into one file, without secrets
    SupportBundle(BundleArgs),
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual pages
    Man {
        /// Folder to write them into
        #[arg(default_value = "man")]
        folder: PathBuf,
    },
    /// Manage the world's data
    #[command(subcommand)]
    World(WorldCommand),
    /// Run the recording of a zone again and compare what comes out, byte for byte
    Replay(ReplayArgs),
    /// Prove that nothing of value is lost or there twice; the realm may be running
    Audit(AuditArgs),
    /// Write the databases as files; the realm may be running
    Backup(BackupArgs),
    /// Put a backup into the databases, while the realm is stopped
    Restore(RestoreArgs),
    /// Move single characters, and bring deleted ones back
    #[command(subcommand)]
    Character(CharacterCommand),
    /// Move everything to other databases, while the realm is stopped
    Transfer(TransferArgs),
}

/// Where a realm's data is.
#[derive(Args, Clone, Debug)]
pub struct DataArgs {
    /// Directory of the databases, the configuration and crash files
    #[arg(
        id = "data",
        long,
        value_name = "DIR",
        env = "BEZGELOR_DATA",
        default_value = "data"
    )]
    pub folder: PathBuf,
}

/// Where data and configuration are.
#[derive(Args, Clone, Debug)]
pub struct PlaceArgs {
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
    /// Configuration file [default: bezgelor.toml in the data directory, when there is one]
    #[arg(long, value_name = "FILE", env = "BEZGELOR_CONFIG")]
    pub config: Option<PathBuf>,
}

/// Flags of `serve`.
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    /// Where data and configuration are.
    #[command(flatten)]
    pub place: PlaceArgs,
    /// Archives made by `tblconv` [default: tables in the data directory, else the starter set]
    #[arg(long, value_name = "DIR", env = "BEZGELOR_TABLES")]
    pub tables: Option<PathBuf>,
    /// Address the listeners bind to, over network.bind
    #[arg(long, value_name = "ADDR")]
    pub bind: Option<IpAddr>,
    /// Threads of the realm, over runtime.shards; 0 takes one per core
    #[arg(long, value_name = "N")]
    pub shards: Option<u16>,
    /// Read no commands from the standard input
    #[arg(long)]
    pub no_console: bool,
    /// Let load-test bots make their own accounts; on loopback only
    #[arg(long)]
    pub test_accounts: bool,
    /// Let `drill` commands break parts of the realm, to see what that costs; on loopback only
    #[arg(long)]
    pub drills: bool,
    /// Record what the auth and world ports say into this folder, for `packet decode`.
    /// WARNING: recordings hold session keys, tokens and chat; treat them like passwords
    #[arg(long, value_name = "DIR")]
    pub capture: Option<PathBuf>,
    /// Record this account alone; may be given several times. `capture start` names more later
    #[arg(long, value_name = "EMAIL", requires = "capture")]
    pub capture_account: Vec<String>,
    /// Record everything that goes into zones into this folder, for `replay`.
    /// WARNING: recordings hold characters and chat
    #[arg(long, value_name = "DIR")]
    pub record_zones: Option<PathBuf>,
}

/// Flags of `replay`.
#[derive(Args, Clone, Debug)]
pub struct ReplayArgs {
    /// A recording that `serve --record-zones` made
    pub file: PathBuf,
    /// Where the tables are when they are not named.
    #[command(flatten)]
    pub data: DataArgs,
    /// Archives made by `tblconv` [default: tables in the data directory, else the starter set]
    #[arg(long, value_name = "DIR", env = "BEZGELOR_TABLES")]
    pub tables: Option<PathBuf>,
}

/// Flags of `exec`.
#[derive(Args, Clone, Debug)]
pub struct ExecArgs {
    /// Where the realm's data is.
    #[command(flatten)]
    pub data: DataArgs,
    /// Print one JSON object with outcome and lines
    #[arg(long)]
    pub json: bool,
    /// The command, as one argument or several; `help` lists all
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    pub words: Vec<String>,
}

/// Flags of `migrate`.
#[derive(Args, Clone, Debug)]
pub struct MigrateArgs {
    /// Where data and configuration are.
    #[command(flatten)]
    pub place: PlaceArgs,
    /// Only say what would be done
    #[arg(long)]
    pub dry_run: bool,
}

/// Flags of `support-bundle`.
#[derive(Args, Clone, Debug)]
pub struct BundleArgs {
    /// Where data and configuration are.
    #[command(flatten)]
    pub place: PlaceArgs,
    /// The file to write [default: bezgelor-support-TIME.tar.gz]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Flags of `doctor`.
#[derive(Args, Clone, Debug)]
pub struct DoctorArgs {
    /// Where data and configuration are.
    #[command(flatten)]
    pub place: PlaceArgs,
    /// Archives made by `tblconv` [default: tables in the data directory, else the starter set]
    #[arg(long, value_name = "DIR", env = "BEZGELOR_TABLES")]
    pub tables: Option<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Ask only whether a realm runs here, and wait a few seconds for one that opens; for health
    /// checks
    #[arg(long)]
    pub running: bool,
}

/// Longest suspension with an end; beyond it, one for good is meant.
const SUSPENSION_MS_MAX: u64 = 100 * 366 * 86_400_000;

/// Reads `90s`, `30m`, `12h`, `7d` or `2w` as milliseconds.
fn parse_duration_ms(text: &str) -> Result<u64, String> {
    let wanted = || format!("`{text}` is no time; write 30m, 12h or 7d");
    let unit = text.chars().next_back().ok_or_else(wanted)?;
    let number: u64 = text[..text.len() - unit.len_utf8()]
        .parse()
        .map_err(|_| wanted())?;
    let unit_ms: u64 = match unit {
        's' => 1000,
        'm' => 60_000,
        'h' => 3_600_000,
        'd' => 86_400_000,
        'w' => 7 * 86_400_000,
        _ => return Err(wanted()),
    };
    let total = number
        .checked_mul(unit_ms)
        .filter(|ms| (1..=SUSPENSION_MS_MAX).contains(ms));
    total.ok_or_else(|| format!("`{text}` must lie between one second and a hundred years"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        let words = line.split_whitespace();
        Cli::try_parse_from(std::iter::once("bezgelor").chain(words))
            .map(Cli::into_command)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_definition_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn serve_is_the_command_when_none_is_given() {
        for line in ["", "serve"] {
            assert!(matches!(parsed(line), Ok(Command::Serve(_))), "{line:?}");
        }
        for line in ["--data d --shards 2", "serve --data d --shards 2"] {
            let Ok(Command::Serve(args)) = parsed(line) else {
                panic!("{line} should serve");
            };
            assert_eq!((args.place.data.folder, args.shards), ("d".into(), Some(2)));
        }
    }

    #[test]
    fn an_account_is_recorded_into_a_folder() {
        let line = "serve --capture d --capture-account a@b.c --capture-account d@e.f";
        let Ok(Command::Serve(args)) = parsed(line) else {
            panic!("{line} should serve");
        };
        assert_eq!(args.capture, Some("d".into()));
        assert_eq!(args.capture_account, ["a@b.c", "d@e.f"]);
        assert!(parsed("serve --capture-account a@b.c").is_err());
    }

    #[test]
    fn recording_comes_with_a_warning() {
        let mut command = Cli::command();
        let serve = command.find_subcommand_mut("serve").expect("there is one");
        let help = serve.render_long_help().to_string();
        assert!(help.contains("treat them like passwords"), "{help}");
    }

    #[test]
    fn a_password_has_one_source() {
        assert!(parsed("account create a@b.c --password x").is_ok());
        assert!(parsed("account create a@b.c --password-stdin").is_ok());
        assert!(parsed("account create a@b.c --password x --password-stdin").is_err());
        assert!(parsed("account create").is_err());
    }

    #[test]
    fn a_console_is_no_account() {
        assert!(parsed("account role a@b.c administrator").is_ok());
        assert!(parsed("account role a@b.c console").is_err());
    }

    #[test]
    fn times_have_units() {
        assert_eq!(parse_duration_ms("90s"), Ok(90_000));
        assert_eq!(parse_duration_ms("7d"), Ok(604_800_000));
        for wrong in ["", "7", "d", "-1d", "1.5h", "0m", "99999999w", "7é"] {
            assert!(parse_duration_ms(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn lifting_takes_no_time() {
        assert!(parsed("account suspend a@b.c --for 7d --reason rude").is_ok());
        assert!(parsed("account suspend a@b.c --lift").is_ok());
        assert!(parsed("account suspend a@b.c --lift --for 7d").is_err());
    }

    #[test]
    fn an_import_needs_something_to_import() {
        assert!(parsed("world import a.sql folder").is_ok());
        assert!(parsed("world import").is_err());
    }
}
