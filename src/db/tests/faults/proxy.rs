//! A TCP proxy that can be told to misbehave.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

/// What happens to what passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Everything as it comes.
    Pass,
    /// Each piece this much later.
    DelayMs(u64),
    /// Everything vanishes, connections stay: a cable pulled.
    Drop,
    /// Connections are cut, new ones too.
    Reset,
    /// The next COMMIT gets through, its answer does not: the connection is cut. Then `Pass`.
    LoseAnswerToCommit,
    /// The next COMMIT is lost with its connection. Then `Pass`.
    LoseCommit,
}

impl Mode {
    fn to_word(self) -> u64 {
        match self {
            Self::Pass => 0,
            Self::Drop => 1,
            Self::Reset => 2,
            Self::LoseAnswerToCommit => 3,
            Self::LoseCommit => 4,
            Self::DelayMs(ms) => 1000 + ms,
        }
    }

    fn from_word(word: u64) -> Self {
        match word {
            0 => Self::Pass,
            1 => Self::Drop,
            2 => Self::Reset,
            3 => Self::LoseAnswerToCommit,
            4 => Self::LoseCommit,
            more => Self::DelayMs(more - 1000),
        }
    }
}

/// The proxy; it runs until the process ends.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    mode: Arc<AtomicU64>,
}

impl Proxy {
    pub(crate) fn start(target: u16) -> Self {
        let mode = Arc::new(AtomicU64::new(0));
        let (ready, port) = flume::bounded(1);
        let shared = mode.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("a runtime");
            runtime.block_on(async move {
                let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
                let _ = ready.send(listener.local_addr().expect("an address").port());
                loop {
                    let Ok((client, _)) = listener.accept().await else {
                        continue;
                    };
                    let Ok(server) = TcpStream::connect(("127.0.0.1", target)).await else {
                        continue;
                    };
                    let (from_client, to_client) = client.into_split();
                    let (from_server, to_server) = server.into_split();
                    let cut = Arc::new(AtomicBool::new(false));
                    tokio::spawn(pump(from_client, to_server, shared.clone(), cut.clone()));
                    tokio::spawn(pump(from_server, to_client, shared.clone(), cut));
                }
            });
        });
        Self {
            port: port.recv().expect("started"),
            mode,
        }
    }

    pub(crate) fn set(&self, mode: Mode) {
        self.mode.store(mode.to_word(), Ordering::Relaxed);
    }
}

async fn pump(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mode: Arc<AtomicU64>,
    cut: Arc<AtomicBool>,
) {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let read = tokio::time::timeout(Duration::from_millis(20), from.read(&mut buffer)).await;
        let now = Mode::from_word(mode.load(Ordering::Relaxed));
        if now == Mode::Reset || cut.load(Ordering::Relaxed) {
            return;
        }
        let length = match read {
            Err(_) => continue,
            Ok(Ok(0) | Err(_)) => return,
            Ok(Ok(length)) => length,
        };
        let bytes = &buffer[..length];
        // A query message, as no answer contains it.
        let commits = bytes.windows(7).any(|window| window == b"COMMIT\0") && bytes[0] == b'Q';
        match now {
            Mode::Drop => continue,
            Mode::DelayMs(ms) => tokio::time::sleep(Duration::from_millis(ms)).await,
            Mode::LoseCommit | Mode::LoseAnswerToCommit if commits => {
                mode.store(Mode::Pass.to_word(), Ordering::Relaxed);
                cut.store(true, Ordering::Relaxed);
                if now == Mode::LoseAnswerToCommit {
                    let _ = to.write_all(bytes).await;
                    // The server answers into a connection that nobody reads any more.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                return;
            }
            _ => {}
        }
        if to.write_all(bytes).await.is_err() {
            return;
        }
    }
}
