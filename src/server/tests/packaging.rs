//! What is under `tools/packaging` fits the program: commands it takes, its ports, its keys, and
//! the system calls it makes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use bezgelor_core::config::Config;
use clap::Parser as _;
use serde_json::Value;
use server::cli::{self, Cli};
use server::settings::Keys;

/// Where the unit and the container have their program.
const INSTALLED: &str = "/usr/local/bin/bezgelor";

/// Every call of a realm on io_uring and on epoll with bots, captures and zone recordings, and of
/// `setup` with a client, `doctor`, `exec`, `backup`, `audit` and `account`, as `strace` saw them.
const CALLS: &str = "\
    accept4 access arch_prctl bind brk chmod clone close connect epoll_create1 \
    epoll_ctl epoll_wait eventfd2 execve exit exit_group fchown fcntl fdatasync \
    fsync ftruncate futex getcwd getdents64 geteuid getpid getrandom getsockname \
    getsockopt gettid getuid io_uring_enter io_uring_register io_uring_setup ioctl \
    listen lseek madvise membarrier mkdir mmap mprotect munmap newfstatat open \
    openat poll prctl pread64 prlimit64 pwrite64 read recvfrom rename \
    restart_syscall rseq rt_sigaction rt_sigprocmask rt_sigreturn rt_sigsuspend \
    sched_getaffinity sched_setaffinity sched_yield sendto set_robust_list \
    set_tid_address setsockopt shutdown sigaltstack socket socketpair statfs statx \
    syncfs sysinfo tgkill uname unlink wait4 write writev";

/// What a shell inside the container wants beside those, as `docker exec … sh` found out.
const CALLS_OF_A_SHELL: &str = "dup2 faccessat2 fork getpgrp kill pipe2 setpgid vfork waitid";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tools/packaging")
}

