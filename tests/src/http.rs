//! Requests to a server's HTTP interface, as plain as they can be.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::Server;

/// No answer takes longer, on a machine that is full either.
const WAIT: Duration = Duration::from_secs(60);

/// What came back.
#[derive(Clone, Debug)]
pub struct HttpReply {
    /// The status.
    pub status: u16,
    /// The head, with lower-case names.
    pub head: String,
    /// The body.
    pub body: String,
}

impl HttpReply {
    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

fn connect(port: u16) -> TcpStream {
    let end = Instant::now() + WAIT;
    // It comes up a moment after the ports of the game.
    let stream = loop {
        match TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
            Ok(stream) => break stream,
            Err(error) => assert!(Instant::now() < end, "nothing listens on {port}: {error}"),
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    stream
        .set_read_timeout(Some(WAIT))
        .expect("a socket can have a deadline");
    stream
}

/// Asks the interface on `port`.
///
/// # Panics
/// When it does not answer in HTTP.
#[must_use]
pub fn http(
    port: u16,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> HttpReply {
    let mut stream = connect(port);
    let mut request =
        format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n");
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() {
        request.push_str("content-type: application/json\r\n");
    }
    request.push_str(&format!("content-length: {}\r\n\r\n{body}", body.len()));
    stream
        .write_all(request.as_bytes())
        .expect("the interface reads");
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .expect("the interface answers");
    let (head, body) = answer
        .split_once("\r\n\r\n")
        .unwrap_or_else(|| panic!("no HTTP: {answer}"));
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    HttpReply {
        status: status.unwrap_or_else(|| panic!("no status: {head}")),
        head: with_lower_case_names(head),
        body: body.to_owned(),
    }
}

/// Values stay as they are: some are secrets.
fn with_lower_case_names(head: &str) -> String {
    let line = |line: &str| match line.split_once(':') {
        Some((name, value)) => format!("{}:{value}", name.to_lowercase()),
        None => line.to_owned(),
    };
    let lines: Vec<String> = head.lines().map(line).collect();
    lines.join("\n")
}

/// The interface of a server with one token.
#[derive(Clone, Debug)]
pub struct Api {
    port: u16,
    token: String,
}

impl Api {
    /// Of `server`, with a token as `bezgelor token create` prints it.
    #[must_use]
    pub fn new(server: &Server, token: &str) -> Self {
        Self {
            port: server.http_port,
            token: format!("Bearer {}", token.trim()),
        }
    }

    /// Asks.
    #[must_use]
    pub fn get(&self, path: &str) -> HttpReply {
        http(
            self.port,
            "GET",
            path,
            &[("authorization", &self.token)],
            "",
        )
    }

    /// Asks for something to be done.
    #[must_use]
    pub fn post(&self, path: &str, body: &Value) -> HttpReply {
        let headers = [("authorization", self.token.as_str())];
        http(self.port, "POST", path, &headers, &body.to_string())
    }

    /// Runs a command and gives what it said.
    ///
    /// # Panics
    /// When it was not done.
    pub fn run(&self, line: &str) -> String {
        let reply = self.post("/api/commands", &serde_json::json!({ "line": line }));
        let answer = reply.json();
        assert_eq!(answer["done"], true, "{line}: {answer}");
        let lines = answer["lines"].as_array().expect("lines").iter();
        let lines: Vec<&str> = lines.filter_map(Value::as_str).collect();
        lines.join("\n")
    }

    /// Reads a stream of events until one line of it holds `wanted`, and gives all read.
    ///
    /// # Panics
    /// When it does not come in time.
    #[must_use]
    pub fn events_until(&self, path: &str, wanted: &str) -> String {
        let mut stream = connect(self.port);
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: {}\r\n\r\n",
            self.token
        );
        stream
            .write_all(request.as_bytes())
            .expect("the interface reads");
        let mut lines = BufReader::new(stream).lines();
        let mut text = String::new();
        while !text.contains(wanted) {
            let line = lines.next().expect("the stream goes on");
            text.push_str(&line.unwrap_or_else(|error| panic!("{error} before {wanted}: {text}")));
            text.push('\n');
        }
        text
    }
}
