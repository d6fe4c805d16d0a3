//! Recordings name the version of their form, and the form does not change behind its back.
//!
//! The form is traced from the types themselves: every field, every case of every choice, as their
//! `Deserialize` asks for them. Its fingerprint is held here beside the version.

use std::collections::BTreeSet;
use std::fmt;

use ::world::replay::VERSION;
use ::world::{Command, PlayerEntry, ZoneConfig};
use bezgelor_core::model::{Patrol, Portal, Spawn, SpawnTerm, ZoneTutorial};
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

/// Version and fingerprint of the form. When it changes, raise the version in `replay.rs` and put
/// both here.
const FORM: (u16, u64) = (17, 0x4038_4410_19D1_F053);
/// Cases of all choices together; far more than there are.
const TRACES_MAX: usize = 10_000;

/// A choice that is under way: which case this trace takes, of how many.
struct Choice {
    name: &'static str,
    at: usize,
    of: usize,
}

/// Answers whatever is asked with something small, and writes down what was asked. Choices count
/// up from trace to trace, the innermost first.
#[derive(Default)]
struct Tracer {
    text: String,
    choices: Vec<Choice>,
    /// Choices met so far in this trace.
    met: usize,
    /// Every case of these was traced.
    done: BTreeSet<&'static str>,
}

impl Tracer {
    fn say(&mut self, what: &str) {
        self.text.push_str(what);
        self.text.push(' ');
    }

    /// Which case of a choice this trace takes.
    fn choose(&mut self, name: &'static str, of: usize) -> usize {
        if self.done.contains(name) {
            return 0;
        }
        let met = self.met;
        self.met += 1;
        if met == self.choices.len() {
            self.choices.push(Choice { name, at: 0, of });
        }
        self.choices[met].at
    }

    /// Goes on to the next case; false when all were taken.
    fn turn(&mut self) -> bool {
        self.met = 0;
        while let Some(mut choice) = self.choices.pop() {
            choice.at += 1;
            if choice.at < choice.of {
                self.choices.push(choice);
                return true;
            }
            self.done.insert(choice.name);
        }
        false
    }
}

/// The form of one type, all cases of its choices.
fn form<T: DeserializeOwned>() -> String {
    let mut tracer = Tracer::default();
    for _ in 0..TRACES_MAX {
        T::deserialize(&mut tracer).expect("nothing recorded refuses a small value");
        tracer.text.push('\n');
        if !tracer.turn() {
            return tracer.text;
        }
    }
    panic!("the form has no end");
}

#[derive(Debug)]
struct Fault(String);

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(what: T) -> Self {
        Self(what.to_string())
    }
}

macro_rules! plain {
    ($($ask:ident $visit:ident $value:expr),+ $(,)?) => {$(
        fn $ask<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            self.say(&stringify!($ask)["deserialize_".len()..]);
            visitor.$visit($value)
        }
    )+};
}

impl<'de> de::Deserializer<'de> for &mut Tracer {
    type Error = Fault;

    plain! {
        deserialize_bool visit_bool false,
        deserialize_u8 visit_u8 1, deserialize_u16 visit_u16 1,
        deserialize_u32 visit_u32 1, deserialize_u64 visit_u64 1,
        deserialize_i8 visit_i8 1, deserialize_i16 visit_i16 1,
        deserialize_i32 visit_i32 1, deserialize_i64 visit_i64 1,
        deserialize_f32 visit_f32 1.0, deserialize_f64 visit_f64 1.0,
        deserialize_char visit_char 'a', deserialize_str visit_str "a",
        deserialize_string visit_str "a",
    }

    forward_to_deserialize_any! { bytes byte_buf ignored_any identifier map }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Fault> {
        Err(Fault("something recorded has no form of its own".into()))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.say("option");
        visitor.visit_some(self)
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.say("unit");
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.say(name);
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.say("list");
        visitor.visit_seq(Parts(self, &[], 1))
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        count: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.say("(");
        visitor.visit_seq(Parts(self, &[], count))
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        count: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.say(name);
        self.deserialize_tuple(count, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.say(name);
        visitor.visit_map(Parts(self, fields, fields.len()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.say(name);
        let at = self.choose(name, variants.len());
        visitor.visit_enum(Case(self, variants[at]))
    }
}

/// The parts of a whole that are still to come, and the names of all.
struct Parts<'a>(&'a mut Tracer, &'static [&'static str], usize);

impl<'de> de::SeqAccess<'de> for Parts<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        if self.2 == 0 {
            return Ok(None);
        }
        self.2 -= 1;
        seed.deserialize(&mut *self.0).map(Some)
    }
}

impl<'de> de::MapAccess<'de> for Parts<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some(name) = self
            .1
            .len()
            .checked_sub(self.2)
            .and_then(|at| self.1.get(at))
        else {
            return Ok(None);
        };
        self.2 -= 1;
        self.0.say(name);
        let name: StrDeserializer<'_, Fault> = (*name).into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        seed.deserialize(&mut *self.0)
    }
}

/// The case of a choice that was taken.
struct Case<'a>(&'a mut Tracer, &'static str);

impl<'de> de::EnumAccess<'de> for Case<'_> {
    type Error = Fault;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Fault> {
        self.0.say(self.1);
        let name: StrDeserializer<'_, Fault> = self.1.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> de::VariantAccess<'de> for Case<'_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(self, count: usize, visitor: V) -> Result<V::Value, Fault> {
        de::Deserializer::deserialize_tuple(self.0, count, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_map(Parts(self.0, fields, fields.len()))
    }
}

/// FNV-1a.
fn fingerprint(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    text.bytes().fold(0xCBF2_9CE4_8422_2325, step)
}

#[test]
fn the_form_of_recordings_changes_with_its_version_alone() {
    let forms = [
        form::<ZoneConfig>(),
        form::<(
            Vec<Spawn>,
            Vec<Patrol>,
            Vec<SpawnTerm>,
            Vec<Portal>,
            Vec<ZoneTutorial>,
        )>(),
        form::<PlayerEntry>(),
        form::<Command>(),
    ]
    .concat();
    // What the trace is worth: it came to the ends of choices within choices.
    for seen in [
        "RemovalReason Disband",
        "BreakPoint System",
        "from_minute u16",
        "taxi_nodes list u16",
    ] {
        assert!(forms.contains(seen), "{seen} is not in\n{forms}");
    }
    let found = (VERSION, fingerprint(&forms));
    assert_eq!(found, FORM, "raise the version: the form is\n{forms}");
}
