//! A panic leaves one file that says where and why, and no more files than are useful.

use std::fs;

use bezgelor_core::limits;

fn panic_with(message: &str) {
    let message = message.to_owned();
    let ended = std::thread::Builder::new()
        .name("unlucky".into())
        .spawn(move || {
            panic!("{message}");
        });
    assert!(ended.is_ok_and(|thread| thread.join().is_err()));
}

#[test]
fn panics_leave_a_bounded_number_of_files() -> std::io::Result<()> {
    let folder = std::env::temp_dir().join(format!("bezgelor-crash-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    server::crash::install(&folder);

    panic_with("the bell tolled");
    let files: Vec<_> = fs::read_dir(&folder)?.collect::<Result<_, _>>()?;
    assert_eq!(files.len(), 1);
    let text = fs::read_to_string(files[0].path())?;
    let version = format!("bezgelor {}", server::VERSION);
    for part in [
        version.as_str(),
        "thread unlucky",
        "crash.rs:",
        "the bell tolled",
        "panic_with",
    ] {
        assert!(text.contains(part), "{part:?} in {text}");
    }

    for _ in 0..limits::CRASH_FILES_MAX + 5 {
        panic_with("again");
    }
    let count = fs::read_dir(&folder)?.count();
    // The hook of the harness must not write into a folder that is gone.
    let _own = std::panic::take_hook();
    fs::remove_dir_all(&folder)?;
    assert_eq!(count, limits::CRASH_FILES_MAX);
    Ok(())
}
