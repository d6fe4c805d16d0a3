//! The streams of events that are open, counted: nobody takes all of them, and players leave some
//! to those who look after the realm.

use std::collections::HashMap;

use bezgelor_core::limits::{
    HTTP_STREAMS_MAX, HTTP_STREAMS_OF_PLAYERS_MAX, HTTP_STREAMS_PER_CALLER_MAX,
};

use crate::kept::Kept;
use crate::problem::{Answer, Problem};

/// How many are open.
#[derive(Debug, Default)]
pub(crate) struct Streams {
    all: usize,
    of_players: usize,
    by_caller: HashMap<String, usize>,
}

/// One of them, counted while it lives.
#[derive(Debug)]
pub(crate) struct Place {
    streams: Kept<Streams>,
    caller: String,
    is_player: bool,
}

impl Place {
    /// Takes a place for who is called `caller`.
    ///
    /// # Errors
    /// When there is none: of its own, of those for players, or of all.
    pub(crate) fn take(streams: &Kept<Streams>, caller: String, is_player: bool) -> Answer<Self> {
        let free = streams.with(|open| {
            let own = open.by_caller.get(&caller).copied().unwrap_or(0);
            let free = open.all < HTTP_STREAMS_MAX
                && own < HTTP_STREAMS_PER_CALLER_MAX
                && !(is_player && open.of_players >= HTTP_STREAMS_OF_PLAYERS_MAX);
            if free {
                open.all += 1;
                open.of_players += usize::from(is_player);
                open.by_caller.insert(caller.clone(), own + 1);
            }
            free
        });
        if !free {
            return Err(Problem::unavailable("too many streams are open"));
        }
        Ok(Self {
            streams: streams.clone(),
            caller,
            is_player,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.streams.with(|open| {
            open.all -= 1;
            open.of_players -= usize::from(self.is_player);
            if let Some(own) = open.by_caller.get_mut(&self.caller) {
                *own -= 1;
                if *own == 0 {
                    open.by_caller.remove(&self.caller);
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_leave_room_for_staff_and_nobody_takes_all() {
        let streams = Kept::new(Streams::default());
        let take = |caller: &str, is_player| Place::take(&streams, caller.to_owned(), is_player);
        let mut held: Vec<Place> = Vec::new();
        for number in 0.. {
            match take(&format!("player {number}"), true) {
                Ok(place) => held.push(place),
                Err(_) => break,
            }
        }
        assert_eq!(held.len(), HTTP_STREAMS_OF_PLAYERS_MAX);
        let own: Vec<Place> = (0..).map_while(|_| take("token a", false).ok()).collect();
        assert_eq!(own.len(), HTTP_STREAMS_PER_CALLER_MAX);
        let others: Vec<Place> = (0..).map_while(|_| take("token b", false).ok()).collect();
        let all = held.len() + own.len() + others.len();
        assert_eq!(all, HTTP_STREAMS_MAX, "staff has what players may not take");
        assert!(take("token c", false).is_err(), "the house is full");
        held.pop();
        assert!(take("token c", false).is_ok());
        drop((held, own, others));
        streams.with(|open| {
            assert_eq!((open.all, open.of_players, open.by_caller.len()), (0, 0, 0));
        });
    }
}
