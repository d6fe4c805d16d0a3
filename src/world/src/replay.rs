//! The input log of a zone: with it, everything that happened can happen again.
//!
//! A zone is a function of its configuration, its data and what was put into it, so a log of the
//! inputs is a recording of the zone. The form, all numbers little-endian:
//!
//! - `BZLG`, u16 [`VERSION`], u32 length, the [`ZoneConfig`] as JSON;
//! - any number of u8 `P`, u32 length, five lists as JSON: spawns, patrols, terms and
//!   portals of spawns, tutorials of zones;
//! - per step: u8 `S`, u64 milliseconds since start, i64 milliseconds since 1970, then its inputs:
//!   - u8 `J`, u32 length, the [`PlayerEntry`](crate::PlayerEntry) as JSON;
//!   - u8 `L`, u64 connection, u8 reason (0 link lost, 1 closed, 2 drain);
//!   - u8 `N`, u64 connection, u64 its name from there on;
//!   - u8 `M`, u64 connection, u16 opcode, u32 length, the body;
//!   - u8 `C`, u32 length, the [`Command`](crate::Command) as JSON;
//!   - u8 `K`, u64 ticket, u32 count, that many u64 ids of items: kept;
//!   - u8 `R`, u64 ticket, u8 reason (0 away, 1 contradicted): not kept;
//!   - u8 `T`, u64 microseconds that the step before took, when it was told;
//!
//!   and u8 `E`; behind it, when it was told, u8 `D` and the u64 digest of what the step put out.
//!
//! The tables are not in the log: whoever replays brings the same ones.

use std::fmt;
use std::sync::Arc;

use bezgelor_core::ids::{ConnectionId, ItemId};
use bezgelor_core::limits::{
    ENTITIES_PER_ZONE_MAX, INPUT_LOG_PIECE_BYTES_MAX, OPERATION_SIDES_MAX,
};
use bezgelor_core::model::{Patrol, Portal, Spawn, SpawnTerm, ZoneTutorial};
use bezgelor_core::time::{Millis, Now, UnixMillis};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::config::ZoneConfig;
use crate::data::WorldData;
use crate::inputs::{Input, Inputs, LeaveReason};
use crate::outputs::Outputs;
use crate::valuables::{Refused, Ticket};
use crate::zone::Zone;

const MAGIC: &[u8; 4] = b"BZLG";
/// Of the form above and of everything recorded in it.
pub const VERSION: u16 = 17;
/// Spawns in one record: far below the bound of a piece.
const SPAWNS_PER_RECORD: usize = 1_000;
/// Terms of one spawn that are no sign of damage.
const TERMS_PER_SPAWN: usize = 8;

/// Why a log cannot be read on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogFault {
    /// Not a log, or of another version.
    NotALog,
    /// It ends within a record; what came before is whole.
    Truncated,
    /// A record that says what no record can.
    Damaged(String),
}

impl fmt::Display for LogFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotALog => f.write_str("no input log of this version"),
            Self::Truncated => f.write_str("the log ends within a record"),
            Self::Damaged(what) => write!(f, "the log is damaged: {what}"),
        }
    }
}

impl std::error::Error for LogFault {}

/// Begins a log.
pub fn write_header(config: &ZoneConfig, log: &mut Vec<u8>) {
    log.extend_from_slice(MAGIC);
    log.extend_from_slice(&VERSION.to_le_bytes());
    put_json(log, config);
}

/// Who stands in a zone from the beginning, and what there is to them.
type Lists<'a> = (
    &'a [Spawn],
    &'a [Patrol],
    &'a [SpawnTerm],
    &'a [Portal],
    &'a [ZoneTutorial],
);

