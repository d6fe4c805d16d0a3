//! Commands of an operator to the realm the bots play on, over its HTTP interface.

use std::net::Ipv4Addr;

use anyhow::{Context, ensure};
use serde::Deserialize;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;

/// Commands under way at once: the interface takes few connections from one address.
const COMMANDS_AT_ONCE: usize = 16;
/// Bytes of one answer.
const ANSWER_BYTES_MAX: u64 = 64 * 1024;

/// Somebody with a token that may run commands.
pub struct Operator {
    host: Ipv4Addr,
    port: u16,
    token: String,
    at_once: Semaphore,
}

/// What the interface says of a command.
#[derive(Deserialize)]
struct Ran {
    done: bool,
    lines: Vec<String>,
}

impl Operator {
    /// Of the interface on `port`, with a token as `bezgelor token create` prints it.
    #[must_use]
    pub fn new(host: Ipv4Addr, port: u16, token: &str) -> Self {
        Self {
            host,
            port,
            token: token.trim().to_owned(),
            at_once: Semaphore::new(COMMANDS_AT_ONCE),
        }
    }

    /// Runs one line.
    ///
    /// # Errors
    /// When the interface does not answer, or the command was not done.
    pub async fn run(&self, line: &str) -> anyhow::Result<()> {
        let _turn = self.at_once.acquire().await?;
        let ran = self.ask(line).await.with_context(|| line.to_owned())?;
        ensure!(ran.done, "{line}: {}", ran.lines.join(" "));
        Ok(())
    }

    async fn ask(&self, line: &str) -> anyhow::Result<Ran> {
        let body = serde_json::json!({ "line": line }).to_string();
        let request = format!(
            "POST /api/commands HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\n\
             connection: close\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            self.host,
            self.token,
            body.len()
        );
        let mut stream = TcpStream::connect((self.host, self.port))
            .await
            .context("nobody listens for commands")?;
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        let mut stream = stream.take(ANSWER_BYTES_MAX);
        stream.read_to_string(&mut answer).await?;
        let (_, said) = answer.split_once("\r\n\r\n").context("no HTTP")?;
        serde_json::from_str(said).with_context(|| format!("the interface said {said:?}"))
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    /// One who answers `body` to whatever is asked, and what that was.
    async fn asked(body: &'static str) -> (anyhow::Result<()>, String) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a port");
        let port = listener.local_addr().expect("it has one").port();
        let operator = Operator::new(Ipv4Addr::LOCALHOST, port, "secret\n");
        let serve = async {
            let (mut stream, _) = listener.accept().await.expect("it comes");
            let mut question = vec![0; 4096];
            let count = stream.read(&mut question).await.expect("it asks");
            question.truncate(count);
            let answer = format!("HTTP/1.1 200 OK\r\n\r\n{body}");
            stream.write_all(answer.as_bytes()).await.expect("it hears");
            String::from_utf8(question).expect("text")
        };
        tokio::join!(operator.run("realm status"), serve)
    }

    #[tokio::test]
    async fn a_command_is_done_or_an_error_with_what_was_said() {
        let (done, question) = asked(r#"{"done": true, "lines": []}"#).await;
        assert!(done.is_ok(), "{done:?}");
        assert!(
            question.contains("authorization: Bearer secret\r\n"),
            "{question}"
        );
        assert!(
            question.ends_with(r#"{"line":"realm status"}"#),
            "{question}"
        );
        for (answer, why) in [
            (r#"{"done": false, "lines": ["No."]}"#, "No."),
            (r#"{"title": "too often"}"#, "too often"),
        ] {
            let (refused, _) = asked(answer).await;
            let error = refused.map_or_else(|error| format!("{error:#}"), |()| String::new());
            assert!(error.contains(why), "{error}");
        }
    }
}
