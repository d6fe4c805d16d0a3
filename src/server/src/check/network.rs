//! Ports and addresses: can we listen, and can clients find us.

use std::io;
use std::net::{IpAddr, SocketAddr};

use bezgelor_core::config::Config;

use super::{Machine, Report};

pub(super) fn check(config: &Config, machine: &dyn Machine, report: &mut Report) {
    let network = &config.network;
    // The configuration was validated before; an address that does not parse is told there.
    let Ok(bind) = network.bind.parse::<IpAddr>() else {
        return;
    };
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
    check_public_host(&network.public_host, bind, machine, report);
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
/// tells it has 32 bits for it.
fn check_public_host(host: &str, bind: IpAddr, machine: &dyn Machine, report: &mut Report) {
    let addresses = match machine.resolve(host) {
        Ok(addresses) => addresses,
        Err(error) => {
            return report.fail(
                "E-HOST",
                format!("network.public_host {host} cannot be resolved: {error}"),
                "set it to the IPv4 address by which clients reach this machine",
            );
        }
    };
    let Some(address) = addresses.iter().find(|address| address.is_ipv4()) else {
        return report.fail(
            "E-HOST",
            format!(
                "network.public_host {host} has no IPv4 address, and the client knows no other"
            ),
            "set it to the IPv4 address by which clients reach this machine",
        );
    };
    if address.is_loopback() && !bind.is_loopback() {
        report.warn(
            "E-HOST-LOOPBACK",
            format!("we listen on {bind}, but tell clients to connect to {address}"),
            "set network.public_host to the address by which clients reach this machine",
        );
    } else if bind.is_loopback() && !address.is_loopback() {
        report.warn(
            "E-BIND-LOOPBACK",
            format!("we tell clients to connect to {address}, but listen on {bind} alone"),
            "set network.bind to 0.0.0.0",
        );
    } else {
        report.pass(format!("clients are told {address}"));
    }
}
