//! Who may name what: the words and paths that belong to certain crates alone.

use super::scan::Token;
use super::{File, Finding, exempt};

/// Crates that get time, randomness, network and disk as parameters.
const PURE: [&str; 11] = [
    "core",
    "crypto",
    "protocol",
    "protocol-derive",
    "game",
    "world",
    "social",
    "script",
    "sts",
    "auth",
    "realm",
];

/// Crates whose same seed must give the same bytes.
const DETERMINISTIC: [&str; 3] = ["game", "world", "social"];

/// A crate name and those that may name it.
const OWNED: [(&str, &[&str], &str); 6] = [
    (
        "glommio",
        &["shard"],
        "only `shard` names the async runtime; hand it a state machine instead",
    ),
    (
        "flume",
        &["shard", "db", "host", "server"],
        "queues between threads belong to `shard`, `db` and `host`; return outputs instead",
    ),
    (
        "tokio",
        &["shard", "db", "api", "bots", "micro", "tests"],
        "it drives `db`, the bots and their tests, and epoll where io_uring is closed",
    ),
    (
        "sqlx",
        &["db"],
        "only `db` knows SQL; add a request to its stores",
    ),
    (
        "rusqlite",
        &["db"],
        "only `db` knows SQL; add a request to its stores",
    ),
    (
        "mlua",
        &["script"],
        "only `script` knows the Luau VM; use its API",
    ),
];

/// Paths that read the outside world.
const IMPURE: [(&str, &str); 9] = [
    ("std::net", "take bytes as input"),
    ("std::fs", "take the data as a parameter"),
    ("std::thread", "return the work to the driver"),
    ("std::env", "take the value as a parameter"),
    ("std::process", "return an error"),
    ("Instant::now", "take `now` from the caller"),
    ("SystemTime::now", "take `now` from the caller"),
    ("rand::rng", "take a seed or a generator from the caller"),
    ("rand::random", "take a seed or a generator from the caller"),
];

const UNFINISHED: [&str; 2] = ["todo", "unimplemented"];
const PRINTING: [&str; 4] = ["println", "print", "eprintln", "eprint"];