/// Adds who stands in the zone from the beginning; between the header and the first step.
pub fn write_population(all: Lists<'_>, log: &mut Vec<u8>) {
    let (spawns, patrols, terms, portals, tutorials) = all;
    let nobody: Lists<'_> = Lists::default();
    let mut put = |lists: Lists<'_>| {
        log.push(b'P');
        put_json(log, &lists);
    };
    for spawns in spawns.chunks(SPAWNS_PER_RECORD) {
        put((spawns, nobody.1, nobody.2, nobody.3, nobody.4));
    }
    for patrols in patrols.chunks(SPAWNS_PER_RECORD) {
        put((nobody.0, patrols, nobody.2, nobody.3, nobody.4));
    }
    for terms in terms.chunks(SPAWNS_PER_RECORD) {
        put((nobody.0, nobody.1, terms, nobody.3, nobody.4));
    }
    for portals in portals.chunks(SPAWNS_PER_RECORD) {
        put((nobody.0, nobody.1, nobody.2, portals, nobody.4));
    }
    for tutorials in tutorials.chunks(SPAWNS_PER_RECORD) {
        put((nobody.0, nobody.1, nobody.2, nobody.3, tutorials));
    }
}

/// Adds what the step just added put out: [`Outputs::digest`].
pub fn write_digest(digest: u64, log: &mut Vec<u8>) {
    log.push(b'D');
    log.extend_from_slice(&digest.to_le_bytes());
}

/// Adds a step: call it with what `Zone::step` is about to be given.
pub fn write_step(now: Now, inputs: &Inputs, log: &mut Vec<u8>) {
    log.push(b'S');
    log.extend_from_slice(&now.mono.0.to_le_bytes());
    log.extend_from_slice(&now.unix.0.to_le_bytes());
    if inputs.spent_us() != 0 {
        log.push(b'T');
        log.extend_from_slice(&inputs.spent_us().to_le_bytes());
    }
    for (from, to) in inputs.renamed() {
        log.push(b'N');
        log.extend_from_slice(&from.0.to_le_bytes());
        log.extend_from_slice(&to.0.to_le_bytes());
    }
    for input in inputs.records() {
        match input {
            Input::Join(entry) => {
                log.push(b'J');
                put_json(log, entry);
            }
            Input::Leave { connection, reason } => {
                log.push(b'L');
                log.extend_from_slice(&connection.0.to_le_bytes());
                log.push(*reason as u8);
            }
            Input::Message {
                connection, opcode, ..
            } => {
                log.push(b'M');
                log.extend_from_slice(&connection.0.to_le_bytes());
                log.extend_from_slice(&opcode.to_le_bytes());
                put_bytes(log, inputs.body(input));
            }
            Input::Command(command) => {
                log.push(b'C');
                put_json(log, command);
            }
            Input::Committed { ticket, ids } => {
                log.push(b'K');
                log.extend_from_slice(&ticket.0.to_le_bytes());
                log.extend_from_slice(&(ids.len() as u32).to_le_bytes());
                for id in ids {
                    log.extend_from_slice(&id.0.to_le_bytes());
                }
            }
            Input::Refused { ticket, why } => {
                log.push(b'R');
                log.extend_from_slice(&ticket.0.to_le_bytes());
                log.push(*why as u8);
            }
        }
    }
    log.push(b'E');
}

fn put_json<T: Serialize>(log: &mut Vec<u8>, value: &T) {
    let json = serde_json::to_vec(value).expect("plain data has a JSON form");
    put_bytes(log, &json);
}

fn put_bytes(log: &mut Vec<u8>, bytes: &[u8]) {
    log.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    log.extend_from_slice(bytes);
}

type Population = (
    Vec<Spawn>,
    Vec<Patrol>,
    Vec<SpawnTerm>,
    Vec<Portal>,
    Vec<ZoneTutorial>,
);

/// Reads a log step by step.
#[derive(Debug)]
pub struct LogReader<'a> {
    rest: &'a [u8],
    config: ZoneConfig,
    spawns: Vec<Spawn>,
    patrols: Vec<Patrol>,
    terms: Vec<SpawnTerm>,
    portals: Vec<Portal>,
    tutorials: Vec<ZoneTutorial>,
}

