//! The auth store: accounts with their rights and holdings, the one-use secrets of a login, tokens,
//! the list of realms, and the log of commands.

mod account;
mod api_token;
mod hidden;
mod holdings;
mod log;
mod page_login;
mod realm;
mod rights;
mod seat;
mod standing;
mod token;

pub use account::NewAccount;
pub use api_token::{ApiToken, NewApiToken};
pub use holdings::AccountHoldings;
pub use log::{CommandLogEntry, CommandLogFilter, CommandOutcome, CommandSource, CommandUse};
pub use page_login::{PageLogin, PageProof};
pub use realm::RealmSettings;
pub use rights::{Exception, Rights};
pub use seat::WantedSeat;
pub(crate) use standing::standing;
pub use token::{NewSessionKey, RedeemedKey, RedeemedToken};
