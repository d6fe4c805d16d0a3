//! Channels, whispers, emotes, rolls, who, and what add-ons say to each other.

mod client_chat;
mod client_chat_join;
mod client_chat_kick;
mod client_chat_leave;
mod client_chat_list;
mod client_chat_moderator;
mod client_chat_mute;
mod client_chat_owner;
mod client_chat_password;
mod client_chat_whisper;
mod client_cheat;
mod client_emote;
mod client_ic_comm_channel_join;
mod client_ic_comm_channel_not_joined;
mod client_ic_comm_message;
mod client_random_roll_request;
mod client_who_request;
mod server_chat;
mod server_chat_accept;
mod server_chat_action;
mod server_chat_flag;
mod server_chat_join;
mod server_chat_join_result;
mod server_chat_leave;
mod server_chat_list;
mod server_chat_npc;
mod server_chat_npc_custom;
mod server_chat_result;
mod server_chat_whisper_fail;
mod server_chat_zone_change;
mod server_emote;
mod server_entity_emote;
mod server_ic_comm_channel_join;
mod server_ic_comm_channel_join_result;
mod server_ic_comm_channel_left;
mod server_ic_comm_directed_message;
mod server_ic_comm_message_result;
mod server_ic_comm_ordered_message;
mod server_random_roll_response;
mod server_who_response;

pub use client_chat::*;
pub use client_chat_join::*;
pub use client_chat_kick::*;
pub use client_chat_leave::*;
pub use client_chat_list::*;
pub use client_chat_moderator::*;
pub use client_chat_mute::*;
pub use client_chat_owner::*;
pub use client_chat_password::*;
pub use client_chat_whisper::*;
pub use client_cheat::*;
pub use client_emote::*;
pub use client_ic_comm_channel_join::*;
pub use client_ic_comm_channel_not_joined::*;
pub use client_ic_comm_message::*;
pub use client_random_roll_request::*;
pub use client_who_request::*;
pub use server_chat::*;
pub use server_chat_accept::*;
pub use server_chat_action::*;
pub use server_chat_flag::*;
pub use server_chat_join::*;
pub use server_chat_join_result::*;
pub use server_chat_leave::*;
pub use server_chat_list::*;
pub use server_chat_npc::*;
pub use server_chat_npc_custom::*;
pub use server_chat_result::*;
pub use server_chat_whisper_fail::*;
pub use server_chat_zone_change::*;
pub use server_emote::*;
pub use server_entity_emote::*;
pub use server_ic_comm_channel_join::*;
pub use server_ic_comm_channel_join_result::*;
pub use server_ic_comm_channel_left::*;
pub use server_ic_comm_directed_message::*;
pub use server_ic_comm_message_result::*;
pub use server_ic_comm_ordered_message::*;
pub use server_random_roll_response::*;
pub use server_who_response::*;

use crate::registry::Entry;

/// The messages of this topic.
pub(super) const CHAT: &[Entry] = &[
    Entry::of::<ClientChat>("chat"),
    Entry::of::<ClientChatJoin>("chat"),
    Entry::of::<ClientChatKick>("chat"),
    Entry::of::<ClientChatLeave>("chat"),
    Entry::of::<ClientChatList>("chat"),
    Entry::of::<ClientChatModerator>("chat"),
    Entry::of::<ClientChatMute>("chat"),
    Entry::of::<ClientChatOwner>("chat"),
    Entry::of::<ClientChatPassword>("chat"),
    Entry::of::<ClientChatWhisper>("chat"),
    Entry::of::<ClientCheat>("chat"),
    Entry::of::<ClientEmote>("chat"),
    Entry::of::<ClientICCommChannelJoin>("chat"),
    Entry::of::<ClientICCommChannelNotJoined>("chat"),
    Entry::of::<ClientICCommMessage>("chat"),
    Entry::of::<ClientRandomRollRequest>("chat"),
    Entry::of::<ClientWhoRequest>("chat"),
    Entry::of::<ServerChat>("chat"),
    Entry::of::<ServerChatAccept>("chat"),
    Entry::of::<ServerChatAction>("chat"),
    Entry::of::<ServerChatFlag>("chat"),
    Entry::of::<ServerChatJoin>("chat"),
    Entry::of::<ServerChatJoinResult>("chat"),
    Entry::of::<ServerChatLeave>("chat"),
    Entry::of::<ServerChatList>("chat"),
    Entry::of::<ServerChatNPC>("chat"),
    Entry::of::<ServerChatNPCCustom>("chat"),
    Entry::of::<ServerChatResult>("chat"),
    Entry::of::<ServerChatWhisperFail>("chat"),
    Entry::of::<ServerChatZoneChange>("chat"),
    Entry::of::<ServerEmote>("chat"),
    Entry::of::<ServerEntityEmote>("chat"),
    Entry::of::<ServerICCommChannelJoin>("chat"),
    Entry::of::<ServerICCommChannelJoinResult>("chat"),
    Entry::of::<ServerICCommChannelLeft>("chat"),
    Entry::of::<ServerICCommDirectedMessage>("chat"),
    Entry::of::<ServerICCommMessageResult>("chat"),
    Entry::of::<ServerICCommOrderedMessage>("chat"),
    Entry::of::<ServerRandomRollResponse>("chat"),
    Entry::of::<ServerWhoResponse>("chat"),
];
