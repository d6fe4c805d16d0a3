//! The tool as a user runs it, on bytes small enough to check by hand.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn packet(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_packet"))
        .args(arguments)
        .output()
        .expect("the tool runs")
}

/// The same with something on standard input.
fn packet_fed(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_packet"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tool runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(input).expect("the tool reads");
    drop(stdin);
    child.wait_with_output().expect("the tool ends")
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

/// A file of this test process alone, removed when dropped.
struct File(PathBuf);

impl File {
    fn new(name: &str, content: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("packet-{}-{name}", std::process::id()));
        std::fs::write(&path, content).expect("the temporary folder is writable");
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("UTF-8")
    }
}

impl Drop for File {
    fn drop(&mut self) {
        // A file left in the temporary folder does no harm.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// The world hello inside 0x03DC, from a capture of the real server (`sts.md` section 6).
const WORLD_HELLO: &str = "3b000000dc03350000001a57c0cbff79ba9c87080349bf63806df50021ea5e4a29\
18faa344ca85401d094f69e88d7762748aee15966790e91be068";

#[test]
fn decode_opens_an_enciphered_frame() {
    let output = packet(&["decode", WORLD_HELLO]);
    let text = text(&output);
    assert!(output.status.success());
    assert!(
        text.starts_with("frame of 59 bytes: 0x03dc > 0x0003 ServerHello"),
        "{text}"
    );
    for line in [
        "auth_version: 16042",
        "realm_group_id: 21",
        "connection_type: 11",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
}

#[test]
fn decode_needs_the_right_key() {
    let output = packet(&["decode", "--key", "9a868de642ef9906", WORLD_HELLO]);
    assert!(!text(&output).contains("ServerHello"));
    let zeros = "00000000000000000000000000000000";
    for key in ["0x9a868de642ef9906", zeros] {
        let output = packet(&["decode", "--key", key, LEVEL_50]);
        assert!(text(&output).contains("level: 50"), "{key}");
    }
}

/// 0x0036 enciphered with the session key of sixteen zeros.
const LEVEL_50: &str = "10000000dc030a0000005081ce6b3fcf";

#[test]
fn decode_takes_the_key_that_fits_frame_by_frame() {
    let zeros = "00000000000000000000000000000000";
    let stream = format!("{WORLD_HELLO}\n{LEVEL_50}");
    let output = packet_fed(
        &["decode", "--key", "build", "--key", zeros],
        stream.as_bytes(),
    );
    let text = text(&output);
    assert!(output.status.success());
    assert!(
        text.contains("auth_version: 16042") && text.contains("level: 50"),
        "{text}"
    );
}

#[test]
fn what_decode_writes_as_json_verifies() {
    let zeros = "00000000000000000000000000000000";
    let stream = format!("{WORLD_HELLO}{LEVEL_50}");
    let arguments = [
        "decode", "--json", "--key", zeros, "--key", "build", &stream,
    ];
    let output = packet(&arguments);
    let lines = text(&output);
    let last: serde_json::Value =
        serde_json::from_str(lines.lines().last().expect("two lines")).expect("JSON");
    assert_eq!(last["layers"], serde_json::json!(["0x03DC"]));
    assert_eq!(last["name"], "ServerMaxCharacterLevelAchieved");
    assert_eq!(last["value"]["level"], 50);
    let verified = packet_fed(&["verify", "-"], lines.as_bytes());
    assert_eq!(text(&verified), "2 passed, 0 failed\n");
}

#[test]
fn decode_says_what_is_wrong_and_reads_on() {
    let no_length = "0b00000044020500000000";
    let stream = format!("{no_length}0a000000360032000000");
    let output = packet(&["decode", &stream]);
    let lines = text(&output);
    assert!(lines.contains("container length 5 cannot be"), "{lines}");
    assert!(lines.contains("level: 50"), "{lines}");
    assert_eq!(output.status.code(), Some(1));

    let unfinished = packet(&["decode", "0a0000003600320000000f000000"]);
    let lines = text(&unfinished);
    assert!(
        lines.contains("level: 50") && lines.contains("4 bytes of an unfinished frame"),
        "{lines}"
    );
    assert_eq!(unfinished.status.code(), Some(1));

    let cut = packet(&["decode", "--body", "0x0036", "3200"]);
    assert!(text(&cut).contains("malformed at bit 0"), "{}", text(&cut));
    assert_eq!(cut.status.code(), Some(1));

    let recording = "# bezgelor capture 1\nnonsense\n5 S 360032000000\n";
    let recording = File::new("damaged", recording.as_bytes());
    let output = packet(&["decode", recording.path()]);
    let lines = text(&output);
    assert!(
        lines.contains("line 2") && lines.contains("level: 50"),
        "{lines}"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn decode_refuses_what_is_no_packet() {
    for (input, reason) in [
        ("00000000e007", "its size would be 0"),
        ("ffffffffe007", "its size would be 4294967295"),
        ("no such.file", "no such file"),
        ("xyz", "not hex"),
        ("", "not hex"),
    ] {
        let output = packet(&["decode", input]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains(reason), "{input}: {error}");
        assert_eq!(output.status.code(), Some(1));
    }
    assert!(
        !packet(&["decode", "--key", "12", "360032000000"])
            .status
            .success()
    );
}

#[test]
fn decode_reads_messages_bodies_files_and_recordings() {
    let message = text(&packet(&["decode", "360032000000"]));
    assert!(
        message.contains("ServerMaxCharacterLevelAchieved"),
        "{message}"
    );
    let body = text(&packet(&[
        "decode", "--json", "--body", "0x0036", "32000000",
    ]));
    assert!(body.contains("{\"level\":50}"), "{body}");
    let raw = File::new("raw", &[0x0A, 0, 0, 0, 0x36, 0, 0x32, 0, 0, 0]);
    let raw = text(&packet(&["decode", raw.path()]));
    assert!(
        raw.contains("frame of 10 bytes") && raw.contains("level: 50"),
        "{raw}"
    );
    let recording = "# bezgelor capture 1\n5 S 360032000000\n9 C dd070700000000000000\n";
    let recording = File::new("recording", recording.as_bytes());
    let lines = text(&packet(&["decode", recording.path()]));
    assert!(
        lines.contains("5 ms 0x0036") && lines.contains("level: 50"),
        "{lines}"
    );
    assert!(
        lines.contains("9 ms 0x07dd") && lines.contains("character_id: 7"),
        "{lines}"
    );
}

#[test]
fn verify_counts_what_holds_and_what_does_not() {
    let line = |rest: &str| format!("{{\"opcode\":\"0x0036\",\"dir\":\"S\",{rest}}}\n");
    let good = [
        line(r#""hex":"32000000","bits":32"#),
        line(r#""hex":"32000000","bits":32,"leaves":[50],"value":{"level":50}"#),
        line(r#""hex":"320000","expect":"error""#),
        line(r#""hex":"32000000","bits":32,"kind":"truncated","expect":"error""#),
        line(r#""hex":"32000000ff","canonical":"32000000","expect":"value""#),
        line(r#""hex":"32000000","bits":32"#).replace("\"0x0036\"", "54"),
    ]
    .concat();
    let file = File::new("good", good.as_bytes());
    let output = packet(&["verify", file.path()]);
    assert_eq!(text(&output), "6 passed, 0 failed\n");
    assert!(output.status.success());
    let bad = [
        line(r#""hex":"32000000","bits":31"#),
        line(r#""hex":"32000000","bits":32,"leaves":[51]"#),
        line(r#""hex":"32000000","bits":32,"value":{"rank":50}"#),
        line(r#""hex":"32000000","expect":"error""#),
        line(r#""hex":"32000000ff","bits":32"#),
        line(r#""hex":"32000000","bits":32"#).replace("\"S\"", "\"C\""),
        "not JSON\n".into(),
        line(r#""hex":"32000000","bits":32"#),
    ]
    .concat();
    let file = File::new("bad", bad.as_bytes());
    let output = packet(&["verify", file.path()]);
    let last = text(&output).lines().last().map(str::to_owned);
    assert_eq!(last.as_deref(), Some("1 passed, 7 failed"));
    assert!(!output.status.success());
}

/// A file that is no text, or begins with a byte order mark, gets its last line like any other.
#[test]
fn verify_counts_lines_that_are_no_text() {
    let line = r#"{"opcode":"0x0036","dir":"S","hex":"32000000","bits":32}"#;
    let mut bytes = format!("\u{feff}{line}\r\n").into_bytes();
    bytes.extend(b"\xFF\xFE\n");
    bytes.extend(line.as_bytes());
    let output = packet_fed(&["verify", "-"], &bytes);
    let last = text(&output).lines().last().map(str::to_owned);
    assert_eq!(last.as_deref(), Some("2 passed, 1 failed"));
    assert_eq!(output.status.code(), Some(1));
}

/// Half a dissector on a full disk must not look like a whole one.
#[test]
fn a_full_disk_is_no_success() {
    for command in ["schema", "docs", "dissector", "list"] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let status = Command::new(env!("CARGO_BIN_EXE_packet"))
            .arg(command)
            .stdout(full.expect("Linux has it"))
            .stderr(Stdio::null())
            .status()
            .expect("the tool runs");
        assert_eq!(status.code(), Some(1), "{command}");
    }
}

#[test]
fn decode_takes_every_way_to_write_hex() {
    let expected = text(&packet(&["decode", "360032000000"]));
    assert!(expected.contains("level: 50"), "{expected}");
    for input in ["0X360032000000", "0x36 00 32 00 00 00", "36:00:32:00:00:00"] {
        assert_eq!(text(&packet(&["decode", input])), expected, "{input}");
    }
    let key = "0XD283F5B34A8DC685";
    let hello = text(&packet(&["decode", "--key", key, WORLD_HELLO]));
    assert!(hello.contains("ServerHello"), "{hello}");
}

/// 0x0061 says all it says by its opcode.
#[test]
fn decode_reads_a_body_of_no_bytes() {
    let output = packet(&["decode", "--json", "--body", "0x0061", ""]);
    assert!(text(&output).contains("ServerPlayerEnteredWorld"));
    assert!(output.status.success());
}

#[test]
fn verify_accepts_the_reference() {
    let root = std::env::var("BEZGELOR_REFERENCE").unwrap_or_else(|_| {
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/reference").into()
    });
    for name in ["messages.jsonl", "negative.jsonl"] {
        let path = format!("{root}/protocol/vectors/{name}");
        if !std::path::Path::new(&path).is_file() {
            eprintln!("skipped: reference data absent");
            return;
        }
        let output = packet(&["verify", &path]);
        assert!(output.status.success(), "{}", text(&output));
    }
}

#[test]
fn list_and_describe_know_every_message() {
    let all = text(&packet(&["list"]));
    assert_eq!(all.lines().count(), 918);
    let mail = text(&packet(&["list", "mail"]));
    assert!(
        mail.lines().count() < 20 && mail.contains("ClientMailSend"),
        "{mail}"
    );
    for name in [
        "0x0637",
        "0X637",
        "ClientEntityCommand",
        "cliententitycommand",
    ] {
        let described = text(&packet(&["describe", name]));
        assert!(
            described.contains("items: list[u32 count, at most 32]"),
            "{described}"
        );
        assert!(described.contains("case 2 SetPosition"), "{described}");
    }
    assert!(!packet(&["describe", "0xFFFF"]).status.success());
}

#[test]
fn schema_is_json_with_all_that_layouts_refer_to() {
    let schema: serde_json::Value =
        serde_json::from_str(&text(&packet(&["schema"]))).expect("JSON");
    let messages = schema["messages"].as_array().expect("messages");
    assert_eq!(messages.len(), 918);
    let hello = messages
        .iter()
        .find(|message| message["name"] == "ServerHello");
    let hello = hello.expect("0x0003 is there");
    assert_eq!(hello["opcode"], "0x0003");
    assert_eq!(hello["fields"][6]["type"]["bits"], 5);
    let mut unknown = Vec::new();
    references(&schema["messages"], &schema, &mut unknown);
    references(&schema["structs"], &schema, &mut unknown);
    references(&schema["unions"], &schema, &mut unknown);
    assert!(unknown.is_empty(), "{unknown:?}");
}

/// Collects every name a type refers to that the document does not define.
fn references(value: &serde_json::Value, schema: &serde_json::Value, unknown: &mut Vec<String>) {
    let (section, key) = match value["t"].as_str() {
        Some("struct") => ("structs", "ref"),
        Some("union") => ("unions", "ref"),
        Some("enum") => ("enums", "enum"),
        _ => ("", ""),
    };
    if let Some(name) = value[key].as_str()
        && schema[section].get(name).is_none()
    {
        unknown.push(name.to_owned());
    }
    match value {
        serde_json::Value::Array(inner) => {
            for value in inner {
                references(value, schema, unknown);
            }
        }
        serde_json::Value::Object(inner) => {
            for value in inner.values() {
                references(value, schema, unknown);
            }
        }
        _ => {}
    }
}

#[test]
fn dissector_and_page_hold_every_message() {
    let lua = text(&packet(&["dissector"]));
    let page = text(&packet(&["docs"]));
    for line in text(&packet(&["list"])).lines() {
        let name = line.split_whitespace().nth(2).expect("a name");
        assert!(lua.contains(&format!("structs.{name} = {{")), "{name}");
        assert!(page.contains(&format!("id={name}>")), "{name}");
    }
    let count = |c: char| lua.matches(c).count();
    assert_eq!(count('{'), count('}'));
    assert!(!lua.contains("-- TABLES"));
}
