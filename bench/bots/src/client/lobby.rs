//! From the token to the character screen, and what a player does there
//! (`sts.md` section 7, `flows.md` sections 2 to 4).

use std::net::Ipv4Addr;

use anyhow::{Context, bail, ensure};
use protocol::enums::{CharacterModifyResult, Language};
use protocol::messages::{
    ClientCharacterCreate, ClientCharacterDelete, ClientCharacterList, ClientCharacterSelect,
    ClientHelloAuth, ClientHelloRealm, ClientRealmList, ClientRealmSelect, ServerAuthAccepted,
    ServerAuthDenied, ServerCharacterCreate, ServerCharacterDeleteResult, ServerCharacterList,
    ServerCharacterSelectFail, ServerForceKick, ServerHello, ServerNewRealm, ServerRealmInfo,
    ServerRealmList,
};
use protocol::session::Envelope;
use protocol::{Guid, Message, decode_message};

use super::Account;
use super::socket::GameSocket;
use super::sts::StsClient;
use super::world::WorldClient;
use crate::args::BOTS_MAX;
use crate::look;

/// The build every message of this project is for.
const BUILD: u32 = 16042;

/// Names tried for one character.
const NAME_ATTEMPTS: u32 = 4;

/// A character a player would like to have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CharacterWish {
    /// Row of `CharacterCreation.tbl`.
    pub creation_id: u32,
    /// Two parts.
    pub name: String,
    /// 0 soldier, 1 settler, 2 scientist, 3 explorer.
    pub path: u8,
    /// Labels of `CharacterCustomization.tbl`.
    pub labels: Vec<u32>,
    /// The value chosen for each label.
    pub values: Vec<u32>,
    /// Bone sliders.
    pub bones: Vec<f32>,
}

/// A client on the character screen.
pub struct Lobby {
    socket: GameSocket,
    /// What the server last listed.
    pub list: ServerCharacterList,
}

impl Lobby {
    /// The whole way: STS, auth, world, character list.
    ///
    /// # Errors
    /// [`super::StsError`] when the password is refused, else the step that failed.
    pub async fn login(account: &Account) -> anyhow::Result<Self> {
        let mut sts = StsClient::connect(account.host, account.sts_port).await?;
        let token = sts.login(&account.email, &account.password).await?;
        Self::with_token(account, token).await
    }

    /// The way behind STS, with a game token from there.
    ///
    /// # Errors
    /// The step that failed; a denial by auth is among them.
    pub async fn with_token(account: &Account, token: [u8; 16]) -> anyhow::Result<Self> {
        let info = authenticate(account, token).await?;
        Self::enter(account, &info).await
    }

    async fn enter(account: &Account, info: &ServerRealmInfo) -> anyhow::Result<Self> {
        let address = Ipv4Addr::from(info.address);
        let port = account.world_port.unwrap_or(info.port);
        let mut socket = GameSocket::connect(address, port)
            .await
            .context("the world does not answer")?;
        let hello: ServerHello = socket.expect().await.context("world hello")?;
        ensure!(
            hello.auth_version == BUILD,
            "the world is of build {}",
            hello.auth_version
        );
        let answer = ClientHelloRealm {
            account_id: info.account_id,
            session_key: info.session_key,
            unused: 0,
            account_string: account.email.as_str().into(),
            always3: 3,
        };
        socket.send(&answer, Envelope::Encrypted).await?;
        socket.use_session_key(info.session_key);
        Self::returned(socket).await
    }

    /// Asks for the list on a connection that is (back) on the character screen.
    pub(crate) async fn returned(socket: GameSocket) -> anyhow::Result<Self> {
        let mut lobby = Self {
            socket,
            list: ServerCharacterList::default(),
        };
        lobby.refresh().await?;
        Ok(lobby)
    }

    /// Asks for the list again.
    ///
    /// # Errors
    /// When the connection ends.
    pub async fn refresh(&mut self) -> anyhow::Result<()> {
        self.socket
            .send(&ClientCharacterList, Envelope::Encrypted)
            .await?;
        self.await_list().await.context("character list")
    }

    async fn await_list(&mut self) -> anyhow::Result<()> {
        loop {
            let (opcode, body) = self.socket.receive().await?;
            match opcode {
                ServerCharacterList::OPCODE => {
                    self.list = decode_message(&body)?;
                    return Ok(());
                }
                ServerForceKick::OPCODE => bail!("kicked: {:?}", decode_kick(&body)?),
                // Also while queued: the list comes when it is our turn.
                _ => {}
            }
        }
    }

    /// The realm list as the server shows it now.
    ///
    /// # Errors
    /// When the connection ends.
    pub async fn realms(&mut self) -> anyhow::Result<ServerRealmList> {
        self.socket
            .send(&ClientRealmList, Envelope::Encrypted)
            .await?;
        self.socket.expect().await.context("realm list")
    }

    /// Chooses another realm and goes where the server says (`flows.md` section 1). `account` is
    /// asked for its name alone.
    ///
    /// # Errors
    /// When the realm cannot be had, or the conversation breaks.
    pub async fn change_realm(
        mut self,
        account: &Account,
        account_id: u32,
        realm_id: u32,
    ) -> anyhow::Result<Self> {
        let request = ClientRealmSelect { realm_id };
        self.socket.send(&request, Envelope::Encrypted).await?;
        let there: ServerNewRealm = loop {
            let (opcode, body) = self.socket.receive().await?;
            match opcode {
                ServerNewRealm::OPCODE => break decode_message(&body)?,
                ServerForceKick::OPCODE => bail!("kicked: {:?}", decode_kick(&body)?),
                _ => {}
            }
        };
        let info = ServerRealmInfo {
            address: there.gateway_data.address,
            port: there.gateway_data.port,
            session_key: there.session_key,
            account_id,
            ..ServerRealmInfo::default()
        };
        drop(self);
        let elsewhere = Account {
            world_port: None,
            ..account.clone()
        };
        Self::enter(&elsewhere, &info).await
    }

