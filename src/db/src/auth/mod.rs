//! The auth store: accounts, the one-use secrets of a login, and the list of realms.

mod account;
mod realm;
mod token;

pub use account::NewAccount;
pub use token::RedeemedToken;
