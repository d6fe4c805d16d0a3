//! Things for characters to have from the start, put into the store of a realm that does not run.

use std::path::Path;

use bezgelor_core::config;
use bezgelor_core::ids::{CharacterId, ItemTemplateId};
use bezgelor_core::model::Item;
use bezgelor_core::time::UnixMillis;
use bezgelor_core::valuables::{Owner, Side};
use bots::client::Place;
use db::{DbHandle, IdKind, Operation, OperationId};

use crate::block_on;

/// Gives a character items (row of `Item2.tbl`, place, count) as one operation.
///
/// # Errors
/// When the store refuses.
pub fn stock(data: &Path, character: u64, things: &[(u32, Place, u32)]) -> anyhow::Result<()> {
    let db = DbHandle::open(&config::Database::default(), data)?;
    let owner = Owner::character(CharacterId(character));
    let given = block_on(async {
        let ids = db.take_ids(IdKind::Item, things.len() as u64).await?;
        let id = OperationId(u128::from(ids.start) << 64 | u128::from(character));
        let side = |(id, &(template, (location, bag_index), stack_count)): (u64, &_)| {
            let item = Item {
                id: id.into(),
                template_id: ItemTemplateId(template),
                location,
                bag_index,
                stack_count,
                charges: 0,
            };
            Side::ItemCreate { item, owner }
        };
        let operation = Operation {
            id,
            kind: 0,
            at: UnixMillis(0),
            sides: ids.zip(things).map(side).collect(),
        };
        db.commit(operation)?.wait().await
    });
    db.close_blocking();
    given?;
    Ok(())
}
