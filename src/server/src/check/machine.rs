//! The machine as the preflight asks it.

use std::fs;
use std::io::{self, Read as _};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use bezgelor_core::config::Database;
use bezgelor_core::time::UnixMillis;
use host::scripts::Origin;
use io_uring::IoUring;
use protocol::Message as _;
use protocol::messages::ServerHello;
use protocol::session::ClientCodec;
use rustix::process::{Resource, geteuid, getrlimit};

use crate::archives::Archives;
use crate::data_report::DataReport;

/// Nobody who is there takes longer to answer.
const PATIENCE: Duration = Duration::from_secs(1);
/// Before somebody who is not there is asked again.
const PAUSE: Duration = Duration::from_millis(50);

/// What the preflight wants to know; faked in tests.
pub trait Machine {
    /// The wall clock.
    fn now(&self) -> UnixMillis;
    /// Cores this process may use.
    fn cores(&self) -> usize;
    /// The kernel's release: "6.1.0-28-amd64".
    fn kernel(&self) -> String;
    /// The kernel's switch against io_uring, `None` where it has none.
    fn io_uring_disabled(&self) -> Option<u32>;
    /// Makes this many rings of this depth at once, and lets them go.
    ///
    /// # Errors
    /// As the kernel refuses.
    fn make_rings(&self, count: usize, depth: u32) -> io::Result<()>;
    /// Bytes this process may lock, `None` for no limit.
    fn locked_bytes_max(&self) -> Option<u64>;
    /// Files this process may open, `None` for no limit.
    fn open_files_max(&self) -> Option<u64>;
    /// Whether limits on locked memory do not bind us.
    fn is_root(&self) -> bool;
    /// Listens on an address for a moment.
    ///
    /// # Errors
    /// As the system refuses.
    fn listen(&self, address: SocketAddr) -> io::Result<()>;
    /// Connects as a client does and waits for a realm's greeting.
    ///
    /// # Errors
    /// When nobody answers within a second, or answers something else.
    fn greeted_by(&self, address: SocketAddr) -> io::Result<()>;
    /// As [`Machine::greeted_by`], of a realm that may be about to open, or has much to do: comes
    /// again until it is greeted or so long has passed.
    ///
    /// # Errors
    /// As the last time, or at once when something else answers.
    fn greeted_soon(&self, address: SocketAddr, patience: Duration) -> io::Result<()>;
    /// Listens on `local` for a moment and connects to `told` meanwhile: whether what clients are
    /// told leads here.
    ///
    /// # Errors
    /// When it does not.
    fn leads_back(&self, told: SocketAddr, local: SocketAddr) -> io::Result<()>;
    /// The addresses of a host name.
    ///
    /// # Errors
    /// When it has none.
    fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>>;
    /// Writes a file into a directory, which is not made, and removes it again.
    ///
    /// # Errors
    /// As the system refuses.
    fn write_into(&self, folder: &Path) -> io::Result<()>;
    /// Bytes free for us where `folder` is.
    ///
    /// # Errors
    /// As the system refuses.
    fn free_bytes(&self, folder: &Path) -> io::Result<u64>;
    /// Migrations the databases lack.
    ///
    /// # Errors
    /// In a sentence, when one cannot be used.
    fn pending_migrations(&self, database: &Database, data_dir: &Path) -> Result<usize, String>;
    /// Opens the tables, counts their rows and tells which tables a realm needs besides.
    ///
    /// # Errors
    /// In a sentence, when they cannot be used.
    fn open_archives(&self, archives: &Archives) -> Result<(usize, Vec<&'static str>), String>;
    /// What the last realm that ran here found lacking in the data, if one ran.
    ///
    /// # Errors
    /// When its report cannot be read.
    fn data_report(&self, data_dir: &Path) -> io::Result<Option<DataReport>>;
    /// Reads and tries the scripts: how many load, and in a line each what does not.
    ///
    /// # Errors
    /// In a sentence, when they cannot be read.
    fn try_scripts(&self, origin: &Origin) -> Result<(usize, Vec<String>), String>;
}

/// The machine we run on.
#[derive(Clone, Copy, Debug, Default)]
pub struct ThisMachine;

/// Reads until the server's first message, which is 0x0003 (`flows.md` section 2).
fn greeting(mut stream: TcpStream, patience: Duration) -> io::Result<()> {
    stream.set_read_timeout(Some(patience))?;
    let mut codec = ClientCodec::new();
    let mut bytes = [0; 512];
    let odd = |what: String| io::Error::new(io::ErrorKind::InvalidData, what);
    loop {
        let count = match stream.read(&mut bytes) {
            // Rings that were let go send this thread signals.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let pushed = codec.push(&bytes[..count]);
        pushed.map_err(|error| odd(error.to_string()))?;
        match codec.pop().map_err(|error| odd(error.to_string()))? {
            Some(message) if message.opcode == ServerHello::OPCODE => return Ok(()),
            Some(message) => return Err(odd(format!("it greets with {:#06x}", message.opcode))),
            None => {}
        }
    }
}

impl Machine for ThisMachine {
    fn now(&self) -> UnixMillis {
        crate::wall_clock()
    }

    fn cores(&self) -> usize {
        thread::available_parallelism().map_or(1, usize::from)
    }

    fn kernel(&self) -> String {
        let name = rustix::system::uname();
        name.release().to_string_lossy().into_owned()
    }

    fn io_uring_disabled(&self) -> Option<u32> {
        let text = fs::read_to_string("/proc/sys/kernel/io_uring_disabled").ok()?;
        text.trim().parse().ok()
    }

    fn make_rings(&self, count: usize, depth: u32) -> io::Result<()> {
        let rings: io::Result<Vec<IoUring>> = (0..count).map(|_| IoUring::new(depth)).collect();
        rings.map(drop)
    }

    fn locked_bytes_max(&self) -> Option<u64> {
        getrlimit(Resource::Memlock).current
    }

    fn open_files_max(&self) -> Option<u64> {
        // The server raises its soft limit to the hard one itself.
        getrlimit(Resource::Nofile).maximum
    }

    fn is_root(&self) -> bool {
        geteuid().is_root()
    }

    fn listen(&self, address: SocketAddr) -> io::Result<()> {
        TcpListener::bind(address).map(drop)
    }

    fn greeted_by(&self, address: SocketAddr) -> io::Result<()> {
        greeting(TcpStream::connect_timeout(&address, PATIENCE)?, PATIENCE)
    }

    fn greeted_soon(&self, address: SocketAddr, patience: Duration) -> io::Result<()> {
        let until = Instant::now() + patience;
        loop {
            let left = until.saturating_duration_since(Instant::now()).max(PAUSE);
            let stream = TcpStream::connect_timeout(&address, left);
            match stream.and_then(|stream| greeting(stream, left)) {
                Err(error) if error.kind() != io::ErrorKind::InvalidData => {
                    if Instant::now() + PAUSE >= until {
                        return Err(error);
                    }
                    thread::sleep(PAUSE);
                }
                greeted => return greeted,
            }
        }
    }

    fn leads_back(&self, told: SocketAddr, local: SocketAddr) -> io::Result<()> {
        let listener = TcpListener::bind(local)?;
        listener.set_nonblocking(true)?;
        let stream = TcpStream::connect_timeout(&told, PATIENCE)?;
        let (us, _) = (stream.local_addr()?, stream);
        // Somebody else may listen at that address: only our own end knows the caller.
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            match listener.accept() {
                Ok((_, peer)) if peer.port() == us.port() => return Ok(()),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    thread::sleep(Duration::from_millis(5));
                }
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::new(
            io::ErrorKind::TimedOut,
            "somebody else answers there",
        ))
    }

    fn resolve(&self, host: &str) -> io::Result<Vec<IpAddr>> {
        let addresses = (host, 0).to_socket_addrs()?;
        Ok(addresses.map(|address| address.ip()).collect())
    }

    fn write_into(&self, folder: &Path) -> io::Result<()> {
        let probe = folder.join(format!(".bezgelor-check-{}", std::process::id()));
        fs::write(&probe, b"check")?;
        fs::remove_file(probe)
    }

    fn free_bytes(&self, folder: &Path) -> io::Result<u64> {
        let space = rustix::fs::statvfs(folder)?;
        Ok(space.f_bavail.saturating_mul(space.f_frsize))
    }

    fn pending_migrations(&self, database: &Database, data_dir: &Path) -> Result<usize, String> {
        let pending = db::DbHandle::pending_migrations(database, data_dir);
        pending
            .map(|pending| pending.len())
            .map_err(|error| error.to_string())
    }

    fn open_archives(&self, archives: &Archives) -> Result<(usize, Vec<&'static str>), String> {
        let in_words = |error| format!("{error:#}");
        let set = archives.open().map_err(in_words)?;
        let missing = archives.missing(&set).map_err(in_words)?;
        Ok((crate::archives::rows(&set), missing))
    }

    fn data_report(&self, data_dir: &Path) -> io::Result<Option<DataReport>> {
        DataReport::read(data_dir)
    }

    fn try_scripts(&self, origin: &Origin) -> Result<(usize, Vec<String>), String> {
        let (program, faults) = origin.attempt()?;
        Ok((program.names().len(), faults))
    }
}
