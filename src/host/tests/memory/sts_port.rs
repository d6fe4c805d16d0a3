//! The STS port, before and after a challenge.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use host::lane::StsLane;
use sts::{Answer, Config, Input, Output, Query, Session};

use crate::streams::{STEPS, sts as streams};
use crate::{NOW, check};

/// What the server holds for one connection.
struct Connection {
    session: Session,
    /// Replies nobody reads.
    outbox: Vec<u8>,
    open: Option<Query>,
    closed: bool,
}

impl Connection {
    fn new(config: &Arc<Config>) -> Self {
        let peer = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9));
        Self {
            session: Session::new(Arc::clone(config), peer, [9; 32], NOW),
            outbox: Vec::new(),
            open: None,
            closed: false,
        }
    }

    fn input(&mut self, input: Input<'_>) {
        self.session.input(input, NOW);
        while let Some(output) = self.session.poll() {
            match output {
                Output::Send(bytes) => self.outbox.extend_from_slice(&bytes),
                Output::Query(query) => self.open = Some(query),
                Output::Ended(..) => {}
                Output::Close(_) => self.closed = true,
            }
        }
    }

    /// Answers as a realm that knows nobody.
    fn answer(&mut self) {
        while let Some(query) = self.open.take() {
            let answer = match query {
                Query::Admit(_) | Query::BeginProof(_) => Answer::Admitted(true),
                Query::AccountByEmail { .. } => Answer::Account(None),
                Query::SrpStart(job) => Answer::Started(Box::new(job.run())),
                Query::SrpVerify(job) => Answer::Verified(Box::new(job.run())),
                Query::StoreGameToken { .. } => panic!("a stranger was given a token"),
            };
            self.input(Input::Answer(answer));
        }
    }
}

#[test]
fn no_stranger_on_the_sts_port_costs_more_than_16_kib() {
    // As at the start of a server.
    crypto::srp::prepare();
    let config = Arc::new(Config {
        server_secret: [42; 32],
        test_accounts: false,
    });
    let login = "<Request><LoginName>a@b</LoginName></Request>";
    let login = format!(
        "POST /Auth/LoginStart STS/1.0\r\nl:{}\r\n\r\n{login}",
        login.len()
    );
    for (name, bytes) in streams() {
        for step in STEPS {
            for (state, challenged, answers) in [
                ("at the start", false, true),
                ("with a question open", false, false),
                ("behind a challenge", true, true),
            ] {
                let lane = size_of::<StsLane>();
                check(&format!("{name}, {state}, by {step}"), lane, || {
                    let mut connection = Connection::new(&config);
                    if challenged {
                        connection.input(Input::Bytes(login.as_bytes()));
                        connection.answer();
                    }
                    for piece in bytes.chunks(step) {
                        // While a question is open the driver reads nothing.
                        if connection.closed || connection.open.is_some() {
                            break;
                        }
                        connection.input(Input::Bytes(piece));
                        if answers {
                            connection.answer();
                        }
                    }
                });
            }
        }
    }
}
