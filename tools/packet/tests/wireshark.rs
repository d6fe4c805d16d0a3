//! The dissector inside the program it is written for, where that is installed.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The world hello inside 0x03DC under the build key (`sts.md` section 6).
const WORLD_HELLO: &str = "3b000000dc03350000001a57c0cbff79ba9c87080349bf63806df50021ea5e4a29\
18faa344ca85401d094f69e88d7762748aee15966790e91be068";
/// 0x0036 under the key of a session of sixteen zeros.
const LEVEL_50: &str = "10000000dc030a0000005081ce6b3fcf";
/// 0x058F in the clear, which brings that key: account 0, sixteen zeros, nothing, an empty string.
const REALM_HELLO: &str = "2b0000008f05";
const REALM_HELLO_BYTES: usize = 43;

fn bytes(hex: &str) -> Vec<u8> {
    protocol::capture::parse_hex(hex).expect("hex")
}

/// A recording in the format of libpcap: a packet of Ethernet, IPv4 and TCP per frame, from the
/// server (`true`) or to it.
fn pcap(frames: &[(bool, Vec<u8>)]) -> Vec<u8> {
    let mut file = Vec::new();
    for word in [0xA1B2_C3D4_u32, 0x0004_0002, 0, 0, 0xFFFF, 1] {
        file.extend(word.to_le_bytes());
    }
    let mut sequence = [1_u32, 1];
    for (second, (from_server, frame)) in (0_u32..).zip(frames) {
        let side = usize::from(*from_server);
        let (client, server) = (50_000_u16.to_be_bytes(), 24_000_u16.to_be_bytes());
        let (from, to) = if *from_server {
            (server, client)
        } else {
            (client, server)
        };
        let mut packet = vec![0; 12];
        packet.extend([8, 0]);
        packet.extend([0x45, 0]);
        packet.extend((40 + frame.len() as u16).to_be_bytes());
        packet.extend([0, 1, 0, 0, 64, 6, 0, 0]);
        packet.extend([10, 0, 0, 1 + side as u8, 10, 0, 0, 2 - side as u8]);
        packet.extend(from);
        packet.extend(to);
        packet.extend(sequence[side].to_be_bytes());
        packet.extend(sequence[1 - side].to_be_bytes());
        packet.extend([0x50, 0x18, 0xFF, 0xFF, 0, 0, 0, 0]);
        packet.extend(frame);
        sequence[side] += frame.len() as u32;
        for word in [second, 0, packet.len() as u32, packet.len() as u32] {
            file.extend(word.to_le_bytes());
        }
        file.extend(packet);
    }
    file
}

/// What tshark prints of the recording in `folder`; None where there is no tshark.
fn dissected(folder: &Path) -> Option<String> {
    let script = format!("lua_script:{}", folder.join("wildstar.lua").display());
    let output = Command::new("tshark")
        .args(["-X", &script, "-V", "-r"])
        .arg(folder.join("frames.pcap"))
        .output()
        .ok()?;
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("packet-wireshark-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the temporary folder is writable");
    folder
}

#[test]
fn wireshark_opens_containers_with_both_keys() {
    let mut hello = bytes(REALM_HELLO);
    hello.resize(REALM_HELLO_BYTES, 0);
    let frames = [
        (true, bytes(WORLD_HELLO)),
        (false, hello),
        (true, bytes(LEVEL_50)),
    ];
    let lua = Command::new(env!("CARGO_BIN_EXE_packet"))
        .arg("dissector")
        .output()
        .expect("the tool runs");
    let folder = folder();
    std::fs::write(folder.join("wildstar.lua"), lua.stdout).expect("written");
    std::fs::write(folder.join("frames.pcap"), pcap(&frames)).expect("written");
    let text = dissected(&folder);
    // A folder left behind in the temporary one does no harm.
    let _ = std::fs::remove_dir_all(&folder);
    let Some(text) = text else {
        eprintln!("skipped: tshark absent");
        return;
    };
    for line in [
        "ServerHello",
        "auth_version: 16042",
        "ClientHelloRealm",
        "level: 50",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(!text.contains("malformed"), "{text}");
}
