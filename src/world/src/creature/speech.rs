//! What creatures say to who comes near, each in the client's own language: the server names the
//! text, the client has the words (0x01C6).
//!
//! `GossipSet.tbl` says how near (`gossipProximityEnum`: 0 not at all, 1 and 2 near and nearer by
//! its order) and how often (`cooldown`, in milliseconds: its values are 10,000 to 60,000).

use bezgelor_core::time::Millis;
use game::chat::LocalChannel;
use protocol::enums::ChatChannelType;
use protocol::messages::ServerChatNPC;
use protocol::structs::Channel;
use tables::{TableSet, rows};

use crate::creature::errand;
use crate::entity::slots::Row;
use crate::entity::sparse::Sparse;
use crate::entity::units::cut;
use crate::outputs::Outputs;
use crate::player::judge;
use crate::random::Random;
use crate::tables_view::narrow;
use crate::zone::Zone;

/// World units from which each proximity speaks. The numbers are ours.
const RANGES: [f32; 2] = [15.0, 8.0];
/// Nobody says more often than this what has no cooldown of its own.
const COOLDOWN_MS_MIN: u64 = 10_000;
/// Milliseconds after which somebody thinks anew who has nothing to say to the one before it.
const SPEECHLESS_MS: u64 = 1_000;
/// Text ids have 21 bits.
pub(crate) const TEXT_MAX: u32 = 1 << 21;

/// What one kind of creature says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gossip {
    /// `GossipSet.tbl` row.
    pub id: u32,
    /// World units from which it speaks; 0 for who does not by itself.
    pub range: f32,
    /// Milliseconds from one line to the next.
    pub cooldown_ms: u64,
    /// Lines to choose from.
    pub lines: Vec<Line>,
}

/// Something to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The text.
    pub text: u32,
    /// `Prerequisite.tbl` row of those it is said to, 0 for everybody.
    pub prerequisite: u32,
}

impl Gossip {
    /// All sets that have something to say by themselves.
    #[must_use]
    pub fn from_tables(set: &TableSet) -> Vec<Self> {
        let gossip = |row: rows::GossipSet<'_>| {
            let proximity: usize = narrow(row.gossip_proximity_enum());
            let range = proximity.checked_sub(1).and_then(|at| RANGES.get(at));
            Some(Self {
                id: row.id(),
                range: *range?,
                cooldown_ms: u64::from(row.cooldown()).max(COOLDOWN_MS_MIN),
                lines: Vec::new(),
            })
        };
        let mut all: Vec<Self> = set.gossip_set().iter().filter_map(gossip).collect();
        all.sort_by_key(|gossip| gossip.id);
        for entry in set.gossip_entry().iter() {
            let of = all.binary_search_by_key(&entry.gossip_set_id(), |gossip| gossip.id);
            let text = entry.localized_text_id();
            if let Ok(at) = of
                && (1..TEXT_MAX).contains(&text)
            {
                all[at].lines.push(Line {
                    text,
                    prerequisite: entry.prerequisite_id(),
                });
            }
        }
        all.retain(|gossip| !gossip.lines.is_empty());
        all
    }
}

/// Who has a voice, and who has used it lately.
#[derive(Debug, Default)]
pub(crate) struct Voices {
    /// By row: 1 more than its gossip's place in the data; 0 for the silent.
    of: Vec<u16>,
    /// When it may speak again.
    silent_until: Sparse<Millis>,
}

impl Voices {
    /// Whether a unit says anything at all.
    pub(crate) fn has_one(&self, row: Row) -> bool {
        self.of.get(row as usize).is_some_and(|&voice| voice != 0)
    }

    /// Forgets the rows from `rows` on.
    pub(crate) fn cut(&mut self, rows: usize) {
        cut(&mut self.of, rows);
        self.silent_until.cut(rows);
    }

    /// A unit is taken away, voice and all.
    pub(crate) fn forget(&mut self, row: Row) {
        self.give(row, None);
        self.silent_until.give_back(row);
    }

    /// Gives a unit its voice.
    pub(crate) fn give(&mut self, row: Row, place: Option<usize>) {
        let voice = place.and_then(|at| u16::try_from(at + 1).ok());
        let index = row as usize;
        if self.of.len() <= index && voice.is_some() {
            self.of.resize(index + 1, 0);
        }
        if let Some(own) = self.of.get_mut(index) {
            *own = voice.unwrap_or(0);
        }
    }
}

/// A player is near somebody with a voice: it speaks, when it is near enough and has not just done
/// so.
pub(crate) fn greet(zone: &Zone, voices: &mut Voices, out: &mut Outputs, row: Row, player: Row) {
    let voice = voices.of.get(row as usize).copied().unwrap_or(0);
    let place = usize::from(voice).checked_sub(1);
    let Some(gossip) = place.and_then(|at| zone.data.gossip().get(at)) else {
        return;
    };
    let now = zone.now.mono;
    let (at, listener) = (zone.position_now(row), zone.units.position[player as usize]);
    let is_near = at.distance_squared(listener) <= gossip.range * gossip.range;
    let is_hoarse = voices
        .silent_until
        .get(row)
        .is_some_and(|&until| now < until);
    if !is_near || is_hoarse || errand::is_busy(zone, row) {
        return;
    }
    let Some(seat) = zone.units.seat[player as usize] else {
        return;
    };
    // What nobody can tell it meets it is not told.
    let meets = |line: &&Line| judge::meets(zone, seat, line.prerequisite) == Some(true);
    let lines = || gossip.lines.iter().filter(meets);
    let count = lines().count();
    let silent_ms = if count == 0 {
        SPEECHLESS_MS
    } else {
        gossip.cooldown_ms
    };
    *voices.silent_until.take(row) = now.plus(silent_ms);
    if count == 0 {
        return;
    }
    // By its own chance, so that what others draw stays the same whoever speaks.
    let mut chance = Random::new(zone.config.seed ^ u64::from(row) << 32 ^ now.0);
    let Some(line) = lines().nth(chance.below(count as u32) as usize) else {
        return;
    };
    let creature = zone
        .data
        .creature(zone.units.look[row as usize].creature_id);
    let message = ServerChatNPC {
        channel: Channel {
            chat_channel_id: ChatChannelType::NPCSay,
            chat_id: 0,
        },
        unit_name_localized_text_id: creature.map_or(0, |creature| creature.name_text),
        message_localized_text_id: line.text,
    };
    let message = out.encode(&message);
    out.deliver_each(message, |hearers| {
        let range = LocalChannel::Say.range();
        zone.vision.watchers.for_each_within(at, range, |seat| {
            hearers.push(zone.players.connection[seat as usize]);
        });
    });
}
