//! Who a message goes to, as a zone says it and a shard takes it.

use crate::bits;
use crate::ids::ConnectionId;

/// The connections one message goes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipients<'a> {
    /// These, one by one.
    These(&'a [ConnectionId]),
    /// Some of a crowd. Messages to the same crowd share `crowd`, the very same memory: then each
    /// of them costs a bit per recipient.
    Among {
        /// Everybody who may be meant.
        crowd: &'a [ConnectionId],
        /// Who is: bit n % 64 of word n / 64 for `crowd[n]`. Bits beyond the crowd mean nobody.
        chosen: &'a [u64],
    },
}

impl<'a> Recipients<'a> {
    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = ConnectionId> + 'a {
        let (these, crowd, chosen): (&[_], &[_], &[_]) = match self {
            Self::These(these) => (these, &[], &[]),
            Self::Among { crowd, chosen } => (&[], crowd, chosen),
        };
        let among = bits::numbers(chosen).filter_map(|number| crowd.get(number as usize));
        these.iter().chain(among).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_name_the_same_connections() {
        let crowd: Vec<ConnectionId> = (100..200).map(ConnectionId).collect();
        let among = Recipients::Among {
            crowd: &crowd,
            chosen: &[1 << 63 | 1, 1 << 35 | 1 << 36],
        };
        let named: Vec<u64> = among.iter().map(|id| id.0).collect();
        assert_eq!(named, [100, 163, 199], "and nobody beyond the crowd");
        let these = [crowd[3], crowd[2]];
        assert!(Recipients::These(&these).iter().eq(these));
    }
}