fn read(name: &str) -> String {
    let path = folder().join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The command a line of words is, without the program's name.
fn parsed(words: &[&str]) -> cli::Command {
    let line = std::iter::once("bezgelor").chain(words.iter().copied());
    let cli = Cli::try_parse_from(line).unwrap_or_else(|error| panic!("{words:?}: {error}"));
    cli.into_command()
}

/// The values of a key of the unit, in order.
fn unit(key: &str) -> Vec<String> {
    let text = read("bezgelor.service");
    let lines = text
        .lines()
        .filter_map(|line| line.strip_prefix(key)?.strip_prefix('='));
    lines.map(str::to_owned).collect()
}

fn only(key: &str) -> String {
    match &unit(key)[..] {
        [value] => value.clone(),
        other => panic!("{key}: {other:?}"),
    }
}

/// Variables named in a file, with braces and quotes and what follows taken off.
fn variables(text: &str) -> BTreeSet<String> {
    let parts = text.split("BEZGELOR_").skip(1);
    let name = |part: &str| -> String {
        let in_name = |c: &char| c.is_ascii_uppercase() || *c == '_';
        part.chars().take_while(in_name).collect()
    };
    parts
        .map(name)
        .map(|rest| format!("BEZGELOR_{rest}"))
        .collect()
}

fn ports() -> [u16; 3] {
    let network = Config::default().network;
    [network.sts_port, network.auth_port, network.world_port]
}

#[test]
fn the_unit_runs_commands_on_its_own_directory() {
    let data = format!("/var/lib/{}", only("StateDirectory"));
    assert_eq!(only("WorkingDirectory"), data);
    for (key, is_it) in [
        (
            "ExecStartPre",
            is_doctor as fn(&cli::Command, &Path) -> bool,
        ),
        ("ExecStart", is_serve),
    ] {
        let line = only(key);
        let mut words = line.split_whitespace();
        assert_eq!(words.next(), Some(INSTALLED), "{key}");
        assert!(
            is_it(&parsed(&words.collect::<Vec<_>>()), Path::new(&data)),
            "{line}"
        );
    }
    let restart = server::serve::RESTART.to_string();
    assert_eq!(only("RestartForceExitStatus"), restart);
}

fn is_doctor(command: &cli::Command, data: &Path) -> bool {
    matches!(command, cli::Command::Doctor(args) if args.place.data.folder == data)
}

fn is_serve(command: &cli::Command, data: &Path) -> bool {
    matches!(command, cli::Command::Serve(args) if args.place.data.folder == data)
}

#[test]
fn the_unit_gives_a_realm_what_it_needs() {
    let calls = only("SystemCallFilter");
    for call in ["io_uring_setup", "io_uring_enter", "io_uring_register"] {
        assert!(calls.contains(call), "{calls}");
    }
    assert_eq!(only("LimitMEMLOCK"), "infinity");
    let files: u32 = only("LimitNOFILE").parse().expect("a number");
    assert!(files > Config::default().realm.capacity, "a socket each");
    let families = only("RestrictAddressFamilies");
    for family in ["AF_INET", "AF_INET6", "AF_UNIX"] {
        assert!(families.split(' ').any(|word| word == family), "{families}");
    }
    assert_eq!(
        (only("Type"), only("NotifyAccess")),
        ("notify".into(), "main".into())
    );
}

/// What systemd itself says of the unit, where it is installed.
#[test]
fn systemd_takes_the_unit() -> anyhow::Result<()> {
    let work = std::env::temp_dir().join(format!("bezgelor-unit-{}", std::process::id()));
    std::fs::create_dir_all(&work)?;
    let file = work.join("bezgelor.service");
    let here = env!("CARGO_BIN_EXE_bezgelor");
    std::fs::write(&file, read("bezgelor.service").replace(INSTALLED, here))?;
    let verified = Command::new("systemd-analyze")
        .args(["verify", "--man=no", "--recursive-errors=no"])
        .arg(&file)
        .output();
    std::fs::remove_dir_all(&work)?;
    let Ok(verified) = verified else {
        eprintln!("skipped: no systemd-analyze here");
        return Ok(());
    };
    let said = String::from_utf8_lossy(&verified.stderr);
    assert!(
        verified.status.success() && said.trim().is_empty(),
        "{said}"
    );
    Ok(())
}

#[test]
fn the_container_has_the_programs_ports_and_keys() {
    let file = read("Containerfile");
    let exposed: Vec<u16> = file
        .lines()
        .filter_map(|line| line.strip_prefix("EXPOSE "))
        .flat_map(|ports| ports.split(' ').filter_map(|port| port.parse().ok()))
        .collect();
    assert_eq!(exposed, ports());
    assert!(file.contains("ENTRYPOINT [\"bezgelor\"]\nCMD [\"serve\"]\n"));
    let compose = read("compose.yaml");
    let published: Vec<String> = ports().iter().map(|p| format!("\"{p}:{p}\"")).collect();
    assert!(
        compose.contains(&format!("ports: [{}]", published.join(", "))),
        "{compose}"
    );
    let keys = Keys::new();
    let of_the_program = ["BEZGELOR_DATA", "BEZGELOR_DATABASE"];
    for variable in variables(&file).iter().chain(&variables(&compose)) {
        let Some(name) = variable.strip_prefix("BEZGELOR__") else {
            assert!(of_the_program.contains(&variable.as_str()), "{variable}");
            continue;
        };
        let key = name.to_lowercase().replace("__", ".");
        assert!(keys.names().contains(&key), "{variable}");
    }
}

/// What Compose itself says of the file, where it is installed; it asks no daemon for that.
#[test]
fn compose_takes_the_file() {
    let with = |program: &[&str]| {
        let mut command = Command::new(program[0]);
        command.args(&program[1..]);
        command
    };
    let known = [&["docker-compose"][..], &["docker", "compose"]];
    let Some(program) = known.into_iter().find(|program| {
        let asked = with(program).arg("version").output();
        asked.is_ok_and(|asked| asked.status.success())
    }) else {
        eprintln!("skipped: no Compose here");
        return;
    };
    for profile in [&[][..], &["--profile", "postgres"]] {
        let mut command = with(program);
        command.current_dir(folder()).args(["-f", "compose.yaml"]);
        let told = command.args(profile).arg("config").output();
        let told = told.expect("it has just been run");
        let errors = String::from_utf8_lossy(&told.stderr);
        assert!(told.status.success(), "{errors}");
        let said = String::from_utf8_lossy(&told.stdout);
        for part in [
            "dockerfile: tools/packaging/Containerfile",
            "seccomp.json",
            "--running",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
}

/// The image is built with the compiler that the rest is built with.
#[test]
fn the_container_has_the_compiler_of_the_repository() {
    let path = folder().join("../../rust-toolchain.toml");
    let pinned = std::fs::read_to_string(&path).expect("it is there");
    let pinned = pinned
        .lines()
        .find_map(|line| line.strip_prefix("channel = "));
    let version = pinned.expect("a channel").trim_matches('"');
    let file = read("Containerfile");
    let base = file
        .lines()
        .find_map(|line| line.strip_prefix("FROM docker.io/library/rust:"));
    let tag = base.and_then(|base| base.split('-').next()).expect("a tag");
    assert!(
        version == tag || version.starts_with(&format!("{tag}.")),
        "{version} and {tag}"
    );
}

#[test]
fn the_container_is_healthy_while_a_realm_runs() {
    let compose = read("compose.yaml");
    let asks = compose
        .lines()
        .find_map(|line| line.trim().strip_prefix("test: [CMD, bezgelor, "));
    let words = asks
        .and_then(|rest| rest.strip_suffix(']'))
        .expect("a health check");
    let command = parsed(&words.split(", ").collect::<Vec<_>>());
    assert!(matches!(command, cli::Command::Doctor(args) if args.running));
    assert!(compose.contains("- seccomp=seccomp.json") && folder().join("seccomp.json").is_file());
    // What the head of a file tells to type.
    for file in ["compose.yaml", "bezgelor.service"] {
        let text = read(file);
        let lines = text.lines().filter(|line| line.contains("account create"));
        for line in lines {
            let (_, typed) = line.split_once("account create").expect("it is there");
            let words = typed.trim_end_matches('`').split_whitespace();
            let line: Vec<&str> = ["account", "create"].into_iter().chain(words).collect();
            parsed(&line);
        }
    }
}

#[test]
fn the_seccomp_profile_lets_a_realm_make_its_calls() -> anyhow::Result<()> {
    let profile: Value = serde_json::from_str(&read("seccomp.json"))?;
    assert_eq!(profile["defaultAction"], "SCMP_ACT_ERRNO");
    let mut allowed = BTreeSet::new();
    for group in profile["syscalls"].as_array().into_iter().flatten() {
        if group["action"] == "SCMP_ACT_ALLOW" {
            let names = group["names"].as_array().into_iter().flatten();
            allowed.extend(names.filter_map(Value::as_str).map(str::to_owned));
        }
    }
    let of_a_shell = CALLS_OF_A_SHELL.split_whitespace();
    for call in CALLS.split_whitespace().chain(of_a_shell) {
        assert!(allowed.contains(call), "{call}");
    }
    for call in [
        "ptrace",
        "mount",
        "bpf",
        "init_module",
        "unshare",
        "setns",
        "keyctl",
    ] {
        assert!(!allowed.contains(call), "{call}");
    }
    Ok(())
}

#[test]
fn completions_are_scripts_of_their_shells() -> anyhow::Result<()> {
    let work = std::env::temp_dir().join(format!("bezgelor-shells-{}", std::process::id()));
    std::fs::create_dir_all(&work)?;
    for shell in ["bash", "zsh", "fish"] {
        let told = Command::new(env!("CARGO_BIN_EXE_bezgelor"))
            .args(["completions", shell])
            .output()?;
        let script = work.join(shell);
        std::fs::write(&script, &told.stdout)?;
        match Command::new(shell).arg("-n").arg(&script).output() {
            Err(_) => eprintln!("skipped: no {shell} here"),
            Ok(read) => {
                let said = String::from_utf8_lossy(&read.stderr);
                assert!(read.status.success() && said.is_empty(), "{shell}: {said}");
            }
        }
    }
    std::fs::remove_dir_all(&work)?;
    Ok(())
}
