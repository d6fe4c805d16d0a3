//! Structures of which a selector on the wire chooses one (`messages.txt`, section UNIONS).

mod auction_filter;
mod chat_format;
mod combat_log;
mod entity_command_model;
mod entity_model;
mod lua_event_data;
mod story_message_actor;
mod survey;
mod who_parameter_data;

pub use auction_filter::*;
pub use chat_format::*;
pub use combat_log::*;
pub use entity_command_model::*;
pub use entity_model::*;
pub use lua_event_data::*;
pub use story_message_actor::*;
pub use survey::*;
pub use who_parameter_data::*;
