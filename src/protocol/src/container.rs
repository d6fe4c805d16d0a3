//! Messages that carry a message: enciphered by the server (0x0076, 0x03DC), by the client
//! (0x0244), or plain (0x025C, 0x038C). `messages.txt`, FRAMING / CONTAINERS.
//!
//! All are unwrapped in place: what comes out is a part of what went in.

use std::fmt;

use bezgelor_core::limits::CONTAINER_DEPTH_MAX;
use crypto::PacketCipher;

use crate::message::Sender;
use crate::wire::BitWriter;

/// Bytes of the length field in front of the inner message; the length counts them.
const LENGTH_BYTES: usize = 4;
/// Bytes of an opcode.
const OPCODE_BYTES: usize = 2;
/// Bits in front of the length of 0x038C. Everything behind them is shifted by as much.
const WORLD_SHIFT: u32 = 5;
/// Bytes a server container puts in front of the inner message: frame size, opcode, length.
pub const HEAD_BYTES: usize = 10;

/// A message that carries a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Container {
    /// 0x0076, what the auth server sends.
    Auth,
    /// 0x03DC, what the world server sends.
    World,
    /// 0x0244, what the client sends.
    Client,
    /// 0x025C, plain, inside 0x0244.
    Packed,
    /// 0x038C, plain and shifted by five bits, inside 0x0244 while in the world.
    PackedWorld,
}

impl Container {
    /// The container with this opcode.
    #[must_use]
    pub const fn from_opcode(opcode: u16) -> Option<Self> {
        Some(match opcode {
            0x0076 => Self::Auth,
            0x03DC => Self::World,
            0x0244 => Self::Client,
            0x025C => Self::Packed,
            0x038C => Self::PackedWorld,
            _ => return None,
        })
    }

    /// Its opcode.
    #[must_use]
    pub const fn opcode(self) -> u16 {
        match self {
            Self::Auth => 0x0076,
            Self::World => 0x03DC,
            Self::Client => 0x0244,
            Self::Packed => 0x025C,
            Self::PackedWorld => 0x038C,
        }
    }

    /// Who sends it.
    #[must_use]
    pub const fn sender(self) -> Sender {
        match self {
            Self::Auth | Self::World => Sender::Server,
            Self::Client | Self::Packed | Self::PackedWorld => Sender::Client,
        }
    }

    /// Whether the inner message is enciphered.
    #[must_use]
    pub const fn enciphered(self) -> bool {
        matches!(self, Self::Auth | Self::World | Self::Client)
    }
}

/// A container that cannot be; the connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContainerError {
    /// Too short for an opcode or for the length field.
    Short,
    /// A length that is no opcode long, or more than there is.
    Length(u32),
    /// More containers inside each other than any client makes.
    Depth,
    /// A container that only the other end sends.
    WrongEnd(u16),
}

impl fmt::Display for ContainerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Short => write!(f, "too short for a message"),
            Self::Length(length) => write!(f, "container length {length} cannot be"),
            Self::Depth => write!(f, "containers nested too deep"),
            Self::WrongEnd(opcode) => write!(f, "container {opcode:#06x} from the wrong end"),
        }
    }
}

impl std::error::Error for ContainerError {}

/// Opcode and body of a payload.
///
/// # Errors
/// [`ContainerError::Short`] below two bytes.
pub fn split_opcode(payload: &mut [u8]) -> Result<(u16, &mut [u8]), ContainerError> {
    let (opcode, body) = payload
        .split_first_chunk_mut::<OPCODE_BYTES>()
        .ok_or(ContainerError::Short)?;
    Ok((u16::from_le_bytes(*opcode), body))
}

/// The inner message (u16 opcode + body) of a container's body, deciphered.
///
/// # Errors
/// A length that is not true or leaves no room for an opcode.
pub fn unwrap<'a>(
    container: Container,
    body: &'a mut [u8],
    cipher: &PacketCipher,
) -> Result<&'a mut [u8], ContainerError> {
    let inner = if container == Container::PackedWorld {
        unwrap_shifted(body)?
    } else {
        let (length, rest) = body
            .split_first_chunk_mut::<LENGTH_BYTES>()
            .ok_or(ContainerError::Short)?;
        let inner_len = inner_len(u32::from_le_bytes(*length), rest.len())?;
        &mut rest[..inner_len]
    };
    if container.enciphered() {
        cipher.decrypt(inner);
    }
    Ok(inner)
}