    /// Asks for a character; its id, or the server's reason against it.
    ///
    /// # Errors
    /// When the conversation breaks.
    pub async fn create(
        &mut self,
        wish: &CharacterWish,
    ) -> anyhow::Result<Result<u64, CharacterModifyResult>> {
        let request = ClientCharacterCreate {
            character_creation_id: wish.creation_id,
            name: wish.name.as_str().into(),
            path: wish.path,
            labels: wish.labels.clone(),
            values: wish.values.clone(),
            bones: wish.bones.clone(),
        };
        self.socket.send(&request, Envelope::Packed).await?;
        loop {
            let (opcode, body) = self.socket.receive().await?;
            match opcode {
                ServerCharacterList::OPCODE => self.list = decode_message(&body)?,
                ServerCharacterCreate::OPCODE => {
                    let reply: ServerCharacterCreate = decode_message(&body)?;
                    if reply.result != CharacterModifyResult::CreateOk {
                        return Ok(Err(reply.result));
                    }
                    let id = reply.character_id;
                    let listed = self
                        .list
                        .characters
                        .iter()
                        .any(|character| character.id == id);
                    ensure!(listed, "the new character was not listed before the answer");
                    return Ok(Ok(id));
                }
                ServerForceKick::OPCODE => bail!("kicked: {:?}", decode_kick(&body)?),
                _ => {}
            }
        }
    }

    /// As [`Lobby::create`] under one of several made-up names: one may hold a word that the
    /// server's filter knows. `number` tells the names of one bot from those of another.
    ///
    /// # Errors
    /// As [`Lobby::create`].
    pub async fn create_under_some_name(
        &mut self,
        wish: &CharacterWish,
        number: u32,
    ) -> anyhow::Result<Result<u64, CharacterModifyResult>> {
        let mut answer = Err(CharacterModifyResult::CreateFailed_InvalidName);
        for attempt in 0..NAME_ATTEMPTS {
            let name = look::name(number + attempt * BOTS_MAX);
            let named = CharacterWish {
                name,
                ..wish.clone()
            };
            answer = self.create(&named).await?;
            if answer != Err(CharacterModifyResult::CreateFailed_InvalidName) {
                break;
            }
        }
        Ok(answer)
    }

    /// Deletes a character; the server's answer.
    ///
    /// # Errors
    /// When the conversation breaks.
    pub async fn delete(&mut self, id: u64) -> anyhow::Result<CharacterModifyResult> {
        let request = ClientCharacterDelete { character_id: id };
        self.socket.send(&request, Envelope::Encrypted).await?;
        let reply: ServerCharacterDeleteResult = self.socket.expect().await?;
        Ok(reply.result)
    }

    /// Enters the world with a character of the list, up to the first frame of the world.
    ///
    /// # Errors
    /// When the server refuses, with its reason, or the conversation breaks.
    pub async fn select(mut self, id: u64) -> anyhow::Result<WorldClient> {
        let request = ClientCharacterSelect { character_id: id };
        self.socket.send(&request, Envelope::Encrypted).await?;
        loop {
            let (opcode, body) = self.socket.peek().await?;
            if opcode == ServerCharacterSelectFail::OPCODE {
                let reply: ServerCharacterSelectFail = decode_message(body)?;
                bail!("the character was not let in: {:?}", reply.result);
            }
            if opcode == ServerForceKick::OPCODE {
                bail!("kicked: {:?}", decode_kick(body)?);
            }
            if opcode == WorldClient::FIRST_OPCODE {
                return WorldClient::enter(self.socket).await;
            }
            self.socket.receive().await?;
        }
    }
}

fn decode_kick(body: &[u8]) -> anyhow::Result<protocol::enums::ForceKickReason> {
    let kick: ServerForceKick = decode_message(body)?;
    Ok(kick.reason)
}

/// The auth lane: token in, realm and session key out.
async fn authenticate(account: &Account, token: [u8; 16]) -> anyhow::Result<ServerRealmInfo> {
    let mut socket = GameSocket::connect(account.host, account.auth_port)
        .await
        .context("auth does not answer")?;
    let hello: ServerHello = socket.expect().await.context("auth hello")?;
    ensure!(
        hello.auth_version == BUILD,
        "auth is of build {}",
        hello.auth_version
    );
    let request = ClientHelloAuth {
        build: BUILD,
        account_string: account.email.as_str().into(),
        game_token: Guid(token),
        language: Language::English,
        realm_data_center_id: 9,
        ..ClientHelloAuth::default()
    };
    socket.send(&request, Envelope::Encrypted).await?;
    let mut accepted = false;
    loop {
        let (opcode, body) = socket.receive().await.context("auth answer")?;
        match opcode {
            ServerAuthAccepted::OPCODE => accepted = true,
            ServerAuthDenied::OPCODE => {
                let denied: ServerAuthDenied = decode_message(&body)?;
                bail!("auth denied: {:?}", denied.login_result);
            }
            ServerRealmInfo::OPCODE => {
                ensure!(accepted, "a realm before the acceptance");
                return Ok(decode_message(&body)?);
            }
            _ => {}
        }
    }
}
