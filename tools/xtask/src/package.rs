//! `cargo xtask package`: one archive to install from, with the programs, the systemd unit, manual
//! pages, completions and the operator's guide.
//!
//! Unpacked into `/usr/local` everything lies where its reader looks for it. Equal programs give an
//! equal archive: names are in order, and all times are that of the commit.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail, ensure};

use crate::process;

/// Programs in the archive.
const PROGRAMS: &[&str] = &["bezgelor", "tblconv"];
/// What an operator reads, under its path in the repository, so that links between them lead on.
const DOCUMENTS: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "LICENSE",
    "bezgelor.example.toml",
    "src/README.md",
];
/// The starter realm's scripts, to begin one's own from; the program holds them too.
const SCRIPTS: &str = "scripts";
/// The folder of units, dashboards and container files.
const PACKAGING: &str = "tools/packaging";
const DOC_FOLDER: &str = "share/doc/bezgelor";
/// Shells, and where each looks for the completions of a program.
const COMPLETIONS: &[(&str, &str)] = &[
    ("bash", "share/bash-completion/completions/bezgelor"),
    ("zsh", "share/zsh/site-functions/_bezgelor"),
    ("fish", "share/fish/vendor_completions.d/bezgelor.fish"),
];

/// Builds the programs and packs them; true when the archive is there.
///
/// # Errors
/// When a program cannot be run or a file not be written.
pub fn run(root: &Path, target: Option<&str>) -> anyhow::Result<bool> {
    let here = host(root)?;
    let triple = target.map_or_else(|| here.clone(), str::to_owned);
    let is_foreign = triple != here;
    let mut arguments = vec!["build", "--release", "--locked"];
    arguments.extend(["-p", "server", "-p", "tblconv"]);
    arguments.extend(target.iter().flat_map(|triple| ["--target", *triple]));
    let mut cargo = process::cargo_command(root);
    cargo.args(arguments);
    if is_foreign {
        Linker::of(&triple).tell(&mut cargo);
    }
    if !process::run(&mut cargo)?.good {
        return Ok(false);
    }
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    let folder = root.join(folder);
    let built = folder.join(target.unwrap_or_default()).join("release");
    let mut speaker = built.join("bezgelor");
    if is_foreign {
        // What was built for another machine cannot tell its pages here.
        if !process::cargo(root, &["build", "--locked", "-p", "server"])?.good {
            return Ok(false);
        }
        speaker = folder.join("debug/bezgelor");
    }
    let name = format!("bezgelor-{}-{triple}", version(root)?);
    let archive = pack(root, &built, &speaker, &folder.join("package").join(name))?;
    println!("{}", archive.display());
    println!(
        "install: tar -C /usr/local --strip-components=1 -xf {}",
        archive.display()
    );
    Ok(true)
}

/// Lays the tree out at `tree` and packs it beside it.
///
/// `programs` holds the programs for the archive, `speaker` is a `bezgelor` that runs here.
///
/// # Errors
/// When a program or a file is missing, or something cannot be written.
pub fn pack(root: &Path, programs: &Path, speaker: &Path, tree: &Path) -> anyhow::Result<PathBuf> {
    if tree.exists() {
        fs::remove_dir_all(tree).with_context(|| tree.display().to_string())?;
    }
    for program in PROGRAMS {
        copy(
            &programs.join(program),
            &tree.join("bin").join(program),
            0o755,
        )?;
    }
    let docs = tree.join(DOC_FOLDER);
    for document in DOCUMENTS {
        copy(&root.join(document), &docs.join(document), 0o644)?;
    }
    copy_folder(&root.join(PACKAGING), &docs.join(PACKAGING))?;
    copy_folder(&root.join(SCRIPTS), &docs.join(SCRIPTS))?;
    let unit = root.join(PACKAGING).join("bezgelor.service");
    copy(
        &unit,
        &tree.join("lib/systemd/system/bezgelor.service"),
        0o644,
    )?;
    let pages = tree.join("share/man/man1");
    ask(Command::new(speaker).arg("man").arg(&pages))?;
    for (shell, place) in COMPLETIONS {
        let script = ask(Command::new(speaker).args(["completions", shell]))?;
        write(&tree.join(place), &script)?;
    }
    archive(root, tree)
}

