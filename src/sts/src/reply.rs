//! Replies as the client parses them (`sts.md` sections 1 and 2).

use std::fmt::Write as _;

/// A reply that has not been numbered yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    status: &'static str,
    body: String,
}

impl Reply {
    fn ok(body: String) -> Self {
        Self {
            status: "200 OK",
            body,
        }
    }

    /// Invalid account name or password: the one error whose text the client knows. It is also
    /// what a limited, a malformed and an unknown login gets, so that nothing can be told apart.
    pub(crate) fn refused() -> Self {
        Self {
            status: "400 Bad Request",
            body: "<Error code=\"3002\" server=\"0\" module=\"0\" line=\"0\" text=\"0\" />\n"
                .into(),
        }
    }

    /// The database or the arithmetic is out of reach; not the player's fault.
    pub(crate) fn unavailable() -> Self {
        Self {
            status: "503 Service Unavailable",
            body: String::new(),
        }
    }

    /// Answer of `LoginStart` and `KeyData`: base64 of a blob.
    pub(crate) fn key_data(base64: &str) -> Self {
        Self::ok(format!("<Reply>\n<KeyData>{base64}</KeyData>\n</Reply>\n"))
    }

    /// Answer of `LoginFinish`.
    pub(crate) fn login_finish() -> Self {
        Self::ok(
            "<Reply>\n<LocationId />\n<UserId />\n<UserCenter>0</UserCenter>\n<UserName />\n\
             <AccessMask>1</AccessMask>\n</Reply>\n"
                .into(),
        )
    }

    /// Answer of `ListMyAccounts`: one game account whose name is shown nowhere.
    pub(crate) fn accounts() -> Self {
        Self::ok(
            "<Reply type=\"array\">\n<GameAccount>\n<Alias>game</Alias>\n<Created />\n\
             <GameAccountId />\n</GameAccount>\n</Reply>\n"
                .into(),
        )
    }

    /// Answer of `RequestGameToken`.
    pub(crate) fn token(guid: &str) -> Self {
        Self::ok(format!("<Reply>\n<Token>{guid}</Token>\n</Reply>\n"))
    }

    /// Answer of `PageVerifiedIps`: none.
    pub(crate) fn verified_ips() -> Self {
        Self::ok("<Reply>\n<Page>\n<TotalItemCount>0</TotalItemCount>\n</Page>\n</Reply>\n".into())
    }

    /// The bytes of the reply to the request with this `s` header.
    pub(crate) fn bytes(&self, sequence: Option<u32>) -> Vec<u8> {
        let mut text = format!("STS/1.0 {}\r\nl:{}\r\n", self.status, self.body.len());
        if let Some(sequence) = sequence {
            // Writing into a string cannot fail.
            let _ = write!(text, "s:{sequence}R\r\n");
        }
        text.push_str("\r\n");
        text.push_str(&self.body);
        text.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_bytes_and_the_sequence_is_echoed() {
        let bytes = Reply::key_data("QQ==").bytes(Some(12));
        let expected = "STS/1.0 200 OK\r\nl:41\r\ns:12R\r\n\r\n\
                        <Reply>\n<KeyData>QQ==</KeyData>\n</Reply>\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
        let unnumbered = String::from_utf8(Reply::refused().bytes(None)).unwrap();
        assert!(!unnumbered.contains("s:"), "{unnumbered}");
    }
}