/// How long the inner message is, given the length field and what follows it.
fn inner_len(length: u32, available: usize) -> Result<usize, ContainerError> {
    let inner = (length as usize).wrapping_sub(LENGTH_BYTES);
    if (OPCODE_BYTES..=available).contains(&inner) {
        Ok(inner)
    } else {
        Err(ContainerError::Length(length))
    }
}

/// 0x038C: moves every byte of the inner message down by five bits, to the front of the body.
fn unwrap_shifted(body: &mut [u8]) -> Result<&mut [u8], ContainerError> {
    const UP: u32 = 8 - WORLD_SHIFT;
    let Some(&[a, b, c, d, e]) = body.first_chunk::<{ LENGTH_BYTES + 1 }>() else {
        return Err(ContainerError::Short);
    };
    let length = u64::from_le_bytes([a, b, c, d, e, 0, 0, 0]) >> WORLD_SHIFT;
    // The last byte of the inner message reaches into one more byte of the body.
    let inner_len = inner_len(length as u32, body.len() - LENGTH_BYTES - 1)?;
    let mut at = 0;
    while at + 8 <= inner_len {
        let from = at + LENGTH_BYTES;
        let low = u64::from_le_bytes(*body[from..].first_chunk().ok_or(ContainerError::Short)?);
        let high = u64::from(body[from + 8]) << (64 - WORLD_SHIFT);
        body[at..at + 8].copy_from_slice(&(low >> WORLD_SHIFT | high).to_le_bytes());
        at += 8;
    }
    while at < inner_len {
        let from = at + LENGTH_BYTES;
        body[at] = body[from] >> WORLD_SHIFT | body[from + 1] << UP;
        at += 1;
    }
    Ok(&mut body[..inner_len])
}

/// Unwraps a payload down to the message that is no container: its opcode and body.
///
/// # Errors
/// Containers that are not well formed, nested too deep, or not sent by `sender`.
pub fn unwrap_all<'a>(
    payload: &'a mut [u8],
    sender: Sender,
    cipher: &PacketCipher,
) -> Result<(u16, &'a mut [u8]), ContainerError> {
    let (mut opcode, mut body) = split_opcode(payload)?;
    let mut depth = 0;
    while let Some(container) = Container::from_opcode(opcode) {
        if container.sender() != sender {
            return Err(ContainerError::WrongEnd(opcode));
        }
        depth += 1;
        if depth > CONTAINER_DEPTH_MAX {
            return Err(ContainerError::Depth);
        }
        (opcode, body) = split_opcode(unwrap(container, body, cipher)?)?;
    }
    Ok((opcode, body))
}

/// Frame size, opcode and length field of a server container around `inner_len` bytes, for those
/// who encipher the inner message themselves.
///
/// # Panics
/// When the message does not fit a frame: nothing we send comes near.
#[must_use]
pub fn frame_head(container: Container, inner_len: usize) -> [u8; HEAD_BYTES] {
    let size = u32::try_from(inner_len + HEAD_BYTES).expect("a frame below 4 GiB");
    let mut head = [0; HEAD_BYTES];
    head[..4].copy_from_slice(&size.to_le_bytes());
    head[4..6].copy_from_slice(&container.opcode().to_le_bytes());
    head[6..].copy_from_slice(&(size - 6).to_le_bytes());
    head
}

/// Appends the container as a payload (its opcode, length, inner message), enciphered if it is
/// one that is.
pub fn wrap(container: Container, inner: &[u8], cipher: &PacketCipher, out: &mut Vec<u8>) {
    out.extend_from_slice(&container.opcode().to_le_bytes());
    let length = (inner.len() + LENGTH_BYTES) as u32;
    if container == Container::PackedWorld {
        let mut w = BitWriter::new(out);
        w.put(0, WORLD_SHIFT);
        w.put(u64::from(length), 32);
        w.put_bytes(inner);
        w.finish();
        return;
    }
    out.extend_from_slice(&length.to_le_bytes());
    let from = out.len();
    out.extend_from_slice(inner);
    if container.enciphered() {
        cipher.encrypt(&mut out[from..]);
    }
}
