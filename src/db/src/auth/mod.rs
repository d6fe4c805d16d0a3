//! The auth store: accounts, the one-use secrets of a login, and the list of realms.

mod account;
mod api_token;
mod realm;
mod token;

pub use account::NewAccount;
pub use api_token::{ApiToken, NewApiToken};
pub use token::RedeemedToken;
