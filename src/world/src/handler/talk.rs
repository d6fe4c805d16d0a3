//! Speech that is heard around the speaker, or in its zone (`flows.md` section 13).

use bezgelor_core::limits::CHAT_UNITS_MAX;
use game::chat::{LocalChannel, clean_line, command};
use protocol::WString;
use protocol::enums::{ChatChannelType, ChatResult};
use protocol::messages::{ClientChat, ClientCheat, ServerChat, ServerChatAccept, ServerChatResult};
use protocol::structs::{ChatFormat, Identity};
use protocol::unions::IChatFormat;

use crate::order::{ChatOrigin, typed};
use crate::outputs::Outputs;
use crate::player::entry::Permissions;
use crate::player::players::Seat;
use crate::script::{self, Happening};
use crate::zone::Zone;

/// Who hears a line.
enum Scope {
    /// Who is near.
    Around(LocalChannel),
    /// Who is in the same zone of the world: the largest around the speaker, as its map shows it.
    Zone,
}

/// 0x01C3: a line. Who hears it gets 0x01C8; the speaker gets 0x01C2 and shows its own text.
pub(crate) fn chat(zone: &mut Zone, out: &mut Outputs, seat: Seat, message: &ClientChat) {
    if message.message.len() > CHAT_UNITS_MAX {
        return refuse(zone, out, seat, message, ChatResult::InvalidMessageText);
    }
    let Ok(line) = clean_line(message.message.units()) else {
        return refuse(zone, out, seat, message, ChatResult::InvalidMessageText);
    };
    if let Some(command) = command(&line.text) {
        let origin = ChatOrigin {
            channel: message.channel.chat_channel_id.0,
            chat_id: message.channel.chat_id,
            message_id: message.chat_message_id,
        };
        return typed(zone, out, seat, command, origin);
    }
    let scope = match message.channel.chat_channel_id {
        ChatChannelType::Say => Scope::Around(LocalChannel::Say),
        ChatChannelType::Yell => Scope::Around(LocalChannel::Yell),
        ChatChannelType::Emote => Scope::Around(LocalChannel::Emote),
        ChatChannelType::Zone => Scope::Zone,
        _ => return refuse(zone, out, seat, message, ChatResult::DoesntExist),
    };
    let formats = if line.altered {
        Vec::new()
    } else {
        formats(&message.format, &line.text)
    };
    let heard = heard_line(zone, seat, message, &line.text, formats);
    let heard = out.encode(&heard);
    out.deliver_each(heard, |hearers| {
        let mut add = |other: Seat| {
            if other != seat {
                hearers.push(zone.players.connection[other as usize]);
            }
        };
        match scope {
            Scope::Around(channel) => {
                let (at, range) = (zone.placement(seat).position, channel.range());
                zone.vision.watchers.for_each_within(at, range, add);
            }
            Scope::Zone => {
                let whole = |other| zone.players.at(other).whereabouts.whole;
                let own = whole(seat);
                let others = zone.players.taken();
                others
                    .filter(|&other| whole(other) == own)
                    .for_each(&mut add);
            }
        }
    });
    if let Scope::Around(_) = scope {
        script::tell(zone, out, script::Kind::Said, || Happening::Said {
            player: zone.unit_id(seat),
            text: line.text.as_str().into(),
        });
    }
    accept(zone, out, seat, message);
}

/// 0x03E0: a command as the client itself marks them, `/c` taken off or not.
pub(crate) fn cheat(zone: &mut Zone, out: &mut Outputs, seat: Seat, message: &ClientCheat) {
    let origin = ChatOrigin {
        channel: ChatChannelType::System.0,
        ..ChatOrigin::default()
    };
    match clean_line(message.message.units()) {
        Ok(line) => typed(
            zone,
            out,
            seat,
            command(&line.text).unwrap_or(&line.text),
            origin,
        ),
        Err(_) => zone.counters.senseless += 1,
    }
}

fn heard_line(
    zone: &Zone,
    seat: Seat,
    message: &ClientChat,
    text: &str,
    formats: Vec<ChatFormat>,
) -> ServerChat {
    let entry = &zone.players.at(seat).entry;
    ServerChat {
        channel: message.channel.clone(),
        gm: entry.permissions.contains(Permissions::STAFF),
        from: Identity {
            realm_id: zone.config.realm_id.0,
            id: entry.sheet.character.id.0,
        },
        from_name: WString::from(&entry.sheet.character.name),
        from_realm: WString::from(&zone.config.realm_name),
        text: WString::from(text),
        formats,
        chat_message_id: message.chat_message_id,
        unit_id: zone.unit_id(seat).0,
        premium_tier: entry.account.premium_tier,
        ..ServerChat::default()
    }
}

fn accept(zone: &Zone, out: &mut Outputs, seat: Seat, message: &ClientChat) {
    let entry = &zone.players.at(seat).entry;
    let accept = ServerChatAccept {
        chat_message_id: message.chat_message_id,
        gm: entry.permissions.contains(Permissions::STAFF),
        formats: Vec::new(),
        sender_name: WString::from(&entry.sheet.character.name),
        realm_name: WString::from(&zone.config.realm_name),
        unit_id: zone.unit_id(seat).0,
        premium_tier: entry.account.premium_tier,
    };
    zone.send(out, seat, &accept);
}

fn refuse(zone: &Zone, out: &mut Outputs, seat: Seat, message: &ClientChat, why: ChatResult) {
    let refusal = ServerChatResult {
        channel: message.channel.clone(),
        chat_result: why,
        chat_message_id: message.chat_message_id,
    };
    zone.send(out, seat, &refusal);
}

/// The formats others may see: inside the line, and nothing a speaker could only claim to own.
fn formats(formats: &[ChatFormat], text: &str) -> Vec<ChatFormat> {
    let units = text.encode_utf16().count();
    let inside = |format: &&ChatFormat| {
        format.start_index <= format.stop_index && usize::from(format.stop_index) <= units
    };
    let honest = |format: &&ChatFormat| {
        !matches!(
            format.format_model,
            IChatFormat::ItemFull { .. } | IChatFormat::ItemGuid { .. } | IChatFormat::Loot { .. }
        )
    };
    formats
        .iter()
        .filter(inside)
        .filter(honest)
        .cloned()
        .collect()
}
