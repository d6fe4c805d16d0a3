//! What the operator reads when a realm has started: everything needed, on one screen.

use std::fmt::Write as _;
use std::path::Path;

use bezgelor_core::config::Config;
use host::scripts::Origin;

use crate::archives::Archives;

/// Lines of the summary at most.
pub const LINES_MAX: usize = 10;

/// What a started realm tells of itself.
#[derive(Clone, Debug)]
pub struct Summary<'a> {
    /// Its configuration.
    pub config: &'a Config,
    /// Its data directory.
    pub data_dir: &'a Path,
    /// The tables it plays on.
    pub archives: &'a Archives,
    /// Rows in all tables.
    pub rows: usize,
    /// Spawns in the world database.
    pub spawns: u64,
    /// Scripts that were loaded, and from where.
    pub scripts: (usize, &'a Origin),
    /// Executors, and what they run on: "io_uring" or "epoll".
    pub shards: (usize, &'a str),
    /// Accounts in the auth database.
    pub accounts: u64,
    /// Milliseconds from the start of the process.
    pub started_ms: u64,
    /// Whether bots may make accounts.
    pub test_accounts: bool,
}

impl Summary<'_> {
    /// Logs the text, in lines of its own.
    pub fn log(&self) {
        tracing::info!(opened = %self.text());
    }

    /// The text, ending in what to do next.
    #[must_use]
    pub fn text(&self) -> String {
        let (network, realm) = (&self.config.network, &self.config.realm);
        let bind = &network.bind;
        let mut text = format!(
            "bezgelor {}: realm {:?} is open",
            crate::VERSION,
            realm.name
        );
        // Writing to a string cannot fail.
        let mut line = |args: std::fmt::Arguments<'_>| {
            let _ = text.write_fmt(format_args!("\n  {args}"));
        };
        line(format_args!(
            "login     {bind}:{} and {bind}:{}",
            network.sts_port, network.auth_port
        ));
        line(format_args!(
            "world     {bind}:{}, told to clients as {}:{}",
            network.world_port, network.public_host, network.world_port
        ));
        line(format_args!(
            "data      {} ({})",
            self.data_dir.display(),
            databases(self.config)
        ));
        line(format_args!(
            "tables    {} ({} rows)",
            self.archives, self.rows
        ));
        let (scripts, origin) = self.scripts;
        line(format_args!(
            "spawns    {}, scripts {scripts} (from {origin})",
            self.spawns
        ));
        if self.config.api.enabled {
            let scheme = match self.config.api.tls_certificate.is_empty() {
                true => "http",
                false => "https",
            };
            line(format_args!(
                "page      {scheme}://{}/",
                self.config.api.listen
            ));
        }
        let (shards, backend) = self.shards;
        line(format_args!(
            "shards    {shards} on {backend}, started in {} ms",
            self.started_ms
        ));
        if self.test_accounts {
            line(format_args!(
                "accounts  {}; bots may make their own",
                self.accounts
            ));
        } else {
            line(format_args!("accounts  {}", self.accounts));
        }
        if self.accounts == 0 {
            line(format_args!(
                "next      bezgelor account create you@example.org --data {}",
                self.data_dir.display()
            ));
        }
        text
    }
}

/// The kinds of the three databases, without addresses: those may hold passwords.
fn databases(config: &Config) -> &'static str {
    let database = &config.database;
    let addresses = [&database.auth, &database.character, &database.world];
    let sqlite = addresses
        .iter()
        .filter(|a| a.starts_with("sqlite:"))
        .count();
    match sqlite {
        3 => "SQLite",
        0 => "PostgreSQL",
        _ => "SQLite and PostgreSQL",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(config: &Config, accounts: u64) -> String {
        let summary = Summary {
            config,
            data_dir: Path::new("here"),
            archives: &Archives::Starter,
            rows: 12,
            spawns: 3,
            scripts: (4, &Origin::Starter),
            shards: (2, "io_uring"),
            accounts,
            started_ms: 40,
            test_accounts: false,
        };
        summary.text()
    }

    #[test]
    fn it_fits_and_says_how_to_go_on() {
        let first = text(&Config::default(), 0);
        assert!(first.lines().count() <= LINES_MAX, "{first}");
        assert!(first.contains("bezgelor account create you@example.org --data here"));
        assert!(
            first.contains("scripts 4 (from the starter set)"),
            "{first}"
        );
        assert!(first.contains("page      http://127.0.0.1:8080/"));
        assert!(!text(&Config::default(), 1).contains("account create"));
    }

    #[test]
    fn passwords_of_databases_do_not_show() {
        let mut config = Config::default();
        config.database.auth = "postgres://realm:secret@db/auth".into();
        let text = text(&config, 1);
        assert!(
            text.contains("SQLite and PostgreSQL") && !text.contains("secret"),
            "{text}"
        );
    }
}
