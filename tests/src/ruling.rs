//! What players of a realm are told.

use anyhow::Context as _;
use protocol::enums::ChatChannelType;
use protocol::messages::ServerChat;
use protocol::{Message, decode_message};

use crate::{Member, within};

/// Each wait for a message must be over by then, in seconds.
const PATIENCE_S: u64 = 10;

/// The next message of a kind that is as wanted.
///
/// # Errors
/// When the connection ends, or none comes.
pub async fn hear<M: Message>(
    member: &mut Member,
    what: &'static str,
    wanted: impl Fn(&M) -> bool,
) -> anyhow::Result<M> {
    within(PATIENCE_S, what, async {
        loop {
            let (opcode, body) = member.client.next_message().await?;
            if opcode == M::OPCODE {
                let message: M = decode_message(&body)?;
                if wanted(&message) {
                    return Ok(message);
                }
            }
        }
    })
    .await
}

/// The next message of a kind, whatever it says.
///
/// # Errors
/// As [`hear`].
pub async fn hear_any<M: Message>(member: &mut Member, what: &'static str) -> anyhow::Result<M> {
    hear(member, what, |_| true).await
}

/// The next line of the server that begins so.
///
/// # Errors
/// As [`hear`].
pub async fn line(member: &mut Member, begins: &'static str) -> anyhow::Result<String> {
    let wanted = |chat: &ServerChat| {
        let system = ChatChannelType::System;
        chat.channel.chat_channel_id == system && chat.text.to_string_lossy().starts_with(begins)
    };
    let chat = hear(member, begins, wanted).await.context(begins)?;
    Ok(chat.text.to_string_lossy())
}

/// Waits until a creature of a kind is in sight, and gives its unit.
///
/// # Errors
/// As [`hear`].
pub async fn until_sees(member: &mut Member, creature_id: u32) -> anyhow::Result<u32> {
    within(PATIENCE_S, "a creature in sight", async {
        loop {
            let mut seen = member.client.view.creatures.iter();
            let found = seen.find(|(_, unit)| unit.creature_id == Some(creature_id));
            if let Some((&guid, _)) = found {
                return Ok(guid);
            }
            member.client.next_message().await?;
        }
    })
    .await
}

/// Waits until the client is sent away, and gives the reason it was told.
///
/// # Errors
/// When it is not.
pub async fn sent_away(member: &mut Member) -> anyhow::Result<String> {
    within(PATIENCE_S, "being sent away", async {
        loop {
            if let Err(error) = member.client.next_message().await {
                return Ok(format!("{error:#}"));
            }
        }
    })
    .await
}