impl<'a> LogReader<'a> {
    /// Reads the head of a log.
    ///
    /// # Errors
    /// [`LogFault`] when these bytes are no log.
    pub fn new(log: &'a [u8]) -> Result<Self, LogFault> {
        let head = log.strip_prefix(MAGIC).ok_or(LogFault::NotALog)?;
        let head = head
            .strip_prefix(&VERSION.to_le_bytes())
            .ok_or(LogFault::NotALog)?;
        let mut rest = head;
        let config = take_json(&mut rest)?;
        let mut all = Population::default();
        while let Some(record) = rest.strip_prefix(b"P") {
            rest = record;
            let more: Population = take_json(&mut rest)?;
            all.0.extend(more.0);
            all.1.extend(more.1);
            all.2.extend(more.2);
            all.3.extend(more.3);
            all.4.extend(more.4);
            // Of terms there are some to a spawn.
            let of_spawns = [all.0.len(), all.1.len(), all.3.len(), all.4.len()];
            let of_spawns = of_spawns.into_iter().fold(0, usize::max);
            if of_spawns.max(all.2.len() / TERMS_PER_SPAWN) > ENTITIES_PER_ZONE_MAX {
                return Err(LogFault::Damaged("more spawns than a zone holds".into()));
            }
        }
        Ok(Self {
            rest,
            config,
            spawns: all.0,
            patrols: all.1,
            terms: all.2,
            portals: all.3,
            tutorials: all.4,
        })
    }

    /// The zone as it was before its first step.
    #[must_use]
    pub fn zone(&self, data: Arc<WorldData>) -> Zone {
        let mut zone = Zone::new(self.config.clone(), data, &self.spawns);
        zone.assign_patrols(&self.patrols);
        zone.set_terms(&self.terms);
        zone.set_portals(&self.portals);
        zone.set_tutorials(&self.tutorials);
        zone
    }

    /// The digest of what the step read last put out, when the log tells it.
    ///
    /// # Errors
    /// [`LogFault`]; the log is over then.
    pub fn digest(&mut self) -> Result<Option<u64>, LogFault> {
        let Some(mut rest) = self.rest.strip_prefix(b"D") else {
            return Ok(None);
        };
        let digest = u64::from_le_bytes(take(&mut rest)?);
        self.rest = rest;
        Ok(Some(digest))
    }

    /// What the zone was made with.
    #[must_use]
    pub fn config(&self) -> &ZoneConfig {
        &self.config
    }

    /// Fills `inputs` with the next step and says when it was; `None` at the end of the log.
    ///
    /// # Errors
    /// [`LogFault`]; the log is over then.
    pub fn next_step(&mut self, inputs: &mut Inputs) -> Result<Option<Now>, LogFault> {
        inputs.clear();
        self.digest()?;
        if self.rest.is_empty() {
            return Ok(None);
        }
        if take::<1>(&mut self.rest)? != *b"S" {
            return Err(LogFault::Damaged("no step where one begins".into()));
        }
        let mono = Millis(u64::from_le_bytes(take(&mut self.rest)?));
        let unix = UnixMillis(i64::from_le_bytes(take(&mut self.rest)?));
        while self.input(inputs)? {}
        Ok(Some(Now { mono, unix }))
    }