fn archive(root: &Path, tree: &Path) -> anyhow::Result<PathBuf> {
    let (Some(name), Some(beside)) = (tree.file_name(), tree.parent()) else {
        bail!("{} has no name", tree.display());
    };
    let mut file = tree.as_os_str().to_owned();
    file.push(".tar.gz");
    let committed = ask(Command::new("git")
        .args(["log", "-1", "--format=%ct"])
        .current_dir(root));
    // A tree without its history is packed as well.
    let committed = committed.unwrap_or_else(|_| b"0".to_vec());
    let seconds = String::from_utf8_lossy(&committed).trim().to_owned();
    let mut tar = Command::new("tar");
    tar.args([
        "--create",
        "--sort=name",
        "--numeric-owner",
        "--owner=0",
        "--group=0",
    ]);
    tar.arg(format!("--mtime=@{seconds}"));
    // gzip would write the time of packing.
    tar.args(["--use-compress-program", "gzip -n", "--file"]);
    tar.arg(&file).arg("--directory").arg(beside).arg(name);
    ask(&mut tar)?;
    Ok(file.into())
}

/// What links programs for another machine.
#[derive(Debug, PartialEq, Eq)]
pub struct Linker {
    /// By which variable Cargo is told of it.
    pub variable: String,
    /// As distributions call it: `aarch64-linux-gnu-gcc`.
    pub program: String,
}

impl Linker {
    /// The usual one of a target such as `aarch64-unknown-linux-gnu`.
    #[must_use]
    pub fn of(triple: &str) -> Self {
        // The vendor is not in the name of the program.
        let parts = triple.split('-').enumerate();
        let parts: Vec<&str> = parts
            .filter(|(at, _)| *at != 1)
            .map(|(_, part)| part)
            .collect();
        let key = triple.to_uppercase().replace('-', "_");
        Self {
            variable: format!("CARGO_TARGET_{key}_LINKER"),
            program: format!("{}-gcc", parts.join("-")),
        }
    }

    /// Tells `cargo` of it, unless somebody has named another one.
    fn tell(&self, cargo: &mut Command) {
        let Self { variable, program } = self;
        if std::env::var_os(variable).is_some() {
            return;
        }
        match process::find_program(program) {
            Some(place) => {
                cargo.env(variable, place);
            }
            None => eprintln!("note: there is no {program} here; {variable} names another linker"),
        }
    }
}

/// Runs a program to its end; its standard output.
fn ask(command: &mut Command) -> anyhow::Result<Vec<u8>> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("start {name}"))?;
    let errors = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{name}: {}", errors.trim());
    Ok(output.stdout)
}

/// The triple of this machine's compiler.
fn host(root: &Path) -> anyhow::Result<String> {
    let told = ask(Command::new("rustc").arg("-vV").current_dir(root))?;
    let told = String::from_utf8_lossy(&told);
    let line = told.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned).context("rustc names no host")
}

/// The version of the workspace.
fn version(root: &Path) -> anyhow::Result<String> {
    let manifest = fs::read_to_string(root.join("Cargo.toml")).context("Cargo.toml")?;
    let mut lines = manifest.lines();
    let line = lines.find_map(|line| line.strip_prefix("version = \""));
    let version = line.and_then(|rest| rest.strip_suffix('"'));
    version
        .map(str::to_owned)
        .context("Cargo.toml names no version")
}

fn write(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    let shown = || path.display().to_string();
    let folder = path.parent().with_context(shown)?;
    fs::create_dir_all(folder).with_context(shown)?;
    fs::write(path, content).with_context(shown)
}

fn copy(from: &Path, to: &Path, mode: u32) -> anyhow::Result<()> {
    let content = fs::read(from).with_context(|| from.display().to_string())?;
    write(to, &content)?;
    fs::set_permissions(to, fs::Permissions::from_mode(mode))?;
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            copy(&entry.path(), &target, 0o644)?;
        }
    }
    Ok(())
}
