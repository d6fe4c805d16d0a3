//! What the end-to-end tests share: the built server as a child process, clients that speak to it,
//! scratch folders, and the reference data where it is present.

mod clients;
mod commands;
pub mod crash_loop;
mod disk;
mod figures;
mod fleet;
mod gate;
mod http;
mod journey;
pub mod land;
mod noise;
mod process;
mod raw_game;
mod raw_sts;
mod reference;
mod ruling;
mod scratch;
mod stock;
mod terminal;
mod walker;

pub use clients::{
    account, args, assert_clean, block_on, bot, listed_position, with_server, within,
};
pub use commands::{Ran, bezgelor, create_account, done, exec, run, run_with_env};
pub use disk::SmallDisk;
pub use figures::{Figures, RunningZone, Times};
pub use fleet::{Fleet, Member};
pub use gate::{Gate, authenticate, open_world, token};
pub use http::{Api, HttpReply, http};
pub use journey::{arrive, go};
pub use noise::Noise;
pub use process::{Server, ServerOptions, binary};
pub use raw_game::{RawGame, connect_from};
pub use raw_sts::{RawReply, RawSts};
pub use reference::{reference_dir, starter};
pub use ruling::{hear, hear_any, line, sent_away, until_sees};
pub use scratch::Scratch;
pub use stock::stock;
pub use terminal::Terminal;
pub use walker::{Walker, wakeful};
