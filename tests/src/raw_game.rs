//! A game connection of somebody who keeps no rules: any bytes, any message, from any loopback
//! address, reading or not.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddrV4, TcpStream};
use std::time::Duration;

use protocol::session::{ClientCodec, Envelope};
use protocol::{Message, encode_message};
use socket2::{Domain, Socket, Type};

/// No answer takes longer, on a machine that is full either.
const ANSWER_DEADLINE: Duration = Duration::from_secs(60);
/// What somebody who does not read lets the system keep for them.
const SMALL_WINDOW_BYTES: usize = 4 * 1024;

/// See the module.
#[derive(Debug)]
pub struct RawGame {
    /// The socket itself.
    pub stream: TcpStream,
    codec: ClientCodec,
}

/// A bare connection to a loopback port from 127.0.`net`.`host`.
///
/// # Errors
/// When nobody listens.
pub fn connect_from(net: u8, host: u8, port: u16) -> io::Result<TcpStream> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    socket.set_recv_buffer_size(SMALL_WINDOW_BYTES)?;
    let from = SocketAddrV4::new(Ipv4Addr::new(127, 0, net, host), 0);
    socket.bind(&from.into())?;
    socket.connect(&SocketAddrV4::new(Ipv4Addr::LOCALHOST, port).into())?;
    let stream = TcpStream::from(socket);
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(ANSWER_DEADLINE))?;
    stream.set_write_timeout(Some(ANSWER_DEADLINE))?;
    Ok(stream)
}

impl RawGame {
    /// Speaks over a bare connection, with the build key.
    #[must_use]
    pub fn over(stream: TcpStream) -> Self {
        Self {
            stream,
            codec: ClientCodec::new(),
        }
    }

    /// Switches both directions to the session key.
    pub fn use_session_key(&mut self, key: [u8; 16]) {
        let cipher = crypto::PacketCipher::from_session_key(key);
        self.codec.set_cipher(cipher);
    }

    /// Sends opcode and body as they are.
    ///
    /// # Errors
    /// When the connection ends or takes nothing for long.
    pub fn send_raw(&mut self, message: &[u8], envelope: Envelope) -> io::Result<()> {
        let mut frame = Vec::new();
        self.codec.wrap(message, envelope, &mut frame);
        self.stream.write_all(&frame)
    }

    /// Sends a message.
    ///
    /// # Errors
    /// As [`RawGame::send_raw`].
    pub fn send<M: Message>(&mut self, message: &M, envelope: Envelope) -> io::Result<()> {
        let mut encoded = Vec::new();
        encode_message(message, &mut encoded);
        self.send_raw(&encoded, envelope)
    }

    /// Reads until a message with this opcode came; its body.
    ///
    /// # Errors
    /// When the connection ends, nothing comes for long, or what comes is no frame.
    pub fn receive(&mut self, wanted: u16) -> io::Result<Vec<u8>> {
        Ok(self.receive_any(&[wanted])?.1)
    }

    /// Reads until a message with one of these opcodes came; which, and its body.
    ///
    /// # Errors
    /// As [`RawGame::receive`].
    pub fn receive_any(&mut self, wanted: &[u16]) -> io::Result<(u16, Vec<u8>)> {
        let mut chunk = [0; 4096];
        loop {
            while let Some(message) = self.codec.pop().map_err(io::Error::other)? {
                if wanted.contains(&message.opcode) {
                    return Ok((message.opcode, message.body.to_vec()));
                }
            }
            match self.stream.read(&mut chunk)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                count => self.codec.push(&chunk[..count]).map_err(io::Error::other)?,
            }
        }
    }
}
