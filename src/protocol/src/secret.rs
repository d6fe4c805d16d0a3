//! Messages that carry a session key or a game token do not show it when they are printed for
//! debugging: whoever reads a log must not be able to log in with it.

use std::fmt;

use crate::messages::{ClientHelloAuth, ClientHelloRealm, ServerNewRealm, ServerRealmInfo};

/// What is shown in place of a secret.
const HIDDEN: &str = "hidden";

impl fmt::Debug for ClientHelloAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientHelloAuth")
            .field("build", &self.build)
            .field("account_string", &self.account_string)
            .field("game_token", &HIDDEN)
            .field("language", &self.language)
            .field("hardware", &self.hardware)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ClientHelloRealm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientHelloRealm")
            .field("account_id", &self.account_id)
            .field("session_key", &HIDDEN)
            .field("account_string", &self.account_string)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ServerRealmInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerRealmInfo")
            .field("address", &self.address)
            .field("port", &self.port)
            .field("session_key", &HIDDEN)
            .field("account_id", &self.account_id)
            .field("realm_name", &self.realm_name)
            .field("flags", &self.flags)
            .field("type_", &self.type_)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ServerNewRealm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerNewRealm")
            .field("session_key", &HIDDEN)
            .field("gateway_data", &self.gateway_data)
            .field("realm_name", &self.realm_name)
            .field("flags", &self.flags)
            .field("type_", &self.type_)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Guid;

    #[test]
    fn secrets_are_not_printed() {
        const SECRET: [u8; 16] = [0xB7; 16];
        let texts = [
            format!(
                "{:?}",
                ClientHelloAuth {
                    game_token: Guid(SECRET),
                    ..ClientHelloAuth::default()
                }
            ),
            format!(
                "{:#?}",
                ClientHelloRealm {
                    session_key: SECRET,
                    ..ClientHelloRealm::default()
                }
            ),
            format!(
                "{:?}",
                ServerRealmInfo {
                    session_key: SECRET,
                    ..ServerRealmInfo::default()
                }
            ),
            format!(
                "{:?}",
                ServerNewRealm {
                    session_key: SECRET,
                    ..ServerNewRealm::default()
                }
            ),
        ];
        for text in texts {
            assert!(text.contains("hidden"), "{text}");
            assert!(
                !text.contains("183") && !text.to_lowercase().contains("b7b7"),
                "{text}"
            );
        }
    }
}
