//! Drives the real STS session over a socket.

use std::net::IpAddr;

use sts::{Answer, Input, Output, Query, Session};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{Realm, Shared};

pub(crate) async fn serve(shared: Shared, mut stream: TcpStream, peer: IpAddr) {
    let mut session = {
        let mut realm = shared.borrow_mut();
        let seed = realm.draw();
        Session::new(realm.sts_config.clone(), peer, seed, realm.now())
    };
    let mut chunk = [0; 4096];
    loop {
        let Ok(count @ 1..) = stream.read(&mut chunk).await else {
            return;
        };
        let now = shared.borrow().now();
        session.input(Input::Bytes(&chunk[..count]), now);
        while let Some(output) = session.poll() {
            match output {
                Output::Send(bytes) => {
                    if stream.write_all(&bytes).await.is_err() {
                        return;
                    }
                }
                Output::Query(query) => {
                    let answer = shared.borrow_mut().answer_sts(query);
                    session.input(Input::Answer(answer), now);
                }
                Output::Ended(attempt, outcome) => {
                    let limiter = &mut shared.borrow_mut().limiter;
                    limiter.end(&attempt, outcome, now.mono);
                }
                Output::Close(_) => return,
            }
        }
    }
}

impl Realm {
    fn answer_sts(&mut self, query: Query) -> Answer {
        let now = self.now().mono;
        match query {
            Query::Admit(attempt) => Answer::Admitted(self.limiter.admit(&attempt, now)),
            Query::BeginProof(attempt) => Answer::Admitted(self.limiter.begin_proof(&attempt, now)),
            Query::AccountByEmail { email_key, create } => {
                if let (false, Some(create)) = (self.accounts.contains_key(&email_key), create) {
                    let new = create.run();
                    self.add_account(&new.email, new.salt, new.verifier);
                }
                Answer::Account(self.accounts.get(&email_key).cloned())
            }
            Query::SrpStart(job) => Answer::Started(Box::new(job.run())),
            Query::SrpVerify(job) => Answer::Verified(Box::new(job.run())),
            Query::StoreGameToken {
                account,
                token_hash,
                address,
                ..
            } => {
                self.tokens.insert(token_hash, (account, address));
                Answer::TokenStored
            }
        }
    }
}
