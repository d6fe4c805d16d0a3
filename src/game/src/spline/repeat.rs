//! How often and which way a course is travelled.

/// How a course is repeated: `SplineMode` of the protocol, as far as it is known (0 to 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Repeat {
    /// To the end, once.
    #[default]
    OneShot,
    /// To the end and back, for ever.
    BackAndForth,
    /// To the end and again from the beginning, for ever.
    Cyclic,
    /// From the end to the beginning, once.
    OneShotReverse,
    /// From the end to the beginning and back, for ever.
    BackAndForthReverse,
    /// From the end to the beginning and again from the end, for ever.
    CyclicReverse,
}

impl Repeat {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 6] = [
        Self::OneShot,
        Self::BackAndForth,
        Self::Cyclic,
        Self::OneShotReverse,
        Self::BackAndForthReverse,
        Self::CyclicReverse,
    ];

    /// From the protocol's number; `None` for those nobody knows the meaning of.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// How a spawn's course in this mode is travelled here; `meets` says whether the course ends
    /// where it begins. `None` for what is no mode.
    ///
    /// Of 6 to 10 nobody has said what they mean, and half of the world database's patrols are in
    /// one of them (`features.md` section 7). They are travelled round and round where their ends
    /// meet, and to and fro where they do not. A client is told the mode that is travelled, never
    /// these, so that both sides agree where a unit is.
    #[must_use]
    pub fn of_patrol(number: u8, meets: bool) -> Option<Self> {
        match number {
            0..=5 => Self::from_number(number),
            6..=10 if meets => Some(Self::Cyclic),
            6..=10 => Some(Self::BackAndForth),
            _ => None,
        }
    }

    /// The protocol's number.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The same travelled the other way, which is what a negative speed means.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::OneShot => Self::OneShotReverse,
            Self::BackAndForth => Self::BackAndForthReverse,
            Self::Cyclic => Self::CyclicReverse,
            Self::OneShotReverse => Self::OneShot,
            Self::BackAndForthReverse => Self::BackAndForth,
            Self::CyclicReverse => Self::Cyclic,
        }
    }

    /// Whether it comes to an end.
    #[must_use]
    pub const fn ends(self) -> bool {
        matches!(self, Self::OneShot | Self::OneShotReverse)
    }

    /// Turns without those that change nothing: 0 to 1, or to 2 for what goes to and fro.
    #[must_use]
    pub fn wrap(self, turns: f64) -> f64 {
        match self {
            Self::OneShot | Self::OneShotReverse => turns.min(1.0),
            Self::Cyclic | Self::CyclicReverse => turns.fract(),
            Self::BackAndForth | Self::BackAndForthReverse => turns % 2.0,
        }
    }

    /// Where on the course a unit is that has spent `turns` times what the whole takes.
    #[must_use]
    pub fn fold(self, turns: f64) -> Along {
        let turns = turns.max(0.0);
        let (share, is_backward) = match self {
            Self::OneShot | Self::OneShotReverse => (turns.min(1.0), false),
            Self::Cyclic | Self::CyclicReverse => (turns.fract(), false),
            Self::BackAndForth | Self::BackAndForthReverse => {
                let there = turns % 2.0;
                (if there > 1.0 { 2.0 - there } else { there }, there > 1.0)
            }
        };
        let is_reverse = self.number() >= Self::OneShotReverse.number();
        Along {
            share: if is_reverse { 1.0 - share } else { share },
            is_backward: is_backward != is_reverse,
            is_over: self.ends() && turns >= 1.0,
        }
    }
}

/// A place on a course, as a share of the time the whole takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Along {
    /// 0 at the first travelled node, 1 at the last.
    pub share: f64,
    /// Towards the first node.
    pub is_backward: bool,
    /// The unit has arrived for good.
    pub is_over: bool,
}
