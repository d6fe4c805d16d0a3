//! What a fresh Debian machine lacks for the tests, and setting it up where we may.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;

/// A program the tests or the build call, the package that brings it, and what it is for.
struct Need {
    program: &'static str,
    package: &'static str,
    purpose: &'static str,
}

const NEEDS: [Need; 8] = [
    Need {
        program: "cc",
        package: "gcc libc6-dev",
        purpose: "compiling the bundled SQLite and linking",
    },
    Need {
        program: "c++",
        package: "g++",
        purpose: "compiling Luau, which runs scripts",
    },
    Need {
        program: "tar",
        package: "tar",
        purpose: "reading the reference's world data",
    },
    Need {
        program: "xz",
        package: "xz-utils",
        purpose: "reading the reference's world data",
    },
    Need {
        program: "initdb",
        package: "postgresql",
        purpose: "the database tests on PostgreSQL",
    },
    Need {
        program: "node",
        package: "nodejs",
        purpose: "the tests of the operator's page",
    },
    Need {
        program: "npm",
        package: "npm",
        purpose: "the tests of the operator's page",
    },
    Need {
        program: "chromium",
        package: "chromium",
        purpose: "the tests of the operator's page",
    },
];

/// What the tests of the page call beside node, by folder of the repository.
const PAGE_TESTS: &str = "tests/page";

/// A registry or a mirror that does not answer holds the tests up no longer than this, in seconds.
const APT_S: u32 = 900;
const NPM_S: u32 = 120;

/// Where Debian keeps PostgreSQL's server programs, one folder a version.
const POSTGRES_HOME: &str = "/usr/lib/postgresql";

/// The system's folder in memory.
const MEMORY: &str = "/dev/shm";
/// Room the tests may need for what they put into the temporary folder, in KiB.
const MEMORY_KIB_MIN: u64 = 2 * 1024 * 1024;

/// A temporary folder in memory, where there is one with room: on a disk that still writes what was
/// just compiled, a database that syncs a commit can need longer than any request may take.
#[must_use]
pub fn memory_folder() -> Option<&'static Path> {
    let output = Command::new("df")
        .args(["-k", "--output=avail", MEMORY])
        .output();
    let text = String::from_utf8(output.ok()?.stdout).ok()?;
    let free_kib: u64 = text.lines().nth(1)?.trim().parse().ok()?;
    (free_kib >= MEMORY_KIB_MIN).then(|| Path::new(MEMORY))
}

/// Installs what is missing when this is a Debian machine and we are root; tells in one line each
/// what was installed and what stays missing, and what that costs.
///
/// Answers whether everything needed is there.
#[must_use]
pub fn set_up(root: &Path) -> bool {
    let missing: Vec<&Need> = NEEDS.iter().filter(|need| !is_there(need)).collect();
    if !missing.is_empty() {
        match may_install() {
            Ok(()) => install(&missing),
            Err(reason) => println!("setup: nothing installed: {reason}"),
        }
    }
    let mut complete = true;
    for need in missing.into_iter().filter(|need| !is_there(need)) {
        complete = false;
        println!(
            "setup: `{}` is missing, needed for {}; install the package {}",
            need.program, need.purpose, need.package
        );
    }
    complete &= set_up_page(root);
    if !reference(root).is_dir() {
        println!(
            "setup: no reference data at BEZGELOR_REFERENCE or ../shared/reference; \
             the tests against real client tables say so and pass"
        );
    }
    complete
}

/// Brings what drives the browser, at the versions the tree names; tells when that fails.
fn set_up_page(root: &Path) -> bool {
    let folder = root.join(PAGE_TESTS);
    let installed = folder.join("node_modules/.package-lock.json");
    let as_of = |path: &Path| path.metadata().and_then(|about| about.modified()).ok();
    let fresh = as_of(&installed) >= as_of(&folder.join("package-lock.json"));
    if installed.is_file() && fresh {
        return true;
    }
    if process::find_program("npm").is_none() {
        // Was told above, and the test says that it skips.
        return false;
    }
    let mut npm = bounded(NPM_S, "npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(&folder);
    let done = process::run(&mut npm).is_ok_and(|finished| finished.good);
    if !done {
        println!("setup: `npm ci` in {PAGE_TESTS} failed; the tests of the page say so and pass");
    }
    done
}

/// `program`, ended after so many seconds.
fn bounded(seconds: u32, program: &str) -> Command {
    let mut command = Command::new("timeout");
    command.args(["--kill-after=10", &seconds.to_string(), program]);
    command
}

/// The folder of PostgreSQL's server programs, newest version first.
#[must_use]
pub fn postgres_programs() -> Option<PathBuf> {
    if let Some(initdb) = process::find_program("initdb") {
        return initdb.parent().map(Path::to_path_buf);
    }
    let mut versions: Vec<PathBuf> = std::fs::read_dir(POSTGRES_HOME)
        .ok()?
        .filter_map(|entry| entry.ok().map(|entry| entry.path().join("bin")))
        .filter(|folder| folder.join("initdb").is_file())
        .collect();
    versions.sort_by_key(|folder| {
        let version = folder.parent().and_then(Path::file_name);
        version.and_then(|name| name.to_string_lossy().parse::<u32>().ok())
    });
    versions.pop()
}

fn reference(root: &Path) -> PathBuf {
    std::env::var_os("BEZGELOR_REFERENCE")
        .map_or_else(|| root.join("../shared/reference"), PathBuf::from)
}

fn is_there(need: &Need) -> bool {
    if need.program == "initdb" {
        return postgres_programs().is_some();
    }
    process::find_program(need.program).is_some()
}

fn may_install() -> Result<(), &'static str> {
    if process::find_program("apt-get").is_none() {
        return Err("this is not a Debian machine");
    }
    let user = Command::new("id").arg("-u").output();
    let root = user.is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    if root { Ok(()) } else { Err("that takes root") }
}

fn install(missing: &[&Need]) {
    let packages: Vec<&str> = missing
        .iter()
        .flat_map(|need| need.package.split(' '))
        .collect();
    println!("setup: installing {}", packages.join(" "));
    let mut update = apt();
    update.arg("update");
    let mut install = apt();
    install.args(["install", "--yes", "--no-install-recommends"]);
    install.args(&packages);
    for mut command in [update, install] {
        match process::run(&mut command) {
            Ok(finished) if finished.good => {}
            Ok(_) => println!("setup: apt-get failed; its reason stands above"),
            Err(error) => println!("setup: apt-get did not start: {error:#}"),
        }
    }
}

fn apt() -> Command {
    let mut command = bounded(APT_S, "apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command.args(["-qq", "-o", "DPkg::Lock::Timeout=120"]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_hangs_is_ended() {
        let begun = std::time::Instant::now();
        let ended = process::run(bounded(1, "sleep").arg("600"));
        assert!(ended.is_ok_and(|finished| !finished.good));
        assert!(begun.elapsed().as_secs() < 300);
    }
}
