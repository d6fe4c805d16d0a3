//! The archive to install from, with a program that only says what was asked of it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use xtask::{package, workspace_root};

/// Answers `man FOLDER` and `completions SHELL` as `bezgelor` does.
const SPEAKER: &str = "#!/bin/sh
case $1 in
man) mkdir -p \"$2\" && echo page > \"$2/bezgelor.1\" ;;
completions) echo \"for $2\" ;;
*) exit 1 ;;
esac
";

fn folder(name: &str) -> anyhow::Result<PathBuf> {
    let name = format!("bezgelor-package-{name}-{}", std::process::id());
    let path = std::env::temp_dir().join(name);
    fs::create_dir_all(&path)?;
    Ok(path)
}

fn program(path: &Path, script: &str) -> anyhow::Result<()> {
    fs::write(path, script)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))?;
    Ok(())
}

fn listed(archive: &Path) -> anyhow::Result<String> {
    let output = Command::new("tar").arg("-tvf").arg(archive).output()?;
    Ok(String::from_utf8(output.stdout)?)
}

#[test]
fn another_machine_has_a_linker_of_its_own() {
    let linker = package::Linker::of("aarch64-unknown-linux-gnu");
    assert_eq!(
        linker.variable,
        "CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER"
    );
    assert_eq!(linker.program, "aarch64-linux-gnu-gcc");
}

#[test]
fn an_archive_holds_what_an_operator_installs() -> anyhow::Result<()> {
    let work = folder("whole")?;
    for name in ["bezgelor", "tblconv"] {
        program(&work.join(name), SPEAKER)?;
    }
    let tree = work.join("out/bezgelor-1-x");
    let pack = || package::pack(&workspace_root(), &work, &work.join("bezgelor"), &tree);
    let archive = pack()?;
    assert_eq!(archive, work.join("out/bezgelor-1-x.tar.gz"));
    let list = listed(&archive)?;
    for name in [
        "bin/bezgelor",
        "bin/tblconv",
        "lib/systemd/system/bezgelor.service",
        "share/man/man1/bezgelor.1",
        "share/bash-completion/completions/bezgelor",
        "share/zsh/site-functions/_bezgelor",
        "share/fish/vendor_completions.d/bezgelor.fish",
        "share/doc/bezgelor/README.md",
        "share/doc/bezgelor/scripts/README.md",
        "share/doc/bezgelor/scripts/guide.luau",
        "share/doc/bezgelor/tools/packaging/OPERATING.md",
        "share/doc/bezgelor/tools/packaging/grafana/realm.json",
    ] {
        let line = list
            .lines()
            .find(|line| line.ends_with(&format!("bezgelor-1-x/{name}")));
        let line = line.unwrap_or_else(|| panic!("{name} is not in {list}"));
        let mode = if name.starts_with("bin/") {
            "-rwxr-xr-x 0/0"
        } else {
            "-rw-r--r-- 0/0"
        };
        assert!(line.starts_with(mode), "{line}");
    }
    let first = fs::read(&archive)?;
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(
        first == fs::read(pack()?)?,
        "equal programs, equal archives"
    );
    fs::remove_dir_all(&work)?;
    Ok(())
}

#[test]
fn what_is_missing_is_named() -> anyhow::Result<()> {
    let work = folder("part")?;
    program(&work.join("bezgelor"), SPEAKER)?;
    let packed = package::pack(
        &workspace_root(),
        &work,
        &work.join("bezgelor"),
        &work.join("x"),
    );
    let error = packed.map_or_else(|e| format!("{e:#}"), |path| path.display().to_string());
    assert!(error.contains("tblconv"), "{error}");
    fs::remove_dir_all(&work)?;
    Ok(())
}
