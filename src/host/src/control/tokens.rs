//! Service tokens that a player pays with: they are the account's, so the realm takes them from the
//! store and tells the zone where its character stands, or gives them back when that is nowhere.

use std::sync::Arc;

use bezgelor_core::ids::AccountId;
use db::DbError;
use shard::{Queue, Shard};
use world::travel::tokens::SERVICE_TOKEN;
use world::{AccountChange, Command, Order, TokensTaken};

use super::case::order_for;
use crate::common::Common;
use crate::realm_host::RealmHost;

/// What is to be done with service tokens of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// Whose.
    pub account: AccountId,
    /// How many.
    pub tokens: u32,
    /// Taken for a way to this row of `TaxiNode.tbl`; given back when it is `None`.
    pub taxi_node: Option<u16>,
}

impl Tokens {
    /// For a way to a node, or back without one.
    pub(crate) fn new(account: AccountId, tokens: u32, taxi_node: Option<u16>) -> Self {
        Self {
            account,
            tokens,
            taxi_node,
        }
    }

    /// What was paid and is to be given back when a zone does not hear of it.
    pub(super) fn paid(command: &Command) -> Option<Self> {
        let Command::Order(order) = command else {
            return None;
        };
        match **order {
            Order::Tokens { taken, .. } if taken.held.is_some() => {
                Some(Self::new(taken.account, taken.tokens, None))
            }
            _ => None,
        }
    }
}

impl RealmHost {
    /// Does it beside everything else; who pays waits for one at a time, so these are few.
    pub(super) fn tokens(&mut self, shard: &Shard<Self>, wish: Tokens) {
        let (shard, common) = (shard.clone(), Arc::clone(&self.common));
        shard
            .clone()
            .spawn(Queue::Background, "tokens", async move {
                let Tokens {
                    account,
                    tokens,
                    taxi_node,
                } = wish;
                match taxi_node {
                    Some(taxi_node) => take(&shard, &common, (account, tokens), taxi_node).await,
                    None => give_back(&shard, &common, (account, tokens)).await,
                }
            });
    }
}

async fn take(
    shard: &Shard<RealmHost>,
    common: &Common,
    (account, tokens): (AccountId, u32),
    taxi_node: u16,
) {
    let held = change(common, account, -i64::from(tokens)).await;
    let taken = TokensTaken {
        account,
        taxi_node,
        tokens,
        held,
    };
    let told = order_for(shard, account, |standing| Order::Tokens {
        connection: standing.connection,
        taken,
    });
    if !told && held.is_some() {
        give_back(shard, common, (account, tokens)).await;
    }
}

async fn give_back(shard: &Shard<RealmHost>, common: &Common, (account, tokens): (AccountId, u32)) {
    if let Some(held) = change(common, account, i64::from(tokens)).await {
        order_for(shard, account, |standing| Order::Account {
            connection: standing.connection,
            change: AccountChange::Currency(SERVICE_TOKEN, held),
        });
    }
}

/// What an account holds then; `None` when nothing changed.
async fn change(common: &Common, account: AccountId, by: i64) -> Option<u64> {
    match common
        .db
        .change_account_currency(account, SERVICE_TOKEN, by)
        .await
    {
        Ok(held) => Some(held),
        // It holds less than that.
        Err(DbError::Invalid(_)) => None,
        Err(error) => {
            let account = account.0;
            tracing::warn!(%error, account, by, "the service tokens of an account did not change");
            None
        }
    }
}
