//! What strangers send: honest beginnings with lies about what follows.

use bezgelor_core::limits::{FRAME_BYTES_UNAUTHENTICATED_MAX, READ_CHUNK_BYTES};
use crypto::PacketCipher;
use protocol::container::{self, Container};
use protocol::frame::write_frame;

/// Bytes a stranger sends at most here: far more than may be held.
pub(crate) const SENT: usize = 64 * 1024;

/// Pieces in which bytes come: one by one, in odd pieces, and as much as is read at once.
pub(crate) const STEPS: [usize; 3] = [1, 61, READ_CHUNK_BYTES];

/// A frame of a message (u16 opcode and body) enciphered as a client does it.
pub(crate) fn enciphered(opcode: u16, body: &[u8]) -> Vec<u8> {
    let mut message = opcode.to_le_bytes().to_vec();
    message.extend_from_slice(body);
    let mut payload = Vec::new();
    let cipher = PacketCipher::from_build();
    container::wrap(Container::Client, &message, &cipher, &mut payload);
    let mut frame = Vec::new();
    write_frame(&payload, &mut frame);
    frame
}

/// `part` again and again.
fn endless(part: &[u8]) -> Vec<u8> {
    part.iter().copied().cycle().take(SENT).collect()
}

/// `head`, then `fill` for ever.
fn then(head: &[u8], fill: u8) -> Vec<u8> {
    let mut bytes = head.to_vec();
    bytes.resize(SENT, fill);
    bytes
}

/// Streams for the auth and world ports, by name. `hello` is the opcode that is welcome.
pub(crate) fn game(hello: u16) -> Vec<(String, Vec<u8>)> {
    let largest = FRAME_BYTES_UNAUTHENTICATED_MAX as u32;
    let mut streams = vec![
        ("size of 4 GiB".into(), then(&[0xFF; 4], 0)),
        (
            "size beyond the limit".into(),
            then(&(largest + 1).to_le_bytes(), 0),
        ),
        ("one unfinished frame".into(), {
            let mut bytes = then(&largest.to_le_bytes(), 0);
            bytes.truncate(FRAME_BYTES_UNAUTHENTICATED_MAX - 1);
            bytes
        }),
        ("frames of zeros".into(), endless(&[6, 0, 0, 0, 0, 0])),
    ];
    // Containers that claim more than they hold.
    for opcode in [0x0244_u16, 0x025C, 0x038C, 0x03DC, 0x0076] {
        let mut payload = opcode.to_le_bytes().to_vec();
        payload.extend([0xFF; 64]);
        let mut frame = Vec::new();
        write_frame(&payload, &mut frame);
        streams.push((format!("container {opcode:#06x} of 4 GiB"), endless(&frame)));
    }
    // Messages whose texts and lists claim the most there is, short and as long as may be.
    for opcode in [hello, 0x0000, 0x025B, 0x07E0, 0x7ABC] {
        for (what, fill) in [("zeros", 0), ("ones", 0xFF)] {
            for length in [1, 300, FRAME_BYTES_UNAUTHENTICATED_MAX - 32] {
                let frame = enciphered(opcode, &vec![fill; length]);
                let name = format!("{opcode:#06x} of {length} {what}");
                streams.push((name, endless(&frame)));
            }
        }
    }
    streams
}

/// Streams for the STS port, by name.
pub(crate) fn sts() -> Vec<(String, Vec<u8>)> {
    let request = |uri: &str, length: usize, body: &str| {
        format!("POST {uri} STS/1.0\r\nl:{length}\r\ns:1\r\n\r\n{body}")
    };
    let whole = |uri: &str, body: &str| request(uri, body.len(), body).into_bytes();
    let name = |name: &str| format!("<Request><LoginName>{name}</LoginName></Request>");
    let headers: String = (0..4000).map(|n| format!("h{n}:x\r\n")).collect();
    let blob = format!("<Request><KeyData>{}</KeyData></Request>", "/".repeat(1700));
    [
        ("a line without end", then(b"POST /", b'a')),
        (
            "headers without end",
            format!("POST /a STS/1.0\r\n{headers}").into_bytes(),
        ),
        (
            "a length of 4 GiB",
            then(request("/a", u32::MAX as usize, "").as_bytes(), b'a'),
        ),
        (
            "a body that stays away",
            request("/a", 1990, "").into_bytes(),
        ),
        (
            "elements without end",
            endless(&whole("/Auth/LoginStart", &"<a>".repeat(600))),
        ),
        ("attributes without end", {
            endless(&whole(
                "/Auth/LoginStart",
                &format!("<Request {}>", "a='b' ".repeat(300)),
            ))
        }),
        (
            "the longest name",
            endless(&whole("/Auth/LoginStart", &name(&"a".repeat(1900)))),
        ),
        (
            "honest beginnings",
            endless(&whole("/Auth/LoginStart", &name("a@b"))),
        ),
        (
            "a proof of lengths",
            endless(&whole("/Auth/KeyData", &blob)),
        ),
        ("pings", endless(&whole("/Sts/Ping", ""))),
    ]
    .into_iter()
    .map(|(name, bytes)| (name.to_owned(), bytes))
    .collect()
}
