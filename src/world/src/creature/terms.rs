//! When spawns are there: while an event runs, by day or night, some of a group at a time.
//!
//! Who is not there keeps its row and costs nothing. What is to change is looked at when an event
//! begins or ends, when the sun rises or sets, and when somebody of a group has been dead for long
//! enough.

use bezgelor_core::limits::EVENTS_RUNNING_MAX;
use bezgelor_core::model::{Hours, SpawnTerm};
use bezgelor_core::time::Millis;
use game::clock::time_of_day;
use game::respawn::{hours_hold, is_day};

use crate::creature::{errand, life};
use crate::entity::slots::Row;
use crate::outputs::Outputs;
use crate::zone::Zone;

/// Who is to go and fights is looked at again after so long.
const AGAIN_MS: u64 = 1_000;

/// The terms of one spawn.
#[derive(Clone, Copy, Debug)]
struct Term {
    row: Row,
    /// Event and phase; 0 for none.
    event: (u32, u32),
    hours: Hours,
    /// Its group's place in the list of groups.
    group: Option<u32>,
    /// It is to be there.
    is_chosen: bool,
}

#[derive(Clone, Copy, Debug)]
struct Group {
    id: u32,
    alive_max: u8,
}

/// The system.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    /// Ascending by row.
    of: Vec<Term>,
    groups: Vec<Group>,
    /// Events that run, and their phases.
    running: Vec<(u32, u32)>,
    was_day: Option<bool>,
    /// When to look at all of it, if anything changed.
    review_at: Option<Millis>,
    /// Memory for the members of a group that may stand.
    candidates: Vec<u32>,
}

impl Terms {
    /// Adds the terms of a spawn's row; before the first step.
    pub(crate) fn add(&mut self, row: Row, term: &SpawnTerm) {
        let group = (term.group != 0).then(|| self.group(term));
        let term = Term {
            row,
            event: (term.event_id, term.phase),
            hours: term.hours,
            group,
            is_chosen: false,
        };
        match self.of.binary_search_by_key(&row, |term| term.row) {
            Ok(at) => self.of[at] = term,
            Err(at) => self.of.insert(at, term),
        }
        self.review_at = Some(Millis(0));
    }

    fn group(&mut self, term: &SpawnTerm) -> u32 {
        let known = self.groups.iter().position(|group| group.id == term.group);
        let at = known.unwrap_or_else(|| {
            self.groups.push(Group {
                id: term.group,
                alive_max: 0,
            });
            self.groups.len() - 1
        });
        let alive_max = &mut self.groups[at].alive_max;
        *alive_max = (*alive_max).max(term.alive_max);
        at as u32
    }

    fn find(&mut self, row: Row) -> Option<&mut Term> {
        let at = self.of.binary_search_by_key(&row, |term| term.row).ok()?;
        Some(&mut self.of[at])
    }

    /// Whether a row is to be there, as far as terms say.
    pub(crate) fn allow(&mut self, row: Row) -> bool {
        self.find(row).is_none_or(|term| term.is_chosen)
    }

    /// Somebody has been dead for long enough. True when it is to stand up itself; else one of its
    /// group does, maybe the same.
    pub(crate) fn lets_rise(&mut self, row: Row) -> bool {
        let Some(term) = self.find(row) else {
            return true;
        };
        if term.is_chosen && term.group.is_none() {
            return true;
        }
        term.is_chosen = false;
        self.review_at = Some(Millis(0));
        false
    }

    /// An event runs from now on, in a phase. False when too many do.
    pub(crate) fn begin(&mut self, event: u32, phase: u32) -> bool {
        self.running.retain(|&(running, _)| running != event);
        let has_room = self.running.len() < EVENTS_RUNNING_MAX;
        if has_room {
            self.running.push((event, phase));
        }
        self.review_at = Some(Millis(0));
        has_room
    }

    /// An event is over. False when it did not run.
    pub(crate) fn end(&mut self, event: u32) -> bool {
        let before = self.running.len();
        self.running.retain(|&(running, _)| running != event);
        self.review_at = Some(Millis(0));
        self.running.len() < before
    }

    fn holds(&self, term: &Term, time_of_day_s: u32) -> bool {
        let runs = term.event.0 == 0 || self.running.contains(&term.event);
        runs && hours_hold(term.hours, time_of_day_s)
    }
}

/// Looks whether anything changed, and if so who comes and who goes.
pub(crate) fn pass_time(zone: &mut Zone, out: &mut Outputs) {
    if zone.terms.of.is_empty() {
        return;
    }
    let time_s = time_of_day(zone.now.unix);
    let is_day = is_day(time_s);
    let turned = zone.terms.was_day.replace(is_day) != Some(is_day);
    let due = zone.terms.review_at.is_some_and(|at| at <= zone.now.mono);
    if !turned && !due {
        return;
    }
    zone.terms.review_at = None;
    choose(zone, time_s);
    for at in 0..zone.terms.of.len() {
        let Term { row, is_chosen, .. } = zone.terms.of[at];
        let is_absent = life::is_absent(zone, row);
        if is_chosen && life::is_waiting(zone, row) {
            life::stand_up(zone, row);
        } else if !is_chosen && !is_absent && errand::is_fighting(zone, row) {
            zone.terms.review_at = Some(zone.now.mono.plus(AGAIN_MS));
        } else if !is_chosen && !is_absent {
            life::withdraw(zone, out, row, None);
        }
    }
}

/// Decides who is to be there: all whose terms hold, and of groups as many as may be, by chance.
fn choose(zone: &mut Zone, time_s: u32) {
    let terms = &mut zone.terms;
    for at in 0..terms.of.len() {
        let term = terms.of[at];
        let holds = terms.holds(&term, time_s);
        terms.of[at].is_chosen = holds && (term.group.is_none() || term.is_chosen);
    }
    let mut candidates = std::mem::take(&mut terms.candidates);
    for (group, at) in terms.groups.iter().zip(0_u32..) {
        let members = || {
            terms
                .of
                .iter()
                .zip(0_u32..)
                .filter(|(term, _)| term.group == Some(at))
        };
        let chosen = members().filter(|(term, _)| term.is_chosen).count();
        candidates.clear();
        let free = members().filter(|(term, _)| !term.is_chosen && terms.holds(term, time_s));
        candidates.extend(free.map(|(_, at)| at));
        let room = usize::from(group.alive_max).saturating_sub(chosen);
        let taken = room.min(candidates.len());
        for i in 0..taken {
            let rest = (candidates.len() - i) as u32;
            let drawn = i + zone.random.below(rest) as usize;
            candidates.swap(i, drawn);
        }
        for &chosen in &candidates[..taken] {
            terms.of[chosen as usize].is_chosen = true;
        }
    }
    terms.candidates = candidates;
}
