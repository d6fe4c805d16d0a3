//! A game connection: a TCP stream, the client's end of the codec, and counters.

use std::cell::RefCell;
use std::future::poll_fn;
use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use anyhow::{Context as _, bail, ensure};
use crypto::PacketCipher;
use protocol::registry;
use protocol::session::{ClientCodec, Envelope};
use protocol::{BitReader, Message, Sender, decode_message, encode_message};
use tokio::io::{AsyncRead as _, AsyncWriteExt as _, ReadBuf};
use tokio::net::TcpStream;

use super::skim::Skim;

/// Bytes taken from the socket at once.
const CHUNK_BYTES: usize = 16 * 1024;

thread_local! {
    /// Where bytes are read to before they are pushed on: one for all connections of a thread, so
    /// that thousands of them do not push each other out of the cache.
    static CHUNK: RefCell<Box<[u8]>> = RefCell::new(vec![0; CHUNK_BYTES].into());
}

/// Traffic of one connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Messages received.
    pub messages_received: u64,
    /// Bytes received, frames and all.
    pub bytes_received: u64,
    /// Messages sent.
    pub messages_sent: u64,
    /// Bytes sent, frames and all.
    pub bytes_sent: u64,
}

/// One end of a game connection.
pub struct GameSocket {
    stream: TcpStream,
    codec: ClientCodec,
    message: Vec<u8>,
    frame: Vec<u8>,
    held: Option<(u16, Vec<u8>)>,
    skim: Skim,
    samples: bool,
    /// What went over it.
    pub traffic: Traffic,
}

impl GameSocket {
    /// Opens a connection; the server speaks first.
    ///
    /// # Errors
    /// When nobody listens.
    pub async fn connect(host: Ipv4Addr, port: u16) -> anyhow::Result<Self> {
        let stream = TcpStream::connect((host, port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            codec: ClientCodec::new(),
            message: Vec::new(),
            frame: Vec::new(),
            held: None,
            skim: Skim::default(),
            samples: false,
            traffic: Traffic::default(),
        })
    }

    /// Switches both directions to the session key, as the client does behind 0x058F.
    pub fn use_session_key(&mut self, session_key: [u8; 16]) {
        self.codec
            .set_cipher(PacketCipher::from_session_key(session_key));
    }

    /// Sends one message.
    ///
    /// # Errors
    /// When the connection ends.
    pub async fn send<M: Message>(
        &mut self,
        message: &M,
        envelope: Envelope,
    ) -> anyhow::Result<()> {
        self.message.clear();
        encode_message(message, &mut self.message);
        self.frame.clear();
        self.codec.wrap(&self.message, envelope, &mut self.frame);
        self.stream
            .write_all(&self.frame)
            .await
            .context("the connection broke")?;
        self.traffic.messages_sent += 1;
        self.traffic.bytes_sent += self.frame.len() as u64;
        Ok(())
    }

    /// The next message: opcode and body. May be dropped while it waits without losing anything.
    ///
    /// # Errors
    /// When the connection ends or the server sends what is no frame.
    pub async fn receive(&mut self) -> anyhow::Result<(u16, Vec<u8>)> {
        if let Some(held) = self.held.take() {
            return Ok(held);
        }
        loop {
            if let Some(incoming) = self.codec.pop()? {
                self.traffic.messages_received += 1;
                check(incoming.opcode, incoming.body)?;
                return Ok((incoming.opcode, incoming.body.to_vec()));
            }
            self.fill().await?;
        }
    }

    /// Waits for more bytes. May be dropped while it waits without losing anything.
    ///
    /// # Errors
    /// When the connection ends or more comes than anybody may send.
    pub async fn fill(&mut self) -> anyhow::Result<()> {
        poll_fn(|cx| CHUNK.with_borrow_mut(|chunk| self.poll_fill(cx, chunk))).await
    }

