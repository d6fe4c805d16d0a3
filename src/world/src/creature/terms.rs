//! When spawns are there: while an event runs, at hours of the day, some of a group at a time.
//!
//! Who is not there keeps its row and costs nothing. What is to change is looked at when an event
//! begins or ends, when anybody's hours do, and when somebody of a group has been dead for long
//! enough.

use std::collections::BTreeMap;

use bezgelor_core::limits::EVENTS_RUNNING_MAX;
use bezgelor_core::model::{Hours, SpawnTerm};
use bezgelor_core::time::Millis;
use game::clock::time_of_day;
use game::respawn::hours_hold;

use crate::creature::{errand, life};
use crate::entity::slots::Row;
use crate::outputs::Outputs;
use crate::zone::Zone;

/// Who is to go and fights is looked at again after so long.
const AGAIN_MS: u64 = 1_000;

/// An event and its phase.
type Phase = (u32, u32);

/// The terms of one spawn.
#[derive(Clone, Copy, Debug)]
struct Term {
    row: Row,
    hours: Hours,
    /// Its group's place in the list of groups.
    group: Option<u32>,
    /// It is to be there.
    is_chosen: bool,
    /// It is to go, and fights on meanwhile.
    fights_on: bool,
}

#[derive(Debug, Default)]
struct Group {
    alive_max: u8,
    /// Places of their terms.
    members: Vec<u32>,
}

/// The system.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    of: Vec<Term>,
    /// By row: the place of its term.
    places: BTreeMap<Row, u32>,
    groups: Vec<Group>,
    /// By the data's number: the place of a group.
    numbered: BTreeMap<u32, u32>,
    /// Whose events, ascending.
    events: Vec<(Row, Phase)>,
    /// Events that run.
    running: Vec<Phase>,
    /// Minutes of the day at which anybody's hours begin or end, ascending.
    edges: Vec<u16>,
    /// How many of them lay behind when all of it was looked at.
    passed: Option<usize>,
    /// When to look at all of it, if anything changed.
    review_at: Option<Millis>,
    /// Memory for the members of a group that may stand.
    candidates: Vec<u32>,
}

impl Terms {
    /// Adds a term of a spawn's row to what was said of it before; before the first step.
    pub(crate) fn add(&mut self, row: Row, term: &SpawnTerm) {
        let next = self.of.len() as u32;
        let place = *self.places.entry(row).or_insert(next);
        if place == next {
            self.of.push(Term {
                row,
                hours: Hours::ANY,
                group: None,
                is_chosen: false,
                fights_on: false,
            });
        }
        if term.event_id != 0 {
            let event = (row, (term.event_id, term.phase));
            if let Err(at) = self.events.binary_search(&event) {
                self.events.insert(at, event);
            }
        }
        if term.hours != Hours::ANY {
            self.of[place as usize].hours = term.hours;
            for edge in [term.hours.from_minute, term.hours.to_minute] {
                if let Err(at) = self.edges.binary_search(&edge) {
                    self.edges.insert(at, edge);
                }
            }
        }
        if term.group != 0 {
            self.join(place, term);
        }
        self.review_at = Some(Millis(0));
    }

    fn join(&mut self, place: u32, term: &SpawnTerm) {
        let next = self.groups.len() as u32;
        let at = *self.numbered.entry(term.group).or_insert(next);
        if at == next {
            self.groups.push(Group::default());
        }
        if let Some(former) = self.of[place as usize].group.replace(at) {
            let members = &mut self.groups[former as usize].members;
            members.retain(|&member| member != place);
        }
        let group = &mut self.groups[at as usize];
        group.alive_max = group.alive_max.max(term.alive_max);
        group.members.push(place);
    }

    fn find(&mut self, row: Row) -> Option<&mut Term> {
        let place = *self.places.get(&row)?;
        Some(&mut self.of[place as usize])
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
        let from = self.events.partition_point(|&(row, _)| row < term.row);
        let own = self.events[from..].iter();
        let mut own = own.take_while(|&&(row, _)| row == term.row).peekable();
        let runs = own.peek().is_none() || own.any(|(_, event)| self.running.contains(event));
        runs && hours_hold(term.hours, time_of_day_s)
    }

    /// True once whenever anybody's hours have begun or ended.
    fn turned(&mut self, time_of_day_s: u32) -> bool {
        let minute = time_of_day_s / 60;
        let passed = self
            .edges
            .partition_point(|&edge| u32::from(edge) <= minute);
        self.passed.replace(passed) != Some(passed)
    }
}

/// Looks whether anything changed, and if so who comes and who goes.
pub(crate) fn pass_time(zone: &mut Zone, out: &mut Outputs) {
    if zone.terms.of.is_empty() {
        return;
    }
    let time_s = time_of_day(zone.now.unix);
    let turned = zone.terms.turned(time_s);
    let due = zone.terms.review_at.is_some_and(|at| at <= zone.now.mono);
    if !turned && !due {
        return;
    }
    zone.terms.review_at = None;
    choose(zone, time_s);
    for at in 0..zone.terms.of.len() {
        let term = zone.terms.of[at];
        if term.fights_on {
            zone.terms.review_at = Some(zone.now.mono.plus(AGAIN_MS));
        } else if term.is_chosen && life::is_waiting(zone, term.row) {
            life::stand_up(zone, out, term.row);
        } else if !term.is_chosen && !life::is_gone(zone, term.row) {
            // The dead go by themselves.
            life::withdraw(zone, out, term.row, None);
        }
    }
}

/// Decides who is to be there: all whose terms hold, and of groups as many as may be, by chance.
/// Who fights on keeps its place in its group.
fn choose(zone: &mut Zone, time_s: u32) {
    for at in 0..zone.terms.of.len() {
        let mut term = zone.terms.of[at];
        let holds = zone.terms.holds(&term, time_s);
        term.is_chosen = holds && (term.group.is_none() || term.is_chosen);
        term.fights_on = !holds && errand::is_fighting(zone, term.row);
        zone.terms.of[at] = term;
    }
    let terms = &mut zone.terms;
    let mut candidates = std::mem::take(&mut terms.candidates);
    for group in 0..terms.groups.len() {
        let Group { alive_max, members } = &terms.groups[group];
        let of = |place: u32| &terms.of[place as usize];
        let counts = |term: &Term| term.is_chosen || term.fights_on;
        let chosen = members.iter().filter(|&&place| counts(of(place))).count();
        let free = members.iter().copied();
        let free = free.filter(|&place| !counts(of(place)) && terms.holds(of(place), time_s));
        candidates.clear();
        candidates.extend(free);
        let room = usize::from(*alive_max).saturating_sub(chosen);
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
