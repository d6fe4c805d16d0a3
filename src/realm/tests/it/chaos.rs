//! Whatever a client sends and whatever the stores answer: no panic, one query at a time, nothing
//! behind the end.

use bezgelor_core::ids::CharacterId;
use bezgelor_core::limits::SEAT_ASK_MS;
use bezgelor_core::model::AccountRole;
use bezgelor_core::time::Now;
use proptest::prelude::*;
use protocol::session::Envelope;
use realm::gate::Phase;
use realm::presence::{Claim, Enter};
use realm::queue::{Joined, Place, QueueEvent};
use realm::session::{
    Answer, DeleteOutcome, Input, Kick, Login, NoSheet, Output, Query, Session, StoreRefusal,
};

use crate::play::{Play, listing, sheet};

#[derive(Clone, Debug)]
enum Step {
    Say(u16, Vec<u8>),
    Garbage(Vec<u8>),
    Answer(bool),
    Wait(u64),
    Moved,
    Admitted,
    Returned,
    Kick,
}

fn step() -> impl Strategy<Value = Step> {
    let opcodes = prop::sample::select(vec![
        0x0000, 0x025b, 0x0352, 0x058f, 0x07a4, 0x07dd, 0x07df, 0x07e0, 0x082d, 0x0241, 0x00f2,
        0x0637, 0x01c3, 0x0117, 0x7abc,
    ]);
    let body = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..80),
        Just(vec![7, 0, 0, 0, 0, 0, 0, 0]),
        Just(vec![0; 64]),
    ];
    prop_oneof![
        12 => (opcodes, body).prop_map(|(opcode, body)| Step::Say(opcode, body)),
        1 => prop::collection::vec(any::<u8>(), 0..40).prop_map(Step::Garbage),
        8 => any::<bool>().prop_map(Step::Answer),
        2 => (0_u64..200_000).prop_map(Step::Wait),
        1 => Just(Step::Moved),
        1 => Just(Step::Admitted),
        1 => Just(Step::Returned),
        1 => Just(Step::Kick),
    ]
}

fn answer(query: &Query, yes: bool) -> Answer {
    match query {
        Query::RedeemSession { .. } => Answer::Session(Ok(yes.then_some(Login {
            role: AccountRole::Player,
        }))),
        Query::ClaimPresence { .. } => Answer::Claim(if yes {
            Claim::Granted
        } else {
            Claim::OlderStillSaving
        }),
        Query::JoinQueue { .. } if yes => Answer::Queue(Joined::Admitted),
        Query::JoinQueue { .. } => Answer::Queue(Joined::Waiting(Place {
            position: 1,
            wait_s: 30,
        })),
        Query::ListCharacters { .. } => Answer::Characters(Ok(Box::new(listing()))),
        Query::CreateCharacter { .. } => Answer::Created(if yes {
            Ok(CharacterId(9))
        } else {
            Err(StoreRefusal::NameTaken)
        }),
        Query::DeleteCharacter { .. } => Answer::Deleted(DeleteOutcome::Deleted),
        Query::EnterPresence { .. } => Answer::Entered(if yes {
            Enter::Granted
        } else {
            Enter::StillSaving
        }),
        Query::LoadSheet { .. } if yes => Answer::Sheet(Ok(Some(Box::new(sheet())))),
        Query::LoadSheet { .. } => Answer::Sheet(Err(NoSheet::Unavailable)),
        Query::ListRealms { .. } => Answer::Realms(Ok(Default::default())),
        Query::StoreSessionKeyFor { .. } => {
            Answer::NewRealm(Err(realm::session::RealmRefusal::Offline))
        }
    }
}

/// Everything that is observed of one session.
#[derive(Default)]
struct Watch {
    open: Option<Query>,
    closed: bool,
}

impl Watch {
    fn drain(&mut self, session: &mut Session, now: Now) {
        while let Some(output) = session.poll() {
            assert!(!self.closed, "{output:?} behind the end");
            match output {
                Output::Query(query) => {
                    assert!(
                        self.open.is_none(),
                        "{query:?} while {:?} is open",
                        self.open
                    );
                    self.open = Some(query);
                }
                Output::EnterWorld(_) => assert_eq!(session.phase(), Phase::World),
                Output::Close(_) => self.closed = true,
                Output::Send(bytes) => assert!(!bytes.is_empty()),
                Output::NotEntered(_) => {}
            }
        }
        if !self.closed && session.is_waiting() != self.open.is_some() {
            // Who waits without having asked asks again soon.
            assert!(session.is_waiting());
            assert!(session.wake_at() <= now.mono.plus(SEAT_ASK_MS));
        }
    }
}

fn play(session: &mut Session, play: &Play, steps: Vec<Step>) {
    let (mut watch, mut now) = (Watch::default(), play.now);
    for step in steps {
        match step {
            Step::Say(opcode, body) => {
                let message = [&opcode.to_le_bytes()[..], &body].concat();
                let mut bytes = Vec::new();
                play.client.wrap(&message, Envelope::Encrypted, &mut bytes);
                session.input(Input::Bytes(&bytes), now);
            }
            Step::Garbage(bytes) => session.input(Input::Bytes(&bytes), now),
            Step::Answer(yes) => {
                if let Some(query) = watch.open.take() {
                    session.input(Input::Answer(answer(&query, yes)), now);
                }
            }
            Step::Wait(ms) => {
                now = Now {
                    mono: now.mono.plus(ms),
                    ..now
                };
                session.input(Input::Tick, now);
            }
            Step::Moved => {
                let event = QueueEvent::Moved(Place {
                    position: 2,
                    wait_s: 60,
                });
                session.input(Input::Queue(event), now);
            }
            Step::Admitted => session.input(Input::Queue(QueueEvent::Admitted), now),
            Step::Returned => session.returned_to_character_list(now),
            Step::Kick => session.input(Input::Kick(Kick::GameMaster), now),
        }
        watch.drain(session, now);
        let mut arena = Vec::new();
        while session.next_message(now, &mut arena).is_some() {
            assert_eq!(session.phase(), Phase::World);
        }
        watch.drain(session, now);
    }
}

proptest! {
    #[test]
    fn no_client_and_no_store_can_confuse_it(
        phase in prop::sample::select(Phase::ALL.to_vec()),
        steps in prop::collection::vec(step(), 0..60),
    ) {
        let mut ready = Play::in_phase(phase);
        let spare = Play::connect().session;
        let mut session = std::mem::replace(&mut ready.session, spare);
        play(&mut session, &ready, steps);
    }
}

#[test]
fn a_session_may_move_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Session>();
    is_send::<Output>();
    is_send::<Answer>();
}