    fn poll_fill(&mut self, cx: &mut Context<'_>, chunk: &mut [u8]) -> Poll<anyhow::Result<()>> {
        let mut room = ReadBuf::new(chunk);
        let read = ready!(Pin::new(&mut self.stream).poll_read(cx, &mut room));
        let read = read.context("the connection broke");
        Poll::Ready(read.and_then(|()| self.take(room.filled())))
    }

    fn take(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        if bytes.is_empty() {
            bail!("the server closed the connection");
        }
        self.traffic.bytes_received += bytes.len() as u64;
        if !self.samples {
            // The place in the stream is kept all the same.
            self.skim.pass(bytes, |_| anyhow::Ok(()))?;
            return Ok(self.codec.push(bytes)?);
        }
        let skipped = self.skim.skipped;
        self.skim.pass(bytes, |kept| self.codec.push(kept))?;
        self.traffic.messages_received += self.skim.skipped - skipped;
        Ok(())
    }

    /// From the next frame on, reads one step of others in `one_in` in full and counts the rest.
    pub fn sample(&mut self, one_in: u32) {
        if !self.samples {
            self.skim.begin();
        }
        self.samples = true;
        self.skim.set_one_in(one_in);
    }

    /// Makes the receive buffer small, as on a bad line.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn narrow(&self, bytes: usize) -> std::io::Result<()> {
        socket2::SockRef::from(&self.stream).set_recv_buffer_size(bytes)
    }

    /// Takes some bytes from the line without looking at them.
    ///
    /// # Errors
    /// When the connection has ended.
    pub fn read_raw(&self, bytes: usize) -> anyhow::Result<()> {
        let taken = CHUNK.with_borrow_mut(|chunk| {
            let room = bytes.min(chunk.len());
            self.stream.try_read(&mut chunk[..room])
        });
        match taken {
            Ok(0) => bail!("the server closed the connection"),
            Ok(_) => Ok(()),
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// A message that has already come, without waiting and without a copy.
    ///
    /// # Errors
    /// When the server sends what is no frame.
    pub fn buffered(&mut self) -> anyhow::Result<Option<(u16, &[u8])>> {
        debug_assert!(self.held.is_none(), "a peeked message comes first");
        let Some(incoming) = self.codec.pop()? else {
            return Ok(None);
        };
        self.traffic.messages_received += 1;
        check(incoming.opcode, incoming.body)?;
        Ok(Some((incoming.opcode, incoming.body)))
    }

    /// The next message without taking it.
    ///
    /// # Errors
    /// As [`GameSocket::receive`].
    pub async fn peek(&mut self) -> anyhow::Result<(u16, &[u8])> {
        let held = self.receive().await?;
        let (opcode, body) = self.held.insert(held);
        Ok((*opcode, body))
    }

    /// The next message of type `M`; others are passed over.
    ///
    /// # Errors
    /// As [`GameSocket::receive`], or when the body is not one of `M`.
    pub async fn expect<M: Message>(&mut self) -> anyhow::Result<M> {
        loop {
            let (opcode, body) = self.receive().await?;
            if opcode == M::OPCODE {
                return Ok(decode_message(&body)?);
            }
        }
    }
}

/// Builds with debug assertions trust the server with nothing: whatever it sends must be a message
/// of its own, and the same bits again when it is written anew. A load test has no time for that.
fn check(opcode: u16, body: &[u8]) -> anyhow::Result<()> {
    if !cfg!(debug_assertions) {
        return Ok(());
    }
    let entry = registry::find(opcode, Sender::Server)
        .with_context(|| format!("a server sends no message {opcode:#06x}"))?;
    let mut again = Vec::with_capacity(body.len());
    (entry.roundtrip)(&mut BitReader::new(body), &mut again)
        .with_context(|| format!("{} with a body of {} bytes", entry.name, body.len()))?;
    ensure!(
        again == body,
        "{} is not what it would be written as",
        entry.name
    );
    Ok(())
}
