//! Every finding, provoked by a machine that has exactly that fault.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use bezgelor_core::config::{Database, RuntimeBackend};
use db::testing::HeldPort;
use host::scripts::Origin;
use protocol::messages::ServerHello;
use protocol::session::{Lane, ServerCodec};

use super::*;
use crate::data_report::DataReport;

mod data;

/// A machine on which a realm runs, but for the faults put in.
#[derive(Clone)]
struct Fake {
    now: UnixMillis,
    kernel: &'static str,
    io_uring_disabled: Option<u32>,
    rings: Option<ErrorKind>,
    locked: Option<u64>,
    files: Option<u64>,
    root: bool,
    port: Option<(u16, ErrorKind)>,
    addresses: Vec<IpAddr>,
    write: Option<ErrorKind>,
    /// The data directory is not there.
    no_data: bool,
    free: u64,
    /// The address at which a realm greets.
    realm_at: Option<IpAddr>,
    leads_back: bool,
    database: Result<usize, String>,
    archives: Result<(usize, Vec<&'static str>), String>,
    data: Result<Option<DataReport>, ErrorKind>,
    scripts: Result<(usize, Vec<String>), String>,
}

impl Default for Fake {
    fn default() -> Self {
        Self {
            now: UnixMillis(1_795_000_000_000),
            kernel: "6.1.0-28-amd64",
            io_uring_disabled: Some(0),
            rings: None,
            locked: Some(8 << 20),
            files: Some(1 << 20),
            root: false,
            port: None,
            addresses: vec![Ipv4Addr::LOCALHOST.into()],
            write: None,
            no_data: false,
            free: 1 << 40,
            realm_at: None,
            leads_back: true,
            database: Ok(0),
            archives: Ok((7, Vec::new())),
            data: Ok(None),
            scripts: Ok((3, Vec::new())),
        }
    }
}

fn refuse(kind: Option<ErrorKind>) -> io::Result<()> {
    kind.map_or(Ok(()), |kind| Err(kind.into()))
}

impl Machine for Fake {
    fn now(&self) -> UnixMillis {
        self.now
    }
    fn cores(&self) -> usize {
        4
    }
    fn kernel(&self) -> String {
        self.kernel.into()
    }
    fn io_uring_disabled(&self) -> Option<u32> {
        self.io_uring_disabled
    }
    fn make_rings(&self, count: usize, depth: u32) -> io::Result<()> {
        assert_eq!((count, depth), (12, 1024), "as the executors will");
        refuse(self.rings)
    }
    fn locked_bytes_max(&self) -> Option<u64> {
        self.locked
    }
    fn open_files_max(&self) -> Option<u64> {
        self.files
    }
    fn is_root(&self) -> bool {
        self.root
    }
    fn listen(&self, address: SocketAddr) -> io::Result<()> {
        let fault = self.port.filter(|(port, _)| *port == address.port());
        refuse(fault.map(|(_, kind)| kind))
    }
    fn greeted_by(&self, address: SocketAddr) -> io::Result<()> {
        let here = self.realm_at == Some(address.ip()) && address.port() == 24000;
        refuse((!here).then_some(ErrorKind::ConnectionRefused))
    }
    fn greeted_soon(&self, address: SocketAddr, _patience: Duration) -> io::Result<()> {
        self.greeted_by(address)
    }
    fn leads_back(&self, _told: SocketAddr, _local: SocketAddr) -> io::Result<()> {
        refuse((!self.leads_back).then_some(ErrorKind::TimedOut))
    }
    fn resolve(&self, _host: &str) -> io::Result<Vec<IpAddr>> {
        if self.addresses.is_empty() {
            return Err(ErrorKind::NotFound.into());
        }
        Ok(self.addresses.clone())
    }
    fn write_into(&self, folder: &Path) -> io::Result<()> {
        if self.no_data && folder == Path::new("data") {
            return Err(ErrorKind::NotFound.into());
        }
        refuse(self.write)
    }
    fn free_bytes(&self, _folder: &Path) -> io::Result<u64> {
        Ok(self.free)
    }
    fn pending_migrations(&self, _: &Database, _: &Path) -> Result<usize, String> {
        self.database.clone()
    }
    fn open_archives(&self, _: &Archives) -> Result<(usize, Vec<&'static str>), String> {
        self.archives.clone()
    }
    fn data_report(&self, _: &Path) -> io::Result<Option<DataReport>> {
        self.data.clone().map_err(io::Error::from)
    }
    fn try_scripts(&self, _: &Origin) -> Result<(usize, Vec<String>), String> {
        self.scripts.clone()
    }
}

fn settings(bind: &str) -> Settings {
    let mut config = Config::default();
    config.network.bind = bind.into();
    Settings {
        config,
        file: None,
        origins: std::collections::BTreeMap::new(),
    }
}

fn report_on(bind: &str, machine: &Fake) -> Report {
    let data = PathBuf::from("data");
    run(&settings(bind), &data, &Archives::Starter, machine)
}

/// The one finding on a machine with one fault.
fn finding(bind: &str, machine: &Fake) -> Finding {
    let report = report_on(bind, machine);
    assert_eq!(report.findings.len(), 1, "{report:?}");
    let only = report.findings.into_iter().next();
    only.unwrap_or_else(|| unreachable!("there is one"))
}

#[track_caller]
fn assert_finding(bind: &str, machine: &Fake, code: &str, severity: Severity) {
    let finding = finding(bind, machine);
    assert_eq!((finding.code.as_str(), finding.severity), (code, severity));
    for text in [&finding.what, &finding.remedy] {
        assert!(
            !text.is_empty() && !text.contains('\n') && !text.ends_with('.'),
            "{text:?}"
        );
    }
}

#[test]
fn a_good_machine_has_no_findings() {
    let report = report_on("127.0.0.1", &Fake::default());
    assert_eq!(report.findings, []);
    assert!(report.is_good());
    assert!(report.passed.len() >= 7, "{:?}", report.passed);
}

#[test]
fn what_io_uring_lacks_is_told_apart() {
    let good = Fake::default;
    let rings = |kind| Fake {
        rings: Some(kind),
        ..good()
    };
    for (machine, code) in [
        (
            Fake {
                kernel: "5.4.0-generic",
                ..good()
            },
            "E-KERNEL",
        ),
        (
            Fake {
                io_uring_disabled: Some(2),
                ..good()
            },
            "E-URING-DISABLED",
        ),
        (
            Fake {
                locked: Some(64 << 10),
                ..good()
            },
            "E-MEMLOCK",
        ),
        (rings(ErrorKind::PermissionDenied), "E-URING-DENIED"),
        (
            Fake {
                io_uring_disabled: Some(1),
                ..rings(ErrorKind::PermissionDenied)
            },
            "E-URING-DISABLED",
        ),
        (rings(ErrorKind::Unsupported), "E-URING-MISSING"),
        (rings(ErrorKind::OutOfMemory), "E-MEMLOCK"),
        (rings(ErrorKind::Other), "E-URING"),
        (
            Fake {
                rings: Some(ErrorKind::OutOfMemory),
                root: true,
                ..good()
            },
            "E-URING",
        ),
    ] {
        assert_finding("127.0.0.1", &machine, code, Severity::Warning);
        assert!(
            report_on("127.0.0.1", &machine).is_good(),
            "epoll runs without"
        );
    }
}

#[test]
fn the_backend_that_is_configured_decides_what_a_lack_means() {
    let denied = Fake {
        rings: Some(ErrorKind::PermissionDenied),
        ..Fake::default()
    };
    let findings = |backend| {
        let mut settings = settings("127.0.0.1");
        settings.config.runtime.backend = backend;
        let report = run(&settings, Path::new("/data"), &Archives::Starter, &denied);
        let found: Vec<_> = report
            .findings
            .into_iter()
            .map(|finding| (finding.code, finding.severity))
            .collect();
        found
    };
    let denied = |severity| vec![("E-URING-DENIED".to_owned(), severity)];
    assert_eq!(findings(RuntimeBackend::Auto), denied(Severity::Warning));
    assert_eq!(findings(RuntimeBackend::IoUring), denied(Severity::Error));
    assert_eq!(findings(RuntimeBackend::Epoll), []);
}

#[test]
fn kernels_are_compared_by_number() {
    for kernel in ["5.8.0", "5.10.0-amd64", "10.0", "odd"] {
        let machine = Fake {
            kernel,
            ..Fake::default()
        };
        assert_eq!(report_on("127.0.0.1", &machine).findings, [], "{kernel}");
    }
}

#[test]
fn each_port_has_its_code() {
    for (port, kind, code) in [
        (6600, ErrorKind::AddrInUse, "E-PORT-6600"),
        (23115, ErrorKind::AddrInUse, "E-PORT-23115"),
        (24000, ErrorKind::PermissionDenied, "E-PORT-24000"),
        (24000, ErrorKind::AddrNotAvailable, "E-BIND"),
        (24000, ErrorKind::Other, "E-PORT-24000"),
    ] {
        let machine = Fake {
            port: Some((port, kind)),
            ..Fake::default()
        };
        assert_finding("127.0.0.1", &machine, code, Severity::Error);
        assert!(!report_on("127.0.0.1", &machine).is_good());
    }
}

#[test]
fn the_address_for_clients_is_judged_with_the_one_we_listen_on() {
    let with = |addresses: Vec<IpAddr>| Fake {
        addresses,
        ..Fake::default()
    };
    let abroad: IpAddr = Ipv4Addr::new(203, 0, 113, 7).into();
    let six: IpAddr = std::net::Ipv6Addr::LOCALHOST.into();
    let home: IpAddr = Ipv4Addr::LOCALHOST.into();
    assert_finding("127.0.0.1", &with(vec![]), "E-HOST", Severity::Error);
    assert_finding("127.0.0.1", &with(vec![six]), "E-HOST", Severity::Error);
    assert_finding(
        "0.0.0.0",
        &with(vec![home]),
        "E-HOST-LOOPBACK",
        Severity::Warning,
    );
    assert_finding(
        "127.0.0.1",
        &with(vec![abroad]),
        "E-BIND-LOOPBACK",
        Severity::Warning,
    );
    assert_eq!(report_on("0.0.0.0", &with(vec![six, abroad])).findings, []);
}

#[test]
fn a_realm_that_runs_is_no_stranger_on_its_ports() {
    let home: IpAddr = Ipv4Addr::LOCALHOST.into();
    let machine = Fake {
        realm_at: Some(home),
        port: Some((24000, ErrorKind::AddrInUse)),
        ..Fake::default()
    };
    let report = report_on("127.0.0.1", &machine);
    assert_eq!(report.findings, []);
    assert!(
        report
            .text()
            .contains("a realm runs here, on 127.0.0.1:24000")
    );
}

#[test]
fn a_taken_port_of_the_page_is_a_warning() {
    let machine = Fake {
        port: Some((8080, ErrorKind::AddrInUse)),
        ..Fake::default()
    };
    assert_finding("127.0.0.1", &machine, "E-API-PORT", Severity::Warning);
    assert!(report_on("127.0.0.1", &machine).is_good());
}

#[test]
fn a_health_check_asks_for_a_realm_and_nothing_else() {
    let mut machine = Fake {
        free: 0,
        ..Fake::default()
    };
    let stopped = health(&settings("0.0.0.0"), &machine);
    assert_eq!(stopped.findings.len(), 1);
    assert_eq!(stopped.findings[0].code, "E-NOT-RUNNING");
    machine.realm_at = Some(Ipv4Addr::LOCALHOST.into());
    assert!(health(&settings("0.0.0.0"), &machine).is_good());
}

#[test]
fn an_address_that_leads_elsewhere_is_found_before_a_player_finds_it() {
    let abroad: IpAddr = Ipv4Addr::new(203, 0, 113, 7).into();
    let stopped = Fake {
        addresses: vec![abroad],
        leads_back: false,
        ..Fake::default()
    };
    let running = Fake {
        realm_at: Some(Ipv4Addr::LOCALHOST.into()),
        ..stopped.clone()
    };
    for machine in [stopped, running] {
        assert_finding("0.0.0.0", &machine, "E-HOST-UNREACHABLE", Severity::Warning);
    }
}

#[test]
fn storage_has_its_codes() {
    let fake = |change: fn(&mut Fake)| {
        let mut fake = Fake::default();
        change(&mut fake);
        fake
    };
    let denied = fake(|f| f.write = Some(ErrorKind::PermissionDenied));
    assert_finding("127.0.0.1", &denied, "E-DATA", Severity::Error);
    // Ownership is no remedy where room is what is missing.
    let no_room = fake(|f| f.write = Some(ErrorKind::StorageFull));
    let found = finding("127.0.0.1", &no_room);
    assert!(found.remedy.starts_with("make room"), "{found:?}");
    let missing = fake(|f| f.no_data = true);
    assert_finding("127.0.0.1", &missing, "E-DATA-MISSING", Severity::Warning);
    let nowhere = fake(|f| (f.no_data, f.write) = (true, Some(ErrorKind::PermissionDenied)));
    assert_finding("127.0.0.1", &nowhere, "E-DATA", Severity::Error);
    let full = fake(|f| f.free = 1 << 20);
    assert_finding("127.0.0.1", &full, "E-DISK", Severity::Error);
    let nearly = fake(|f| f.free = 500 << 20);
    assert_finding("127.0.0.1", &nearly, "E-DISK", Severity::Warning);
    let gone = fake(|f| f.database = Err("gone".into()));
    assert_finding("127.0.0.1", &gone, "E-DATABASE", Severity::Error);
    let torn = fake(|f| f.archives = Err("torn".into()));
    assert_finding("127.0.0.1", &torn, "E-TABLES", Severity::Error);
    let partial = fake(|f| f.archives = Ok((7, vec!["World", "Item2"])));
    assert_finding("127.0.0.1", &partial, "E-TABLES-MISSING", Severity::Error);
}

#[test]
fn clock_and_files_have_their_codes() {
    for now in [0, i64::MAX / 2] {
        let machine = Fake {
            now: UnixMillis(now),
            ..Fake::default()
        };
        assert_finding("127.0.0.1", &machine, "E-CLOCK", Severity::Error);
    }
    let machine = Fake {
        files: Some(1024),
        ..Fake::default()
    };
    assert_finding("127.0.0.1", &machine, "E-NOFILE", Severity::Warning);
}

#[test]
fn a_pending_migration_is_no_fault() {
    let machine = Fake {
        database: Ok(3),
        ..Fake::default()
    };
    let report = report_on("127.0.0.1", &machine);
    assert!(report.findings.is_empty() && report.text().contains("3 migrations to apply"));
}

#[test]
fn the_report_is_lines_and_json() -> serde_json::Result<()> {
    let machine = Fake {
        port: Some((6600, ErrorKind::AddrInUse)),
        ..Fake::default()
    };
    let report = report_on("127.0.0.1", &machine);
    let text = report.text();
    assert!(
        text.contains("FAIL  E-PORT-6600: port 6600 on 127.0.0.1 is taken"),
        "{text}"
    );
    let json: serde_json::Value = serde_json::from_str(&report.json())?;
    assert_eq!(json["good"], false);
    assert_eq!(json["findings"][0]["code"], "E-PORT-6600");
    assert_eq!(json["findings"][0]["severity"], "error");
    Ok(())
}

/// Right after the start of a container its health was asked for, and it was told to be dead.
#[test]
fn a_realm_that_is_just_opening_is_waited_for() -> io::Result<()> {
    let port = HeldPort::new()?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port.number()));
    let nobody = ThisMachine.greeted_soon(address, Duration::from_millis(200));
    assert!(nobody.is_err_and(|error| error.kind() == ErrorKind::ConnectionRefused));
    let greeter = std::thread::spawn(move || {
        // Somebody has come before by then, and found nobody.
        std::thread::sleep(Duration::from_millis(300));
        let (mut stream, _) = std::net::TcpListener::bind(address)?.accept()?;
        let mut frame = Vec::new();
        ServerCodec::new(Lane::World).send(&ServerHello::default(), &mut frame);
        io::Write::write_all(&mut stream, &frame)
    });
    ThisMachine.greeted_soon(address, Duration::from_secs(60))?;
    greeter.join().unwrap_or_else(|_| panic!("no panic here"))
}

#[test]
fn this_machine_answers_every_question() {
    let machine = ThisMachine;
    assert!(machine.cores() >= 1);
    assert!(!machine.kernel().is_empty());
    assert!((CLOCK_FIRST.0..CLOCK_LAST.0).contains(&machine.now().0));
    let port_taken = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| {
        let address = listener.local_addr()?;
        Ok(machine
            .listen(address)
            .is_err_and(|e| e.kind() == ErrorKind::AddrInUse))
    });
    assert!(port_taken.is_ok_and(|taken| taken));
    let free = HeldPort::new().unwrap_or_else(|error| panic!("a free port: {error}"));
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, free.number()));
    assert!(machine.leads_back(address, address).is_ok());
    assert!(machine.greeted_by(address).is_err(), "nobody is there");
    assert!(
        machine
            .resolve("127.0.0.1")
            .is_ok_and(|found| found.len() == 1)
    );
    assert!(
        machine
            .free_bytes(&std::env::temp_dir())
            .is_ok_and(|free| free > 0)
    );
}
