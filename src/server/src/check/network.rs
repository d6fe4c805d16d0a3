//! Ports and addresses: can we listen, and can clients find us.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use bezgelor_core::config::Config;

use super::{Machine, Report};

pub(super) fn check(config: &Config, machine: &dyn Machine, report: &mut Report) {
    let network = &config.network;
    // The configuration was validated before; an address that does not parse is told there.
    let Ok(bind) = network.bind.parse::<IpAddr>() else {
        return;
    };
    let near = if bind.is_unspecified() {
        IpAddr::V4(Ipv4Addr::LOCALHOST)
    } else {
        bind
    };
    let runs = machine
        .greeted_by(SocketAddr::new(near, network.world_port))
        .is_ok();
    if runs {
        report.pass(format!(
            "ports: a realm runs here, on {near}:{}",
            network.world_port
        ));
    } else {
        check_ports(config, bind, machine, report);
        check_page(config, machine, report);
    }
    let Some(told) = check_public_host(&network.public_host, bind, machine, report) else {
        return;
    };
    let told = SocketAddr::new(told, network.world_port);
    let reached = if runs {
        machine.greeted_by(told)
    } else if report.is_good() {
        machine.leads_back(told, SocketAddr::new(bind, network.world_port))
    } else {
        return;
    };
    match reached {
        Ok(()) => report.pass(format!("clients are told {told}, which leads here")),
        Err(error) => report.warn(
            "E-HOST-UNREACHABLE",
            format!("{told}, which clients are told, does not lead here: {error}"),
            "open the three ports in the firewall and forward them on the router; some routers \
             do not lead back from inside, so try from outside too",
        ),
    }
}

/// The page's port: without it the realm runs, so it is a warning.
fn check_page(config: &Config, machine: &dyn Machine, report: &mut Report) {
    let listen = &config.api.listen;
    if !config.api.enabled {
        return;
    }
    // An address that does not parse is told when the configuration is read.
    let Ok(address) = api::listen_address(&config.api) else {
        return;
    };
    match machine.listen(address) {
        Ok(()) => report.pass(format!("page: {listen} is free")),
        Err(error) => report.warn(
            "E-API-PORT",
            format!("{listen}, where the page is to be, cannot be listened on: {error}"),
            "stop what has it, set api.listen to another port, or api.enabled to false",
        ),
    }
}

/// A health check asks once and has consequences, so a realm that opens its doors in this moment,
/// or is busy, is waited for. Below what compose.yaml gives a check.
const COMES_UP: Duration = Duration::from_secs(4);

/// Adds a finding when no realm greets here, nor in a few seconds.
pub(super) fn require_realm(config: &Config, machine: &dyn Machine, report: &mut Report) {
    let Ok(bind) = config.network.bind.parse::<IpAddr>() else {
        return;
    };
    let near = SocketAddr::new(from_here(bind), config.network.world_port);
    if let Err(error) = machine.greeted_soon(near, COMES_UP) {
        report.fail(
            "E-NOT-RUNNING",
            format!("no realm greets on {near}: {error}"),
            "start it, or look into its log for why it does not answer",
        );
    }
}

/// Where this machine reaches what listens on `bind`.
fn from_here(bind: IpAddr) -> IpAddr {
    match bind {
        IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(address) if address.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address,
    }
}

fn check_ports(config: &Config, bind: IpAddr, machine: &dyn Machine, report: &mut Report) {
    let network = &config.network;
    let ports = [
        ("network.sts_port", network.sts_port),
        ("network.auth_port", network.auth_port),
        ("network.world_port", network.world_port),
    ];
    let mut free = Vec::new();
    for (key, port) in ports {
        match machine.listen(SocketAddr::new(bind, port)) {
            Ok(()) => free.push(port.to_string()),
            Err(error) => refused(&error, key, bind, port, report),
        }
    }
    if !free.is_empty() {
        report.pass(format!("ports: {} on {bind} are free", free.join(", ")));
    }
}

fn refused(error: &io::Error, key: &str, bind: IpAddr, port: u16, report: &mut Report) {
    let code = format!("E-PORT-{port}");
    match error.kind() {
        io::ErrorKind::AddrInUse => report.fail(
            &code,
            format!("port {port} on {bind} is taken by another program"),
            format!("stop that program (`ss -ltnp sport = :{port}` names it), or set {key}"),
        ),
        io::ErrorKind::PermissionDenied => report.fail(
            &code,
            format!("this user may not listen on port {port}"),
            format!("set {key} to 1024 or above"),
        ),
        io::ErrorKind::AddrNotAvailable => report.fail(
            "E-BIND",
            format!("no interface of this machine has the address {bind}"),
            "set network.bind to one of its addresses, or 0.0.0.0 for all",
        ),
        _ => report.fail(
            &code,
            format!("port {port} on {bind} cannot be listened on: {error}"),
            format!("set network.bind or {key}"),
        ),
    }
}

/// The address told to clients must be one they can reach, and an IPv4 one: the message that
/// tells it has 32 bits for it. Answers it when it is worth trying.
fn check_public_host(
    host: &str,
    bind: IpAddr,
    machine: &dyn Machine,
    report: &mut Report,
) -> Option<IpAddr> {
    let remedy = "set it to the IPv4 address by which clients reach this machine";
    let addresses = match machine.resolve(host) {
        Ok(addresses) => addresses,
        Err(error) => {
            let what = format!("network.public_host {host} cannot be resolved: {error}");
            report.fail("E-HOST", what, remedy);
            return None;
        }
    };
    let Some(address) = addresses.into_iter().find(IpAddr::is_ipv4) else {
        let what = format!(
            "network.public_host {host} has no IPv4 address, and the client knows no other"
        );
        report.fail("E-HOST", what, remedy);
        return None;
    };
    if address.is_loopback() && !bind.is_loopback() {
        report.warn(
            "E-HOST-LOOPBACK",
            format!("we listen on {bind}, but tell clients to connect to {address}"),
            "set network.public_host to the address by which clients reach this machine",
        );
        return None;
    }
    if bind.is_loopback() && !address.is_loopback() {
        report.warn(
            "E-BIND-LOOPBACK",
            format!("we tell clients to connect to {address}, but listen on {bind} alone"),
            "set network.bind to 0.0.0.0",
        );
        return None;
    }
    Some(address)
}
