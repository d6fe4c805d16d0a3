//! A few bodies worked out by hand, so that the codec is proven without the reference too.

use bezgelor_core::Vec3;
use protocol::enums::{ChatChannelType, EntityCreateFlag, VehicleSeatType, WireEnum as _};
use protocol::messages::{
    ClientCharacterCreate, ClientCharacterSelect, ClientChat, ClientEntityCommand,
    ClientEntityCommandItems, ClientFlightPathPurchase, ClientVehicleEmbark, ServerCombatLog,
    ServerFlightPathUpdate, ServerGuildInit, ServerHello,
};
use protocol::structs::{ChatFormat, GuildData, RewardTrack};
use protocol::unions::{IChatFormat, IEntityCommandModel};
use protocol::wire::Wire;
use protocol::{BitReader, BitWriter, Fault, Message, decode_message, encode_message};

use crate::support::hex;

fn body<M: Wire>(message: &M) -> Vec<u8> {
    let mut out = Vec::new();
    let mut w = BitWriter::new(&mut out);
    message.write(&mut w, 0);
    w.finish();
    out
}

/// Encodes, compares, decodes, compares.
fn check<M: Message + PartialEq + std::fmt::Debug>(message: &M, expected: &str) {
    assert_eq!(hex(&body(message)), expected, "{message:?}");
    assert_eq!(decode_message::<M>(&body(message)).as_ref(), Ok(message));
}

#[test]
fn a_seat_is_asked_for() {
    let embark = ClientVehicleEmbark {
        vehicle_unit_id: 0x0102_0304,
        seat_type: VehicleSeatType::Gunner,
        seat_position: 5,
    };
    // 32 bits, 2 and 3: 101 10 from the right.
    check(&embark, "0403020116");
}

#[test]
fn the_captured_hello() {
    // Plain text of the world hello in `sts.md` section 6.
    let hello = ServerHello {
        auth_version: 16042,
        realm_id: 1,
        realm_group_id: 21,
        connection_type: 11,
        auth_message: 0x0979_98A0,
        ..ServerHello::default()
    };
    let zeros = "00".repeat(16);
    let plain = format!("aa3e0000010000001500{}0b14332f01{zeros}", "00".repeat(16));
    check(&hello, &plain);
    let mut message = Vec::new();
    encode_message(&hello, &mut message);
    assert_eq!(hex(&message), format!("0300{plain}"));
}

#[test]
fn a_number_of_full_width() {
    let select = ClientCharacterSelect {
        character_id: 0x0102_0304_0506_0708,
    };
    check(&select, "0807060504030201");
}

fn command(model: IEntityCommandModel) -> ClientEntityCommand {
    ClientEntityCommand {
        time: 1,
        items: vec![ClientEntityCommandItems { model }],
    }
}

#[test]
fn a_union_is_its_selector_and_its_case() {
    let model = IEntityCommandModel::SetTime { time: 0xFFFF_FFFF };
    // time 1, count 1, selector 0 in five bits, then 32 ones.
    check(&command(model), "0100000001000000e0ffffff1f");
    let model = IEntityCommandModel::SetPosition {
        position: Vec3::new(1.0, 0.0, 0.0),
        blend: true,
    };
    // Selector 2 in bits 0-4. 1.0 is 0x3F800000: its ones land on bits 28-34. `blend` is bit 101.
    check(
        &command(model),
        "0100000001000000020000f0070000000000000020",
    );
}

#[test]
fn a_selector_without_a_case_is_refused() {
    let body = [1, 0, 0, 0, 1, 0, 0, 0, 30, 0, 0, 0, 0, 0, 0, 0];
    let error = decode_message::<ClientEntityCommand>(&body).expect_err("30 commands exist");
    assert_eq!(error.fault, Fault::UnknownCase(30));
    assert_eq!(error.at_bit, 69);
    let error = decode_message::<ServerCombatLog>(&[63, 0, 0, 0]).expect_err("36 forms exist");
    assert_eq!(error.fault, Fault::UnknownCase(63));
}