    /// Reads one input; false at the end of the step.
    fn input(&mut self, inputs: &mut Inputs) -> Result<bool, LogFault> {
        let rest = &mut self.rest;
        let [kind] = take(rest)?;
        let taken = match kind {
            b'J' => inputs.join(take_json(rest)?).is_ok(),
            b'L' => {
                let connection = ConnectionId(u64::from_le_bytes(take(rest)?));
                let reason = match take(rest)? {
                    [0] => LeaveReason::LinkLost,
                    [1] => LeaveReason::Closed,
                    _ => LeaveReason::Drain,
                };
                inputs.leave(connection, reason).is_ok()
            }
            b'N' => {
                let from = ConnectionId(u64::from_le_bytes(take(rest)?));
                let to = ConnectionId(u64::from_le_bytes(take(rest)?));
                inputs.rename(from, to).is_ok()
            }
            b'M' => {
                let connection = ConnectionId(u64::from_le_bytes(take(rest)?));
                let opcode = u16::from_le_bytes(take(rest)?);
                inputs
                    .message(connection, opcode, take_bytes(rest)?)
                    .is_ok()
            }
            b'C' => inputs.command(take_json(rest)?).is_ok(),
            b'K' => {
                let ticket = Ticket(u64::from_le_bytes(take(rest)?));
                inputs.committed(ticket, take_ids(rest)?).is_ok()
            }
            b'R' => {
                let ticket = Ticket(u64::from_le_bytes(take(rest)?));
                let why = match take(rest)? {
                    [0] => Refused::Away,
                    _ => Refused::Contradicted,
                };
                inputs.refused(ticket, why).is_ok()
            }
            b'T' => {
                inputs.spent(u64::from_le_bytes(take(rest)?));
                true
            }
            b'E' => return Ok(false),
            other => {
                return Err(LogFault::Damaged(format!(
                    "no input is marked {other:#04x}"
                )));
            }
        };
        if taken {
            Ok(true)
        } else {
            Err(LogFault::Damaged("more inputs than a step takes".into()))
        }
    }
}

/// What came of running a log again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rerun {
    /// Steps taken.
    pub steps: u64,
    /// Things that happened between them.
    pub inputs: u64,
    /// Steps whose outputs the log tells the digest of.
    pub compared: u64,
    /// The first step, counted from 1, that put out something else than the log says.
    pub first_difference: Option<u64>,
}

/// Runs a log again with the tables it was recorded with.
///
/// # Errors
/// [`LogFault`], with what came before it.
pub fn rerun(log: &[u8], data: Arc<WorldData>) -> Result<Rerun, (LogFault, Rerun)> {
    let mut done = Rerun::default();
    let mut reader = LogReader::new(log).map_err(|fault| (fault, done))?;
    let mut zone = reader.zone(data);
    let (mut inputs, mut out) = (Inputs::new(), Outputs::new());
    while let Some(now) = reader
        .next_step(&mut inputs)
        .map_err(|fault| (fault, done))?
    {
        done.steps += 1;
        done.inputs += inputs.records().len() as u64;
        zone.step(now, &mut inputs, &mut out);
        if let Some(digest) = reader.digest().map_err(|fault| (fault, done))? {
            done.compared += 1;
            if digest != out.digest() && done.first_difference.is_none() {
                done.first_difference = Some(done.steps);
            }
        }
    }
    Ok(done)
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], LogFault> {
    let (bytes, after) = rest.split_first_chunk::<N>().ok_or(LogFault::Truncated)?;
    *rest = after;
    Ok(*bytes)
}

fn take_ids(rest: &mut &[u8]) -> Result<Vec<ItemId>, LogFault> {
    let count = u32::from_le_bytes(take(rest)?) as usize;
    if count > OPERATION_SIDES_MAX {
        return Err(LogFault::Damaged(format!("{count} items of one operation")));
    }
    let id = |_| Ok(ItemId(u64::from_le_bytes(take(rest)?)));
    (0..count).map(id).collect()
}

fn take_bytes<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], LogFault> {
    let length = u32::from_le_bytes(take(rest)?) as usize;
    if length > INPUT_LOG_PIECE_BYTES_MAX {
        return Err(LogFault::Damaged(format!("a piece of {length} bytes")));
    }
    let (bytes, after) = rest.split_at_checked(length).ok_or(LogFault::Truncated)?;
    *rest = after;
    Ok(bytes)
}

fn take_json<T: DeserializeOwned>(rest: &mut &[u8]) -> Result<T, LogFault> {
    let bytes = take_bytes(rest)?;
    serde_json::from_slice(bytes).map_err(|fault| LogFault::Damaged(fault.to_string()))
}
