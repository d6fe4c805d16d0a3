//! The commands that are done in the zone of the character they are for.

use serde::{Deserialize, Serialize};

use crate::argument::{Bend, Charges, Player, RemovalReason, Text, Travel};
use crate::define::commands;

commands! {
    /// See the module.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub enum ZoneCommand as Zone {
        /// Saves a character now.
        CharacterSave "character save" | "save": CharacterSave {
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Adds to a currency of a character, or takes from it.
        CurrencyCharacterAdd "currency character add" | "currency add": CurrencyCharacterAdd {
            /// Row of CurrencyType.
            currency: u8,
            /// How much; less than zero to take.
            amount: i64,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Lists the currencies of a character.
        CurrencyCharacterList "currency character list" | "currency list": CurrencyCharacterList {
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Shows what is known of the unit you look at, or of yourself.
        EntityInfo "entity info" | "entity i": EntityInfo {
            /// Of whom; what you look at when it is left out.
            player: Option<Player>,
        }
        /// Makes the unit you look at, or yourself, look otherwise as long as it is here.
        EntityModifyDisplayInfo "entity modify displayinfo": EntityModifyDisplayInfo {
            /// Row of Creature2DisplayInfo; 0 gives a player its own body back.
            display: u32,
            /// Of whom; what you look at when it is left out.
            player: Option<Player>,
        }
        /// Makes the creature you look at run from you.
        EntityFlee "entity flee": EntityOrder {
        }
        /// Makes the creature you look at follow you.
        EntityFollow "entity follow": EntityOrder {
        }
        /// Makes the creature you look at keep its place beside you.
        EntityFormation "entity formation": EntityOrder {
            /// World units to your right, from -32 to 32; 3 when it is left out.
            right: Option<f32>,
            /// World units ahead of you, from -32 to 32; 0 when it is left out.
            ahead: Option<f32>,
        }
        /// Sends the creature you look at to where it belongs.
        EntityHome "entity home": EntityOrder {
        }
        /// Kills the creature you look at.
        EntityKill "entity kill": EntityKill {
        }
        /// Takes the creature you look at away until it is called back.
        EntityRemove "entity remove": EntityRemove {
        }
        /// Calls back whoever is dead or was taken away around you.
        EntityRespawn "entity respawn": EntityRespawn {
        }
        /// Changes how much the creature you look at hates you.
        EntityThreatAdjust "entity threat adjust": EntityThreatAdjust {
            /// How much more; less than zero for less.
            amount: i64,
        }
        /// Makes the creature you look at forget all its foes.
        EntityThreatClear "entity threat clear": EntityThreatClear {
        }
        /// Lists whom the creature you look at hates, and how much.
        EntityThreatList "entity threat list": EntityThreatList {
        }
        /// Makes the creature you look at forget you, or another foe.
        EntityThreatRemove "entity threat remove": EntityThreatRemove {
            /// The foe's number in its list; you when it is left out.
            unit: Option<u32>,
        }
        /// Shows the properties of the unit you look at, or your own.
        EntityProperties "entity properties" | "entity p": EntityProperties {
            /// Of whom; what you look at when it is left out.
            player: Option<Player>,
        }
        /// Shows the vitals of the unit you look at, or your own: health, shield and their like.
        EntityVitals "entity vitals" | "entity v": EntityProperties {
            /// Of whom; what you look at when it is left out.
            player: Option<Player>,
        }
        /// Begins an event in the zone you stand in: its spawns are there from now on.
        EventStart "event start": EventStart {
            /// Row of PublicEvent.
            event: u32,
            /// The event's phase; 0 when it is left out.
            phase: Option<u32>,
        }
        /// Ends an event in the zone you stand in: its spawns go.
        EventStop "event stop": EventStop {
            /// Row of PublicEvent.
            event: u32,
        }
        /// Adds an item to the bags of a character.
        ItemAdd "item add": ItemAdd {
            /// Row of Item2.
            item: u32,
            /// How many; one when it is left out.
            count: Option<u32>,
            /// How many charges each has; all that its kind has when it is left out.
            charges: Charges,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Changes what a faction thinks of a character.
        ReputationUpdate "reputation update": ReputationUpdate {
            /// Row of Faction2.
            faction: u16,
            /// How much more; less than zero for less.
            value: f32,
            /// Of which character; of your own when it is left out.
            player: Option<Player>,
        }
        /// Takes a character to where it is bound.
        TeleportBind "teleport bind" | "recall": TeleportLocation {
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Closes the copy of a world a character stands in; everybody in it goes back.
        MapUnload "map unload": MapUnload {
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Takes a character out of a copy of a world after the usual countdown.
        MapPlayerRemove "map remove" | "map player remove": MapPlayerRemove {
            /// Why, for its client: group, kicked, disbanded or left.
            reason: RemovalReason,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Lets a character stay that is being taken out.
        MapPlayerKeep "map cancel" | "map player cancel": MapPlayerRemoveCancel {
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Makes what you look at keep looking at you.
        MovementFace "movement face": MovementPose {
        }
        /// Lifts what you look at, or yourself, straight up.
        MovementLift "movement lift": MovementSplineLaunch {
            /// World units, from -500 to 500; less than zero to lower it.
            height: f32,
            /// How long it takes, from 0.1 to 3600 seconds; 5 when it is left out.
            seconds: Option<f32>,
        }
        /// Makes what you look at so large.
        MovementScale "movement scale": MovementPose {
            /// Times its usual size, from 0.1 to 10.
            factor: f32,
            /// How long it takes, from 0.1 to 3600 seconds; at once when it is left out.
            seconds: Option<f32>,
        }
        /// Makes what you look at spin where it is.
        MovementSpin "movement spin": MovementPose {
            /// Turns a second, from -10 to 10.
            turns: f32,
            /// How long, from 0.1 to 3600 seconds; 60 when it is left out.
            seconds: Option<f32>,
        }
        /// Throws what you look at to where you stand.
        MovementThrow "movement throw": MovementSplineLaunch {
            /// How long it flies, from 0.1 to 60 seconds; 1 when it is left out.
            seconds: Option<f32>,
            /// World units a second squared, from 0 to 200; 20 when it is left out.
            gravity: Option<f32>,
        }
        /// Makes what you look at look around and be as large as usual.
        MovementUsual "movement usual": MovementPose {
        }
        /// Sends what you look at, or yourself, once along splines of the client's tables.
        MovementSplineFollow "movement spline follow": MovementSplineLaunch {
            /// World units a second, from 0.1 to 100.
            speed: f32,
            /// Rows of Spline2, in the order they are travelled.
            splines: Text,
        }
        /// Sends what you look at straight to you, around what cannot be walked.
        MovementGeneratorDirect "movement generator direct": MovementGeneratorDirect {
        }
        /// Sends what you look at, or yourself, to some place around its home.
        MovementGeneratorRandom "movement generator random": MovementGeneratorRandom {
        }
        /// Adds the point where you stand to the way of what you look at, or to your own.
        MovementSplineAdd "movement spline add": MovementSplineAdd {
        }
        /// Forgets the points you have added.
        MovementSplineClear "movement spline clear": MovementSplineClear {
        }
        /// Sends what you look at, or yourself, along the points you have added.
        MovementSplineLaunch "movement spline launch": MovementSplineLaunch {
            /// How often and which way; oneshot when it is left out. Players travel once.
            mode: Option<Travel>,
            /// World units a second, from 0.1 to 100; 3 when it is left out.
            speed: Option<f32>,
            /// How the points are joined; linear when it is left out.
            curve: Option<Bend>,
        }
        /// Changes how fast a character moves.
        MovementSpeed "movement speed" | "speed": MovementSpeed {
            /// Times the usual speed, from 0.1 to 20.
            factor: f32,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Calls a pet to a character, instead of the one it has.
        PetSummon "pet summon": PetSummon {
            /// Row of Creature2.
            creature: u32,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Sends the pet of a character away.
        PetDismiss "pet dismiss": PetDismiss {
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Puts a character on a mount.
        VehicleMount "vehicle mount" | "mount": VehicleMount {
            /// Row of Creature2.
            creature: u32,
            /// Row of UnitVehicle; the creature's own when it is left out.
            vehicle: Option<u16>,
            /// Row of ItemDisplay that the rider shows; none when it is left out.
            display: Option<u16>,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Gets a character off its mount or out of its vehicle.
        VehicleLeave "vehicle leave" | "dismount": VehicleLeave {
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Shows what is known of the zone you stand in.
        ZoneInfo "zone info": ZoneInfo {
            /// The zone of this player.
            player: Option<Player>,
        }
        /// Opens the doors around a character.
        DoorOpen "door open": DoorOpen {
            /// How far around, from 0 to 512; 10 when it is left out.
            range: Option<f32>,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
        /// Closes the doors around a character.
        DoorClose "door close": DoorClose {
            /// How far around, from 0 to 512; 10 when it is left out.
            range: Option<f32>,
            /// Which character; your own when it is left out.
            player: Option<Player>,
        }
    }
}
