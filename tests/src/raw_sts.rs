//! An STS conversation byte by byte, for tests that compare what two clients are sent.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::srp;

/// No reply takes longer, on a machine that is full either.
const REPLY_DEADLINE: Duration = Duration::from_secs(60);

/// A clear connection to the STS port.
#[derive(Debug)]
pub struct RawSts {
    stream: TcpStream,
    sequence: u32,
}

/// A reply as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawReply {
    /// Status line and headers, the empty line included.
    pub head: String,
    /// What follows.
    pub body: String,
}

impl RawReply {
    /// The parts of the blob in its `KeyData`; empty when there is none.
    #[must_use]
    pub fn key_data(&self) -> Vec<Vec<u8>> {
        let text = self.body.split_once("<KeyData>");
        let text = text.and_then(|(_, rest)| Some(rest.split_once('<')?.0));
        let blob = text.and_then(|text| STANDARD.decode(text).ok());
        let mut rest = blob.as_deref().unwrap_or_default();
        let mut parts = Vec::new();
        while let Some((length, behind)) = rest.split_first_chunk() {
            let length = u32::from_le_bytes(*length) as usize;
            let Some((part, behind)) = behind.split_at_checked(length) else {
                break;
            };
            parts.push(part.to_vec());
            rest = behind;
        }
        parts
    }
}

impl RawSts {
    /// Connects and says nothing yet.
    ///
    /// # Errors
    /// When nobody listens.
    pub fn connect(port: u16) -> io::Result<Self> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(REPLY_DEADLINE))?;
        Ok(Self {
            stream,
            sequence: 0,
        })
    }

    /// Sends a request and gives its reply.
    ///
    /// # Errors
    /// When the connection ends or no reply comes.
    pub fn ask(&mut self, uri: &str, body: &str) -> io::Result<RawReply> {
        self.sequence += 1;
        let (length, sequence) = (body.len(), self.sequence);
        let request = format!("POST {uri} STS/1.0\r\nl:{length}\r\ns:{sequence}\r\n\r\n{body}");
        self.stream.write_all(request.as_bytes())?;
        self.reply()
    }

    fn reply(&mut self) -> io::Result<RawReply> {
        let mut bytes = Vec::new();
        let mut byte = [0];
        while !bytes.ends_with(b"\r\n\r\n") {
            self.stream.read_exact(&mut byte)?;
            bytes.push(byte[0]);
        }
        let head = String::from_utf8_lossy(&bytes).into_owned();
        let length = head.lines().find_map(|line| line.strip_prefix("l:"));
        let length = length.and_then(|length| length.trim().parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        self.stream.read_exact(&mut body)?;
        let body = String::from_utf8_lossy(&body).into_owned();
        Ok(RawReply { head, body })
    }

    /// Asks for a challenge.
    ///
    /// # Errors
    /// As [`RawSts::ask`].
    pub fn login_start(&mut self, email: &str) -> io::Result<RawReply> {
        let body = format!("<Request>\n<LoginName>{email}</LoginName>\n</Request>\n");
        self.ask("/Auth/LoginStart", &body)
    }

    /// Answers a challenge by the rules.
    ///
    /// # Errors
    /// As [`RawSts::ask`]; a challenge that is none is one too.
    pub fn key_data(
        &mut self,
        challenge: &RawReply,
        email: &str,
        password: &str,
    ) -> io::Result<RawReply> {
        let parts = challenge.key_data();
        let [salt, public] = parts.as_slice() else {
            return Err(io::Error::other(format!("no challenge: {challenge:?}")));
        };
        let salt: [u8; srp::SALT_BYTES] = salt.as_slice().try_into().map_err(io::Error::other)?;
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(io::Error::other)?;
        let client = srp::Client::new(secret.into());
        let proof = client
            .prove(email, password, &salt, public)
            .map_err(io::Error::other)?;
        let mut blob = Vec::new();
        for part in [client.public().as_slice(), proof.client_proof()] {
            blob.extend_from_slice(&(part.len() as u32).to_le_bytes());
            blob.extend_from_slice(part);
        }
        let text = STANDARD.encode(blob);
        let body = format!("<Request>\n<KeyData>{text}</KeyData>\n</Request>\n");
        self.ask("/Auth/KeyData", &body)
    }
}
