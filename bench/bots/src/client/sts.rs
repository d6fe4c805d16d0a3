//! The STS login: SRP6 over HTTP-like requests, ARC4 after the proof, a game token at the end
//! (`sts.md` sections 1 to 5).

use std::net::Ipv4Addr;

use anyhow::{Context, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::{Arc4, srp, token};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The largest reply a client reads.
const REPLY_BYTES_MAX: usize = 8 * 1024;

/// A refusal by the server, as opposed to a broken conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StsError {
    /// The status of the reply, 400.
    pub status: u16,
    /// The code of its `Error` element; 3002 is a wrong name or password.
    pub code: Option<u32>,
}

impl std::fmt::Display for StsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "the server answered {} with code {:?}",
            self.status, self.code
        )
    }
}

impl std::error::Error for StsError {}

/// An STS connection.
pub struct StsClient {
    stream: TcpStream,
    sequence: u32,
    read: Vec<u8>,
    ciphers: Option<(Arc4, Arc4)>,
}

impl StsClient {
    /// Opens the connection and introduces the client.
    ///
    /// # Errors
    /// When nobody listens.
    pub async fn connect(host: Ipv4Addr, port: u16) -> anyhow::Result<Self> {
        let stream = TcpStream::connect((host, port))
            .await
            .context("STS does not answer")?;
        stream.set_nodelay(true)?;
        let mut client = Self {
            stream,
            sequence: 0,
            read: Vec::new(),
            ciphers: None,
        };
        let body = "<Connect>\n<ConnType>400</ConnType>\n<Address>127.0.0.1</Address>\n\
                    <ProductType>0</ProductType>\n<AppIndex>1</AppIndex>\n<Epoch>1</Epoch>\n\
                    <Program>1001</Program>\n<Build>1001</Build>\n\
                    <Process>1</Process>\n</Connect>\n";
        // The client goes on whether or not this one is answered.
        client.post("/Sts/Connect", body).await?;
        Ok(client)
    }

    /// The whole login; the token's 16 bytes as they travel in 0x0592.
    ///
    /// # Errors
    /// [`StsError`] when the server refuses; else when the conversation breaks.
    pub async fn login(&mut self, email: &str, password: &str) -> anyhow::Result<[u8; 16]> {
        self.prove(email, password).await?;
        self.ask("/Auth/LoginFinish", "").await?;
        self.ask("/GameAccount/ListMyAccounts", "").await?;
        let reply = self.ask("/Auth/RequestGameToken", "").await?;
        let text = element(&reply, "Token").context("no token in the reply")?;
        token::parse_guid(text).context("the token is not a GUID")
    }

    async fn prove(&mut self, email: &str, password: &str) -> anyhow::Result<()> {
        let body = format!(
            "<Request>\n<LoginName>{email}</LoginName>\n<NetAddress>127.0.0.1</NetAddress>\n\
             </Request>\n"
        );
        let reply = self.ask("/Auth/LoginStart", &body).await?;
        let challenge = key_data(&reply)?;
        ensure!(
            challenge.len() == 4 + 16 + 4 + 128,
            "the challenge has an odd length"
        );
        let salt: [u8; 16] = challenge[4..20].try_into()?;
        let mut secret = [0; 32];
        getrandom::fill(&mut secret)?;
        let client = srp::Client::new(secret.into());
        let proof = client.prove(email, password, &salt, &challenge[24..])?;

        let mut answer = Vec::with_capacity(4 + 128 + 4 + 32);
        for part in [client.public().as_slice(), proof.client_proof()] {
            answer.extend_from_slice(&u32::try_from(part.len())?.to_le_bytes());
            answer.extend_from_slice(part);
        }
        let body = format!(
            "<Request>\n<KeyData>{}</KeyData>\n</Request>\n",
            STANDARD.encode(answer)
        );
        let reply = self.ask("/Auth/KeyData", &body).await?;
        let server_proof = key_data(&reply)?;
        ensure!(
            server_proof.len() == 36 && proof.accepts(&server_proof[4..]),
            "the server does not know the verifier"
        );
        self.ciphers = Some((Arc4::new(proof.key()), Arc4::new(proof.key())));
        Ok(())
    }

