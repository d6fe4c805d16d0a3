//! The way to the character screen step by step, for tests that look at what the bots' own way
//! passes over.

use anyhow::{Context, bail};
use bots::client::{Account, GameSocket, StsClient};
use protocol::enums::Language;
use protocol::messages::{
    ClientHelloAuth, ClientHelloRealm, ServerAuthDenied, ServerHello, ServerRealmInfo,
};
use protocol::session::Envelope;
use protocol::{Guid, Message, decode_message};
use std::net::Ipv4Addr;

/// The build every message of this project is for.
const BUILD: u32 = 16042;

/// What the auth server says to a game token.
#[derive(Clone, Debug)]
pub enum Gate {
    /// The realm to go to and the key for it.
    Open(Box<ServerRealmInfo>),
    /// The refusal.
    Denied(ServerAuthDenied),
}

/// A game token of the account.
///
/// # Errors
/// As [`StsClient::login`].
pub async fn token(account: &Account) -> anyhow::Result<[u8; 16]> {
    let mut sts = StsClient::connect(account.host, account.sts_port).await?;
    sts.login(&account.email, &account.password).await
}

/// Shows a token to the auth server.
///
/// # Errors
/// When the conversation breaks.
pub async fn authenticate(account: &Account, token: [u8; 16]) -> anyhow::Result<Gate> {
    let mut socket = GameSocket::connect(account.host, account.auth_port).await?;
    let _: ServerHello = socket.expect().await.context("auth hello")?;
    let request = ClientHelloAuth {
        build: BUILD,
        account_string: account.email.as_str().into(),
        game_token: Guid(token),
        language: Language::English,
        realm_data_center_id: 9,
        ..ClientHelloAuth::default()
    };
    socket.send(&request, Envelope::Encrypted).await?;
    loop {
        let (opcode, body) = socket.receive().await.context("auth answer")?;
        match opcode {
            ServerAuthDenied::OPCODE => return Ok(Gate::Denied(decode_message(&body)?)),
            ServerRealmInfo::OPCODE => return Ok(Gate::Open(Box::new(decode_message(&body)?))),
            _ => {}
        }
    }
}

/// A connection to the world that has said whose it is and asked for nothing yet.
///
/// # Errors
/// The step that failed; a denial by auth is among them.
pub async fn open_world(account: &Account) -> anyhow::Result<GameSocket> {
    let info = match authenticate(account, token(account).await?).await? {
        Gate::Open(info) => info,
        Gate::Denied(denied) => bail!("auth denied: {denied:?}"),
    };
    let mut socket = GameSocket::connect(Ipv4Addr::from(info.address), info.port).await?;
    let _: ServerHello = socket.expect().await.context("world hello")?;
    let hello = ClientHelloRealm {
        account_id: info.account_id,
        session_key: info.session_key,
        unused: 0,
        account_string: account.email.as_str().into(),
        always3: 3,
    };
    socket.send(&hello, Envelope::Encrypted).await?;
    socket.use_session_key(info.session_key);
    Ok(socket)
}
