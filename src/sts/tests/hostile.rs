//! Bytes of strangers on the STS port: nearly valid ones by the thousand from fixed seeds, and the
//! corpus of the fuzzer.

#[path = "../../../tools/fuzz/login.rs"]
mod login;

/// Cases per property in every test run.
const CASES: u64 = 20_000;

/// SplitMix64: the seed in a failure's message gives the case again.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound.max(1) as u64) as usize
    }
}

/// Pieces of XML that a request may be made of, whole and broken.
const PIECES: [&str; 24] = [
    "<Request>",
    "</Request>",
    "<LoginName>",
    "</LoginName>",
    "<KeyData>",
    "</KeyData>",
    "<LoginName/>",
    "<Other a=\"b\">",
    "</Other>",
    "<?xml version=\"1.0\"?>",
    "<!DOCTYPE r>",
    "<!-- c -->",
    "<![CDATA[<x>]]>",
    "&amp;",
    "&#60;",
    "&#xD800;",
    "&#0;",
    "&x;",
    "a@b",
    "\r\n",
    "\u{0}",
    "é",
    "<",
    ">",
];

/// A body like an honest one, or of pieces in any order, damaged a little.
fn body(random: &mut Random) -> Vec<u8> {
    let mut text = String::new();
    if random.below(2) == 0 {
        let field = ["LoginName", "KeyData"][random.below(2)];
        let inside = PIECES[random.below(PIECES.len())];
        text = format!("<Request><{field}>a{inside}b</{field}></Request>");
    } else {
        for _ in 0..random.below(12) {
            text.push_str(PIECES[random.below(PIECES.len())]);
        }
    }
    let mut bytes = text.into_bytes();
    damage(&mut bytes, random);
    bytes
}

fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..random.below(3) {
        if bytes.is_empty() {
            return;
        }
        let at = random.below(bytes.len());
        match random.below(4) {
            0 => bytes[at] = random.below(256) as u8,
            1 => drop(bytes.remove(at)),
            2 => bytes.truncate(at),
            _ => bytes.insert(at, random.below(256) as u8),
        }
    }
}

/// A stream of one to three requests, behind the byte that says how it is cut.
fn stream(random: &mut Random) -> Vec<u8> {
    let mut bytes = vec![random.below(64) as u8];
    for _ in 0..=random.below(3) {
        let body = body(random);
        let length = match random.below(8) {
            0 => u32::MAX as usize,
            1 => 1900 + random.below(300),
            2 => body.len() + random.below(3),
            _ => body.len(),
        };
        let sequence = if random.below(2) == 0 { "s:7\r\n" } else { "" };
        let head = format!("POST /Auth/LoginStart STS/1.0\r\nl:{length}\r\n{sequence}\r\n");
        bytes.extend(head.into_bytes());
        bytes.extend(body);
    }
    if random.below(2) == 0 {
        damage(&mut bytes, random);
    }
    bytes
}

#[test]
fn nearly_valid_streams_and_bodies_hold_their_properties() {
    for seed in 0..CASES {
        let mut random = Random(seed);
        login::sts(&stream(&mut random));
        login::xml(&body(&mut random));
    }
}

#[test]
fn some_cases_are_valid() {
    let found = |seed| sts::request_field(&body(&mut Random(seed)), "LoginName").is_some();
    let valid = (0..CASES).filter(|&seed| found(seed)).count();
    assert!(valid > CASES as usize / 50, "{valid}");
}

#[test]
fn the_corpus_of_the_fuzzer_holds() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/fuzz/corpus");
    for (target, property) in [
        ("sts", login::sts as fn(&[u8])),
        ("xml", login::xml as fn(&[u8])),
    ] {
        let files = std::fs::read_dir(format!("{root}/{target}")).expect("a corpus per target");
        let mut count = 0;
        for file in files {
            let path = file.expect("readable").path();
            property(&std::fs::read(path).expect("readable"));
            count += 1;
        }
        assert!(count > 0, "{target} has a corpus");
    }
}
