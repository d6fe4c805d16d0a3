//! What is wrong with the data of the worlds and with the scripts.

use super::*;

#[test]
fn what_the_data_lacks_is_told_with_its_kinds() {
    let total = [("patrol-mode", 2), ("spawn-kind", 31)];
    let mut found = DataReport {
        version: "1".into(),
        at_ms: 1_795_000_000_000,
        total: total.map(|(kind, count)| (kind.into(), count)).into(),
        worlds_lacking: 3,
        worlds: Vec::new(),
    };
    let on = |data| Fake {
        data,
        ..Fake::default()
    };
    let machine = on(Ok(Some(found.clone())));
    assert_finding("127.0.0.1", &machine, "E-DATA-GAPS", Severity::Warning);
    let told = finding("127.0.0.1", &machine);
    assert!(told.what.contains("3 worlds") && told.what.contains("spawn-kind 31, patrol-mode 2"));
    assert!(told.remedy.contains("data-problems.json"), "{told:?}");
    let machine = on(Err(ErrorKind::InvalidData));
    assert_finding("127.0.0.1", &machine, "E-DATA-GAPS", Severity::Warning);
    // A fresh realm has no maps, and nobody is told to look for them.
    found.total = [("world-ground".into(), 5)].into();
    let report = report_on("127.0.0.1", &on(Ok(Some(found.clone()))));
    assert!(report.findings.is_empty(), "{report:?}");
    found.total.clear();
    let report = report_on("127.0.0.1", &on(Ok(Some(found))));
    assert!(report.findings.is_empty(), "{report:?}");
    assert!(report.text().contains("lacks nothing"), "{report:?}");
}

#[test]
fn scripts_that_a_realm_would_do_without_are_told() {
    let on = |scripts| Fake {
        scripts,
        ..Fake::default()
    };
    let gone = on(Err("data/scripts: permission denied".into()));
    assert_finding("127.0.0.1", &gone, "E-SCRIPTS", Severity::Warning);
    let broken = |count: usize| {
        let faults = (0..count).map(|number| format!("s{number}.luau:3: an end is missing"));
        on(Ok((2, faults.collect())))
    };
    assert_finding("127.0.0.1", &broken(1), "E-SCRIPT-LOAD", Severity::Warning);
    let told = finding("127.0.0.1", &broken(7)).what;
    assert!(told.contains("of 9 scripts from the starter set 7 do not load: s0.luau:3: "));
    assert!(
        told.ends_with("s3.luau:3: an end is missing; and 3 more"),
        "{told}"
    );
    // Who wants none is told of none.
    let mut settings = settings("127.0.0.1");
    settings.config.scripts.enabled = false;
    let report = run(&settings, Path::new("data"), &Archives::Starter, &gone);
    assert_eq!(report.findings, []);
    assert!(report.text().contains("scripts: none, switched off"));
}

#[test]
fn this_machine_tries_the_scripts_that_lie_there() -> io::Result<()> {
    let folder = std::env::temp_dir().join(format!("bezgelor-tried-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("good.luau"), "log('good')")?;
    std::fs::write(folder.join("bad.luau"), "log('bad')\nlocal x = = 3\n")?;
    let origin = Origin::Folder(folder.clone());
    let tried = ThisMachine.try_scripts(&origin);
    std::fs::remove_dir_all(folder)?;
    let (loaded, faults) = tried.map_err(io::Error::other)?;
    assert_eq!((loaded, faults.len()), (1, 1), "{faults:?}");
    assert!(faults[0].starts_with("bad.luau:2: "), "{faults:?}");
    assert!(ThisMachine.try_scripts(&origin).is_err(), "it is gone");
    let starter = ThisMachine.try_scripts(&Origin::Starter);
    assert!(starter.is_ok_and(|(loaded, faults)| loaded > 0 && faults.is_empty()));
    Ok(())
}
