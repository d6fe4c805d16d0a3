//! Every message says what it is for, which way it goes, where its layout is from and how sure
//! that is; and what it says is what it does.

use protocol::registry::{self, Entry};
use protocol::{Sender, Standing};

/// What the documentation of a message says of each standing.
fn claim(standing: Standing) -> &'static str {
    match standing {
        Standing::Proven => "Layout: proven against the client's own codec",
        Standing::Short => "Layout: equal to a codec of the client, too short for certainty",
        Standing::Empty => "Layout: empty, as the client expects",
        Standing::Partial => {
            "Layout: proven against the client's codec except for conditional parts"
        }
        Standing::Container => "Layout: proven by captured traffic",
        Standing::Unproven => "Layout: from peers, unproven",
        Standing::Unregistered => {
            "The client registers no codec for it: it cannot occur with this build"
        }
    }
}

fn direction(sender: Sender) -> &'static str {
    match sender {
        Sender::Client => "Client to server",
        Sender::Server => "Server to client",
        Sender::Both => "Either way",
    }
}

/// What is missing in the documentation of a message.
fn missing(entry: &Entry) -> Option<String> {
    let mut paragraphs = entry.layout.doc.split("\n\n");
    let purpose = paragraphs.next().unwrap_or_default().trim();
    let rest = paragraphs.collect::<Vec<_>>().join(" ");
    let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    let opcode = format!("opcode 0x{:04X}", entry.opcode);
    if purpose.split_whitespace().count() < 2 || !purpose.ends_with('.') {
        return Some(format!("what it is for, not `{purpose}`"));
    }
    let claims = [direction(entry.sender), &opcode, claim(entry.standing)];
    let absent = claims.into_iter().find(|claim| !rest.contains(claim))?;
    Some(format!("`{absent}` in `{rest}`"))
}

#[test]
fn every_message_documents_purpose_direction_source_and_standing() {
    let entries = registry::entries().iter();
    let lacking: Vec<_> = entries
        .filter_map(|entry| missing(entry).map(|what| format!("{}: {what}", entry.name)))
        .collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
}
