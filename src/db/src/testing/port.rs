//! Ports for programs that a test starts.

use std::fs;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::ops::Range;
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::time::{SystemTime, UNIX_EPOCH};

/// Ports that nobody is known for, as far as the system does not give them out by itself.
const WANTED: Range<u16> = 20_000..32_768;
/// Too few to choose from.
const FEW: usize = 100;
/// Where the system says which ports it gives to whoever names none.
const GIVEN_OUT: &str = "/proc/sys/net/ipv4/ip_local_port_range";

/// A port for a program that will listen on it later.
///
/// A port that was merely free a moment ago may be given to somebody else meanwhile: to a test
/// beside this one, or to any connection that goes out. This one is outside the range from which
/// the system gives ports by itself, and no other process that asks here gets it until it is
/// dropped, or its process is gone.
#[derive(Debug)]
pub struct HeldPort {
    number: u16,
    /// A name that the kernel lets one process have.
    _held: UnixDatagram,
}

impl HeldPort {
    /// One that nobody listens on.
    ///
    /// # Errors
    /// When there is none.
    pub fn new() -> io::Result<Self> {
        let ports = ports(&fs::read_to_string(GIVEN_OUT).unwrap_or_default());
        let count = ports.end - ports.start;
        // Seldom the one that somebody has just let go.
        let first = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |now| now.subsec_nanos());
        for next in 0..u32::from(count) {
            let offset = (first / 1_000 + next) % u32::from(count);
            let number = ports.start + offset as u16;
            let name = SocketAddr::from_abstract_name(format!("bezgelor-port-{number}"))?;
            let Ok(held) = UnixDatagram::bind_addr(&name) else {
                continue;
            };
            if TcpListener::bind((Ipv4Addr::UNSPECIFIED, number)).is_ok() {
                return Ok(Self {
                    number,
                    _held: held,
                });
            }
        }
        Err(io::ErrorKind::AddrInUse.into())
    }

    /// Its number.
    #[must_use]
    pub fn number(&self) -> u16 {
        self.number
    }
}

/// Where to look, with what the system gives out by itself told as "32768\t60999".
fn ports(given_out: &str) -> Range<u16> {
    let mut numbers = given_out.split_whitespace().map(str::parse::<u16>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(first)), Some(Ok(last))) if first < WANTED.end && last >= WANTED.start => {
            let (below, above) = (WANTED.start..first, last.saturating_add(1)..u16::MAX);
            let most = [below, above]
                .into_iter()
                .max_by_key(ExactSizeIterator::len);
            // Where the system takes all, what it takes least often.
            most.filter(|ports| ports.len() > FEW).unwrap_or(WANTED)
        }
        _ => WANTED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_held_by_one_and_free_to_listen_on() -> io::Result<()> {
        let held = (0..20)
            .map(|_| HeldPort::new())
            .collect::<io::Result<Vec<_>>>()?;
        let mut numbers: Vec<u16> = held.iter().map(HeldPort::number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), held.len());
        for number in numbers {
            TcpListener::bind((Ipv4Addr::LOCALHOST, number))?;
        }
        Ok(())
    }

    #[test]
    fn what_the_system_gives_out_is_left_alone() {
        assert_eq!(ports("32768\t60999\n"), WANTED);
        assert_eq!(ports("49152 65535"), WANTED);
        assert_eq!(ports("25000 60999"), 20_000..25_000);
        assert_eq!(ports("10000 60999"), 61_000..u16::MAX);
        assert_eq!(ports("1024 65535"), WANTED);
        assert_eq!(ports(""), WANTED);
    }
}