#[test]
fn an_unknown_enum_value_survives() {
    let mut chat = ClientChat::default();
    chat.channel.chat_channel_id = ChatChannelType(0x3FFF);
    assert_eq!(chat.channel.chat_channel_id.name(), None);
    let again: ClientChat = decode_message(&body(&chat)).expect("what we wrote");
    assert_eq!(again, chat);
    assert_eq!(ChatChannelType::from_raw(7).raw(), 7);
    assert_eq!(
        format!("{:?}", ChatChannelType(0x3FFF)),
        "ChatChannelType(16383)"
    );
    assert_eq!(format!("{:?}", ChatChannelType::Whisper), "Whisper");
}

#[test]
fn flags_combine() {
    let (first, second) = (EntityCreateFlag(1), EntityCreateFlag(4));
    let both = first | second;
    assert!(both.contains(first) && both.contains(second) && !first.contains(both));
    assert_eq!(both & !first, second);
    assert!((first & second).is_empty());
}

#[test]
fn a_selector_may_stand_before_other_fields() {
    let format = ChatFormat {
        start_index: 1,
        stop_index: 3,
        format_model: IChatFormat::QuestId { quest2_id: 0x7FFF },
    };
    // 5 in four bits, two numbers of 16, then 15 ones.
    assert_eq!(hex(&body(&format)), "15003000f0ff07");
    assert_eq!(
        ChatFormat::read(&mut BitReader::new(&body(&format)), 0),
        format
    );
}

#[test]
fn a_count_may_stand_before_other_fields() {
    let track = RewardTrack {
        reward_track_rewards_ids: vec![0, 0],
        ..RewardTrack::default()
    };
    let again = RewardTrack::read(&mut BitReader::new(&body(&track)), 0);
    assert_eq!(again, track);
    let mut guilds = ServerGuildInit {
        guilds: vec![GuildData::default(); 2],
        ..ServerGuildInit::default()
    };
    // The parallel lists are filled up on the wire and come back as long as the first.
    guilds = decode_message(&body(&guilds)).expect("what we wrote");
    assert_eq!(guilds.self_.len(), 2);
    assert_eq!(guilds.bank_withdrawl_info.len(), 2);
}

#[test]
fn a_parallel_list_that_is_longer_is_cut() {
    let create = ClientCharacterCreate {
        labels: vec![7],
        values: vec![1, 2, 3],
        ..ClientCharacterCreate::default()
    };
    let again: ClientCharacterCreate = decode_message(&body(&create)).expect("what we wrote");
    assert_eq!(
        (again.labels.as_slice(), again.values.as_slice()),
        (&[7][..], &[1][..])
    );
}

#[test]
fn counts_that_cannot_be_are_refused() {
    let many = command(IEntityCommandModel::SetTime { time: 0 });
    let many = ClientEntityCommand {
        items: vec![many.items[0].clone(); 40],
        ..many
    };
    // We never send more than the bound, and never take more.
    let written = body(&many);
    assert_eq!(written[4], 32);
    let mut forged = written;
    forged[4] = 33;
    forged.extend([0; 64]);
    let error = decode_message::<ClientEntityCommand>(&forged).expect_err("33 commands");
    assert_eq!(error.fault, Fault::CountTooLarge(33));
    let error = decode_message::<ClientCharacterCreate>(&[0xFF; 64]).expect_err("2^32 labels");
    assert!(matches!(error.fault, Fault::CountTooLarge(_)), "{error}");
}

#[test]
fn decoding_into_a_kept_message_equals_decoding() {
    let long = ClientChat {
        message: "the longer text comes first".into(),
        format: vec![ChatFormat::default(); 3],
        chat_message_id: 9,
        ..ClientChat::default()
    };
    let short = ClientChat {
        message: "short".into(),
        ..ClientChat::default()
    };
    let mut kept = ClientChat::default();
    for message in [&long, &short, &long] {
        let body = body(message);
        kept.decode_into(&mut BitReader::new(&body))
            .expect("what we wrote");
        assert_eq!(&kept, message);
    }
    kept.decode_into(&mut BitReader::new(&[0xFF; 3]))
        .expect_err("too short");
}

#[test]
fn flights_are_bought_by_their_routes_and_nodes_told_by_their_ids() {
    let bought = ClientFlightPathPurchase {
        taxi_routes: vec![124, 121],
    };
    check(&bought, "020000007c00000079000000");
    let found = ServerFlightPathUpdate {
        taxi_nodes: vec![5, 0x0102],
    };
    check(&found, "020000000500000002010000");
}
