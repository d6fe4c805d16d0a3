//! Numbers with names: friend.

#![expect(
    non_upper_case_globals,
    reason = "members keep the names the reference gives them"
)]

use crate::enum_macro::wire_enum;

wire_enum! {
    /// Contact response.
    ContactResponse {
        Mutual = 0,
        Accept = 1,
        Decline = 2,
        Ignore = 3,
    }

    /// Contact result.
    ContactResult {
        PlayerNotFound = 0,
        RealmNotFound = 1,
        RequestDenied = 2,
        PlayerAlreadyFriend = 3,
        PlayerOffline = 4,
        FriendshipNotFound = 5,
        InvalidType = 6,
        RequestNotFound = 7,
        RequestTimedOut = 8,
        Busy = 9,
        InvalidNote = 10,
        MaxFriends = 11,
        MaxRivals = 12,
        MaxIgnored = 13,
        UnableToProcess = 14,
        PlayerNotFriend = 15,
        PlayerQueuedRequests = 16,
        RequestSent = 17,
        PlayerAlreadyRival = 18,
        PlayerAlreadyNeighbor = 19,
        PlayerAlreadyIgnored = 20,
        PlayerOnIgnored = 21,
        PlayerNotRival = 22,
        PlayerNotIgnored = 23,
        PlayerNotNeighbor = 24,
        PlayerNotOfThisRealm = 25,
        FriendsBlocked = 26,
        LocationsBusy = 28,
        CannotInviteSelf = 29,
        ThrottledRequest = 30,
        ContainsProfanity = 31,
        InvalidPublicNote = 32,
        InvalidDisplayName = 33,
        InvalidEmail = 34,
        InvalidInviteNote = 35,
        BlockedForStrangers = 36,
        InvalidAutoResponse = 37,
        TrialAccountDenied = 38,
        NameUnavailable = 39,
        PrivilegesSuspended = 40,
        Ok = 4294967295,
    }

    /// Contact type.
    ContactType {
        Friend = 0,
        Ignore = 1,
        Rival = 3,
        FriendAndRival = 4,
        Account = 8,
    }

    /// Friendship response. 3 bits on the wire.
    FriendshipResponse {
        Mutual = 0,
        Accept = 1,
        Decline = 2,
        Ignore = 3,
    }

    /// Friendship result. 6 bits on the wire.
    FriendshipResult {
        PlayerNotFound = 0,
        RealmNotFound = 1,
        RequestDenied = 2,
        PlayerAlreadyFriend = 3,
        PlayerOffline = 4,
        FriendshipNotFound = 5,
        InvalidType = 6,
        RequestNotFound = 7,
        RequestTimedOut = 8,
        Busy = 9,
        InvalidNote = 10,
        MaxFriends = 11,
        MaxRivals = 12,
        MaxIgnored = 13,
        UnableToProcess = 14,
        PlayerNotFriend = 15,
        PlayerQueuedRequests = 16,
        RequestSent = 17,
        PlayerAlreadyRival = 18,
        PlayerAlreadyNeighbor = 19,
        PlayerAlreadyIgnored = 20,
        PlayerOnIgnored = 21,
        PlayerNotRival = 22,
        PlayerNotIgnored = 23,
        PlayerNotNeighbor = 24,
        PlayerNotOfThisRealm = 25,
        FriendsBlocked = 26,
        LocationsBusy = 28,
        CannotInviteSelf = 29,
        ThrottledRequest = 30,
        ContainsProfanity = 31,
        InvalidPublicNote = 32,
        InvalidDisplayName = 33,
        InvalidEmail = 34,
        InvalidInviteNote = 35,
        BlockedForStrangers = 36,
        InvalidAutoResponse = 37,
        TrialAccountDenied = 38,
        NameUnavailable = 39,
        PrivilegesSuspended = 40,
        Ok = 63,
    }

    /// Friendship type. 2 or 4 bits on the wire.
    FriendshipType {
        Friend = 0,
        Ignore = 1,
        Rival = 3,
        FriendAndRival = 4,
        Account = 8,
    }
}
