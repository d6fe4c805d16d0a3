//! What a customer survey is about.

use protocol_derive::Wire;

/// What a survey was about.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum ISurvey {
    #[wire(case = 1)]
    QuestDifficultySurvey {
        object_id: i32,
        fun: i8,
        diffuculty: i8,
        reward: i8,
        unused: i8,
    },
    #[wire(case = 2)]
    QuestTSpellSurvey {
        object_id: i32,
        fun: i8,
        diffuculty: i8,
        want_more: i8,
        unused: i8,
    },
    #[wire(case = 3)]
    QuestHoldoutSurvey {
        object_id: i32,
        fun: i8,
        diffuculty: i8,
        want_more: i8,
        unused: i8,
    },
    #[wire(case = 7)]
    LevelingSurvey {
        level: i32,
        fun: i8,
        diffuculty: i8,
        time_spend: i8,
        unused: i8,
    },
    #[wire(case = 8)]
    ChallengesSurvey {
        challenge_id: i32,
        fun: i8,
        target_amount: i8,
        reward: i8,
        unused: i8,
    },
}
