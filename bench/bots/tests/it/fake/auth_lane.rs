//! Drives the real auth session over a socket.

use std::net::{IpAddr, Ipv4Addr};

use auth::{Answer, Gateway, Input, Output, Query, Redeemed, Session};
use bezgelor_core::ids::RealmId;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{Realm, Shared};

pub(crate) async fn serve(shared: Shared, mut stream: TcpStream, peer: IpAddr) {
    let mut session = {
        let mut realm = shared.borrow_mut();
        let session_key = realm.draw();
        Session::new(peer, session_key, realm.now())
    };
    let mut chunk = [0; 4096];
    loop {
        while let Some(output) = session.poll() {
            match output {
                Output::Send(bytes) => {
                    if stream.write_all(&bytes).await.is_err() {
                        return;
                    }
                }
                Output::Query(query) => {
                    let mut realm = shared.borrow_mut();
                    let answer = realm.answer_auth(query);
                    session.input(Input::Answer(answer), realm.now());
                }
                Output::Close(_) => return,
            }
        }
        let Ok(count @ 1..) = stream.read(&mut chunk).await else {
            return;
        };
        session.input(Input::Bytes(&chunk[..count]), shared.borrow().now());
    }
}

impl Realm {
    fn answer_auth(&mut self, query: Query) -> Answer {
        match query {
            Query::RedeemToken {
                email_key,
                token_hash,
                ..
            } => {
                let owner = self.tokens.remove(&token_hash);
                let named = self.accounts.get(&email_key).map(|parts| parts.id);
                let right = owner.filter(|(account, _)| Some(*account) == named);
                let gateway = Gateway {
                    id: RealmId(1),
                    name: "Fake".into(),
                    address: Ipv4Addr::LOCALHOST,
                    port: self.world_port,
                    realm_type: 0,
                };
                Answer::Redeemed(right.map(|(account, address)| Redeemed {
                    account,
                    suspension: None,
                    address,
                    realms: vec![gateway],
                    messages: Vec::new(),
                    key_of: None,
                }))
            }
            Query::StoreSessionKey {
                account,
                session_key,
                ..
            } => {
                self.session_keys.insert(*session_key, account);
                Answer::SessionKeyStored
            }
        }
    }
}