/// Checks the words of one source.
pub(super) fn check(file: &File, tokens: &[Token<'_>], findings: &mut Vec<Finding>) {
    let paths = Paths::new(tokens);
    check_owned(file, tokens, findings);
    check_everywhere(file, tokens, findings);
    if file.is_test() {
        return;
    }
    if in_server_crate(file) && PURE.contains(&file.crate_name()) {
        check_pure(file, &paths, tokens, findings);
    }
    if in_server_crate(file) {
        check_sharing(file, tokens, findings);
    }
    check_printing(file, tokens, findings);
}

fn in_server_crate(file: &File) -> bool {
    file.path.starts_with("src/")
}

fn check_owned(file: &File, tokens: &[Token<'_>], findings: &mut Vec<Finding>) {
    for token in tokens {
        let owned = OWNED.iter().find(|(name, _, _)| *name == token.text);
        let Some((name, owners, remedy)) = owned else {
            continue;
        };
        if !owners.contains(&file.crate_name()) {
            let message = format!("names `{name}`; {remedy}");
            findings.push(Finding::new(&file.path, token.line, message));
        }
    }
}

/// What no source may hold, tests included.
fn check_everywhere(file: &File, tokens: &[Token<'_>], findings: &mut Vec<Finding>) {
    let mut push = |line, message: &str| findings.push(Finding::new(&file.path, line, message));
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1).map_or("", |t| t.text);
        match token.text {
            word if UNFINISHED.contains(&word) && next == "!" => {
                push(token.line, "unfinished code; finish it or file an issue");
            }
            "dbg" if next == "!" => push(token.line, "leftover `dbg!`; remove it"),
            "allow" if next == "(" && is_attribute(tokens, index) => push(
                token.line,
                "`allow` hides a lint for ever; use `expect` with a reason",
            ),
            "unbounded" | "unbounded_channel" => {
                push(
                    token.line,
                    "unbounded queue; take its bound from `core::limits`",
                );
            }
            "unsafe" if !exempt::may_be_unsafe(&file.path) => push(
                token.line,
                "unsafe outside the listed modules; do without, or list it with its reason",
            ),
            _ => {}
        }
    }
}

/// Whether the word at `index` stands in `#[…]` or `#![…]`.
fn is_attribute(tokens: &[Token<'_>], index: usize) -> bool {
    let from = index.saturating_sub(12);
    let before: Vec<&str> = tokens[from..index].iter().map(|t| t.text).collect();
    let opening = before
        .windows(2)
        .rposition(|pair| pair == ["#", "["] || pair == ["!", "["]);
    opening.is_some_and(|at| !before[at + 2..].contains(&"]"))
}

fn check_pure(file: &File, paths: &Paths<'_>, tokens: &[Token<'_>], findings: &mut Vec<Finding>) {
    let name = file.crate_name();
    for (path, line) in &paths.found {
        let found = IMPURE.iter().find(|(banned, _)| path_holds(path, banned));
        if let Some((banned, remedy)) = found
            && !is_address(path)
        {
            let message = format!("`{name}` does no I/O and names `{banned}`; {remedy}");
            findings.push(Finding::new(&file.path, *line, message));
        }
    }
    for (index, token) in tokens.iter().enumerate().filter(|(_, t)| !t.in_test) {
        if matches!(token.text, "getrandom" | "OsRng" | "thread_rng" | "SysRng") {
            let message = format!("`{name}` draws randomness of its own; take a seed or generator");
            findings.push(Finding::new(&file.path, token.line, message));
        }
        if DETERMINISTIC.contains(&name) && hashes_randomly(tokens, index) {
            let message = format!(
                "`{}` iterates in random order; use a BTreeMap, an index or a fixed hasher",
                token.text
            );
            findings.push(Finding::new(&file.path, token.line, message));
        }
    }
}

/// Whether the token at `index` is a hash table with the standard library's seeded hasher: one
/// without a hasher among its parameters, or made by a constructor that only that one has.
fn hashes_randomly(tokens: &[Token<'_>], index: usize) -> bool {
    let text = |at: usize| tokens.get(at).map_or("", |t| t.text);
    let commas = match text(index) {
        "RandomState" => return true,
        "HashMap" => 2,
        "HashSet" => 1,
        _ => return false,
    };
    match text(index + 1) {
        "::" => matches!(text(index + 2), "new" | "with_capacity" | "from"),
        "<" => parameters(&tokens[index + 1..]) <= commas,
        _ => false,
    }
}

/// Number of type parameters in the angle brackets that `tokens` begin with.
fn parameters(tokens: &[Token<'_>]) -> usize {
    let (mut depth, mut count) = (0usize, 1);
    for token in tokens {
        match token.text {
            "<" | "(" | "[" => depth += 1,
            ">" | ")" | "]" => depth = depth.saturating_sub(1),
            "," if depth == 1 => count += 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    count
}

fn check_sharing(file: &File, tokens: &[Token<'_>], findings: &mut Vec<Finding>) {
    if exempt::may_share(&file.path) {
        return;
    }
    for token in tokens.iter().filter(|t| !t.in_test) {
        let shared = matches!(token.text, "Mutex" | "RwLock" | "Condvar")
            || (token.text.starts_with("Atomic") && token.text.len() > "Atomic".len());
        if shared {
            let message = format!(
                "`{}` is shared between threads; send a message, or list it with its reason",
                token.text
            );
            findings.push(Finding::new(&file.path, token.line, message));
        }
    }
}

fn check_printing(file: &File, tokens: &[Token<'_>], findings: &mut Vec<Finding>) {
    let binary = matches!(file.path.split('/').next(), Some("tools" | "bench"))
        || file.crate_folder() == "src/server"
        || file.path.ends_with("/build.rs")
        || file.path.contains("/build/")
        || file.path.contains("/examples/");
    if binary {
        return;
    }
    for pair in tokens.windows(2).filter(|pair| !pair[0].in_test) {
        if PRINTING.contains(&pair[0].text) && pair[1].text == "!" {
            let message = format!("`{}!` in a library; use `tracing`", pair[0].text);
            findings.push(Finding::new(&file.path, pair[0].line, message));
        }
    }
}

/// Whether `banned` is the whole of `path` or a whole-word part of it at a `::`.
fn path_holds(path: &str, banned: &str) -> bool {
    path == banned
        || path.starts_with(&format!("{banned}::"))
        || path.ends_with(&format!("::{banned}"))
        || path.contains(&format!("::{banned}::"))
}

/// Whether `path` names an address: those are data, only sockets are I/O.
fn is_address(path: &str) -> bool {
    let types = [
        "IpAddr",
        "Ipv4Addr",
        "Ipv6Addr",
        "SocketAddr",
        "SocketAddrV4",
        "SocketAddrV6",
    ];
    let mut parts = path.split("::").skip_while(|part| *part != "net").skip(1);
    parts.next().is_some_and(|name| types.contains(&name))
}

/// Every path of the source outside test code, groups in `use` written out.
struct Paths<'a> {
    found: Vec<(String, usize)>,
    tokens: &'a [Token<'a>],
}

impl<'a> Paths<'a> {
    fn new(tokens: &'a [Token<'a>]) -> Self {
        let mut paths = Self {
            found: Vec::new(),
            tokens,
        };
        let mut at = 0;
        while at < tokens.len() {
            let starts = is_name(tokens[at].text) && !tokens[at].in_test;
            at = if starts {
                paths.walk(String::new(), at)
            } else {
                at + 1
            };
        }
        paths
    }

    fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.text)
    }

    /// Follows one path from its name at `at`; answers the index after it.
    fn walk(&mut self, prefix: String, at: usize) -> usize {
        let line = self.tokens[at].line;
        let mut path = prefix;
        let mut at = at;
        loop {
            if !path.is_empty() {
                path.push_str("::");
            }
            path.push_str(self.text(at));
            if self.text(at + 1) != "::" {
                self.found.push((path, line));
                return at + 1;
            }
            match self.text(at + 2) {
                "{" => return self.group(&path, at + 2),
                name if is_name(name) => at += 2,
                _ => {
                    self.found.push((path, line));
                    return at + 2;
                }
            }
        }
    }

    fn group(&mut self, prefix: &str, open: usize) -> usize {
        let end = super::scan::closing(self.tokens, open);
        let mut at = open + 1;
        while at < end {
            at = if is_name(self.text(at)) {
                self.walk(prefix.to_owned(), at)
            } else {
                at + 1
            };
        }
        end + 1
    }
}

fn is_name(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|c| c.is_alphabetic() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::super::scan::Scan;
    use super::*;

    fn findings(path: &str, source: &str) -> Vec<String> {
        let file = File {
            path: path.into(),
            text: source.into(),
        };
        let scan = Scan::new(source);
        let mut found = Vec::new();
        check(&file, &scan.tokens(), &mut found);
        found.iter().map(ToString::to_string).collect()
    }

    fn assert_found(path: &str, source: &str, part: &str) {
        let found = findings(path, source);
        assert!(
            found.iter().any(|f| f.contains(part)),
            "{source:?} at {path} should tell {part:?}: {found:?}"
        );
    }

    fn assert_clean(path: &str, source: &str) {
        let found = findings(path, source);
        assert!(found.is_empty(), "{source:?} at {path}: {found:?}");
    }

    #[test]
    fn the_runtime_is_named_in_shard_alone() {
        let source = "use glommio::net::TcpListener;";
        assert_clean("src/shard/src/listen.rs", source);
        assert_found("src/server/src/serve.rs", source, "names `glommio`");
        assert_found("bench/bots/src/main.rs", source, "names `glommio`");
        assert_clean(
            "src/world/src/lib.rs",
            "// glommio is below us\nconst A: &str = \"glommio\";",
        );
    }

    #[test]
    fn queues_and_sql_have_their_owners() {
        assert_clean("src/db/src/queue.rs", "use flume::Receiver; use sqlx::Row;");
        assert_clean("src/server/src/serve.rs", "use flume::Receiver;");
        assert_found(
            "src/world/src/lib.rs",
            "use flume::Receiver;",
            "names `flume`",
        );
        assert_found(
            "src/shard/src/lib.rs",
            "fn f(r: sqlx::Row) {}",
            "names `sqlx`",
        );
    }

    #[test]
    fn pure_crates_do_no_io_in_any_spelling() {
        for source in [
            "use std::fs;",
            "use std::{fmt, fs::File};",
            "use std::{\n    fmt,\n    net::{TcpStream, IpAddr},\n};",
            "fn f() { let t = std::time::Instant::now(); }",
            "fn f() { let t = Instant::now(); }",
            "fn f() { std::thread::sleep(d); }",
            "fn f() { SystemTime::now(); }",
            "fn f() { rand::rng(); }",
            "fn f() { getrandom::fill(&mut b); }",
        ] {
            assert_found("src/sts/src/lib.rs", source, "`sts` ");
            assert_clean("src/shard/src/lib.rs", source);
        }
    }

    #[test]
    fn pure_crates_may_do_much_that_looks_alike() {
        for source in [
            "use core::net::IpAddr;",
            "use std::net::{IpAddr, Ipv6Addr};",
            "fn f(a: std::net::SocketAddr) {}",
            "use std::{fmt, collections::VecDeque};",
            "fn f(now: Instant) { self.fs(); thread_count(); }",
            "#[cfg(test)] mod tests { use std::fs; fn f() { Instant::now(); } }",
            "// std::fs would be wrong here",
        ] {
            assert_clean("src/sts/src/lib.rs", source);
        }
        assert_clean("src/sts/tests/login.rs", "use std::fs;");
    }

    #[test]
    fn hash_order_is_refused_where_the_seed_rules() {
        for source in [
            "type A = HashMap<u8, (u8, u8)>;",
            "type A = HashSet<Vec<u8>>;",
            "fn f() { HashMap::new(); }",
            "fn f() { HashSet::with_capacity(1); }",
        ] {
            assert_found("src/world/src/grid.rs", source, "random order");
            assert_clean("src/auth/src/limiter.rs", source);
        }
        for source in [
            "use std::collections::HashMap;",
            "type A = HashMap<u8, (u8, u8), Fixed>;",
            "type A = HashSet<Vec<u8>, Fixed>;",
            "fn f() { HashMap::default(); HashMap::with_hasher(h); }",
        ] {
            assert_clean("src/world/src/grid.rs", source);
        }
    }

    #[test]
    fn sharing_needs_a_listed_reason() {
        for source in [
            "use std::sync::Mutex;",
            "static A: AtomicU64 = x;",
            "RwLock::new(1)",
        ] {
            assert_found("src/world/src/lib.rs", source, "shared between threads");
            assert_clean("bench/bots/src/main.rs", source);
        }
        assert_clean("src/world/src/lib.rs", "struct Atomic; fn mutex() {}");
    }

    #[test]
    fn leftovers_are_found_everywhere() {
        assert_found("src/world/src/lib.rs", "fn f() { todo!() }", "unfinished");
        assert_found(
            "tests/src/lib.rs",
            "fn f() { unimplemented!(\"x\") }",
            "unfinished",
        );
        assert_found("tests/src/lib.rs", "fn f() { dbg!(x); }", "dbg!");
        assert_found(
            "src/db/src/lib.rs",
            "let q = flume::unbounded();",
            "unbounded queue",
        );
        assert_found(
            "src/db/src/lib.rs",
            "#[allow(dead_code)]\nfn f() {}",
            "`allow`",
        );
        assert_found("src/db/src/lib.rs", "#![allow(dead_code)]", "`allow`");
        assert_found(
            "src/db/src/lib.rs",
            "#[cfg_attr(test, allow(dead_code))]",
            "`allow`",
        );
        assert_clean("src/db/src/lib.rs", "fn f() { self.allow(x); allow(y) }");
        assert_clean(
            "src/db/src/lib.rs",
            "#[expect(dead_code, reason = \"x\")] fn f() {}",
        );
    }

    #[test]
    fn unsafe_needs_a_listed_module() {
        assert_found("src/world/src/lib.rs", "unsafe { f() }", "unsafe outside");
        assert_clean("src/world/src/lib.rs", "#![forbid(unsafe_code)]");
    }

    #[test]
    fn libraries_do_not_print() {
        let source = "fn f() { println!(\"x\"); }";
        assert_found("src/world/src/lib.rs", source, "in a library");
        assert_found(
            "tables/src/lib.rs",
            "fn f() { eprintln!(\"x\"); }",
            "in a library",
        );
        assert_clean("src/server/src/account.rs", source);
        assert_clean("tools/tblconv/src/main.rs", source);
        assert_clean("src/world/tests/walk.rs", source);
        assert_clean(
            "src/world/src/lib.rs",
            "#[cfg(test)] mod tests { fn f() { println!(); } }",
        );
    }
}
