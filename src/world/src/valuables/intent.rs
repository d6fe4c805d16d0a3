//! What a player, or the server for it, wants done with valuables, and what that takes.

use bezgelor_core::ids::{CharacterId, ConnectionId, ItemId, ItemTemplateId};
use bezgelor_core::model::Item;
use bezgelor_core::valuables::Side;
use game::inventory::{Holding, Spot};
use protocol::enums::{GenericError, ItemUpdateReason};

use super::fare::CREDITS;
use super::operation::OperationKind;
use crate::travel::fare::Way;

/// A wish. It is judged when its turn comes, by what is kept then.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Intent {
    /// 0x0182.
    Move { from: Spot, to: Spot },
    /// 0x017D.
    Split { item: ItemId, to: Spot, count: u32 },
    /// 0x0149.
    Destroy { from: Spot },
    /// The server gives items.
    Grant {
        template_id: ItemTemplateId,
        count: u32,
        /// As the kind has when it is `None`.
        charges: Option<u32>,
        reason: ItemUpdateReason,
        asker: Option<Asker>,
    },
    /// The server gives or takes currency.
    Currency {
        currency_id: u8,
        delta: i64,
        asker: Option<Asker>,
    },
    /// 0x00FF and 0x0141: credits for a way that is gone once they are taken.
    Fare { credits: u64, way: Way },
}

/// Who is told, in words, how a wish of the server ended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Asker {
    pub(crate) connection: ConnectionId,
    /// Said once it is kept.
    pub(crate) done: String,
}

/// A character and where its messages go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    pub(crate) character: CharacterId,
    pub(crate) connection: ConnectionId,
}

/// An operation before it is begun.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) kind: OperationKind,
    pub(crate) sides: Vec<Side>,
    /// What clients are told of why.
    pub(crate) reason: ItemUpdateReason,
    /// Others in the zone whose valuables it changes, beside the one who wishes it.
    pub(crate) others: Vec<Party>,
    /// Items that come from holders outside the zone, as they are there.
    pub(crate) arriving: Vec<Item>,
}

impl Intent {
    /// What it takes, or the error the client knows.
    pub(crate) fn draft(&self, holding: &Holding<'_>) -> Result<Draft, GenericError> {
        let (kind, reason, sides) = match *self {
            Self::Move { from, to } => {
                let sides = holding.move_item(from, to)?;
                (OperationKind::Move, ItemUpdateReason::NoReason, sides)
            }
            Self::Split { item, to, count } => {
                let sides = holding.split(item, to, count)?;
                (OperationKind::Split, ItemUpdateReason::StackSplit, sides)
            }
            Self::Destroy { from } => {
                let sides = holding.destroy(from)?;
                (
                    OperationKind::Destroy,
                    ItemUpdateReason::PlayerRequested,
                    sides,
                )
            }
            Self::Grant {
                template_id,
                count,
                charges,
                reason,
                ..
            } => {
                let sides = holding.create_charged(template_id, count, charges)?;
                (OperationKind::Grant, reason, sides)
            }
            Self::Currency {
                currency_id, delta, ..
            } => {
                let sides = holding.change_currency(currency_id, delta)?;
                (OperationKind::Currency, ItemUpdateReason::GM, sides)
            }
            Self::Fare { credits, .. } => {
                let price = i64::try_from(credits).map_err(|_| GenericError::Params)?;
                let sides = holding.change_currency(CREDITS, -price)?;
                (OperationKind::Fare, ItemUpdateReason::NoReason, sides)
            }
        };
        Ok(Draft {
            kind,
            sides,
            reason,
            others: Vec::new(),
            arriving: Vec::new(),
        })
    }

    /// The item a client means, if it is one's wish and names one.
    pub(crate) fn item(&self, holding: &Holding<'_>) -> ItemId {
        match *self {
            Self::Move { from, .. } | Self::Destroy { from } => {
                holding.at(from).map_or(ItemId(0), |item| item.id)
            }
            Self::Split { item, .. } => item,
            Self::Grant { .. } | Self::Currency { .. } | Self::Fare { .. } => ItemId(0),
        }
    }

    /// Who is told in words.
    pub(crate) fn asker(&self) -> Option<&Asker> {
        match self {
            Self::Grant { asker, .. } | Self::Currency { asker, .. } => asker.as_ref(),
            _ => None,
        }
    }
}
