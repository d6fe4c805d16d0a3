//! Movement commands: one group of an entity's motion each.

use crate::enums::{ModeType, SplineMode, SplineType, StateFlags};
use bezgelor_core::Vec3;
use protocol_derive::Wire;

/// The movement commands. They come in groups (time, platform, position, velocity, move, rotation,
/// scale, state, mode); a new one of a group replaces the last. Times are milliseconds on the
/// entity clock.
#[derive(Clone, Debug, PartialEq, Wire)]
pub enum IEntityCommandModel {
    #[wire(case = 0)]
    SetTime { time: u32 },
    #[wire(case = 1)]
    SetPlatform { unit_id: u32 },
    #[wire(case = 2)]
    SetPosition { position: Vec3, blend: bool },
    #[wire(case = 3)]
    SetPositionKeys {
        #[wire(count = 10)]
        times: Vec<u32>,
        #[wire(same_as = times)]
        positions: Vec<Vec3>,
        #[wire(bits = 2)]
        type_: u8,
        offset: u32,
        blend: bool,
    },
    #[wire(case = 4)]
    SetPositionPath {
        #[wire(count = 10)]
        positions: Vec<Vec3>,
        #[wire(bits = 16)]
        speed: f32,
        #[wire(bits = 2)]
        type_: SplineType,
        #[wire(bits = 4)]
        mode: SplineMode,
        offset: u32,
        blend: bool,
    },
    #[wire(case = 5)]
    SetPositionSpline {
        spline_id: u32,
        speed: f32,
        position: f32,
        #[wire(bits = 16)]
        formation_data: Vec3,
        #[wire(bits = 4)]
        mode: SplineMode,
        offset: u32,
        blend: bool,
        is_continuing: bool,
        adjust_speed_to_length: bool,
    },
    #[wire(case = 6)]
    SetPositionMultiSpline {
        #[wire(count = 10)]
        spline_ids: Vec<u32>,
        #[wire(bits = 16)]
        speed: f32,
        position: f32,
        takeoff_location_height: f32,
        landing_location_height: f32,
        #[wire(bits = 16)]
        formation_data: Vec3,
        #[wire(bits = 4)]
        mode: SplineMode,
        offset: u32,
        multi_spline_flags: u32,
        blend: bool,
        is_continuing: bool,
    },
    #[wire(case = 7)]
    SetPositionProjectile {
        end: Vec3,
        start: Vec3,
        flight_time: u32,
        gravity: f32,
        offset: u32,
        blend: bool,
    },
    #[wire(case = 8)]
    SetVelocity {
        #[wire(bits = 16)]
        velocity: Vec3,
        blend: bool,
    },
    #[wire(case = 9)]
    SetVelocityKeys {
        #[wire(count = 10)]
        times: Vec<u32>,
        #[wire(same_as = times, bits = 16)]
        velocities: Vec<Vec3>,
        #[wire(bits = 2)]
        type_: u8,
        offset: u32,
        blend: bool,
    },
    #[wire(case = 10)]
    SetVelocityDefaults { blend: bool },
    #[wire(case = 11)]
    SetMove {
        #[wire(bits = 16)]
        move_: Vec3,
        blend: bool,
    },
    #[wire(case = 12)]
    SetMoveKeys {
        #[wire(count = 10)]
        times: Vec<u32>,
        #[wire(same_as = times, bits = 16)]
        moves: Vec<Vec3>,
        #[wire(bits = 2)]
        type_: u8,
        offset: u32,
        blend: bool,
    },
    #[wire(case = 13)]
    SetMoveDefaults { blend: bool },
    #[wire(case = 14)]
    SetRotation { rotation: Vec3, blend: bool },
    #[wire(case = 15)]
    SetRotationKeys {
        #[wire(count = 10)]
        times: Vec<u32>,
        #[wire(same_as = times)]
        rotations: Vec<Vec3>,
        #[wire(bits = 2)]
        type_: u8,
        offset: u32,
        blend: bool,
    },
    #[wire(case = 16)]
    SetRotationSpline {
        spline_id: u32,
        speed: u16,
        position: f32,
        #[wire(bits = 4)]
        mode: u8,
        offset: u32,
        blend: bool,
        adjust_speed_to_length: bool,
    },
    #[wire(case = 17)]
    SetRotationMultiSpline {
        #[wire(count = 10)]
        spline_ids: Vec<u32>,
        #[wire(bits = 16)]
        speed: f32,
        position: f32,
        takeoff_location_height: f32,
        landing_location_height: f32,
        #[wire(bits = 4)]
        mode: u8,
        offset: u32,
        multi_spline_flags: u32,
        blend: bool,
    },
    #[wire(case = 18)]
    SetRotationFaceUnit { unit_id: u32, blend: bool },
    #[wire(case = 19)]
    SetRotationFacePosition { position: Vec3, blend: bool },
    #[wire(case = 20)]
    SetRotationSpin {
        rotation: Vec3,
        flight_time: u32,
        #[wire(bits = 16)]
        spin: f32,
        offset: u32,
        blend: bool,
    },
    #[wire(case = 21)]
    SetRotationDefaults { blend: bool },
    #[wire(case = 22)]
    SetScale {
        #[wire(bits = 16)]
        scale: f32,
        blend: bool,
    },
    #[wire(case = 23)]
    SetScaleKeys {
        #[wire(count = 8)]
        times: Vec<u32>,
        #[wire(same_as = times, bits = 16)]
        scales: Vec<f32>,
        #[wire(bits = 2)]
        type_: u8,
        offset: u32,
        blend: bool,
    },
    #[wire(case = 24)]
    SetState {
        #[wire(bits = 32)]
        state: StateFlags,
    },
    #[wire(case = 25)]
    SetStateKeys {
        #[wire(count = 8)]
        times: Vec<u32>,
        #[wire(same_as = times, bits = 32)]
        states: Vec<StateFlags>,
        offset: u32,
    },
    #[wire(case = 26)]
    SetStateDefault { strafe: bool },
    #[wire(case = 27)]
    SetMode {
        #[wire(bits = 32)]
        mode: ModeType,
    },
    #[wire(case = 28)]
    SetModeKeys {
        #[wire(count = 8)]
        times: Vec<u32>,
        #[wire(same_as = times, bits = 32)]
        modes: Vec<ModeType>,
        offset: u32,
    },
    #[wire(case = 29)]
    SetModeDefault { unused: bool },
}