    /// Sends a request and gives the body of its reply; replies to earlier ones are passed over.
    async fn ask(&mut self, uri: &str, body: &str) -> anyhow::Result<String> {
        let sequence = self.post(uri, body).await?;
        loop {
            let reply = self.reply().await?;
            if reply.sequence != sequence {
                continue;
            }
            if reply.status == 200 {
                return Ok(reply.body);
            }
            let code = attribute(&reply.body, "code").and_then(|code| code.parse().ok());
            return Err(StsError {
                status: reply.status,
                code,
            }
            .into());
        }
    }

    async fn post(&mut self, uri: &str, body: &str) -> anyhow::Result<u32> {
        self.sequence += 1;
        let mut request = format!(
            "POST {uri} STS/1.0\r\nl:{}\r\ns:{}\r\n\r\n{body}",
            body.len(),
            self.sequence
        )
        .into_bytes();
        if let Some((outgoing, _)) = &mut self.ciphers {
            outgoing.apply(&mut request);
        }
        self.stream.write_all(&request).await?;
        Ok(self.sequence)
    }

    async fn reply(&mut self) -> anyhow::Result<Reply> {
        let mut chunk = [0; 1024];
        loop {
            if let Some((reply, length)) = Reply::parse(&self.read)? {
                self.read.drain(..length);
                return Ok(reply);
            }
            ensure!(self.read.len() < REPLY_BYTES_MAX, "an endless STS reply");
            let count = self.stream.read(&mut chunk).await?;
            if count == 0 {
                bail!("STS closed the connection");
            }
            let bytes = &mut chunk[..count];
            if let Some((_, incoming)) = &mut self.ciphers {
                incoming.apply(bytes);
            }
            self.read.extend_from_slice(bytes);
        }
    }
}

struct Reply {
    status: u16,
    sequence: u32,
    body: String,
}

impl Reply {
    /// A whole reply at the start of `bytes` and its length.
    fn parse(bytes: &[u8]) -> anyhow::Result<Option<(Self, usize)>> {
        let Some(head_length) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else {
            return Ok(None);
        };
        let head = std::str::from_utf8(&bytes[..head_length])?;
        let mut lines = head.split("\r\n");
        let status_line = lines.next().unwrap_or_default();
        let status = status_line
            .strip_prefix("STS/1.0 ")
            .and_then(|rest| rest.split(' ').next())
            .and_then(|status| status.parse().ok())
            .with_context(|| format!("not a status line: {status_line}"))?;
        let (mut length, mut sequence) = (0_usize, 0);
        for line in lines {
            match line.split_once(':') {
                Some(("l", value)) => length = value.parse()?,
                Some(("s", value)) => sequence = value.trim_end_matches('R').parse()?,
                _ => {}
            }
        }
        let body_start = head_length + 4;
        let Some(body) = bytes.get(body_start..body_start + length) else {
            return Ok(None);
        };
        let body = String::from_utf8(body.to_vec())?;
        Ok(Some((
            Self {
                status,
                sequence,
                body,
            },
            body_start + length,
        )))
    }
}

fn key_data(reply: &str) -> anyhow::Result<Vec<u8>> {
    let text = element(reply, "KeyData").context("no KeyData in the reply")?;
    Ok(STANDARD.decode(text)?)
}

/// The text of the first element of that name; the server's replies hold no nested ones.
fn element<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    Some(rest.split_once('<')?.0)
}

fn attribute<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = xml.split_once(&format!("{name}=\""))?;
    Some(rest.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_whole_only_with_its_body() {
        let bytes = b"STS/1.0 200  OK\r\nl:5\r\ns:7R\r\n\r\n<A />extra";
        assert!(Reply::parse(&bytes[..32]).unwrap().is_none());
        let (reply, length) = Reply::parse(bytes).unwrap().unwrap();
        assert_eq!(
            (reply.status, reply.sequence, reply.body.as_str()),
            (200, 7, "<A />")
        );
        assert_eq!(&bytes[length..], b"extra");
    }

    #[test]
    fn codes_and_texts_are_found() {
        let xml = r#"<Error code="3002" server="0" text="0" />"#;
        assert_eq!(attribute(xml, "code"), Some("3002"));
        assert_eq!(
            element("<Reply>\n<Token>abc</Token></Reply>", "Token"),
            Some("abc")
        );
        assert_eq!(element("<Reply />", "Token"), None);
    }
}
