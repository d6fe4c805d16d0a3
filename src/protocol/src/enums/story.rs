//! Numbers with names: story.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::wire_enum;

wire_enum! {
    /// Cinematic state. 8 bits on the wire.
    CinematicState {
        Initalising = 0,
        Finishing = 1,
        Playing = 2,
        Ended = 3,
    }

    /// Communicator background.
    CommunicatorBackground {
        Default = 0,
        Exiles = 1,
        Dominion = 2,
        Drusera = 3,
        TheEntity = 4,
    }

    /// Communicator overlay.
    CommunicatorOverlay {
        Default = 0,
        LightStatic = 1,
        HeavyStatic = 2,
    }

    /// Communicator portrait placement.
    CommunicatorPortraitPlacement {
        Left = 0,
        Right = 1,
    }

    /// Story panel. 32 bits on the wire.
    StoryPanel {
        Default = 1,
        Low = 2,
        Center = 3,
        FullScreen = 4,
        Whiteout = 5,
        Urgent = 6,
        FullScreenBlackNoFlash = 7,
        Informational = 8,
    }

    /// Story panel style. 32 bits on the wire.
    StoryPanelStyle {
        Default = 0,
        Paper = 1,
        Electronic = 2,
        Eldan = 3,
        Arcane = 4,
        Natural = 5,
        Exile = 6,
        Dominion = 7,
    }

    /// Story text source type.
    StoryTextSourceType {
        Creature = 0,
        CustomText = 1,
        LocalizedText = 2,
        Player = 3,
        CreatureUnit = 4,
        PlayerSelf = 5,
    }
}
