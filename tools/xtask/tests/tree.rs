//! The tree keeps its own rules: the tidy check as a test like any other.

#[test]
fn the_tree_is_tidy() -> anyhow::Result<()> {
    let findings = xtask::tidy::check_tree(&xtask::workspace_root())?;
    let lines: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "\n{}\n", lines.join("\n"));
    Ok(())
}
